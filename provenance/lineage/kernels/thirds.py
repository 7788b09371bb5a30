"""Compiled: which supposed sources a third article explains."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.lineage.kernels.stretches import marked, ones

Numbers = NDArray[np.int64]
Columns = tuple[Any, ...]


class Bars(NamedTuple):
    """What `siblings` asks of a third article, shares and probabilities."""

    explained: float
    close: float
    more: float
    nearer: float
    near: float
    identical: float
    likely: float


@njit(cache=True, nogil=True)
def explained(
    claims: Columns, wanted: NDArray[np.bool_], stretches: tuple[Numbers, Numbers, Numbers], bars: Bars
) -> NDArray[np.bool_]:
    """Mark the wanted claims on articles that have what they share with the source from a third.

    Parameters
    ----------
    claims : tuple
        The columns of `siblings.Claims`.
    wanted : bool (C,)
    stretches : tuple of int64
        First and last word of each stretch, half open, and the bounds of each row's.
    bars : Bars
    """
    bounds, _, row, _, _, _, _ = claims
    found = np.zeros(len(row), np.bool_)
    for article in range(len(bounds) - 1):
        low, high = bounds[article], bounds[article + 1]
        if not wanted[low:high].any():
            continue
        bits = _rows(row[low:high], stretches)
        for mine in range(low, high):
            if not wanted[mine]:
                continue
            taken = _both(bits[mine - low], bits[mine - low])
            for theirs in range(low, high):
                if theirs != mine and _rivals(claims, mine, theirs, bars):
                    both = _both(bits[mine - low], bits[theirs - low])
                    if both >= bars.explained * taken:
                        found[mine] = True
                        break
    return found


@njit(cache=True, nogil=True)
def _rivals(claims: Columns, mine: int, theirs: int, bars: Bars) -> bool:
    """Say whether a third article may be the source of a copy rather than the supposed one."""
    bounds, source, _, confidence, held, common, copy = claims
    if held[theirs] < bars.explained * held[mine]:
        return False
    if confidence[theirs] < confidence[mine] - bars.close and held[theirs] < held[mine] + bars.more:
        return False
    if common[theirs] >= common[mine] + bars.nearer:
        return True
    if common[theirs] < common[mine] - bars.near:
        return False
    first, last = bounds[source[mine]], bounds[source[mine] + 1]
    above = first + np.searchsorted(source[first:last], source[theirs])
    if above == last or source[above] != source[theirs]:
        return False
    nearer = copy[theirs] and not copy[mine]
    return common[above] >= bars.identical or confidence[above] >= bars.likely or nearer


@njit(cache=True, nogil=True)
def _rows(rows: Numbers, stretches: tuple[Numbers, Numbers, Numbers]) -> NDArray[np.uint64]:
    """Return the words that rows of one article mark, as bits."""
    first, stop, bounds = stretches
    width = 1
    for row in rows:
        for place in range(bounds[row], bounds[row + 1]):
            width = max(width, (stop[place] >> 6) + 1)
    bits = np.zeros((len(rows), width), np.uint64)
    for number in range(len(rows)):
        inside = slice(bounds[rows[number]], bounds[rows[number] + 1])
        marked(bits[number], first[inside], stop[inside])
    return bits


@njit(cache=True, nogil=True)
def _both(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """Count the words that both rows mark."""
    count = 0
    for place in range(len(one)):
        count += ones(one[place] & other[place])
    return count
