"""Character n-grams of sentences as bit sets: how many two sentences share is one `and` and a bit count."""

import re

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings

BITS = 2048  # a sentence of 150 n-grams fills 7 % of them: about 10 chance hits, the same for every pair
SIZES = (4,)
_OTHER = re.compile(r"[\W_]+")
_ASCII = bytes(code if chr(code).isalnum() else 32 for code in range(256))
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
        texts.append(f" {_plain(text[begin:end].casefold())} ")
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.array([len(text) for text in texts])
    ends = np.cumsum(lengths)
    base = np.repeat(np.arange(len(texts), dtype=np.int64) * BITS, lengths)
    out = np.zeros((len(SIZES), len(texts), BITS // 64), dtype=np.uint64)
    for which, size in enumerate(SIZES):
        count = len(codes) - size + 1
        if count <= 0:
            continue
        rolled = np.zeros(count, dtype=np.uint32)
        for step in range(size):
            rolled = (rolled ^ codes[step : step + count]) * _PRIME
            rolled ^= rolled >> np.uint32(15)
        at = base[:count] + (rolled & np.uint32(BITS - 1))
        across = (ends[:, None] - np.arange(1, size)).ravel()  # these begin in one text and end in the next
        at[across[(across >= 0) & (across < count)]] = len(texts) * BITS
        bits = np.zeros(len(texts) * BITS + 1, dtype=bool)
        bits[at] = True
        out[which] = np.packbits(bits[:-1].reshape(-1, BITS), axis=1).view(np.uint64)
    return out


def _plain(text: str) -> str:
    """Put one space for whatever is neither letter nor figure."""
    if not text.isascii():
        return _OTHER.sub(" ", text)
    spaced = text.encode().translate(_ASCII).decode()  # the same, several times as fast
    return " " * spaced[:1].isspace() + " ".join(spaced.split()) + " " * spaced[-1:].isspace()
