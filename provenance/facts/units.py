"""Which other articles may state a claim, and where in them.

Found through an inverted index over the rare things claims hold, within one story. The commonest things
are left out of it once their pairs would exceed a budget, so a story of hundreds of articles costs in
proportion to its sentences.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.index import runs

_PAIRS_PER_CLAIM = 120  # claims looked at for each, on average; 2.4 million pairs of 20,000 sentences
_FEWEST_PAIRS = 400_000  # looked at in any story; those of a dozen articles lose none
_UNITS = 40_000  # other articles looked at in a story, those with the best sentence first,
_ARTICLES = (3, 12)  # and per claim at least and at most so many


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """U pairs of a claim and another outlet's article that shares something with it, sorted by both.

    Attributes
    ----------
    claim, article : int64 (U,)
    best, second : int64 (U,)
        The claims of that article that share most with it; equal where there is only one.
    """

    claim: NDArray[np.int64]
    article: NDArray[np.int64]
    best: NDArray[np.int64]
    second: NDArray[np.int64]


def overlaps(claims: Claims) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of claims of different outlets, both ways round, with the weight they share."""
    from scipy.sparse import csr_array

    owner = claims.owner
    order = np.lexsort((owner, claims.key))
    key, owners, weight = claims.key[order], owner[order], claims.weight[order]
    starts = np.flatnonzero(np.r_[True, np.diff(key) != 0][: len(key)])
    counts = np.diff(np.r_[starts, len(key)])
    joins = _joins(claims, counts)
    kept = np.repeat(joins, counts)
    shape = (len(claims.sentence), len(counts))
    place = np.repeat(np.arange(len(counts)), counts)[kept]
    # Both are put together by hand: what scipy checks and sorts again costs more than a small product.
    row = owners[kept]
    by_row = np.argsort(row, kind="stable")
    rows_end = np.cumsum(np.bincount(row, minlength=shape[0]))
    keys_end = np.cumsum(np.where(joins, counts, 0))
    holds = csr_array((weight[kept][by_row], place[by_row], np.r_[0, rows_end]), shape=shape)
    held = csr_array((np.ones(len(place)), row, np.r_[0, keys_end]), shape=shape[::-1])
    product = holds @ held
    product.sort_indices()
    one = np.repeat(np.arange(len(claims.sentence)), np.diff(product.indptr))
    other = product.indices.astype(np.int64)
    apart = claims.outlet[one] != claims.outlet[other]
    return one[apart], other[apart], product.data[apart]


def _joins(claims: Claims, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which things bring claims together, by how many claims hold each: the rarest, within the budget."""
    rarest = np.argsort(counts, kind="stable")
    budget = max(_PAIRS_PER_CLAIM * len(claims.sentence), _FEWEST_PAIRS)
    allowed = np.zeros(len(counts), dtype=bool)
    allowed[rarest[np.cumsum(counts[rarest].astype(np.int64) ** 2) <= budget]] = True
    return allowed & (counts > 1)


def units(claims: Claims, *, compiled: bool = False) -> Units:
    """Choose for each claim the other articles, and in each the two sentences, that share most with it."""
    most = min(max(_UNITS // max(len(claims.sentence), 1), _ARTICLES[0]), _ARTICLES[1])
    if compiled:
        from provenance.facts.kernels import likest

        index = claims.index
        article, _ = runs(claims.article)
        columns = (claims.items, claims.weight, claims.outlet, article, claims.article)
        rows = likest(columns, (*index.columns, _joins(claims, np.diff(index.starts))), most)
        return Units(*np.ascontiguousarray(rows.T))
    one, other, shared = overlaps(claims)
    if not len(one):
        none = np.zeros(0, dtype=np.int64)
        return Units(none, none, none, none)
    article = claims.article[other]
    starts = np.flatnonzero(np.r_[True, (np.diff(one) != 0) | (np.diff(article) != 0)])
    first = _highest(shared, starts)
    rest = shared.copy()
    rest[first] = 0.0
    second = _highest(rest, starts)
    second = np.where(rest[second] > 0, second, first)
    ranked = np.lexsort((article[first], -shared[first], one[first]))
    begins = np.searchsorted(one[first][ranked], np.arange(len(claims.sentence)))
    rank = np.arange(len(first)) - begins[one[first][ranked]]
    kept = np.sort(ranked[rank < most])
    first, second = first[kept], second[kept]
    return Units(one[first], article[first], other[first], other[second])


def _highest(amount: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each stretch the place of its first highest amount."""
    lengths = np.diff(np.r_[starts, len(amount)])
    top = np.repeat(np.maximum.reduceat(amount, starts), lengths)
    places = np.where(amount == top, np.arange(len(amount)), len(amount))
    return np.minimum.reduceat(places, starts)
