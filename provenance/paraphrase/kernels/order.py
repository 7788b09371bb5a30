"""Compiled: what of two sentences depends on order, from the cells where their stems meet.

A cell is a place on the left and a place on the right with the same stem. Cells come in order of the left,
those of one place there from the last place on the right to the first: whoever goes through them has seen,
of those to the right of a cell and in its row, nothing that would lie before it on both sides.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.paraphrase.layout import LONGEST
from provenance.paraphrase.tallies import FAR, RUNS, Pair, Side

Cells = NDArray[np.int32]
Row = NDArray[np.float64]
BLOCK = 64  # bits of a word


@njit(cache=True, nogil=True)
def runs(cells: Cells, sizes: tuple[int, int], sides: NDArray[np.float64], pair: Row) -> None:
    """Count the places where runs begin; measure the longest."""
    begins = np.zeros((2, RUNS, LONGEST), np.bool_)
    row, length = np.full(sizes[1], -1, np.int32), np.zeros(sizes[1], np.int32)
    longest = 0
    for cell in range(len(cells)):
        i, j = cells[cell]
        run = 1
        if i and j and row[j - 1] == i - 1:
            run += length[j - 1]
        row[j], length[j] = i, run
        longest = max(longest, run)
        for more in range(min(RUNS, run - 1)):
            begins[0, more, i - more - 1] = True
            begins[1, more, j - more - 1] = True
    pair[Pair.LONGEST] = longest
    if longest > 1:
        for side in range(2):
            for more in range(RUNS):
                sides[side, Side.RUN_OF_TWO + more] = begins[side, more, : sizes[side]].sum()


@njit(cache=True, nogil=True)
def subsequence(cells: Cells, wide: int) -> int:
    """Return how many stems the longest common subsequence has (Hunt and Szymanski 1977)."""
    ends, count = np.empty(wide, np.int32), 0  # where, on the right, the best of each length ends
    for cell in range(len(cells)):
        j = cells[cell, 1]
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            if ends[middle] < j:
                low = middle + 1
            else:
                high = middle
        ends[low] = j
        count += low == count
    return count


@njit(cache=True, nogil=True)
def edits(cells: Cells, sizes: tuple[int, int]) -> int:
    """Return the edit distance, 64 words of the left at a time (Myers 1999, Hyyrö 2003)."""
    tall, wide = sizes
    one, none, top = np.uint64(1), np.uint64(0), np.uint64(BLOCK - 1)
    blocks = (tall + BLOCK - 1) // BLOCK
    same = np.zeros((wide, blocks), np.uint64)
    for cell in range(len(cells)):
        i, j = cells[cell]
        same[j, i // BLOCK] |= one << np.uint64(i % BLOCK)
    more, less = np.full(blocks, ~none), np.zeros(blocks, np.uint64)  # steps down a column
    last = np.uint64((tall - 1) % BLOCK)
    distance = tall
    for j in range(wide):
        above_more, above_less = one, none  # the step along the row above the block
        for block in range(blocks):
            up, down, equal = more[block], less[block], same[j, block]
            across = equal | down
            equal |= above_less
            diagonal = (((equal & up) + up) ^ up) | equal
            right_more, right_less = down | ~(diagonal | up), up & diagonal
            if block == blocks - 1:
                distance += int((right_more >> last) & one) - int((right_less >> last) & one)
            next_more, next_less = right_more >> top, right_less >> top
            right_more = (right_more << one) | above_more
            right_less = (right_less << one) | above_less
            more[block], less[block] = right_less | ~(across | right_more), right_more & across
            above_more, above_less = next_more, next_less
    return distance


@njit(cache=True, nogil=True)
def order(cells: Cells, tall: int, pair: Row) -> None:
    """Count shared stems, those that come in another order, follow each other, and go backwards."""
    places, many, before = np.empty(tall, np.int32), 0, -1
    for cell in range(len(cells)):
        i, j = cells[cell]
        if i != before:
            places[many], many, before = j, many + 1, i
        elif abs(i - j) <= abs(i - places[many - 1]):  # of two as near the first
            places[many - 1] = j
    for here in range(many):
        for later in range(here + 1, many):
            pair[Pair.INVERTED] += places[here] > places[later]
    for here in range(many - 1):
        pair[Pair.JOINED] += places[here + 1] == places[here] + 1
        pair[Pair.BACKWARDS] += places[here + 1] < places[here]
    pair[Pair.SHARED] = many


@njit(cache=True, nogil=True)
def displacement(
    cells: Cells, sizes: tuple[int, int], weight: NDArray[np.float32], function: NDArray[np.bool_], pair: Row
) -> None:
    """Measure how far shared content words stand from where the other sentence has them."""
    tall, wide = sizes
    nearest = np.full(tall, 4 * FAR, np.int64)
    shared = np.zeros(tall, np.bool_)
    for cell in range(len(cells)):
        i, j = cells[cell]
        far = np.rint((i + 0.5) / tall * 4 * FAR) - np.rint((j + 0.5) / wide * 4 * FAR)
        nearest[i], shared[i] = min(nearest[i], abs(int(far))), True
    found = False
    for i in range(tall):
        if shared[i] and not function[i]:
            found = True
            moved, heavy = nearest[i] / (4 * FAR), float(weight[i])
            pair[Pair.DISPLACED] += moved * heavy
            pair[Pair.DISPLACED_MASS] += heavy
            pair[Pair.DISPLACED_MOST] = max(pair[Pair.DISPLACED_MOST], moved)
            pair[Pair.RAREST] = max(pair[Pair.RAREST], heavy)
    if not found:
        pair[Pair.DISPLACED_MOST] = 1.0
