"""How alike every sentence of one text is to every sentence of the other, by the words they share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body

BUDGET = 20_000_000  # meetings of a word on both sides; only text that repeats itself endlessly has more


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Pairs of sentences that share a stem, sorted; numbers of `Terms` rows on both sides.

    `cosine` weighs words by squared rarity and count, `dice` counts distinct stems, `shared` is the
    summed rarity of the stems both have.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    cosine: NDArray[np.float64]
    dice: NDArray[np.float64]
    shared: NDArray[np.float64]


def likeness(left: Body, right: Body) -> Likeness:
    """Compare all sentences by a join on their stems."""
    mine, yours = left.terms, right.terms
    low = np.searchsorted(yours.stem, mine.stem, "left")
    many = np.searchsorted(yours.stem, mine.stem, "right") - low
    met = np.flatnonzero(many)
    met = met[_affordable(mine.stem[met], many[met])]
    times = many[met]
    here = np.repeat(met, times)
    ends = np.cumsum(times)
    there = np.repeat(low[met], times) + np.arange(len(here)) - np.repeat(ends - times, times)
    keys = mine.sentence[here] * len(yours.norm) + yours.sentence[there]
    product = mine.weight[here] * yours.weight[there]
    rarity = mine.rarity[here]
    size = len(mine.norm) * len(yours.norm)
    if size <= 2 * len(keys) + 100_000:
        common = np.bincount(keys, minlength=size)
        pairs = np.flatnonzero(common)
        common = common[pairs]
        dot = np.bincount(keys, product, size)[pairs]
        shared = np.bincount(keys, rarity, size)[pairs]
    else:
        pairs, place = np.unique(keys, return_inverse=True)
        common = np.bincount(place)
        dot, shared = np.bincount(place, product), np.bincount(place, rarity)
    one, other = np.divmod(pairs, len(yours.norm)) if len(pairs) else (pairs, pairs)
    return Likeness(
        left=one,
        right=other,
        cosine=dot / (mine.norm[one] * yours.norm[other]),
        dice=2.0 * common / (mine.distinct[one] + yours.distinct[other]),
        shared=shared,
    )


def _affordable(stem: NDArray[np.uint32], many: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Leave out the stems that meet most often until the rest fits the budget."""
    if many.sum() <= BUDGET:
        return np.ones(len(many), bool)
    _, place = np.unique(stem, return_inverse=True)
    meetings = np.bincount(place, many)
    ranked = np.sort(meetings)
    within = np.searchsorted(np.cumsum(ranked), BUDGET)
    return meetings[place] < ranked[min(within, len(ranked) - 1)]
