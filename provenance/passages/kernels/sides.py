"""Compiled: one of two texts as its blocks are looked for.

Weights are whole steps (`columns.GRAIN`), so sums are exact in whatever order they are added up: what a
stretch shares is summed over the few words that both texts have, and what all of a text shares is known
stem by stem before.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.passages.kernels.texts import Real, Text, Truth, Whole

Numbers = tuple[Any, ...]
CAPITAL = int(Mark.CAPITAL)


class Side(NamedTuple):
    """One of two texts as its blocks are looked for.

    Attributes
    ----------
    begin : int32 (R + 1,)
        First word of each row.
    number : int32 (N,)
        Of each word the number of its stem, see `texts.Shared`.
    both : int32 (M,)
        The numbers of those words whose stem stands in the other text too.
    opens : int32 (R + 1,)
        Which of them are in each row.
    total : float64 (V,)
        Of every number the weight of all its words here, if the other text has it too.
    free, plain : bool (N,)
        Words that nothing explains yet; those of them that are content and no names.
    mass : float64 (R + 1,)
        Weight of the words before each row.
    hits : float64 (R,)
        Room for the weight of what each row shares.
    """

    begin: Whole
    number: Whole
    both: Whole
    opens: Whole
    total: Real
    free: Truth
    plain: Truth
    mass: Real
    hits: Real


class Scratch(NamedTuple):
    """What both sides use in turn: weights of stems, room for counts of them (all zero), and thresholds."""

    weight: Real
    counts: Whole
    numbers: Numbers


@njit(cache=True, nogil=True)
def side_of(text: Text, numbers: Whole, others: Whole, weight: Real, content: float) -> Side:
    """Return one of two texts, all of it free.

    Parameters
    ----------
    numbers : int32
        The number of each of its stems.
    others : int32 (V,)
        Of every number the place of the stem in the other text, -1 if it is not there.
    """
    count, rows = len(text.word), len(text.distinct)
    begin, places, rarity, marks = text.begin, text.at, text.weight, text.marks
    plain, mass = np.empty(count, np.bool_), np.empty(rows + 1)
    number, both, many = np.empty(count, np.int32), np.empty(count, np.int32), 0
    opens, total = np.empty(rows + 1, np.int32), np.zeros(len(weight))
    summed = 0.0
    for row in range(rows):
        mass[row], opens[row] = summed, many
        for at in range(begin[row], begin[row + 1]):
            stem = numbers[places[at]]
            number[at] = stem
            plain[at] = (rarity[at] > content) & (marks[at] & CAPITAL == 0)  # no branch to be guessed
            mine, back = weight[stem], others[stem] >= 0
            summed += mine
            both[many] = stem
            many += back
            total[stem] += mine * back
    mass[rows], opens[rows] = summed, many
    return Side(
        begin, number, both[:many], opens, total, np.ones(count, np.bool_), plain, mass, np.empty(rows)
    )
