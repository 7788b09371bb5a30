"""Runs: stretches of words whose stems stand in the same order in both texts, without a gap."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body

CROWDED = 256  # a bigram with more places than this on both sides together is paired by rank only


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Maximal runs, sorted by their place on the left, then on the right; word numbers of the bodies."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    length: NDArray[np.int64]


def shared_runs(left: Body, right: Body) -> Runs:
    """Return every run of two or more stems that both texts hold.

    A bigram that stands in both texts very often (a hostile text, a table) would give a product of
    places; it is paired first with first, second with second, and last with last instead.
    """
    nothing = np.zeros(0, np.int64)
    mine, yours = left.grams, right.grams
    if not len(mine.keys) or not len(yours.keys):
        return Runs(nothing, nothing, nothing)
    low = np.searchsorted(yours.ranked, mine.keys, "left")
    many = np.searchsorted(yours.ranked, mine.keys, "right") - low
    crowded = mine.count * many > CROWDED
    places = np.flatnonzero(many)
    full = places[~crowded[places]]
    times = many[full]
    i = np.repeat(full, times)
    j = yours.order[np.repeat(low[full], times) + _counted(times)]
    if crowded.any():
        dense = np.flatnonzero(crowded)
        rank, count = mine.rank[dense], mine.count[dense]
        ahead = rank < many[dense]
        back = many[dense] - (count - rank)
        behind = back >= 0
        i = np.concatenate((i, dense[ahead], dense[behind]))
        j = np.concatenate(
            (j, yours.order[low[dense[ahead]] + rank[ahead]], yours.order[low[dense[behind]] + back[behind]])
        )
    return _runs(i, j)


def _counted(times: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count 0, 1, … up to each of `times`, one after the other."""
    ends = np.cumsum(times)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - times, times)


def _runs(i: NDArray[np.int64], j: NDArray[np.int64]) -> Runs:
    """Join pairs of places that follow each other on one diagonal."""
    order = np.lexsort((i, j - i))
    i, j = i[order], j[order]
    if not len(i):
        return Runs(i, i, i)
    same = (j[1:] - i[1:]) == (j[:-1] - i[:-1])
    repeat = same & (i[1:] == i[:-1])
    keep = np.concatenate(([True], ~repeat))
    i, j = i[keep], j[keep]
    follows = ((j[1:] - i[1:]) == (j[:-1] - i[:-1])) & (i[1:] == i[:-1] + 1)
    begins = np.flatnonzero(np.concatenate(([True], ~follows)))
    length = np.diff(np.append(begins, len(i))) + 1
    i, j = i[begins], j[begins]
    order = np.lexsort((j, i))
    return Runs(i[order], j[order], length[order])
