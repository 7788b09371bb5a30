"""Compiled: how alike two articles are by the rare words they share."""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def cosines(
    begin: NDArray[np.int64],
    words: NDArray[np.uint32],
    weight: NDArray[np.float64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return for each two articles the weight they share, as part of the geometric mean of their own.

    Parameters
    ----------
    begin : int64 (A + 1,)
        Words of article a: ``begin[a]`` up to ``begin[a + 1]``, ascending, none twice.
    words, weight : arrays
    left, right : int64 (P,)
    """
    whole = np.zeros(len(begin) - 1)
    for article in range(len(begin) - 1):
        for place in range(begin[article], begin[article + 1]):
            whole[article] += weight[place]
    found = np.zeros(len(left))
    for pair in range(len(left)):
        one, other = left[pair], right[pair]
        i, j, shared = begin[one], begin[other], 0.0
        while i < begin[one + 1] and j < begin[other + 1]:
            if words[i] == words[j]:
                shared += weight[i]
                i += 1
                j += 1
            elif words[i] < words[j]:
                i += 1
            else:
                j += 1
        both = whole[one] * whole[other]
        if both > 0:
            found[pair] = shared / both**0.5
    return found
