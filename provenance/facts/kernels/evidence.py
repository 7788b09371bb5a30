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
        ``claim``, ``best``, ``second`` (U,).
    things, words, stems : tuple
        ``place``, ``starts``, ``owner`` as in `index.Index`, of the things, of neighbouring words and of
        neighbouring stems; of the last two also where those of each claim begin (N + 1,).

    Returns
    -------
    float64 (U, 10)
        Weight that stands in the two best sentences; in the best; share of the neighbouring words that
        stand in the best, and of the stems in the article; rarity in the best; names and figures left over;
        the share in the best of the claims beside it; quoted weight; all of the weight.
    """
    items, weight, rarity, name, figure, quoted, bounds, article = claims
    claim, best, second = units
    place, starts, owner = things
    sums = np.zeros((len(claim), 10))
    for unit in range(len(claim)):
        there = best[unit]
        first, stop = bounds[article[there]], bounds[article[there] + 1]
        for item in range(items[claim[unit]], items[claim[unit] + 1]):
            thing, amount = place[item], weight[item]
            low, high = starts[thing], starts[thing + 1]
            here = _stands(owner, low, high, there, there + 1)
            sums[unit, 9] += amount
            if quoted[item]:
                sums[unit, 8] += amount
            if here:
                sums[unit, 0] += amount
                sums[unit, 1] += amount
                sums[unit, 4] += amount * rarity[item]
                continue
            if _stands(owner, low, high, second[unit], second[unit] + 1):
                sums[unit, 0] += amount
            if name[item] and not _stands(owner, low, high, first, stop):
                sums[unit, 5] += amount
            if figure[item] and not _stands(owner, low, high, max(there - 1, first), min(there + 2, stop)):
                sums[unit, 6] += amount
        sums[unit, 2] = _neighbours(words, claim[unit], there, there + 1)
        sums[unit, 3] = _neighbours(stems, claim[unit], first, stop)
    _beside(claim, best, bounds, article, sums)
    return sums


@njit(cache=True, nogil=True)
def _stands(owner: Counts, low: int, high: int, first: int, stop: int) -> bool:
    """Say whether one of some claims, in order, is among those from `first` up to `stop`."""
    while high - low > 0:
        middle = (low + high) >> 1
        if owner[middle] < first:
            low = middle + 1
        elif owner[middle] >= stop:
            high = middle
        else:
            return True
    return False


@njit(cache=True, nogil=True)
def _neighbours(pairs: Columns, claim: int, first: int, stop: int) -> float:
    """Return the share of a claim's neighbours that are neighbours in the claims of a stretch too."""
    place, starts, owner, begins = pairs
    low, high = begins[claim], begins[claim + 1]
    found = 0
    for at in range(low, high):
        found += _stands(owner, starts[place[at]], starts[place[at] + 1], first, stop)
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
