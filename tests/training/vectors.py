"""Learn which English words mean similar things: ``python tests/training/vectors.py news-12k.jsonl.gz``.

Positive pointwise mutual information of words at most five apart, its singular vectors, as Levy, Goldberg
& Dagan (2015) describe: from 12 million words of news this takes half a minute.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.utils.extmath import randomized_svd

from provenance.background import background
from provenance.paraphrase.vectors import DIMENSIONS, FILE, SCALE
from provenance.reading.words import WORD, fold, word_hash

LEAST = 5  # articles; of rarer words too little is seen
WINDOW = 5  # words either side
FREQUENT = 1e-4  # words more frequent than this are thinned out, as word2vec does
SMOOTH = 0.75  # exponent on the context's count, same source
SLICE = 3_000_000  # words counted at a time
PROPER = 0.5  # written with a capital inside a sentence at least this often: a name


def words_of(source: Path, hashes: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return the running words as numbers (-1: unknown) and how often each word has a capital."""
    known: dict[str, int] = {}
    total, capital = np.zeros(len(hashes)), np.zeros(len(hashes))
    running: list[NDArray[np.int32]] = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["text"].split("\n"):
                words = WORD.findall(paragraph)
                for word in words:
                    if word not in known:
                        wanted = word_hash(fold(word))
                        place = int(np.searchsorted(hashes, wanted))
                        found = place < len(hashes) and hashes[place] == wanted
                        known[word] = place if found else -1
                numbers = [known[word] for word in words]
                for word, number in zip(words[1:], numbers[1:], strict=True):
                    if number >= 0:
                        total[number] += 1
                        capital[number] += word[0].isupper()
                running.append(np.array(numbers + [-1] * WINDOW, dtype=np.int32))
    return np.concatenate(running), capital / np.maximum(total, 1)


def near(running: NDArray[np.int32], size: int) -> sp.csr_matrix:
    """Count words that stand near each other, nearer ones for more."""
    counts = np.bincount(running[running >= 0], minlength=size)
    keep = np.minimum(1, np.sqrt(FREQUENT * counts.sum() / np.maximum(counts, 1)))
    chance = np.random.default_rng(0).random(len(running))
    thinned = running[(running < 0) | (chance < keep[running])]
    matrix = sp.csr_matrix((size, size), dtype=np.float32)
    for apart in range(1, WINDOW + 1):
        for begin in range(0, len(thinned), SLICE):
            other = thinned[begin + apart : begin + apart + SLICE]
            one = thinned[begin : begin + len(other)]
            both = (one >= 0) & (other >= 0)
            weights = np.full(int(both.sum()), 1 / apart, dtype=np.float32)
            matrix = matrix + sp.coo_matrix((weights, (one[both], other[both])), (size, size)).tocsr()
    return (matrix + matrix.T).tocsr()


def main(source: Path) -> None:
    """Learn the vectors and write them."""
    know = background()
    hashes = know.hashes[know.documents >= LEAST]
    running, capital = words_of(source, hashes)
    matrix = near(running, len(hashes)).tocoo()
    ones = np.maximum(np.asarray(matrix.tocsr().sum(1)).ravel(), 1e-9)
    context = ones**SMOOTH
    information = np.log(matrix.data * context.sum() / (ones[matrix.row] * context[matrix.col]))
    told = (information > 0) & (matrix.data > 0.35)  # a single meeting three or more words apart is chance
    positive = sp.csr_matrix((information[told], (matrix.row[told], matrix.col[told])), matrix.shape)
    left, strength, _ = randomized_svd(positive.astype(np.float32), DIMENSIONS, n_iter=3, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    whole = np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)
    np.savez_compressed(FILE, hashes=hashes, vectors=whole, proper=capital >= PROPER)
    print(f"{len(hashes)} words, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
