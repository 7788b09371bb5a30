"""How far an answer was copied, told from its passages: the four classes of Clough & Stevenson (2011)."""

import gzip
import json
from functools import partial

import numpy as np
import pytest

from provenance import paraphrase
from provenance.model import Article, Candidates
from provenance.passages import align
from provenance.reading import read
from provenance.settings import Settings

pytestmark = pytest.mark.quality

FILE = "clough-stevenson-abc.jsonl.gz"


def measures(readings, number, passages):
    """Return what the passages say of an answer.

    The share of its words in passages and in passages unchanged, the share that the source has
    anywhere, and the length of the unchanged run that an average such word stands in.
    """
    begin, end = readings.sentence_words[readings.article_sentences[number : number + 2]]
    other = slice(*readings.sentence_words[readings.article_sentences[number + 1 : number + 3]])
    at = readings.word_begin[begin:end]
    inside, changed = np.zeros(end - begin, bool), np.zeros(end - begin, bool)
    for passage in passages:
        inside |= (at >= passage.left.begin) & (at < passage.left.end)
        for each in passage.differences:
            changed |= (at >= each.left.begin) & (at < each.left.end)
    same = inside & ~changed
    ends = np.flatnonzero(np.diff(np.concatenate(([0], same, [0])))).reshape(-1, 2)
    runs = ends[:, 1] - ends[:, 0]
    known = np.isin(readings.word_hash[begin:end], readings.word_hash[other])
    return inside.mean(), same.mean(), np.log1p((runs**2).sum() / len(at)), known.mean()


def test_the_four_classes_are_told_from_passages(data, hold):
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sources = {row["task"]: row["text"] for row in rows if row["category"] == "orig"}
    answers = [row for row in rows if row["category"] != "orig"]
    texts = [text for row in answers for text in (row["text"], sources[row["task"]])]
    settings = Settings(paraphrase_threshold=0.5)
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], settings)
    numbers = np.arange(len(answers), dtype=np.int32)
    score = partial(paraphrase.score, settings=settings)
    found = align(readings, Candidates(2 * numbers, 2 * numbers + 1), score, settings)
    table = np.array([measures(readings, 2 * n, passages) for n, passages in enumerate(found)])
    classes = np.array([row["category"] for row in answers])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=30.0))
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=5, random_state=1)
    right = cross_val_score(model, table, classes, cv=folds).mean()
    hold("clough stevenson", {"four classes, accuracy": right}, data / FILE)
