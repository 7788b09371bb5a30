"""What speaks for it that another article states a claim: explainable features of each unit."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.index import Index, runs
from provenance.facts.units import Units

# Chosen from 25 by leaving them out one by one, each time measured on events left out of the fit. The word of
# the paraphrase scorer was among them: beside the others it tells nothing (F1 .872 with it and without).
FEATURES = (
    "two sentences cover",  # share of the claim's weight that stands in the two best sentences together
    "claim covers best sentence",
    "pairs of words in best sentence",  # share of the claim's neighbouring words that are neighbours there
    "pairs of stems in article",
    "rare things shared with best sentence",
    "names left over",  # weight of the claim's names that the article never mentions
    "figures left over",  # weight of its figures that stand neither in the best sentence nor beside it
    "claims beside it covered",  # shared facts come in runs
    "quoted",
    "words in passages",  # of any kind, as the alignment found them
)
_ROOM = 8  # places in the table for each thing, so that one in nine that is not there falls into a taken one
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio, odd: Knuth's multiplicative hashing
_TEN = 10.0  # about the weight of the rarest thing; brings sums of weights to the size of the shares


class Held:
    """Answers which things stand with which holders.

    Most are not there, and a table of places that something falls into says so of all but a few; only the
    rest are sought by bisection.
    """

    def __init__(self, holder: NDArray[np.int64], key: NDArray[np.int64]) -> None:
        self._sorted = np.sort(holder << 32 | key)
        bits = (_ROOM * len(self._sorted)).bit_length()
        self._shift = np.uint64(64 - bits)
        self._taken = np.zeros(1 << bits, dtype=bool)
        self._taken[self._places(self._sorted)] = True

    def __call__(self, holder: NDArray[np.int64], key: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say for each row whether the holder has the thing; a negative holder has nothing."""
        if not len(self._sorted):
            return np.zeros(len(key), dtype=bool)
        wanted = holder << 32 | key
        found: NDArray[np.bool_] = self._taken[self._places(wanted)] & (holder >= 0)
        maybe = np.flatnonzero(found)
        some = wanted[maybe]
        place = np.minimum(np.searchsorted(self._sorted, some), len(self._sorted) - 1)
        found[maybe] = self._sorted[place] == some
        return found

    def _places(self, keys: NDArray[np.int64]) -> NDArray[np.intp]:
        return ((keys.view(np.uint64) * _SPREAD) >> self._shift).view(np.intp)


def features(
    claims: Claims, found: Units, copied: NDArray[np.float64], *, compiled: bool = False
) -> NDArray[np.float64]:
    """Return the features of each unit (U, len(FEATURES)).

    Parameters
    ----------
    copied : float64 (U,)
        Share of the claim that stands in passages with the article.
    """
    if compiled:
        return _compiled(claims, found, copied)
    in_claim, in_article = Held(claims.owner, claims.key), Held(claims.article[claims.owner], claims.key)
    unit, item = expand(claims.items, found.claim)
    weight, key = claims.weight[item], claims.key[item]
    here = in_claim(found.best[unit], key)
    size = len(found.claim)

    def missing(which: NDArray[np.bool_], *places: tuple[Held, NDArray[np.int64]]) -> NDArray[np.bool_]:
        # Only what is not found yet is sought, which is why this is no expression of whole columns.
        left = np.flatnonzero(which)
        for held, holder in places:
            left = left[~held(holder[unit[left]], key[left])]
        return np.bincount(left, minlength=len(unit)) > 0

    beside = [(in_claim, neighbour(claims, found.best, step)) for step in (-1, 1)]
    left_over = (
        missing(claims.name[item], (in_article, found.article)),
        missing(claims.figure[item] & ~here, *beside),
    )

    def total(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(unit, weight * mask, size).astype(np.float64)

    mine = np.maximum(total(np.ones(len(unit), dtype=bool)), 1e-9)
    theirs = np.maximum(np.bincount(claims.owner, claims.weight, len(claims.sentence)), 1e-9)
    in_best, in_their_article = _pairs(claims, found)
    rare = np.bincount(unit, weight * rarity(claims)[item] * here, size)
    return np.column_stack([
        total(~missing(~here, (in_claim, found.second))) / mine,
        total(here) / theirs[found.best],
        in_best,
        in_their_article,
        np.log1p(rare),
        total(left_over[0]) / _TEN,
        total(left_over[1]) / _TEN,
        _context(claims, found, total(here) / mine),
        total(claims.quoted[item]) / mine,
        copied,
    ])  # fmt: skip


def _compiled(claims: Claims, found: Units, copied: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what `features` does, of sums that compiled code makes."""
    from provenance.facts.kernels import gauged

    article, bounds = runs(claims.article)
    at, owner = _neighbours(claims)
    begins = np.searchsorted(owner, np.arange(len(claims.sentence) + 1))
    pairs = [Index.of(_keys(held, at), owner) for held in (claims.hash, claims.stem)]
    sums = gauged(
        (
            *(claims.items, claims.weight, rarity(claims)),
            *(claims.name, claims.figure, claims.quoted, bounds, article),
        ),
        (found.claim, found.best, found.second, np.argsort(found.best, kind="stable")),
        claims.index.columns,
        *((each.place, len(each.starts) - 1, begins) for each in pairs),
    )
    mine = np.maximum(sums[:, 9], 1e-9)
    theirs = np.maximum(np.bincount(claims.owner, claims.weight, len(claims.sentence)), 1e-9)
    return np.column_stack([
        sums[:, 0] / mine,
        sums[:, 1] / theirs[found.best],
        sums[:, 2],
        sums[:, 3],
        np.log1p(sums[:, 4]),
        sums[:, 5] / _TEN,
        sums[:, 6] / _TEN,
        sums[:, 7],
        sums[:, 8] / mine,
        copied,
    ])  # fmt: skip


def rarity(claims: Claims) -> NDArray[np.float64]:
    """Return how rare each thing is in its story: 1 if one claim holds it, 0 if all do."""
    total = max(len(claims.sentence), 2)
    by_thing = np.log(total / np.diff(claims.index.starts)) / np.log(total)
    return np.asarray(by_thing[claims.index.place])


def expand(
    offsets: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each row given its place in `rows` and each number from its offset to the next."""
    lengths = (offsets[1:] - offsets[:-1])[rows]
    place = np.repeat(np.arange(len(rows)), lengths)
    shift = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return place, np.repeat(offsets[rows], lengths) + shift


def neighbour(claims: Claims, rows: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Return the claim before or after each in its article, -1 at the ends."""
    moved = rows + step
    inside = (moved >= 0) & (moved < len(claims.sentence))
    moved = np.where(inside, moved, 0)
    return np.where(inside & (claims.article[moved] == claims.article[rows]), moved, -1)


def _context(claims: Claims, found: Units, covered: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how well the same article covers the claims before and after."""
    base = int(found.article.max(initial=0)) + 1
    known = found.claim * base + found.article
    result = np.zeros(len(known))
    for step in (-1, 1):
        moved = neighbour(claims, found.claim, step)
        wanted = moved * base + found.article
        place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        result += np.where((known[place] == wanted) & (moved >= 0), covered[place], 0.0) / 2
    return result


def _pairs(claims: Claims, found: Units) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of each claim's neighbours that are neighbours elsewhere too.

    First of its words, in the best sentence; then of its stems, in the article.
    """
    at, owner = _neighbours(claims)
    lengths = np.bincount(owner, minlength=len(claims.sentence))
    unit, item = expand(np.r_[0, np.cumsum(lengths)], found.claim)
    size = np.maximum(lengths[found.claim], 1)
    shares = []
    for held, holders, wanted in (
        (claims.hash, owner, found.best[unit]),
        (claims.stem, claims.article[owner], found.article[unit]),
    ):
        pair = _keys(held, at)
        shares.append(np.bincount(unit, Held(holders, pair)(wanted, pair[item]), len(size)) / size)
    return shares[0], shares[1]


def _neighbours(claims: Claims) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return which words have a neighbour to their right in the same claim, and the claim of each."""
    at = np.flatnonzero(claims.holder[:-1] == claims.holder[1:])
    return at, claims.holder[at]


def _keys(words: NDArray[np.uint32], at: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return a key of 32 bits for the words at some places, each with the word after it."""
    wide = words.astype(np.uint64)
    pairs = wide[at] * np.uint64(1_000_003) + wide[at + 1]
    return (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
