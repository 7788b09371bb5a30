"""Compiled: how alike every sentence of one text is to every sentence of the other."""

import numpy as np
from numba import njit

from provenance.passages.kernels.texts import Cells, Lengths, Real, Shared, Text, Whole


@njit(cache=True, nogil=True)
def common(mine: Text, yours: Text, logs: Real, grain: float) -> Shared:
    """Give each stem of two texts a number and a weight: `likeness.common`.

    Parameters
    ----------
    logs : float64
        ``ln(n)`` for every number of rows.
    grain : float
        Steps of a weight.
    """
    stems, begins = mine.stems, mine.entry
    others, other_begins = yours.stems, yours.entry
    most = len(stems) + len(others)
    whole = logs[len(mine.distinct) + len(yours.distinct)]
    weight, here, there = np.empty(most), np.full(most, -1, np.int32), np.full(most, -1, np.int32)
    one, other = np.empty(len(stems), np.int32), np.empty(len(others), np.int32)
    i, j, number = 0, 0, 0
    while i < len(stems) or j < len(others):
        holding = 0
        takes = j == len(others) or (i < len(stems) and stems[i] <= others[j])
        gives = i == len(stems) or (j < len(others) and others[j] <= stems[i])
        if takes:
            holding += begins[i + 1] - begins[i]
            one[i], here[number] = number, i
            i += 1
        if gives:
            holding += other_begins[j + 1] - other_begins[j]
            other[j], there[number] = number, j
            j += 1
        weight[number] = np.rint((whole - logs[holding]) * grain) / grain
        number += 1
    return Shared(one, other, weight[:number], here[:number], there[:number])


@njit(cache=True, nogil=True)
def _lengths(text: Text, numbers: Whole, others: Whole, weight: Real) -> Lengths:
    """Return the weighted length of each row, its weight, and how much of that the other text has too."""
    begins, holds, times = text.entry, text.holds, text.times
    rows = len(text.distinct)
    squares, mass, hits = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    for stem in range(len(numbers)):
        number = numbers[stem]
        own, back = weight[number], others[number] >= 0
        for place in range(begins[stem], begins[stem + 1]):
            row, part = holds[place], times[place] * own
            squares[row] += part * part
            mass[row] += part
            hits[row] += part * back
    return Lengths(np.sqrt(squares), mass, hits)


@njit(cache=True, nogil=True)
def cells(mine: Text, yours: Text, vocabulary: Shared, budget: int) -> Cells:
    """Compare all rows of two texts, unless their stems meet more often than `budget`."""
    weight, here, there = vocabulary.weight, vocabulary.here, vocabulary.there
    tall, wide = len(mine.distinct), len(yours.distinct)
    affordable = tall * wide <= budget
    if not affordable:
        tall = wide = 0
    dot, shared = np.zeros((tall, wide)), np.zeros((tall, wide), np.int32)
    rows, times, columns, other_times = mine.holds, mine.times, yours.holds, yours.times
    entry, other_entry = mine.entry, yours.entry
    meetings = 0
    for number in range(len(weight) if affordable else 0):
        i, j = here[number], there[number]
        if i < 0 or j < 0:
            continue
        first, last, begin, end = entry[i], entry[i + 1], other_entry[j], other_entry[j + 1]
        meetings += (last - first) * (end - begin)
        if meetings > budget:
            affordable = False
            break
        square = weight[number] * weight[number]
        for at in range(first, last):
            part, dots, counts = times[at] * square, dot[rows[at]], shared[rows[at]]
            for other in range(begin, end):
                dots[columns[other]] += other_times[other] * part
                counts[columns[other]] += 1
    left = _lengths(mine, vocabulary.left, there, weight)
    right = _lengths(yours, vocabulary.right, here, weight)
    return Cells(affordable, dot, shared, left, right)


@njit(cache=True, nogil=True)
def cosine(found: Cells, row: int, column: int) -> float:
    """Return the weighted cosine of two rows."""
    norms = found.left.norm[row] * found.right.norm[column]
    return found.dot[row, column] / norms if norms > 0 else 0.0


@njit(cache=True, nogil=True)
def near(mine: Text, yours: Text, found: Cells, least: float) -> tuple[Whole, Real]:
    """Return the pairs of rows whose cosine is at least `least`, in order: rows, and cosine and Dice."""
    dot, shared, left, right = found.dot, found.shared, found.left.norm, found.right.norm
    loose = least * (1 - 1e-9)  # a product is cheaper than a quotient and may round otherwise
    tall, wide = dot.shape
    many, count = np.empty(tall, np.int64), 0
    for row in range(tall):
        asked, these, found_here = loose * left[row], dot[row], 0
        for column in range(wide):
            found_here += these[column] >= asked * right[column]
        many[row] = found_here
        count += found_here
    rows, measures = np.empty((count, 2), np.int32), np.empty((count, 2))
    count = 0
    for row in range(tall):
        if not many[row]:
            continue
        for column in range(wide):
            if not (shared[row, column] > 0 and dot[row, column] >= loose * left[row] * right[column]):
                continue
            alike = cosine(found, row, column)
            if alike >= least:
                rows[count, 0], rows[count, 1] = row, column
                measures[count, 0] = alike
                measures[count, 1] = 2.0 * shared[row, column] / (mine.distinct[row] + yours.distinct[column])
                count += 1
    return rows[:count], measures[:count]
