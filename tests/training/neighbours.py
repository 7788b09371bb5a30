"""Count how often two words stand side by side: ``python tests/training/neighbours.py news-12k.jsonl.gz``."""

import gzip
import json
import sys
from itertools import islice
from pathlib import Path

import numpy as np

from provenance.lineage.phrases import FILE, keys
from provenance.model import Article
from provenance.reading import read
from provenance.settings import Settings

LEAST = 4  # times; what is rarer tells no more than what is never seen
BATCH = 1_000  # articles


def counted(rows):
    """Return each two neighbouring words of some articles once, and how often they stand so."""
    readings = read([Article(str(n), "", "", row["text"]) for n, row in enumerate(rows)], Settings())
    words = readings.word_hash
    return np.unique(keys(words[:-1], words[1:]), return_counts=True)


def main(source):
    """Count and write the table."""
    found, times = np.zeros(0, np.uint32), np.zeros(0, np.int64)
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        while batch := list(islice(rows, BATCH)):
            more, again = counted(batch)
            found, place = np.unique(np.concatenate([found, more]), return_inverse=True)
            times = np.bincount(place, np.concatenate([times, again])).astype(np.int64)
    kept = times >= LEAST
    steps = np.rint(np.log(times[kept]) * 16).astype(np.uint8)  # sixteenths of a nat: 255 is 8 million times
    np.savez_compressed(FILE, keys=found[kept], steps=steps)
    print(f"{len(found):,} pairs of words, {int(kept.sum()):,} kept, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
