"""Compiled: what speaks for it that another article states a claim."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Columns = tuple[Any, ...]
Counts = NDArray[np.int64]


@njit(cache=True, nogil=True)
def gauged(
    claims: Columns, units: Columns, things: Columns, words: Columns, stems: Columns
) -> NDArray[np.float64]:
    """Return sums over the things of the claim of each unit, as `evidence.features` has them.

    Parameters
    ----------
    claims : tuple
        ``items`` (N + 1,), ``weight``, how rare each thing is, ``name``, ``figure``, ``quoted`` (T,), the
        claims of each article (A + 1,), and the article of each claim, counted from 0 (N,).
    units : tuple
        ``claim``, ``best``, ``second`` (U,), and the units in the order of ``best``: what one sentence and
        its article hold is marked once for all that are compared with it.
    things : tuple
        ``place``, ``starts``, ``owner`` as in `index.Index`.
    words, stems : tuple
        Of neighbouring words and neighbouring stems ``place``, how many different ones there are, and where
        those of each claim begin (N + 1,).

    Returns
    -------
    float64 (U, 10)
        Weight that stands in the two best sentences; in the best; share of the neighbouring words that
        stand in the best, and of the stems in the article; rarity in the best; names and figures left over;
        the share in the best of the claims beside it; quoted weight; all of the weight.
    """
    items, weight, rarity, name, figure, quoted, bounds, article = claims
    claim, best, second, order = units
    place, starts, owner = things
    sums = np.zeros((len(claim), 10))
    here, beside, told = _unmarked(len(starts)), _unmarked(len(starts)), _unmarked(len(starts))
    pairs, told_pairs = _unmarked(words[1]), _unmarked(stems[1])
    marked, at = -1, -1
    for unit in order:
        there = best[unit]
        there_in = article[there]
        first, stop = bounds[there_in], bounds[there_in + 1]
        if there_in != at:
            at = there_in
            _mark(told, place, items[first], items[stop], at)
            _mark(told_pairs, stems[0], stems[2][first], stems[2][stop], at)
        if there != marked:
            marked = there
            _mark(here, place, items[there], items[there + 1], there)
            _mark(beside, place, items[max(there - 1, first)], items[min(there + 2, stop)], there)
            _mark(pairs, words[0], words[2][there], words[2][there + 1], there)
        for item in range(items[claim[unit]], items[claim[unit] + 1]):
            thing, amount = place[item], weight[item]
            sums[unit, 9] += amount
            if quoted[item]:
                sums[unit, 8] += amount
            if here[thing] == there:
                sums[unit, 0] += amount
                sums[unit, 1] += amount
                sums[unit, 4] += amount * rarity[item]
                continue
            if _stands(owner, starts[thing], starts[thing + 1], second[unit]):
                sums[unit, 0] += amount
            if name[item] and told[thing] != there_in:
                sums[unit, 5] += amount
            if figure[item] and beside[thing] != there:
                sums[unit, 6] += amount
        sums[unit, 2] = _neighbours(words, claim[unit], pairs, there)
        sums[unit, 3] = _neighbours(stems, claim[unit], told_pairs, there_in)
    _beside(claim, best, bounds, article, sums)
    return sums


@njit(cache=True, nogil=True)
def _unmarked(count: int) -> Counts:
    return np.full(count, -1)


@njit(cache=True, nogil=True)
def _mark(marks: Counts, place: Counts, low: int, high: int, holder: int) -> None:
    """Mark what a holder has; what an earlier one had keeps that one's mark and counts no more."""
    for at in range(low, high):
        marks[place[at]] = holder


@njit(cache=True, nogil=True)
def _stands(owner: Counts, low: int, high: int, claim: int) -> bool:
    """Say whether a claim is one of some, which are in order."""
    while high - low > 0:
        middle = (low + high) >> 1
        if owner[middle] < claim:
            low = middle + 1
        elif owner[middle] > claim:
            high = middle
        else:
            return True
    return False


@njit(cache=True, nogil=True)
def _neighbours(held: Columns, claim: int, marks: Counts, holder: int) -> float:
    """Return the share of a claim's neighbours that a holder has marked, see `_mark`."""
    place, _, begins = held
    low, high = begins[claim], begins[claim + 1]
    found = 0
    for at in range(low, high):
        found += marks[place[at]] == holder
    share: float = found / max(high - low, 1)
    return share


@njit(cache=True, nogil=True)
def _beside(claim: Counts, best: Counts, bounds: Counts, article: Counts, sums: NDArray[np.float64]) -> None:
    """Put in how well the same article covers the claims before and after; units are sorted by both."""
    begins = np.searchsorted(claim, np.arange(len(article) + 1))
    for unit in range(len(claim)):
        there = article[best[unit]]
        own = article[claim[unit]]
        for moved in (claim[unit] - 1, claim[unit] + 1):
            if not bounds[own] <= moved < bounds[own + 1]:
                continue
            for other in range(begins[moved], begins[moved + 1]):
                if article[best[other]] == there:
                    sums[unit, 7] += sums[other, 1] / max(sums[other, 9], 1e-9) / 2
