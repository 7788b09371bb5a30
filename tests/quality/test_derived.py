"""Which articles share text, in a corpus of articles derived from news: every true pair is known."""

import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

import provenance

sys.path.insert(0, str(Path(__file__).parents[1]))
from derived_articles import QUOTES, apart, derive

pytestmark = pytest.mark.quality

FILE = "news-12k.jsonl.gz"
SHARED = {"reprint", "wire copy", "excerpt", "shared statement"}
DRAWN, WORDS = 900, (200, 1200)  # articles drawn and how long they are; some 640 share nothing
ARTICLES = 1000


@pytest.fixture(scope="module")
def texts(data):
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    fitting = [text for text in found if WORDS[0] < len(text.split()) < WORDS[1]]
    return apart(random.Random(5).sample(fitting, DRAWN))


def test_pairs_of_derived_articles_are_found_and_few_others(data, texts, hold):
    true, found, right = 0, 0, 0
    missed, made = Counter(), Counter()
    for seed in (5, 6):
        derived = derive(texts, seed, ARTICLES)
        pairs = provenance.compare(derived.articles).pairs
        given = {(pair.left, pair.right) for pair in pairs if pair.relation in SHARED}
        true, found = true + len(derived.pairs), found + len(given)
        right += len(given & derived.pairs)
        for pair in derived.pairs:
            kinds = {derived.kinds[each] for each in pair}
            kind = next((each for each in (*QUOTES[::-1], "reworded") if each in kinds), "copied")
            made[kind] += 1
            missed[kind] += pair not in given
    hold(
        "derived articles",
        {
            "pairs, F1": 2 * right / (true + found),
            "pairs, precision": right / found,
            "copied, recall": 1 - missed["copied"] / made["copied"],
            "reworded, recall": 1 - missed["reworded"] / made["reworded"],
            "altered quotations, recall": 1 - missed["quote"] / made["quote"],
            "altered and unmarked, recall": 1 - missed["unmarked"] / made["unmarked"],
        },
        data / FILE,
    )
