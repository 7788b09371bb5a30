"""Passages against marked cases: plagdet on PAN 2013, and what is found where nothing was copied."""

import gzip
import json
import time
from functools import partial
from itertools import combinations

import numpy as np
import pytest
from plagdet import Reuse, plagdet

from provenance import paraphrase
from provenance.model import Article, Candidates
from provenance.passages import align
from provenance.reading import read
from provenance.settings import Settings

pytestmark = pytest.mark.quality

FILE = "pan13-train.jsonl.gz"
KINDS = ("no-obfuscation", "random-obfuscation", "translation-obfuscation", "summary-obfuscation")
BATCH = 100  # pairs read and aligned together


def rows(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def aligned(pairs):
    """Align pairs of texts; return their passages and the seconds of processor time it took."""
    settings = Settings()
    articles = [Article(str(n), "", "", text) for n, text in enumerate(text for two in pairs for text in two)]
    readings = read(articles, settings)
    numbers = np.arange(len(pairs), dtype=np.int32)
    begin = time.process_time()
    found = align(
        readings,
        Candidates(2 * numbers, 2 * numbers + 1),
        partial(paraphrase.score, settings=settings),
        settings,
    )
    return found, time.process_time() - begin


@pytest.fixture(scope="module")
def pan(data):
    """Align every training pair; return cases and detections a kind, and pairs a second."""
    table = rows(data / FILE)
    cases, detections, seconds = {}, {}, 0.0
    for first in range(0, len(table), BATCH):
        batch = table[first : first + BATCH]
        found, taken = aligned([(row["suspicious"], row["source"]) for row in batch])
        seconds += taken
        for row, passages in zip(batch, found, strict=True):
            name = f"{row['kind']} {row['pair']}"
            cases.setdefault(row["kind"], []).extend(
                Reuse(name, tuple(case["suspicious"]), tuple(case["source"])) for case in row["cases"]
            )
            detections.setdefault(row["kind"], []).extend(
                Reuse(name, (each.left.begin, each.left.end), (each.right.begin, each.right.end))
                for each in passages
            )
    return cases, detections, len(table) / seconds, len(table)


def test_passages_meet_the_marked_cases_of_pan_2013(data, hold, pan):
    cases, detections, speed, _ = pan
    measured = {}
    print("\n                          plagdet  precision  recall  granularity")
    for kind in (*KINDS, "entire"):
        kinds = KINDS if kind == "entire" else (kind,)
        also = ["no-plagiarism"] if kind == "entire" else []
        figures = plagdet(
            [case for each in kinds for case in cases[each]],
            [found for each in (*kinds, *also) for found in detections[each]],
        )
        print(f"{kind:<25} {figures.plagdet:>7.3f} {figures.precision:>10.3f}", end=" ")
        print(f"{figures.recall:>7.3f} {figures.granularity:>12.3f}")
        measured[f"plagdet, {kind}"] = figures.plagdet
    touched = {found.pair for found in detections["no-plagiarism"]}
    measured["unrelated pairs with a passage"] = len(touched) / 200
    measured["pairs a second of one core"] = speed
    hold("alignment", measured, data / FILE)


def test_articles_that_tell_one_event_in_their_own_words_share_little_but_quotes(data, hold):
    events = {}
    for row in rows(data / "basil-events.jsonl.gz"):
        events.setdefault(row["event"], []).append(row["text"])
    pairs = [two for texts in events.values() for two in combinations(texts, 2)]
    found, _ = aligned(pairs)
    shares = []
    for (left, _right), passages in zip(pairs, found, strict=True):
        inside = np.zeros(len(left), bool)
        for each in passages:
            if not each.quoted:
                inside[each.left.begin : each.left.end] = True
        shares.append(inside.mean())
    copied = [each for passages in found for each in passages if each.kind != "paraphrase"]
    measured = {
        "copied passages that are quotes": sum(each.quoted for each in copied) / len(copied),
        "share of text in other passages": float(np.mean(shares)),
    }
    hold("one event in own words", measured, data / "basil-events.jsonl.gz")
