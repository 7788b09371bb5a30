"""How usual words are between their neighbours: how often a whole corpus has the same two in a row."""

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.shares import Numbers, spread

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the first word of two keeps all its bits
_CHUNK = 1_000_000  # words of the corpus counted at a time
_BITS = 22  # of a table that says where a key may be among those asked for: 4 MB


def usual(
    corpus: NDArray[np.uint32],
    words: NDArray[np.uint32],
    first: Numbers,
    stop: Numbers,
    bounds: tuple[Numbers, Numbers],
) -> NDArray[np.float64]:
    """Return for stretches of words how usual they are between their neighbours.

    The mean over each two neighbouring words, from the one before a stretch to the one after it, of the
    logarithm of how often the corpus has them.

    Parameters
    ----------
    corpus : uint32 (C,)
        Hashes of all its words, in order.
    words : uint32 (W,)
        Hashes of the words that stretches are numbered in.
    first, stop : int64 (2, D)
    bounds : pair of int64 (2, D)
        Where the article of each stretch begins and ends among `words`.

    Returns
    -------
    float64 (2, D)
    """
    begin, end = bounds
    last = np.maximum(end - 1, begin)  # of n words there are n - 1 neighbours
    low = np.clip(first - 1, begin, last)
    high = np.clip(stop, low, last)
    lengths = (high - low).ravel()
    places = spread(low.ravel(), high.ravel())
    keys = _keys(words[places], words[places + 1])
    asked, which = np.unique(keys, return_inverse=True)
    seen = np.log(np.maximum(_counted(corpus, asked), 1))
    owner = np.repeat(np.arange(len(lengths)), lengths)
    total = np.bincount(owner, seen[which], len(lengths))
    return np.asarray((total / np.maximum(lengths, 1)).reshape(first.shape))


def _keys(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.uint64]:
    return one.astype(np.uint64) * _MIX + other


def _counted(corpus: NDArray[np.uint32], asked: NDArray[np.uint64]) -> Numbers:
    """Count the phrases asked for, sorted and without repeats, in a corpus."""
    counts = np.zeros(len(asked), np.int64)
    mask = np.uint64((1 << _BITS) - 1)
    may = np.zeros(1 << _BITS, bool)
    may[asked & mask] = True
    for low in range(0, len(corpus) - 1, _CHUNK):
        part = corpus[low : low + _CHUNK + 1]
        keys = _keys(part[:-1], part[1:])
        keys = keys[may[keys & mask]]
        places = np.minimum(asked.searchsorted(keys), len(asked) - 1)
        counts += np.bincount(places[asked[places] == keys], minlength=len(asked))
    return counts
