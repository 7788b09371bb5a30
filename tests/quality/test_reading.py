"""How well and how fast news is read, measured on labelled and on real data."""

import gzip
import json
import time
from itertools import islice

import numpy as np
import pytest
from golden_rules import GLUED, LINES, RULES

from provenance.model import Article, Kind
from provenance.reading import learn, read, read_apart
from provenance.reading.punkt import nltk_parameters
from provenance.reading.sentences import split
from provenance.settings import Settings

pytestmark = pytest.mark.quality

SHINGLE = 5  # words
SELF_SHARE = 0.1  # of the smaller article's shingles: two articles of one outlet share text
REPRINT = 0.3  # of the smaller article's shingles: one outlet carries another's text
WIDESPREAD = 60  # a shingle in more articles is a phrase of the language


def rows(file, most=None):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, most)]


def articles_of(file, most=None):
    return [
        Article(row["id"], row["outlet"], row.get("title") or "", row["text"]) for row in rows(file, most)
    ]


def test_sentence_boundaries_agree_with_careful_readers(data, hold):
    file = data / "sentences-gum-news.jsonl.gz"
    right = found = true = 0
    for row in rows(file):
        gold = {tuple(span) for span in row["sentences"]}
        own = {(span.begin, span.end) for span in split(row["text"])}
        right, found, true = right + len(gold & own), found + len(own), true + len(gold)
    measured = {"sentence F1, exact spans": 2 * right / (found + true)}
    hold("sentences", measured, file)


def test_golden_rules_hold_in_running_text(hold):
    kept = total = 0
    for separator, rules in ((" ", RULES), ("", GLUED), ("\n", LINES)):
        for rule in rules:
            text = separator.join(rule)
            kept += tuple(text[span.begin : span.end] for span in split(text)) == rule
            total += 1
    hold("golden rules", {"rules kept": kept / total})


def test_nltk_s_tokenizer_agrees_on_news(data, hold):
    punkt = pytest.importorskip("nltk.tokenize.punkt")
    tokenizer = punkt.PunktSentenceTokenizer(nltk_parameters())
    file = data / "news-12k.jsonl.gz"
    both = own_only = nltk_only = 0
    for article in articles_of(file, 400):
        for line in filter(None, map(str.strip, article.text.split("\n"))):
            theirs = {end for _, end in tokenizer.span_tokenize(line)}
            own = {span.end for span in split(line)}
            both, own_only = both + len(own & theirs), own_only + len(own - theirs)
            nltk_only += len(theirs - own)
    measured = {"ends of sentences both find": both / (both + own_only + nltk_only)}
    hold("agreement with nltk", measured, file)


def shingles_of(readings, kept):
    """Return distinct (shingle, article) pairs over the words of the kept sentences."""
    words = np.repeat(kept, np.diff(readings.sentence_words))
    bounds = readings.sentence_words[readings.article_sentences]
    article = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))[words]
    hashes = readings.word_hash[words].astype(np.uint64)
    value = np.zeros(len(hashes) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        value = (value + hashes[place : place + len(value)] + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(31)
    whole = article[: len(value)] == article[SHINGLE - 1 :]
    rows = np.unique(np.rec.fromarrays([value[whole], article[: len(value)][whole]]))
    return rows.f0, rows.f1


def sharing(readings, kept, outlet):
    """Return the pairs of one outlet that share text, and the pairs across outlets that do."""
    from scipy import sparse

    value, article = shingles_of(readings, kept)
    size = np.maximum(1, np.bincount(article, minlength=len(outlet)))
    _, column, often = np.unique(value, return_inverse=True, return_counts=True)
    keep = often[column] > 1
    table = sparse.csr_matrix(
        (np.ones(keep.sum(), dtype=np.int32), (article[keep], column[keep])), shape=(len(outlet), len(often))
    )
    own = set()
    for each in np.unique(outlet):
        places = np.flatnonzero(outlet == each)
        block = sparse.triu(table[places] @ table[places].T, 1).tocoo()
        left, right = places[block.row], places[block.col]
        own |= pairs_above(left, right, block.data, size, SELF_SHARE)
    rare = sparse.triu(table[:, often <= WIDESPREAD] @ table[:, often <= WIDESPREAD].T, 1).tocoo()
    across = outlet[rare.row] != outlet[rare.col]
    return own, pairs_above(rare.row[across], rare.col[across], rare.data[across], size, REPRINT)


def pairs_above(left, right, common, size, share):
    enough = common >= share * np.minimum(size[left], size[right])
    return set(zip(left[enough].tolist(), right[enough].tolist(), strict=True))


@pytest.mark.slow
def test_boilerplate_goes_and_reprints_stay(data, hold):
    file = data / "news-12k.jsonl.gz"
    articles = articles_of(file)
    outlet = np.unique([article.outlet for article in articles], return_inverse=True)[1]
    apart = read_apart(articles, Settings())
    learned = learn(apart, Settings())
    before, reprints = sharing(apart, np.ones(len(apart.sentence_kind), dtype=np.bool_), outlet)
    body, body_reprints = sharing(apart, apart.sentence_kind == Kind.BODY, outlet)
    after, kept = sharing(learned, learned.sentence_kind == Kind.BODY, outlet)
    print(f"\nsame outlet: {len(before)} pairs, {len(body)} by body, {len(after)} after learning")
    print(f"across outlets: {len(reprints)} pairs, {len(body_reprints)} by body, {len(kept)} after learning")
    measured = {
        "pairs of one outlet that are gone": 1 - len(after) / len(before),
        "reprints across outlets that stay": len(reprints & kept) / len(reprints),
        "reprints by body that stay": len(body_reprints & kept) / len(body_reprints),
    }
    hold("boilerplate", measured, file)


def test_prose_without_boilerplate_stays_body(data, hold):
    """The sets cleaned by hand hold prose only: what is taken for something else there is mostly lost."""
    files = [data / "basil-events.jsonl.gz", data / "polnear-dev.jsonl.gz"]
    measured = {}
    for file in files:
        articles = [Article(str(place), "", "", row["text"]) for place, row in enumerate(rows(file))]
        readings = read(articles, Settings())
        words = np.diff(readings.sentence_words)
        name = file.name.split(".")[0]
        measured[f"words of {name} kept as body"] = float(
            words[readings.sentence_kind == Kind.BODY].sum() / words.sum()
        )
    hold("prose", measured, *files)


@pytest.mark.slow
def test_reading_is_faster_than_splitting_with_nltk_by_far(data, hold):
    punkt = pytest.importorskip("nltk.tokenize.punkt")
    file = data / "news-12k.jsonl.gz"
    articles = articles_of(file, 2000)
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    read(articles, Settings(compile_above=0))
    begin = time.process_time()
    read(articles, Settings(compile_above=0))
    own = size / (time.process_time() - begin)
    tokenizer = punkt.PunktSentenceTokenizer(nltk_parameters())
    begin = time.process_time()
    for article in articles[:200]:
        tokenizer.tokenize(article.text)
    part = sum(len(article.text.encode()) for article in articles[:200]) / 1e6
    theirs = part / (time.process_time() - begin)
    print(f"\nreading {own:.1f} MB/s, nltk's sentences alone {theirs:.1f} MB/s, on one core")
    hold("reading speed", {"times nltk's sentence splitting": own / theirs}, file)
