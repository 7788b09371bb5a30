"""How much of each claim stands in passages already found between two articles."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.units import Units
from provenance.model import Pair, Readings

_PLACES = 32  # bits for a place in an article: none has four thousand million characters


def copied(
    readings: Readings, claims: Claims, found: Units, pairs: Sequence[Pair], numbers: dict[str, int]
) -> NDArray[np.float64]:
    """Return per unit the share (0-1) of the claim in passages of any kind (U,)."""
    rows = np.array(list(_sides(pairs, numbers)), dtype=np.int64).reshape(-1, 4)
    if not len(rows) or not len(found.claim):
        return np.zeros(len(found.claim))
    here, there, low, high = rows.T
    begin = readings.sentence_begin[claims.sentence].astype(np.int64)
    end = readings.sentence_end[claims.sentence].astype(np.int64)
    article = claims.article << _PLACES
    first = np.searchsorted(article | end, here << _PLACES | low, "right")
    count = np.maximum(np.searchsorted(article | begin, here << _PLACES | high) - first, 0)
    row = np.repeat(np.arange(len(rows)), count)
    claim = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    common = np.minimum(end[claim], high[row]) - np.maximum(begin[claim], low[row])
    share = common / np.maximum(end[claim] - begin[claim], 1)
    # Units are sorted by claim and article, so each share finds its unit by bisection.
    base = len(readings.articles)
    known, wanted = found.claim * base + found.article, claim * base + there[row]
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    hit = known[place] == wanted
    return np.minimum(np.bincount(place[hit], share[hit], len(known)), 1.0)


def _sides(pairs: Sequence[Pair], numbers: dict[str, int]) -> Iterator[tuple[int, int, int, int]]:
    """Return each side of each passage: its article, the other one, and where it stands."""
    for pair in pairs:
        left, right = numbers[pair.left], numbers[pair.right]
        for passage in pair.passages:
            yield left, right, passage.left.begin, passage.left.end
            yield right, left, passage.right.begin, passage.right.end
