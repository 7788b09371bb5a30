"""Compiled: how alike every sentence of one text is to every sentence of the other."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Columns = tuple[Any, ...]


@njit(cache=True, nogil=True)
def common(mine: Columns, yours: Columns, logs: Real) -> tuple[Whole, Whole, Real, Whole, Whole]:
    """Give each stem of two texts a number and a weight: `likeness.common`.

    Parameters
    ----------
    mine, yours : tuple
        The columns of `columns.Vocabulary`.
    logs : float64 (rows + 1,)
        ``ln(rows / n)`` for every number of rows that may hold a stem.

    Returns
    -------
    left, right : int64
        Of every word the number of its stem.
    weight : float64
        Of every stem.
    mine, yours : int64
        The numbers of the two vocabularies' stems.
    """
    stems, at, holding = mine[0], mine[1], mine[2]
    others, there, also = yours[0], yours[1], yours[2]
    weight = np.empty(len(stems) + len(others), np.float64)
    one, other = np.empty(len(stems), np.int64), np.empty(len(others), np.int64)
    i, j, number = 0, 0, 0
    while i < len(stems) or j < len(others):
        if j == len(others) or (i < len(stems) and stems[i] < others[j]):
            weight[number] = logs[holding[i]]
            one[i] = number
            i += 1
        elif i == len(stems) or stems[i] > others[j]:
            weight[number] = logs[also[j]]
            other[j] = number
            j += 1
        else:
            weight[number] = logs[holding[i] + also[j]]
            one[i], other[j] = number, number
            i += 1
            j += 1
        number += 1
    return one[at], other[there], weight[:number], one, other


@njit(cache=True, nogil=True)
def _norms(bags: Columns, numbers: Whole, weight: Real, rows: int) -> Real:
    """Return the weighted length of each row."""
    begins, row, times = bags[3], bags[4], bags[5]
    squares = np.zeros(rows, np.float64)
    for stem in range(len(numbers)):
        for place in range(begins[stem], begins[stem + 1]):
            part = times[place] * weight[numbers[stem]]
            squares[row[place]] += part * part
    return np.sqrt(squares)


@njit(cache=True, nogil=True)
def likeness(
    mine: Columns, yours: Columns, numbers: tuple[Whole, Whole], weight: Real, budget: int
) -> tuple[bool, Whole, Whole, Real, Real]:
    """Compare all rows of two texts: `likeness.likeness`, and whether it was within the budget."""
    one, other = numbers
    distinct, others = mine[6], yours[6]
    wide = len(others)
    if len(distinct) * wide > budget:
        nothing = np.zeros(0, np.int64)
        return False, nothing, nothing, np.zeros(0), np.zeros(0)
    dot, shared = np.zeros(len(distinct) * wide), np.zeros(len(distinct) * wide, np.int64)
    j, meetings = 0, 0
    for i in range(len(one)):
        while j < len(other) and other[j] < one[i]:
            j += 1
        if j == len(other):
            break
        if other[j] != one[i]:
            continue
        meetings += (mine[3][i + 1] - mine[3][i]) * (yours[3][j + 1] - yours[3][j])
        if meetings > budget:
            break
        square = weight[one[i]] * weight[one[i]]
        for here in range(mine[3][i], mine[3][i + 1]):
            for there in range(yours[3][j], yours[3][j + 1]):
                cell = mine[4][here] * wide + yours[4][there]
                dot[cell] += mine[5][here] * yours[5][there] * square
                shared[cell] += 1
    left, right = _norms(mine, one, weight, len(distinct)), _norms(yours, other, weight, wide)
    count = 0
    for cell in range(len(shared)):
        count += shared[cell] > 0
    rows, columns = np.empty(count, np.int64), np.empty(count, np.int64)
    cosine, dice = np.zeros(count), np.empty(count)
    count = 0
    for row in range(len(distinct)):
        for column in range(wide):
            cell = row * wide + column
            if not shared[cell]:
                continue
            rows[count], columns[count] = row, column
            norms = left[row] * right[column]
            if norms > 0:
                cosine[count] = dot[cell] / norms
            dice[count] = 2.0 * shared[cell] / (distinct[row] + others[column])
            count += 1
    return meetings <= budget, rows, columns, cosine, dice
