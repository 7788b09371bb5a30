"""Compiled: which rows of two articles have a key in common, couple by couple."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Columns = tuple[Any, ...]
Whole = NDArray[np.int64]


@njit(cache=True, nogil=True)
def met(mine: Columns, theirs: Columns, couples: Whole) -> Whole:
    """Return the rows of `mine` and of `theirs` that have one key in two articles that are compared.

    Parameters
    ----------
    mine, theirs : tuple
        Where each article's rows begin (one number more), and the number of each row's key, int64 (N,),
        ascending within an article.
    couples : int64 (P, 2)
        Articles of `mine`, and of `theirs`.

    Returns
    -------
    int64 (2, N)
    """
    count, found = 0, np.empty((2, 0), np.int64)
    for pair in couples:
        count = _met_in(mine, theirs, pair, found, count)
    count, found = 0, np.empty((2, count), np.int64)
    for pair in couples:
        count = _met_in(mine, theirs, pair, found, count)
    return found


@njit(cache=True, nogil=True)
def _met_in(mine: Columns, theirs: Columns, pair: Whole, found: Whole, count: int) -> int:
    """Write down, from place `count` on if there is room, what two articles share; return how many then."""
    i, stop = mine[0][pair[0]], mine[0][pair[0] + 1]
    for row in range(theirs[0][pair[1]], theirs[0][pair[1] + 1]):
        key = theirs[1][row]
        while i < stop and mine[1][i] < key:
            i += 1
        own = i
        while own < stop and mine[1][own] == key:
            if found.shape[1]:
                found[0, count], found[1, count] = own, row
            count += 1
            own += 1
    return count
