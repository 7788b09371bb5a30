"""Character n-grams of sentences as bit sets: how many two sentences share is one `and` and a bit count."""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings

BITS = 2048  # a sentence of 150 n-grams fills 7 % of them: about 10 chance hits, the same for every pair
SIZE = 4
_PRIME = np.uint32(2654435761)  # Knuth's multiplicative hash
_LETTERS = 2_000  # characters of a sentence that are looked at: ten times a long one
_ASCII = np.array([chr(code).isalnum() for code in range(128)])


def bit_sets(readings: Readings, sentences: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return the n-grams of each sentence's words as bits.

    Returns
    -------
    uint64 (N, BITS / 64)
    """
    owner = np.searchsorted(readings.article_sentences, sentences, side="right") - 1
    begin = readings.sentence_begin[sentences]
    end = np.minimum(readings.sentence_end[sentences], begin + _LETTERS)
    spans = zip(owner.tolist(), begin.tolist(), end.tolist(), strict=True)
    texts = [f" {readings.articles[article].text[one:other].casefold()} " for article, one, other in spans]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes, ends = _plain(codes, np.cumsum([len(text) for text in texts]))
    bits = np.zeros(len(texts) * BITS + 1, dtype=bool)
    count = max(0, len(codes) - SIZE + 1)
    rolled = np.zeros(count, dtype=np.uint32)
    for step in range(SIZE):
        rolled = (rolled ^ codes[step : step + count]) * _PRIME
        rolled ^= rolled >> np.uint32(15)
    base = np.repeat(np.arange(len(texts), dtype=np.int64) * BITS, np.diff(ends, prepend=0))
    at = base[:count] + (rolled & np.uint32(BITS - 1))
    across = (ends[:, None] - np.arange(1, SIZE)).ravel()  # these begin in one text and end in the next
    at[across[(across >= 0) & (across < count)]] = len(texts) * BITS
    bits[at] = True
    return np.packbits(bits[:-1].reshape(-1, BITS), axis=1).view(np.uint64)


def _plain(
    codes: NDArray[np.uint32], ends: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Put one space for whatever is neither letter nor figure; the space at either end of a text stays."""
    word = _ASCII[np.minimum(codes, 127)]
    wide = np.flatnonzero(codes > 127)  # noqa: PLR2004 - ASCII
    kinds, which = np.unique(codes[wide], return_inverse=True)
    word[wide] = np.array([chr(code).isalnum() for code in kinds.tolist()], bool)[which]
    kept = word.copy()
    kept[1:] |= word[:-1]
    edges = np.concatenate((ends - 1, ends[:-1], [0]))
    inner = np.minimum(edges[len(ends) :] + 1, len(codes) - 1)
    kept[edges], kept[inner] = True, True
    places = np.cumsum(kept)
    return np.where(word, codes, np.uint32(ord(" ")))[kept], places[ends - 1]
