"""Count the stock phrases of news: ``python tests/training/phrases.py news-12k.jsonl.gz``.

A run of four words is stock if enough outlets use it in sentences of their own. A sentence that several
articles hold counts once, under the outlet that had it first: what a hundred outlets reprint is one
author's text and must not become a phrase.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from provenance.model import Article, Kind
from provenance.passages.phrases import FILE, WORDS, grams
from provenance.reading import read
from provenance.settings import Settings

OUTLETS = 8  # that use it: 22,000 runs; 6 outlets give 41,000, with much-quoted speech among them
BATCH = 500  # articles


def counted(articles, seen):
    """Return the runs of words of new sentences with their outlets, as rows of two columns."""
    readings = read([Article(str(n), "", "", row["text"]) for n, row in enumerate(articles)], Settings())
    found = []
    for number, row in enumerate(articles):
        outlet = np.uint64(hash_of(row["outlet"]))
        for sentence in range(*readings.article_sentences[number : number + 2]):
            words = readings.word_hash[slice(*readings.sentence_words[sentence : sentence + 2])]
            key = hash(words.tobytes())
            if readings.sentence_kind[sentence] == Kind.BODY and len(words) >= WORDS and key not in seen:
                seen.add(key)
                runs = grams(words)
                found.append(np.stack((runs, np.full(len(runs), outlet)), axis=1))
    return np.unique(np.concatenate(found), axis=0)


def hash_of(outlet, known={}):  # noqa: B006 - one numbering for the whole run
    """Number the outlets."""
    return known.setdefault(outlet, len(known))


def main(source):
    """Count and write the table."""
    rows, seen, batch = [], set(), []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            batch.append(json.loads(line))
            if len(batch) == BATCH:
                rows.append(counted(batch, seen))
                batch = []
    if batch:
        rows.append(counted(batch, seen))
    table = np.unique(np.concatenate(rows), axis=0)
    runs, outlets = np.unique(table[:, 0], return_counts=True)
    stock = np.unique((runs[outlets >= OUTLETS] >> np.uint64(32)).astype(np.uint32))
    np.savez_compressed(FILE, runs=stock)
    print(f"{len(runs):,} runs, {len(stock):,} stock, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
