"""Count the background document frequencies: ``python tests/training/background.py news-12k.jsonl.gz``."""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from nltk.stem.snowball import EnglishStemmer

from provenance.background import FILE
from provenance.reading.words import WORD, fold, word_hash

LEAST = 3  # a word in fewer articles is a typo or a name that says nothing of English at large


def main(source: Path) -> None:
    """Count every word of `source` once an article and write the table."""
    counts: Counter[str] = Counter()
    folded: dict[str, str] = {}
    total = 0
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            total += 1
            words = set(WORD.findall(json.loads(line)["text"]))
            for word in words - folded.keys():
                folded[word] = fold(word)
            counts.update({folded[word] for word in words})
    stemmer = EnglishStemmer()
    rows = sorted(
        (word_hash(word), count, word_hash(stemmer.stem(word)))
        for word, count in counts.items()
        if count >= LEAST
    )
    hashes, documents, stems = (np.array(column) for column in zip(*rows, strict=True))
    np.savez_compressed(
        FILE,
        hashes=hashes.astype(np.uint32),
        documents=documents.astype(np.int32),
        stems=stems.astype(np.uint32),
        total=np.int64(total),
    )
    print(f"{len(rows)} words of {total} articles, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
