"""Whether two trade-press articles tell the same story, against the labels of a reader."""

import gzip
import json

import pytest

import provenance
from provenance.model import Article

pytestmark = pytest.mark.quality

ARTICLES, LABELS = "business-energy-articles.jsonl.gz", "business-energy-labels.jsonl.gz"
CODER = "coder1"  # the second one agrees with F1 .828


def rows(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_pairs_of_one_story_are_those_a_reader_marked(data, hold):
    table = rows(data / ARTICLES)
    ids = {row["url"]: f"b{number:03}" for number, row in enumerate(table)}
    articles = [
        Article(
            ids[row["url"]],
            row["outlet"],
            row.get("title") or "",
            row["text"],
            published=row.get("published"),
        )
        for row in table
    ]
    true = {
        tuple(sorted((ids[row["left"]], ids[row["right"]])))
        for row in rows(data / LABELS)
        if row["coder"] == CODER and row["same_story"] and row["left"] != row["right"]
    }
    pairs = provenance.compare(articles).pairs
    given = {(pair.left, pair.right) for pair in pairs if pair.relation != "unrelated"}
    figure = 2 * len(true & given) / (len(true) + len(given))
    hold("same story", {"pairs, F1": figure}, data / ARTICLES, data / LABELS)
