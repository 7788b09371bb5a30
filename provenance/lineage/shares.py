"""Which words of an article stand in which others: columns over all pairs, worked out once.

A share is one article's side of a pair: row ``2 * pair`` is the left one's, the next the right one's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.texts import Texts
from provenance.model import Difference, Pair, Passage

Numbers = NDArray[np.int64]
_ENDS = attrgetter("left.begin", "left.end", "right.begin", "right.end")
_SAME = 0.5  # share of a reworded passage's words that must stand in both for it to show who copied


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """Words that differ inside passages: `pair` (D,), word numbers `first` and `stop` (2, D) by side."""

    pair: Numbers
    first: Numbers
    stop: Numbers

    def some(self, places: Numbers) -> "Differences":
        """Return those at some places."""
        return Differences(self.pair[places], self.first[:, places], self.stop[:, places])


class Beside(NamedTuple):
    """The rows of each article: their bounds (A + 1,), the rows (R,), and whose text each shares (R,)."""

    bounds: Numbers
    rows: Numbers
    others: Numbers


class Shares:
    """What articles share: of each pair's sides the stretches of words that stand in the other.

    Parameters
    ----------
    pairs : sequence of Pair
    texts : Texts
        Sides of articles that were not read are left empty.
    held : mapping, optional
        Of some pairs, by their ends, what `covers` would find if both articles had been read.
    compiled : bool
        Whether there is so much that compiled code pays.

    Attributes
    ----------
    rows : dict
        Of each article that shares text, by the other's id, its row.
    article : int64 (2 * pairs,)
        Of each row, whose it is; articles are numbered as in `rows`.
    begin, end : int64 (A,)
        Where the words of each article are in ``texts.laid``.
    beside : Beside
    stretches : tuple of int64
        First and last word of each stretch, half open, and the bounds of each row's.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        texts: Texts,
        held: Mapping[tuple[str, str], tuple[float, float]] | None = None,
        *,
        compiled: bool = False,
    ) -> None:
        self.texts, self.compiled = texts, compiled
        self._held = held or {}
        self._bits: dict[str, dict[int, int]] = {}
        self.pairs = [pair for pair in pairs if pair.passages]
        self.rows: dict[str, dict[str, int]] = {}
        for number, pair in enumerate(self.pairs):
            self.rows.setdefault(pair.left, {})[pair.right] = 2 * number
            self.rows.setdefault(pair.right, {})[pair.left] = 2 * number + 1
        numbers = {name: number for number, name in enumerate(self.rows)}
        ends = ((pair.left, pair.right) for pair in self.pairs)
        self.article = _numbers(numbers[name] for both in ends for name in both)
        self.begin, self.end = texts.lay_out(self.rows)
        order = np.argsort(self.article, kind="stable")
        edges = np.searchsorted(self.article[order], np.arange(len(numbers) + 1))
        self.beside = Beside(edges.astype(np.int64), order, self.article[order ^ 1])
        found = [each for pair in self.pairs for each in pair.passages]
        pair_of = _repeated(len(pair.passages) for pair in self.pairs)
        passage_of = _repeated(len(each.differences) for each in found)
        outer, inner = _spans(found), _spans(each for passage in found for each in passage.differences)
        outer_words = self._words(pair_of, outer)
        inner_words = self._words(pair_of[passage_of], inner)
        self.differences = Differences(pair_of[passage_of], *inner_words)
        copied = np.array([each.kind != "paraphrase" for each in found], bool)
        copied |= _mostly_same(outer, inner, passage_of)
        self.stretches = _stretches(
            (pair_of, passage_of), outer_words, inner_words, copied, 2 * len(self.pairs)
        )

    def _words(self, pair_of: Numbers, spans: Numbers) -> tuple[Numbers, Numbers]:
        """Return the word numbers of spans on both sides, first and stop, each (2, N)."""
        texts = self.begin, self.end, self.texts.laid.begin, self.texts.laid.end
        place = _placed
        if self.compiled:
            from provenance.lineage import kernels

            place = kernels.placed
        sides = [
            place(texts, self.article[2 * pair_of + side], spans[:, 2 * side], spans[:, 2 * side + 1])
            for side in (0, 1)
        ]
        return np.stack([first for first, _ in sides]), np.stack([stop for _, stop in sides])

    @cached_property
    def words(self) -> Numbers:
        """Return how many words of each row's article stand in the other as a copy, int64 (2 * pairs,)."""
        starts, stops, bounds = self.stretches
        row = np.repeat(np.arange(len(self.article)), np.diff(bounds))
        width = int(stops.max(initial=0)) + 1  # so that a later row's words lie behind all of an earlier one
        order = np.lexsort((starts, row))
        first, stop = (row * width + starts)[order], (row * width + stops)[order]
        reached = np.concatenate(([0], np.maximum.accumulate(stop)[:-1])) if len(stop) else stop
        fresh = np.maximum(stop - np.maximum(first, reached), 0)
        return np.bincount(row[order], fresh, len(self.article)).astype(np.int64)

    @cached_property
    def covers(self) -> NDArray[np.float64]:
        """Return which share of each row's article stands in the other as a copy, float64 (2 * pairs,)."""
        found = np.asarray(self.words / np.maximum((self.end - self.begin)[self.article], 1))
        if self._held:
            for number, pair in enumerate(self.pairs):
                known = self._held.get((pair.left, pair.right))
                if known is not None:
                    found[2 * number : 2 * number + 2] = known
        return found

    def partners(self, article: str) -> dict[str, int]:
        """Return with whom an article shares text, and the rows of its sides."""
        return self.rows.get(article, {})

    def marks(self, article: str, others: Sequence[str]) -> NDArray[np.bool_]:
        """Mark the words of an article that stand in others as a copy, without what differs: (O, words)."""
        mine = self.partners(article)
        return self.of_rows(np.array([mine[other] for other in others], np.int64), article)

    def union(self, article: str, others: Sequence[str]) -> NDArray[np.bool_]:
        """Mark the words of an article that stand in at least one of others: (words,)."""
        mine = self.partners(article)
        first, stop, bounds = self.stretches
        rows = np.array([mine[other] for other in others], np.int64)
        places = spread(bounds[rows], bounds[rows + 1])
        found = np.zeros(self.texts.length(article), np.bool_)
        found[spread(first[places], stop[places])] = True
        return found

    def of_all(self, article: str) -> NDArray[np.bool_]:
        """Mark the words of an article for all its rows: (rows, words)."""
        rows = list(self.rows[article].values())
        marks = self.of_rows(np.array(rows, np.int64), article)
        numbers = [int.from_bytes(each.tobytes()) for each in np.packbits(marks, axis=1)]
        self._bits[article] = dict(zip(rows, numbers, strict=True))
        return marks

    def bits(self, article: str) -> dict[int, int]:
        """Return the marks of all rows of an article, each as one number with a bit a word."""
        if article not in self._bits:
            self.of_all(article)
        return self._bits[article]

    def of_rows(self, rows: Numbers, article: str) -> NDArray[np.bool_]:
        """Mark the words of an article for some of its rows."""
        first, stop, bounds = self.stretches
        low, high = bounds[rows], bounds[rows + 1]
        places = spread(low, high)
        marks = np.zeros((len(rows), self.texts.length(article)), np.bool_)
        before = np.repeat(np.arange(len(rows)), high - low) * marks.shape[1]
        marks.reshape(-1)[spread(before + first[places], before + stop[places])] = True
        return marks


def spread(low: Numbers, high: Numbers) -> Numbers:
    """Return all numbers from each `low` up to its `high`, one range after the other."""
    lengths = high - low
    before = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(lengths) else lengths
    return np.arange(int(lengths.sum()), dtype=np.int64) + np.repeat(low - before, lengths)


def _numbers(found: Iterable[int]) -> Numbers:
    return np.fromiter(found, np.int64)


def _repeated(counts: Iterable[int]) -> Numbers:
    """Return each number from 0 on as often as its count says."""
    often = _numbers(counts)
    return np.repeat(np.arange(len(often)), often)


def _spans(found: Iterable[Passage | Difference]) -> Numbers:
    """Return the characters of what stands in two texts: (N, 4), begin and end left, then right."""
    return _numbers(chain.from_iterable(map(_ENDS, found))).reshape(-1, 4)


def _mostly_same(outer: Numbers, inner: Numbers, passage_of: Numbers) -> NDArray[np.bool_]:
    """Say of which passages the characters that stand on both sides are most of the shorter side."""
    lengths, same = outer[:, 1::2] - outer[:, ::2], np.empty((len(outer), 2))
    for side in (0, 1):
        differing = np.bincount(passage_of, inner[:, 2 * side + 1] - inner[:, 2 * side], len(outer))
        same[:, side] = lengths[:, side] - differing
    return np.asarray(same.min(axis=1) >= _SAME * lengths.min(axis=1))


def _placed(
    texts: tuple[Numbers, Numbers, NDArray[np.int32], NDArray[np.int32]],
    owner: Numbers,
    begin: Numbers,
    end: Numbers,
) -> tuple[Numbers, Numbers]:
    """Return the numbers of the words inside stretches of characters: one search an article.

    Parameters
    ----------
    texts : tuple
        Where the words of each article begin and stop in a row of all words, and where each word begins and
        ends in its article's text.
    owner, begin, end : int64 (N,)
        The article of each stretch, and its characters.
    """
    starts, stops, begins, ends = texts
    first, stop = np.zeros(len(owner), np.int64), np.zeros(len(owner), np.int64)
    order = np.argsort(owner, kind="stable")
    edges = np.concatenate(([0], np.flatnonzero(np.diff(owner[order])) + 1, [len(order)]))
    for low, high in pairwise(edges.tolist()):
        some = order[low:high]
        if len(some):
            words = slice(starts[owner[some[0]]], stops[owner[some[0]]])
            first[some] = begins[words].searchsorted(begin[some].astype(np.int32))
            stop[some] = ends[words].searchsorted(end[some].astype(np.int32), side="right")
    return first, np.maximum(first, stop)


def _stretches(
    owners: tuple[Numbers, Numbers],
    outer: tuple[Numbers, Numbers],
    inner: tuple[Numbers, Numbers],
    copied: NDArray[np.bool_],
    rows: int,
) -> tuple[Numbers, Numbers, Numbers]:
    """Cut passages at their differences: first and stop of what is on both sides, and rows' bounds."""
    pair_of, passage_of = owners
    starts, stops, row_of = [], [], []
    own = np.arange(len(pair_of))
    for side in (0, 1):
        low, high = outer[0][side][passage_of], outer[1][side][passage_of]
        leaves, returns = np.clip(inner[0][side], low, high), np.clip(inner[1][side], low, high)
        begins = np.argsort(np.concatenate((own, passage_of)), kind="stable")
        ends = np.argsort(np.concatenate((passage_of, own)), kind="stable")
        first = np.concatenate((outer[0][side], returns))[begins]
        stop = np.concatenate((leaves, outer[1][side]))[ends]
        passage = np.concatenate((own, passage_of))[begins]
        kept = (first < stop) & copied[passage]
        starts.append(first[kept])
        stops.append(stop[kept])
        row_of.append(2 * pair_of[passage[kept]] + side)
    row = np.concatenate(row_of)
    order = np.argsort(row, kind="stable")
    bounds = np.searchsorted(row[order], np.arange(rows + 1))
    return np.concatenate(starts)[order], np.concatenate(stops)[order], bounds.astype(np.int64)
