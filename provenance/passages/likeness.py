"""How alike every sentence of one text is to every sentence of the other.

Words weigh by their rarity among the sentences of these two texts (TF-ISF, Sanchez-Perez et al. 2014):
what both are about stands in many of their sentences and says little about any two of them. On PAN 2013
a background of general English instead loses .07 plagdet.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body, stepped

BUDGET = 5_000_000  # meetings of a word on both sides; stems that meet most often go first in longer text


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """The vocabulary of two texts: the number of each word's stem, and what each stem weighs."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Distinct stems of each row, sorted by stem; per row its norm and how many it has."""

    stem: NDArray[np.int64]
    row: NDArray[np.int64]
    times: NDArray[np.int64]
    norm: NDArray[np.float64]
    distinct: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Pairs of rows that share a stem, sorted: weighted cosine, and Dice's share of distinct stems."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    cosine: NDArray[np.float64]
    dice: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Likes:
    """What two texts have in common: their vocabulary and how alike their rows are."""

    common: Common
    alike: Likeness


def likes(left: Body, right: Body) -> Likes:
    """Compare two texts."""
    shared = common(left, right)
    mine, yours = bags(shared.left, left, shared.weight), bags(shared.right, right, shared.weight)
    return Likes(shared, likeness(mine, yours, shared.weight))


def common(left: Body, right: Body) -> Common:
    """Give each stem of two texts a number and a weight: ``ln(rows / rows that hold it)``."""
    stems, numbers = np.unique(np.concatenate((left.stem, right.stem)), return_inverse=True)
    rows = np.concatenate((left.row, right.row + len(left.rows.begin)))
    total = len(left.rows.begin) + len(right.rows.begin)
    holding = np.bincount(np.unique(numbers * total + rows) // total, minlength=len(stems))
    known = logs(total)
    weight = stepped(known[total] - known[holding])
    return Common(numbers[: len(left.stem)], numbers[len(left.stem) :], weight)


@lru_cache(maxsize=4)
def _logs(size: int) -> NDArray[np.float64]:
    return np.log(np.maximum(np.arange(size), 1))


def logs(most: int) -> NDArray[np.float64]:
    """Return ``ln(n)`` for every n up to `most` at least."""
    return _logs(1 << max(10, most.bit_length()))


def bags(stems: NDArray[np.int64], body: Body, weight: NDArray[np.float64]) -> Bags:
    """Count the stems of each row."""
    rows = len(body.rows.begin)
    keys, times = np.unique(stems * rows + body.row, return_counts=True)
    stem, row = np.divmod(keys, max(1, rows))
    norm = np.sqrt(np.bincount(row, (times * weight[stem]) ** 2, rows))
    return Bags(stem, row, times, norm, np.bincount(row, minlength=rows))


def likeness(mine: Bags, yours: Bags, weight: NDArray[np.float64]) -> Likeness:
    """Compare all rows by a join on their stems."""
    low = np.searchsorted(yours.stem, mine.stem, "left")
    many = np.searchsorted(yours.stem, mine.stem, "right") - low
    met = np.flatnonzero(many)
    met = met[_affordable(mine.stem[met], many[met])]
    times = many[met]
    here = np.repeat(met, times)
    there = np.repeat(low[met] - np.cumsum(times) + times, times) + np.arange(len(here))
    keys = mine.row[here] * len(yours.norm) + yours.row[there]
    product = mine.times[here] * yours.times[there] * weight[mine.stem[here]] ** 2
    pairs, shared, dot = _summed(keys, product, len(mine.norm) * len(yours.norm))
    one, other = np.divmod(pairs, max(1, len(yours.norm)))
    norms = mine.norm[one] * yours.norm[other]
    return Likeness(
        left=one,
        right=other,
        cosine=np.divide(dot, norms, out=np.zeros(len(dot)), where=norms > 0),
        dice=2.0 * shared / (mine.distinct[one] + yours.distinct[other]),
    )


def _summed(keys: NDArray[np.int64], product: NDArray[np.float64], size: int) -> tuple[Any, Any, Any]:
    """Return the distinct keys with how often each occurs and the sum of its products."""
    if size <= 2 * len(keys) + 100_000:
        counts = np.bincount(keys, minlength=size)
        pairs = np.flatnonzero(counts)
        return pairs, counts[pairs], np.bincount(keys, product, size)[pairs]
    pairs, place = np.unique(keys, return_inverse=True)
    return pairs, np.bincount(place), np.bincount(place, product)


def _affordable(stem: NDArray[np.int64], many: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Leave out the stems that meet most often until the rest fits the budget."""
    if many.sum() <= BUDGET:
        return np.ones(len(many), np.bool_)
    _, place = np.unique(stem, return_inverse=True)
    meetings = np.bincount(place, many)
    ranked = np.sort(meetings)
    within = int(np.searchsorted(np.cumsum(ranked), BUDGET))
    kept: NDArray[np.bool_] = meetings[place] < ranked[min(within, len(ranked) - 1)]
    return kept
