"""Which figures of a story may be the same quantity, asked of all pairs at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from provenance.facts.counterparts import APART, CROWD, end, is_rough, slip
from provenance.facts.dispute import pairs_within
from provenance.facts.figures import measure, worth
from provenance.facts.quantities import Quantity

__all__ = ["comparable", "proposed"]

_BUDGET = 150_000  # pairs of figures looked at per story; the rarest words decide which
_DAYS = 10  # between publications; quantities change


def proposed(found: Sequence[Quantity]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of figures of one measure and order, in different outlets, that share a word; in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        for key in each.around:
            holders[key].append(number)
    shared = [(len(rows), key, rows) for key, rows in holders.items() if len(rows) > 1]
    spent, joining = len(holders) - len(shared), []  # words that stand once come first and join nothing
    for count, _, rows in sorted(shared):
        spent += count**2
        if spent > _BUDGET:
            break
        joining.append(rows)
    left, right = pairs_within(joining).T
    kept = comparable(found, left, right)
    return left[kept], right[kept]


def comparable(
    found: Sequence[Quantity], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say of pairs of figures whether they have one measure and order and come from different outlets."""
    if not len(left):
        return np.zeros(0, dtype=bool)
    traits = np.array(list(map(_traits, found)))
    measures: dict[str, int] = {}
    kinds = np.array([measures.setdefault(measure(each.figure), len(measures)) for each in found])
    apart = (traits[left, 0] != traits[right, 0]) & (kinds[left] == kinds[right])
    rows = np.flatnonzero(apart)
    one, other = traits[left[rows]], traits[right[rows]]
    (_, part, day, polled, percent, rough, crowded), theirs = one.T[:7], other.T[:7]
    fits = (
        (part == theirs[1])
        & ~((polled > 0) & (theirs[3] > 0))
        & ~((rough > 0) & (theirs[5] > 0))
        & ((crowded == 0) & (theirs[6] == 0))
        & ~(np.abs(day - theirs[2]) > _DAYS)
        & ~((percent > 0) & ((polled > 0) | (theirs[3] > 0)))
    )
    rows, one, other = rows[fits], one[fits], other[fits]
    rows = rows[_of_one_order(one, other)]
    dated = traits[left[rows], 11] + traits[right[rows], 11] > 0
    years = [
        _one_year(found[a], found[b])
        for a, b in zip(left[rows[dated]].tolist(), right[rows[dated]].tolist(), strict=True)
    ]
    result = np.zeros(len(left), dtype=bool)
    result[rows[~dated]] = True
    result[rows[dated]] = years
    return result


def _traits(each: Quantity) -> tuple[float, ...]:
    """Return what is compared of a figure; of its order the size, and both ends if it is rough."""
    unit = worth(each.figure)
    return (
        each.outlet, each.part, np.nan if each.day is None else each.day, each.polled,
        each.figure.unit == "%", is_rough(each), each.crowd > CROWD,
        each.value * unit, unit, end(each, upper=True), end(each, upper=False), bool(each.years),
    )  # fmt: skip


def _of_one_order(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say whether figures of one measure, by their traits, are near each other or differ in their zeros."""
    swapped = (one[:, 7] > other[:, 7])[:, None]
    small, large = np.where(swapped, other, one), np.where(swapped, one, other)
    low, high = small[:, 9], large[:, 8] / small[:, 8] * large[:, 10]
    found = (high > 0) & (high <= APART * low)
    for row in np.flatnonzero(~found & (low > 0) & (low < high)).tolist():
        found[row] = slip(float(low[row]), float(high[row]))
    return np.asarray(found)


def _one_year(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures may be of one year; where a sentence names none, it is that of publication."""
    mine, theirs = (
        each.years or (frozenset({date.fromordinal(each.day).year}) if each.day else frozenset())
        for each in (one, other)
    )
    return not (mine and theirs) or bool(mine & theirs)
