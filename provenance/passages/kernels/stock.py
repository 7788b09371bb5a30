"""Compiled: which words stand in stock phrases."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.texts import Offsets
from provenance.passages.phrases import MIX, WORDS

Known = tuple[NDArray[np.uint32], Offsets, int]


@njit(cache=True, nogil=True)
def stocked(word: NDArray[np.uint32], begins: Offsets, known: Known) -> NDArray[np.bool_]:
    """Twin of `phrases.stock`: tell which words stand in a stock phrase of their own text.

    Parameters
    ----------
    word : uint32 (N,)
    begins : int64 (A + 1,)
        Words of text a: from the a-th up to the next.
    known : tuple
        See `phrases.looked_up_in`.
    """
    runs, starts, shift = known
    inside = np.zeros(len(word), np.bool_)
    for text in range(len(begins) - 1):
        for at in range(begins[text], begins[text + 1] - WORDS + 1):
            key = np.uint64(0)
            for place in range(at, at + WORDS):
                key = (key ^ np.uint64(word[place])) * MIX
                key ^= key >> np.uint64(29)
            half = np.uint32(key >> np.uint64(32))
            low, high = starts[half >> shift], starts[(half >> shift) + 1]
            while low < high and runs[low] < half:
                low += 1
            if low < high and runs[low] == half:
                inside[at : at + WORDS] = True
    return inside
