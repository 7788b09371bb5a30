"""Character n-grams of sentences as bit sets: how many two sentences share is one `and` and a bit count."""

import re

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings

BITS = 4096  # a sentence of 150 n-grams fills 4 % of them: chance hits stay below 6
SIZES = (3, 5)
_OTHER = re.compile(r"[\W_]+")
_PRIME = np.uint32(2654435761)  # Knuth's multiplicative hash
_LETTERS = 2_000  # characters of a sentence that are looked at: ten times a long one


def bit_sets(readings: Readings, sentences: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return the n-grams of each sentence's words as bits.

    Returns
    -------
    uint64 (sizes, N, BITS / 64)
    """
    owner = np.searchsorted(readings.article_sentences, sentences, side="right") - 1
    texts = []
    for sentence, article in zip(sentences.tolist(), owner.tolist(), strict=True):
        text = readings.articles[article].text
        begin = readings.sentence_begin[sentence]
        end = min(readings.sentence_end[sentence], begin + _LETTERS)
        texts.append(f" {_OTHER.sub(' ', text[begin:end].casefold())} ")
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(text) for text in texts])
    row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    out = np.zeros((len(SIZES), len(texts), BITS // 64), dtype=np.uint64)
    for which, size in enumerate(SIZES):
        count = len(codes) - size + 1
        if count <= 0:
            continue
        rolled = np.zeros(count, dtype=np.uint32)
        for step in range(size):
            rolled = (rolled ^ codes[step : step + count]) * _PRIME
            rolled ^= rolled >> np.uint32(15)
        whole = np.arange(count) + size <= ends[row[:count]]
        bits = np.zeros((len(texts), BITS), dtype=bool)
        bits[row[:count][whole], rolled[whole] % BITS] = True
        out[which] = np.packbits(bits, axis=1).view(np.uint64)
    return out
