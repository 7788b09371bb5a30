"""What two statements have in common: their words aligned in order, weighed by rarity."""

from dataclasses import dataclass, fields
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import GOLDEN, mix64
from provenance.quotations.pairing import CONTENT
from provenance.quotations.statements import Columns

_HALF = 32  # bits of a number in a pair
_EXACT = 9  # decimals; sums made in another order differ by less


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What each of P pairs of statements shares, in columns.

    Attributes
    ----------
    cover, whole : float64 (P,)
        Weight shared, as part of the lighter and of the heavier statement's.
    weight, unnamed : float64 (P,)
        Weight shared: of all words that carry meaning; of those that are no names.
    run, words, matched : int64 (P,)
        Words shared in a row; words of the shorter statement, and how many of them are shared.
    likeness : float64 (P,)
        How alike (0-1) all words are, in order, common ones too.
    """

    cover: NDArray[np.float64]
    weight: NDArray[np.float64]
    run: NDArray[np.int64]
    whole: NDArray[np.float64]
    likeness: NDArray[np.float64]
    unnamed: NDArray[np.float64]
    words: NDArray[np.int64]
    matched: NDArray[np.int64]

    def some(self, pairs: NDArray[np.int64]) -> "Shared":
        """Return what some of the pairs share."""
        return Shared(*(getattr(self, each.name)[pairs] for each in fields(self)))


def share(table: Columns, left: NDArray[np.int64], right: NDArray[np.int64], *, compiled: bool) -> Shared:
    """Align each two statements of a table, numbered by `left` and `right`."""
    # what many outlets carry alike is aligned once: of 81,000 pairs on one event 6,000 are left
    kind = _kinds(table)
    both, of = np.unique(kind[left] << _HALF | kind[right], return_inverse=True)
    one, other = both >> _HALF, both & ((1 << _HALF) - 1)
    if compiled:
        from provenance.quotations.kernels import aligned  # loads the compiler

        columns = table.begin, table.stem, table.weight, table.named
        found = aligned(columns, one, other, CONTENT)
    else:
        found = _aligned(table, one, other)
    weight, unnamed, matched, run = (column[of] for column in found)
    content = np.where(table.weight >= CONTENT, table.weight, 0.0)
    sums = np.concatenate(([0.0], np.cumsum(content)))[table.begin]
    totals, lengths = np.diff(sums), np.diff(table.begin)
    least = np.minimum(totals[left], totals[right])
    most = np.maximum(totals[left], totals[right])
    weight, unnamed = weight.round(_EXACT), unnamed.round(_EXACT)
    return Shared(
        cover=_part(weight, least),
        weight=weight,
        run=run,
        whole=_part(weight, most),
        likeness=_part(2.0 * matched, (lengths[left] + lengths[right]).astype(np.float64)),
        unnamed=unnamed,
        words=np.minimum(lengths[left], lengths[right]),
        matched=matched,
    )


def _kinds(table: Columns) -> NDArray[np.int64]:
    """Return for each statement one that has the very same words."""
    owner = np.repeat(np.arange(len(table.begin) - 1), np.diff(table.begin))
    words = (table.stem.astype(np.uint64) << np.uint64(1) | table.named) ^ mix64(table.weight.view(np.uint64))
    place = (np.arange(len(owner)) - table.begin[owner]).astype(np.uint64)
    hashes = np.zeros(len(table.begin) - 1, np.uint64)
    filled = np.flatnonzero(np.diff(table.begin))  # the others are all alike
    if len(filled):
        hashes[filled] = np.add.reduceat(mix64(words + place * GOLDEN), table.begin[filled])
    _, first, of = np.unique(hashes, return_index=True, return_inverse=True)
    kind = first[of]
    # two that only have a hash in common are told apart
    length = np.diff(table.begin)
    same = length[kind] == length
    there = np.where(same[owner], table.begin[kind[owner]] + np.arange(len(owner)) - table.begin[owner], 0)
    for column in (table.stem, table.weight, table.named):
        same[owner[column[there] != column]] = False
    return np.where(same, kind, np.arange(len(kind)))


def _part(some: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(some, whole, out=np.zeros(len(some)), where=whole > 0).round(_EXACT)


def _aligned(
    table: Columns, left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Do what `kernels.aligned` does, plainly."""
    heavy = np.where(table.weight >= CONTENT, table.weight, 0.0)
    weight, unnamed = np.zeros(len(left)), np.zeros(len(left))
    matched, run = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
    stems, begin = table.stem.tolist(), table.begin.tolist()
    for pair, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        mine, yours = stems[begin[one] : begin[one + 1]], stems[begin[other] : begin[other + 1]]
        for block in SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks():
            a = slice(begin[one] + block.a, begin[one] + block.a + block.size)
            b = slice(begin[other] + block.b, begin[other] + block.b + block.size)
            weight[pair] += heavy[a].sum()
            unnamed[pair] += heavy[a][~(table.named[a] | table.named[b])].sum()
            matched[pair] += block.size
            run[pair] = max(run[pair], block.size)
    return weight, unnamed, matched, run
