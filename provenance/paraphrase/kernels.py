"""Compiled: how the words of two sentences meet, as `met.meet` finds it, and what trees say, as `weights`.

Importing this module loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.paraphrase.met import ALIKE, FAR, RUNS
from provenance.paraphrase.vectors import SCALE

Whole = NDArray[np.int32]
Counts = NDArray[np.int16]
Table = NDArray[np.bool_]


@njit(cache=True, nogil=True)
def meet(
    ids: tuple[Whole, Whole, Whole],
    length: Whole,
    weight: NDArray[np.float32],
    meanings: NDArray[np.float32],
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[Any, ...]:
    """Return what `met.Met` holds, pairs along the first axis.

    Parameters
    ----------
    ids : int32 (N, L)
        Of N sentences the ids of their words and stems, and the rows of `meanings`.
    length : int32 (N,)
    weight : float32 (N, L)
    meanings : float32 (M, dimensions)
    sides : int64 (B,)
        Which sentence is on either side of each pair.
    """
    words, stems, places = ids
    left, right = sides
    count = len(left)
    tall, wide = max(1, length[left].max()), max(1, length[right].max())
    table = np.empty((tall, wide), np.bool_)
    word_hits, other_word_hits = np.zeros((count, tall), np.int16), np.zeros((count, wide), np.int16)
    hits, other_hits = np.zeros((count, tall), np.int16), np.zeros((count, wide), np.int16)
    nearest = np.full((count, tall), 4 * FAR, np.int16)
    best, other_best = np.zeros((count, tall), np.int8), np.zeros((count, wide), np.int8)
    runs, sequence, order = np.zeros((count, 6)), np.zeros((count, 3)), np.zeros((count, 3))
    gists = np.zeros((4, count, meanings.shape[1]), np.float32)
    for pair in range(count):
        one, other = left[pair], right[pair]
        here, there = length[one], length[other]
        met = table[:here, :there]
        _table(words[one], words[other], met, word_hits[pair], other_word_hits[pair])
        _table(stems[one], stems[other], met, hits[pair], other_hits[pair])
        _sequence(met, runs[pair], sequence[pair])
        _order(met, order[pair])
        _nearest(met, nearest[pair])
        rows, others = places[one, :here], places[other, :there]
        _meanings(rows, others, hits[pair], other_hits[pair], meanings, best[pair], other_best[pair])
        _gists(rows, weight[one], hits[pair], meanings, gists[0, pair], gists[2, pair])
        _gists(others, weight[other], other_hits[pair], meanings, gists[1, pair], gists[3, pair])
    return (
        (word_hits, other_word_hits),
        (hits, other_hits),
        runs,
        sequence,
        order,
        nearest,
        (best, other_best),
        gists,
    )


@njit(cache=True, nogil=True)
def _table(mine: Whole, yours: Whole, table: Table, hits: Counts, other_hits: Counts) -> None:
    """Write which words are equal, and how many partners each has."""
    tall, wide = table.shape
    for i in range(tall):
        word, many = mine[i], 0
        for j in range(wide):
            same = word == yours[j]
            table[i, j] = same
            other_hits[j] += same
            many += same
        hits[i] = many


@njit(cache=True, nogil=True)
def _sequence(table: Table, runs: NDArray[np.float64], found: NDArray[np.float64]) -> None:
    """Count places where runs begin; measure the common subsequence, the longest run and the edits."""
    tall, wide = table.shape
    begins, other_begins = np.zeros((RUNS, tall), np.bool_), np.zeros((RUNS, wide), np.bool_)
    common, run = np.zeros(wide + 1, np.int32), np.zeros(wide + 1, np.int32)
    edits = np.arange(wide + 1).astype(np.int32)
    longest = np.int32(0)
    for i in range(tall):
        common_before, run_before, edits_before = np.int32(0), np.int32(0), edits[0]
        edits[0] = i + 1
        for j in range(wide):
            hit: np.int32 = np.int32(table[i, j])
            above = common[j + 1]
            common[j + 1] = max(above, common[j], common_before + hit)
            common_before = above
            length = np.int32((run_before + 1) * hit)
            run_before = run[j + 1]
            run[j + 1] = length
            above = edits[j + 1]
            edits[j + 1] = min(above + 1, edits[j] + 1, edits_before + 1 - hit)
            edits_before = above
            if length > 1:
                longest = max(longest, length)
                for more in range(min(RUNS, int(length) - 1)):
                    begins[more, i - more - 1] = True
                    other_begins[more, j - more - 1] = True
            elif length > longest:
                longest = length
    for more in range(RUNS):
        runs[2 * more], runs[2 * more + 1] = begins[more].sum(), other_begins[more].sum()
    found[0], found[1], found[2] = common[wide], longest, edits[wide]


@njit(cache=True, nogil=True)
def _order(table: Table, found: NDArray[np.float64]) -> None:
    """Count shared words that come in another order, follow each other, and go backwards."""
    tall, wide = table.shape
    places, many = np.empty(tall, np.int32), 0
    for i in range(tall):
        off = FAR
        for j in range(wide):
            if table[i, j] and abs(i - j) < off:
                off = abs(i - j)
                places[many] = j
        many += off < FAR
    inverted, joined, backwards = 0, 0, 0
    for one in range(many):
        for other in range(one + 1, many):
            inverted += places[one] > places[other]
    for one in range(many - 1):
        joined += places[one + 1] == places[one] + 1
        backwards += places[one + 1] < places[one]
    found[0], found[1], found[2] = inverted, joined, backwards


@njit(cache=True, nogil=True)
def _nearest(table: Table, nearest: Counts) -> None:
    """Write how far each word stands from where the other sentence has it."""
    tall, wide = table.shape
    here, there = np.empty(tall, np.int32), np.empty(wide, np.int32)
    for i in range(tall):
        here[i] = np.rint((i + 0.5) / tall * 4 * FAR)
    for j in range(wide):
        there[j] = np.rint((j + 0.5) / wide * 4 * FAR)
    for i in range(tall):
        for j in range(wide):
            if table[i, j]:
                nearest[i] = min(nearest[i], abs(here[i] - there[j]))


@njit(cache=True, nogil=True, fastmath=True)
def _product(one: NDArray[np.float32], other: NDArray[np.float32]) -> np.float32:
    """Return the product of two vectors of small whole numbers, exact in whatever order it is added up."""
    total = np.float32(0)
    for place in range(len(one)):
        total += one[place] * other[place]
    return total


@njit(cache=True, nogil=True)
def _meanings(
    mine: Whole,
    yours: Whole,
    hits: Counts,
    other_hits: Counts,
    vectors: NDArray[np.float32],
    best: NDArray[np.int8],
    other_best: NDArray[np.int8],
) -> None:
    """Write how alike in meaning the likeliest word of the other side is."""
    for j in range(len(yours)):
        if other_hits[j]:
            other_best[j] = ALIKE
    for i in range(len(mine)):
        most = ALIKE if hits[i] else 0
        for j in range(len(yours)):
            if most == ALIKE and other_best[j] == ALIKE:
                continue
            steps = np.rint(_product(vectors[mine[i]], vectors[yours[j]]) * np.float32(ALIKE / SCALE**2))
            alike = int(min(steps, ALIKE))
            most = max(most, alike)
            other_best[j] = max(other_best[j], alike)
        best[i] = most


@njit(cache=True, nogil=True)
def _gists(
    places: Whole,
    weight: NDArray[np.float32],
    hits: Counts,
    vectors: NDArray[np.float32],
    gist: NDArray[np.float32],
    lone: NDArray[np.float32],
) -> None:
    """Add up the vectors of all words by their weight, and of those that the other side lacks."""
    for i in range(len(places)):
        coarse = np.rint(weight[i] * np.float32(8))
        for place in range(len(gist)):
            gist[place] += coarse * vectors[places[i], place]
        if not hits[i]:
            for place in range(len(lone)):
                lone[place] += coarse * vectors[places[i], place]


@njit(cache=True, nogil=True)
def leaves(
    table: NDArray[np.float64],
    feature: Whole,
    threshold: NDArray[np.float64],
    value: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what each of T trees says of each row of a table, float64 (rows, T): see `weights.Weights`."""
    count, nodes = feature.shape
    found = np.empty((len(table), count))
    for row in range(len(table)):
        for tree in range(count):
            node = 0
            while node < nodes:
                node = 2 * node + 1 + (table[row, feature[tree, node]] > threshold[tree, node])
            found[row, tree] = value[tree, node - nodes]
    return found
