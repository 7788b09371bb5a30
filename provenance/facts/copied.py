"""How much of each claim stands in passages already found between two articles."""

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.units import Units
from provenance.model import Pair, Readings

_ENDS = attrgetter("left.begin", "left.end", "right.begin", "right.end")
_PLACES = 32  # bits for a place in an article: none has four thousand million characters


def copied(
    readings: Readings, claims: Claims, found: Units, pairs: Sequence[Pair], numbers: dict[str, int]
) -> NDArray[np.float64]:
    """Return per unit the share (0-1) of the claim in passages of any kind (U,)."""
    rows = _sides(pairs, numbers)
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


def _sides(pairs: Sequence[Pair], numbers: dict[str, int]) -> NDArray[np.int64]:
    """Return each side of each passage: its article, the other one, and where it stands (S, 4)."""
    held = [pair.passages for pair in pairs]
    counts = np.fromiter(map(len, held), dtype=np.int64)
    ends = np.fromiter(chain.from_iterable(map(_ENDS, chain.from_iterable(held))), dtype=np.int64)
    left = np.fromiter([numbers[pair.left] for pair in pairs], dtype=np.int64).repeat(counts)
    right = np.fromiter([numbers[pair.right] for pair in pairs], dtype=np.int64).repeat(counts)
    ends = ends.reshape(-1, 4)
    return np.concatenate([
        np.column_stack([left, right, ends[:, :2]]),
        np.column_stack([right, left, ends[:, 2:]]),
    ])  # fmt: skip
