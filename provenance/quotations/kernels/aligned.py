"""Compiled: what two statements share word by word, in order, as `difflib` finds it."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Columns = tuple[Any, ...]
Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@njit(cache=True, nogil=True)
def aligned(table: Columns, left: Whole, right: Whole, content: float) -> tuple[Real, Real, Whole, Whole]:
    """Align each two statements of a table.

    Parameters
    ----------
    table : tuple
        ``begin``, ``stem``, ``weight`` and ``named`` of `statements.Columns`.
    left, right : int64 (P,)
        Numbers of statements.
    content : float
        The least weight of a word that carries meaning.

    Returns
    -------
    shared, unnamed : float64 (P,)
        Weight of the shared words that carry meaning; of those that are no names on either side.
    matched, run : int64 (P,)
        How many words are shared, and how many of them in a row.
    """
    begin, stem, weight, named = table
    count = len(left)
    shared, unnamed = np.zeros(count), np.zeros(count)
    matched, run = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for pair in range(count):
        one, other = begin[left[pair]], begin[right[pair]]
        mine, yours = stem[one : begin[left[pair] + 1]], stem[other : begin[right[pair] + 1]]
        row, before = 0, (-1, -1)
        for a, b, size in _blocks(mine, yours):
            row = row + size if (a, b) == before else size
            before = (a + size, b + size)
            matched[pair] += size
            run[pair] = max(run[pair], row)
            for step in range(size):
                heavy = weight[one + a + step]
                if heavy >= content:
                    shared[pair] += heavy
                    if not (named[one + a + step] or named[other + b + step]):
                        unnamed[pair] += heavy
    return shared, unnamed, matched, run


@njit(cache=True, nogil=True)
def _blocks(mine: NDArray[np.uint32], yours: NDArray[np.uint32]) -> list[tuple[int, int, int]]:
    """Return the runs of words in common, in order: the longest, then the longest on either side of it."""
    pending = [(0, len(mine), 0, len(yours))]
    blocks = [(0, 0, 0)]
    while pending:
        low, high, first, stop = pending.pop()
        a, b, size = _longest(mine, yours, (low, high, first, stop))
        if not size:
            continue
        blocks.append((a, b, size))
        if low < a and first < b:
            pending.append((low, a, first, b))
        if a + size < high and b + size < stop:
            pending.append((a + size, high, b + size, stop))
    blocks.sort()
    return blocks


@njit(cache=True, nogil=True)
def _longest(
    mine: NDArray[np.uint32], yours: NDArray[np.uint32], within: tuple[int, int, int, int]
) -> tuple[int, int, int]:
    """Return the longest run of equal words inside two stretches; of equally long ones the first."""
    low, high, first, stop = within
    a, b, size = low, first, 0
    lengths = np.zeros(stop - first + 1, np.int64)  # of the run that ends at each word of `yours`
    for i in range(low, high):
        diagonal = 0
        for j in range(first, stop):
            above = lengths[j - first + 1]
            if mine[i] == yours[j]:
                length = diagonal + 1
                lengths[j - first + 1] = length
                if length > size:
                    a, b, size = i - length + 1, j - length + 1, length
            else:
                lengths[j - first + 1] = 0
            diagonal = above
    return a, b, size
