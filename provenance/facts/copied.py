"""How much of each claim stands in passages already found between two articles."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.units import Units
from provenance.model import Pair, Readings, Span


def copied(
    readings: Readings, claims: Claims, found: Units, pairs: Sequence[Pair], numbers: dict[str, int]
) -> NDArray[np.float64]:
    """Return per unit the share (0-1) of the claim in passages of any kind (U,)."""
    shares: dict[tuple[int, int], float] = defaultdict(float)
    bounds = _bounds(readings, claims)
    for pair in pairs:
        left, right = numbers[pair.left], numbers[pair.right]
        for passage in pair.passages:
            for here, there, span in ((left, right, passage.left), (right, left, passage.right)):
                for claim, share in _covered(bounds, here, span):
                    shares[claim, there] += share
    units = zip(found.claim.tolist(), found.article.tolist(), strict=True)
    return np.array([min(shares.get(unit, 0.0), 1.0) for unit in units], dtype=np.float64)


_Bounds = dict[int, tuple[int, NDArray[np.int32], NDArray[np.int32]]]


def _bounds(readings: Readings, claims: Claims) -> _Bounds:
    """Return, per article, its first claim and where its claims begin and end."""
    result: _Bounds = {}
    for article in np.unique(claims.article).tolist():
        rows = np.flatnonzero(claims.article == article)
        sentences = claims.sentence[rows]
        result[article] = (int(rows[0]), readings.sentence_begin[sentences], readings.sentence_end[sentences])
    return result


def _covered(bounds: _Bounds, article: int, span: Span) -> list[tuple[int, float]]:
    """Return the claims a passage touches, with the share of each that lies in it."""
    if article not in bounds:
        return []
    base, begins, ends = bounds[article]
    first, last = (
        int(np.searchsorted(ends, span.begin, "right")),
        int(np.searchsorted(begins, span.end, "left")),
    )
    result = []
    for place in range(first, last):
        begin, end = int(begins[place]), int(ends[place])
        result.append((base + place, (min(end, span.end) - max(begin, span.begin)) / max(end - begin, 1)))
    return result
