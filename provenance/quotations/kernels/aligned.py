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
def stood(table: Columns, stretches: Columns, least: Real, bar: Columns) -> tuple[Whole, Whole]:
    """Return from which word of its stretch up to which each statement stands there.

    Parameters
    ----------
    table : tuple
        ``begin``, ``stem``, what each word counts, and what it counts if names count nothing.
    stretches : tuple
        The statement of each stretch, where its words begin (one number more), and their stems.
    least : float64 (N,)
        What must be shared at least.
    bar : tuple
        … in words that are no names; and how many words in a row.

    Returns
    -------
    first, stop : int64 (N,)
        Numbers of words from the stretch's own first; both 0 where too little is shared.
    """
    begin, stem, weight, unnamed = table
    statement, bounds, words = stretches
    firsts, stops = np.zeros(len(statement), np.int64), np.zeros(len(statement), np.int64)
    for each in range(len(statement)):
        own, own_stop = begin[statement[each]], begin[statement[each] + 1]
        first, stop, run, heavy, bare = -1, 0, 0, 0.0, 0.0
        for a, b, size in _whole(_blocks(stem[own:own_stop], words[bounds[each] : bounds[each + 1]])):
            if not size or (size == 1 and weight[own + a] <= 0.0):
                continue
            heavy += weight[own + a : own + a + size].sum()
            bare += unnamed[own + a : own + a + size].sum()
            first = b if first < 0 else first
            stop, run = b + size, max(run, size)
        if heavy >= least[each] and bare >= bar[0] and run >= bar[1] and stop - first <= 2 * (own_stop - own):
            firsts[each], stops[each] = max(first, 0), stop
    return firsts, stops


@njit(cache=True, nogil=True)
def _whole(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join blocks of which one goes on where another ends."""
    whole = blocks[:1]
    for a, b, size in blocks[1:]:
        before = whole[-1]
        if (before[0] + before[2], before[1] + before[2]) == (a, b):
            whole[-1] = (before[0], before[1], before[2] + size)
        else:
            whole.append((a, b, size))
    return whole


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
