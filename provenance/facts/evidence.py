"""What speaks for it that another article states a claim: explainable features of (claim, article) units.

Units come from an inverted index over the rare things claims hold, within one story. The commonest
things are left out of it once their pairs would exceed a budget per claim, so a story of hundreds of
articles costs in proportion to its sentences.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.model import Readings

FEATURES = (
    "best sentence covers",
    "best two neighbours cover",
    "best two sentences cover",
    "whole article covers",
    "claim covers best sentence",
    "names left over",
    "figures left over",
    "neighbouring claims covered",
    "copied words",
    "paraphrased words",
    "same statement, best",
    "length",
    "quoted",
    "pairs of words in order",
)
_PAIRS_PER_CLAIM = 400  # of small stories nothing is cut; of 20,000 sentences 8 million pairs remain
_ARTICLES_PER_CLAIM = 12  # other articles looked at for each claim, those with the best sentence first


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """U pairs of a claim and another outlet's article that shares something with it.

    Attributes
    ----------
    claim : int64 (U,)
    article : int64 (U,)
    best, second : int64 (U,)
        The claims of that article that cover most of it; equal where there is only one.
    features : float64 (U, len(FEATURES))
    """

    claim: NDArray[np.int64]
    article: NDArray[np.int64]
    best: NDArray[np.int64]
    second: NDArray[np.int64]
    features: NDArray[np.float64]


def overlaps(claims: Claims) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of claims of different outlets that share a thing, with the weight they share."""
    owner = claims.owner
    order = np.lexsort((owner, claims.key))
    key, owners, weight = claims.key[order], owner[order], claims.weight[order]
    starts = np.flatnonzero(np.r_[True, np.diff(key) != 0])
    counts = np.diff(np.r_[starts, len(key)])
    rarest = np.argsort(counts, kind="stable")
    allowed = rarest[
        np.cumsum(counts[rarest].astype(np.int64) ** 2) <= _PAIRS_PER_CLAIM * max(len(claims.sentence), 100)
    ]
    allowed = np.sort(allowed[counts[allowed] > 1])
    left, right, shared = [], [], []
    for size in np.unique(counts[allowed]):
        rows = starts[allowed[counts[allowed] == size]][:, None] + np.arange(size)
        group = owners[rows]
        left.append(np.repeat(group, size, axis=1).ravel())
        right.append(np.tile(group, (1, size)).ravel())
        shared.append(np.repeat(weight[rows], size, axis=1).ravel())
    if not left:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    one, other, amount = np.concatenate(left), np.concatenate(right), np.concatenate(shared)
    apart = claims.outlet[one] != claims.outlet[other]
    total = len(claims.sentence)
    pair, inverse = np.unique(one[apart] * total + other[apart], return_inverse=True)
    return pair // total, pair % total, np.bincount(inverse, weights=amount[apart], minlength=len(pair))


def units(claims: Claims) -> Units:
    """Choose for each claim the other articles, and in each the two sentences, that cover most of it."""
    one, other, shared = overlaps(claims)
    article = claims.article[other]
    order = np.lexsort((other, -shared, article, one))
    one, other, shared, article = one[order], other[order], shared[order], article[order]
    first = np.flatnonzero(np.r_[True, (np.diff(one) != 0) | (np.diff(article) != 0)][: len(one)])
    if not len(first):
        none = np.zeros(0, dtype=np.int64)
        return Units(none, none, none, none, np.zeros((0, len(FEATURES))))
    again = np.minimum(first + 1, len(one) - 1)
    same = (one[again] == one[first]) & (article[again] == article[first])
    second = np.where(same, other[again], other[first])
    rank_order = np.lexsort((article[first], -shared[first], one[first]))
    begins = np.searchsorted(one[first][rank_order], np.arange(len(claims.sentence)))
    rank = np.arange(len(first)) - begins[one[first][rank_order]]
    kept = np.sort(rank_order[rank < _ARTICLES_PER_CLAIM])
    first, second = first[kept], second[kept]
    return Units(one[first], article[first], other[first], second, np.zeros((len(first), len(FEATURES))))


class Held:
    """Answers which things stand in which claims or articles, by binary search over sorted keys."""

    def __init__(self, holder: NDArray[np.int64], key: NDArray[np.int64]) -> None:
        self._sorted = np.unique(holder << 32 | key)

    def __call__(self, holder: NDArray[np.int64], key: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say for each row whether the holder has the thing; a negative holder has nothing."""
        wanted = holder << 32 | key
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return (self._sorted[place] == wanted) & (holder >= 0)


def features(
    readings: Readings, claims: Claims, found: Units, said: NDArray[np.float64], copied: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the features of each unit (U, len(FEATURES)).

    Parameters
    ----------
    said : float64 (U,)
        The scorer's probability that the best sentence states the same.
    copied : float64 (U, 2)
        Share of the claim's words in verbatim or edited, and in paraphrased passages with the article.
    """
    in_claim, in_article = Held(claims.owner, claims.key), Held(claims.article[claims.owner], claims.key)
    unit, item = _expand(claims, found.claim)
    weight, key = claims.weight[item], claims.key[item]
    best, second, article = found.best[unit], found.second[unit], found.article[unit]
    here = in_claim(best, key)
    before, after = (in_claim(_neighbour(claims, best, step), key) for step in (-1, 1))
    twice = here | in_claim(second, key)
    anywhere = in_article(article, key)
    size = len(found.claim)

    def share(mask: NDArray[np.bool_], of: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        base = weight if of is None else weight * of
        return np.bincount(unit, base * mask, size) / np.maximum(np.bincount(unit, base, size), 1e-9)

    alone = share(here)
    pair = np.maximum(share(here | before), share(here | after))
    held = np.bincount(unit, weight * here, size)
    total = np.bincount(claims.owner, claims.weight, len(claims.sentence))
    name, figure = claims.name[item], claims.figure[item]
    return np.column_stack(
        [
            alone,
            pair,
            share(twice),
            share(anywhere),
            held / np.maximum(total[found.best], 1e-9),
            np.bincount(unit, weight * (name & ~anywhere), size) / 10.0,
            np.bincount(unit, weight * (figure & ~(here | before | after)), size) / 10.0,
            _context(claims, found, alone),
            copied[:, 0],
            copied[:, 1],
            said,
            np.log1p(claims.words[found.claim]),
            share(claims.quoted[item]),
            _in_order(readings, claims, found),
        ]
    )


def _expand(claims: Claims, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for claims given by row, each of their things: (row position, thing number)."""
    lengths = np.diff(claims.items)[rows]
    unit = np.repeat(np.arange(len(rows)), lengths)
    shift = np.arange(len(unit)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return unit, np.repeat(claims.items[rows], lengths) + shift


def _neighbour(claims: Claims, rows: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Return the claim before or after each in its article, -1 at the ends."""
    moved = rows + step
    inside = (moved >= 0) & (moved < len(claims.sentence))
    moved = np.where(inside, moved, 0)
    return np.where(inside & (claims.article[moved] == claims.article[rows]), moved, -1)


def _context(claims: Claims, found: Units, alone: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how well the same article covers the claims before and after: shared facts come in runs."""
    base = int(found.article.max(initial=0)) + 1
    known = found.claim * base + found.article
    result = np.zeros(len(known))
    for step in (-1, 1):
        moved = _neighbour(claims, found.claim, step)
        wanted = moved * base + found.article
        place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        result += np.where((known[place] == wanted) & (moved >= 0), alone[place], 0.0) / 2
    return result


def _in_order(readings: Readings, claims: Claims, found: Units) -> NDArray[np.float64]:
    """Return the share of each claim's neighbouring word pairs that stand in the best sentence."""
    begin = readings.sentence_words[claims.sentence]
    lengths = np.maximum(readings.sentence_words[claims.sentence + 1] - begin - 1, 0)
    owner = np.repeat(np.arange(len(begin)), lengths)
    at = np.repeat(begin, lengths) + np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    words = readings.word_hash.astype(np.int64)
    pairs = (words[at] * 31 + words[np.minimum(at + 1, len(words) - 1)]) & 0xFFFFFFFF
    held = Held(owner, pairs)
    starts = np.r_[0, np.cumsum(lengths)]
    size = lengths[found.claim]
    unit = np.repeat(np.arange(len(size)), size)
    item = (
        np.repeat(starts[found.claim], size) + np.arange(len(unit)) - np.repeat(np.cumsum(size) - size, size)
    )
    return np.bincount(unit, held(found.best[unit], pairs[item]), len(size)) / np.maximum(size, 1)
