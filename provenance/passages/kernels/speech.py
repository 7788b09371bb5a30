"""Compiled: what agrees around a run within a quotation, as `speech` of the plain code finds it."""

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.passages.kernels.texts import Stretch, Whole, Words

QUOTED = int(Mark.QUOTED)


@njit(cache=True, nogil=True)
def common_words(mine: Whole, yours: Whole, here: Whole, there: Whole, found: int) -> int:
    """Write the places of a longest common subsequence: `differences.longest_common`; return their end.

    `mine` and `yours` are whole texts; `here` and `there` hold, at `found`, where the stretches begin and,
    after it, where they end. They are overwritten.
    """
    i0, j0, i1, j1 = here[found], there[found], here[found + 1], there[found + 1]
    full = (np.uint64(1) << np.uint64(j1 - j0)) - np.uint64(1)
    rows = np.empty(i1 - i0, np.uint64)
    row = full
    for i in range(i0, i1):
        places = np.uint64(0)
        for j in range(j0, j1):
            if mine[i] == yours[j]:
                places |= np.uint64(1) << np.uint64(j - j0)
        met = row & places
        row = ((row + met) | (row - met)) & full
        rows[i - i0] = row
    i, j, many = i1 - i0 - 1, j1 - j0 - 1, 0
    while i >= 0 and j >= 0:
        if rows[i] >> np.uint64(j) & np.uint64(1):
            j -= 1
        elif i and not rows[i - 1] >> np.uint64(j) & np.uint64(1):
            i -= 1
        else:
            here[found + many], there[found + many] = i0 + i, j0 + j
            many += 1
            i, j = i - 1, j - 1
    for place in range(many // 2):
        other = found + many - 1 - place
        here[found + place], here[other] = here[other], here[found + place]
        there[found + place], there[other] = there[other], there[found + place]
    return found + many


@njit(cache=True, nogil=True)
def _room(text: Words, at: int, step: int, around: int) -> int:
    """Count the words of a word's quotation on one side of it: `speech._room`."""
    if not text.marks[at] & QUOTED:
        return -1
    count, place = 0, at + step
    while count < around and 0 <= place < len(text.word) and text.marks[place] & QUOTED:
        count, place = count + 1, place + step
    return count


@njit(cache=True, nogil=True)
def _shared(mine: int, yours: int, most: int, numbers: tuple[int, int]) -> int:
    """Return how many words to look at: `speech._shared`."""
    around, slack = numbers
    if mine < 0:
        mine = min(yours + slack, around) if yours >= 0 else 0
    return min(mine, most)


@njit(cache=True, nogil=True)
def _worth(end: tuple[int, int], here: Whole, there: Whole, left: Words, costs: tuple[float, float]) -> int:
    """Count what is worth the words that are missed on the way: `speech._worth`."""
    rare, missed = costs
    score, best, kept = 0.0, 0.0, 0
    i, j = end
    for place in range(len(here)):
        gap = max(abs(here[place] - i), abs(there[place] - j)) - 1
        score += 1 + rare * left.weight[here[place]] - missed * gap
        i, j = here[place], there[place]
        if score > best:
            best, kept = score, place + 1
    return kept


@njit(cache=True, nogil=True)
def _reach(texts: tuple[Words, Words], end: Stretch, step: int, numbers: tuple[int, int]) -> Stretch:
    """Return how many words of both texts to look at on one side of an end."""
    (left, right), (i, j), around = texts, end, numbers[0]
    most = (i, j) if step < 0 else (len(left.word) - i - 1, len(right.word) - j - 1)
    mine, yours = _room(left, i, step, around), _room(right, j, step, around)
    return _shared(mine, yours, most[0], numbers), _shared(yours, mine, most[1], numbers)


@njit(cache=True, nogil=True)
def _around(
    texts: tuple[Words, Words], end: Stretch, step: int, reach: Stretch, costs: tuple[float, float]
) -> tuple[Whole, Whole]:
    """Return the matches on one side of an end, the nearest first."""
    (left, right), (i, j), (mine, yours) = texts, end, reach
    here, there = np.empty(mine + 2, np.int32), np.empty(mine + 2, np.int32)
    if not (mine and yours):
        return here[:0], there[:0]
    here[0], there[0] = (i - mine, j - yours) if step < 0 else (i + 1, j + 1)
    here[1], there[1] = here[0] + mine, there[0] + yours
    found = common_words(left.word, right.word, here, there, 0)
    nearest, other = here[:found][::step].copy(), there[:found][::step].copy()
    kept = _worth(end, nearest, other, left, costs)
    return nearest[:kept], other[:kept]


@njit(cache=True, nogil=True)
def widened(
    here: Whole, there: Whole, texts: tuple[Words, Words], numbers: tuple[int, int, float, float]
) -> tuple[Whole, Whole]:
    """Return matches with those around them, as far as either side's quotation goes: `speech.widened`."""
    around, slack, rare, missed = numbers
    first, last = (here[0], there[0]), (here[-1], there[-1])
    back, on = _reach(texts, first, -1, (around, slack)), _reach(texts, last, 1, (around, slack))
    if not (back[0] and back[1]) and not (on[0] and on[1]):
        return here, there
    before, other_before = _around(texts, first, -1, back, (rare, missed))
    after, other_after = _around(texts, last, 1, on, (rare, missed))
    return (
        np.concatenate((before[::-1], here, after)),
        np.concatenate((other_before[::-1], there, other_after)),
    )
