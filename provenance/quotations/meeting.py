"""Which rows of two articles have a key in common, for those articles that are worth a closer look."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import distinct, mix64
from provenance.quotations.pairing import ascending

Numbers = NDArray[np.int64]

_FEW = 32  # rows that share a key; of commoner ones only those of couples are looked up, couple by couple
_HALF = 32  # bits of a number in a pair
_REPEATED = 24  # times that one article has a key; the rest of a text that repeats itself is not looked at
_BITS = 22  # of a key that say whether it may recur: 4 MB; of 12,000 articles 300,000 do
_SHIFT = np.uint64(64 - _BITS)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing: some keys are small numbers
_CHUNK = 500_000  # rows looked up at a time: 4 MB a column


class Rows(NamedTuple):
    """Keys, whose they are (a statement, a place in the text), and in which article that stands."""

    keys: NDArray[np.uint64]
    owners: Numbers
    articles: Numbers

    def some(self, places: NDArray[np.bool_] | Numbers) -> "Rows":
        """Return those at some places."""
        return Rows(self.keys[places], self.owners[places], self.articles[places])


def recurring(keys: NDArray[np.uint64], owners: Numbers, article: Numbers) -> Rows:
    """Return the rows whose key occurs more than once, and few others: only these meet any of the same rows.

    Of ten keys of what is quoted in news, seven occur once.

    Parameters
    ----------
    article : int64 (S,)
        Of each owner.
    """
    ordered = np.sort(keys)
    marked = np.zeros(1 << _BITS, np.bool_)
    marked[_slot(ordered[1:][ordered[1:] == ordered[:-1]])] = True
    kept = marked[_slot(keys)]
    return Rows(keys[kept], owners[kept], article[owners[kept]])


def _slot(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return keys * _MIX >> _SHIFT


class Couples:
    """Pairs of articles; all there are if none are named."""

    def __init__(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> None:
        self.left, self.right = left.astype(np.int64), right.astype(np.int64)
        self._packed = ascending(_pack(self.left, self.right))

    def holds(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which pairs of articles are among them."""
        asked = _pack(one, other)
        place = np.searchsorted(self._packed, asked)
        found = np.zeros(len(asked), np.bool_)
        inside = place < len(self._packed)
        found[inside] = self._packed[place[inside]] == asked[inside]
        return found

    def among(self, count: int) -> NDArray[np.bool_]:
        """Tell which of `count` articles are in any couple."""
        found = np.zeros(count, np.bool_)
        found[self.left] = found[self.right] = True
        return found

    def ways(self, *, both: bool) -> tuple[Numbers, Numbers]:
        """Return each couple; if `both`, twice, either article first."""
        low, high = self._packed >> _HALF, self._packed & ((1 << _HALF) - 1)
        return (np.concatenate([low, high]), np.concatenate([high, low])) if both else (low, high)


def sparing(rows: Rows) -> Rows:
    """Keep of each article only the first few rows that have one key."""
    both = mix64(rows.keys) ^ mix64(rows.articles.astype(np.uint64))
    ordered = np.sort(both)
    often = ordered[_REPEATED:][ordered[_REPEATED:] == ordered[:-_REPEATED]]
    if not len(often):  # as with most texts
        return rows
    asked = np.flatnonzero(np.isin(both, distinct(often)))
    order = asked[np.lexsort((rows.owners[asked], rows.keys[asked], rows.articles[asked]))]
    keys, articles = rows.keys[order], rows.articles[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (articles[1:] != articles[:-1])
    first = np.flatnonzero(new)
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    kept = np.ones(len(both), np.bool_)
    kept[order[place >= _REPEATED]] = False
    return rows.some(kept)


def meet(
    mine: Rows, theirs: Rows, couples: Couples | None, *, compiled: bool = False
) -> tuple[Numbers, Numbers]:
    """Return the places of all rows of `mine` and of `theirs` with one key in the articles of a couple.

    Parameters
    ----------
    mine, theirs : Rows
        If both are the same, each two rows are returned once, in whatever order.
    couples : Couples or None
        None: any two different articles.
    compiled : bool
        Whether there are so many that compiled code pays.

    Returns
    -------
    mine, theirs : int64 arrays
        In no particular order.
    """
    order, low, sizes = _runs(mine, theirs)
    few = (sizes > 0) & ((sizes <= _FEW) | (couples is None))
    laid = sizes
    if mine is theirs:  # each row meets those before it
        laid = np.empty(len(order), np.int64)
        laid[order] = np.arange(len(order))
        laid -= low
    made = _met(mine, theirs, couples, (order, low, laid), np.flatnonzero(few))
    if couples is None or not (sizes > _FEW).any():
        return made
    common = np.flatnonzero(sizes > _FEW)
    wanted = ascending(theirs.keys[common])
    places = order[np.isin(mine.keys[order], wanted)]
    looked_up = _looked_up_compiled if compiled else _looked_up
    found = looked_up(mine.some(places), theirs.some(common), wanted, couples.ways(both=mine is not theirs))
    return np.concatenate([made[0], places[found[0]]]), np.concatenate([made[1], common[found[1]]])


def _met(
    mine: Rows, theirs: Rows, couples: Couples | None, runs: tuple[Numbers, Numbers, Numbers], asked: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the rows of equal keys in the articles of a couple, for some of `theirs`, laid out in parts."""
    edges = np.concatenate(([0], np.cumsum(runs[2][asked])))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    first = 0
    while first < len(asked):
        last = max(first + 1, int(np.searchsorted(edges, edges[first] + _CHUNK, "right")) - 1)
        found.append(_apart(mine, theirs, couples, _spread(*runs, asked[first:last])))
        first = last
    left, right = zip(*found, strict=True)
    return np.concatenate(left), np.concatenate(right)


def _runs(mine: Rows, theirs: Rows) -> tuple[Numbers, Numbers, Numbers]:
    """Return `mine` by key; for each row of `theirs`, where its key begins there and how often it stands."""
    order = np.argsort(mine.keys, kind="stable")
    keys = mine.keys[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    first = np.flatnonzero(new)
    often = np.diff(np.append(first, len(keys)))
    if mine is theirs:  # most often; nothing has to be looked up
        run = np.empty(len(keys), np.int64)
        run[order] = np.cumsum(new) - 1
        return order, first[run], often[run]
    run = np.searchsorted(keys[first], theirs.keys)
    there = np.flatnonzero(run < len(first))
    there = there[keys[first[run[there]]] == theirs.keys[there]]
    low, sizes = np.zeros(len(run), np.int64), np.zeros(len(run), np.int64)
    low[there], sizes[there] = first[run[there]], often[run[there]]
    return order, low, sizes


def _spread(order: Numbers, low: Numbers, sizes: Numbers, theirs: Numbers) -> tuple[Numbers, Numbers]:
    """Lay out the rows of equal keys, one pair after the other."""
    times = sizes[theirs]
    inside = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    return order[np.repeat(low[theirs], times) + inside], np.repeat(theirs, times)


def _apart(
    mine: Rows, theirs: Rows, couples: Couples | None, made: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    one, other = mine.articles[made[0]], theirs.articles[made[1]]
    good = one != other if couples is None else couples.holds(one, other)
    return made[0][good], made[1][good]


def _looked_up(
    mine: Rows, theirs: Rows, wanted: NDArray[np.uint64], couples: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Look each row of one article of a couple up among those of the other."""
    numbers = np.searchsorted(wanted, mine.keys)
    packed = mine.articles << _HALF | numbers
    order = np.argsort(packed, kind="stable")
    packed = packed[order]
    by_article = np.argsort(theirs.articles, kind="stable")
    articles, asked = theirs.articles[by_article], np.searchsorted(wanted, theirs.keys[by_article])
    one, other = couples
    begin, stop = np.searchsorted(articles, one, "left"), np.searchsorted(articles, one, "right")
    found: list[tuple[Numbers, Numbers]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    edges = np.concatenate(([0], np.cumsum(stop - begin)))
    first = 0
    while first < len(one):
        last = max(first + 1, int(np.searchsorted(edges, edges[first] + _CHUNK, "right")) - 1)
        rows = np.repeat(begin[first:last] - edges[first:last], (stop - begin)[first:last]) + np.arange(
            edges[first], edges[last]
        )
        target = np.repeat(other[first:last], (stop - begin)[first:last]) << _HALF | asked[rows]
        low = np.searchsorted(packed, target, "left")
        sizes = np.searchsorted(packed, target, "right") - low
        hit = np.flatnonzero(sizes)
        one_side, other_side = _spread(order, low, sizes, hit)
        found.append((one_side, by_article[rows[other_side]]))
        first = last
    left, right = zip(*found, strict=True)
    return np.concatenate(left), np.concatenate(right)


def _looked_up_compiled(
    mine: Rows, theirs: Rows, wanted: NDArray[np.uint64], couples: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Do what `_looked_up` does, for many couples."""
    from provenance.quotations.kernels import met  # loads the compiler

    one, other = couples
    articles = np.arange(max(one.max(initial=-1), other.max(initial=-1)) + 2)
    sides, orders = [], []
    for rows in (mine, theirs):
        numbers = np.searchsorted(wanted, rows.keys).astype(np.int64)
        order = np.argsort(rows.articles << _HALF | numbers, kind="stable")
        sides.append((np.searchsorted(rows.articles[order], articles), numbers[order]))
        orders.append(order)
    left, right = met(*sides, np.stack([one, other], axis=1))
    return orders[0][left], orders[1][right]


def _pack(one: Numbers, other: Numbers) -> Numbers:
    return np.minimum(one, other) << _HALF | np.maximum(one, other)
