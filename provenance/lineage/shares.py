"""Which words of an article stand in which others: columns over all pairs, worked out once.

A share is one article's side of a pair: row ``2 * pair`` is the left one's, the next the right one's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.texts import Text, Texts
from provenance.model import Pair, Passage

Numbers = NDArray[np.int64]
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


class Shares:
    """What articles share: of each pair's sides the stretches of words that stand in the other.

    Parameters
    ----------
    pairs : sequence of Pair
    texts : Texts
        Sides of articles that were not read are left empty.
    held : mapping, optional
        Of some pairs, by their ends, what `covers` would find if both articles had been read.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        texts: Texts,
        held: Mapping[tuple[str, str], tuple[float, float]] | None = None,
    ) -> None:
        self.texts = texts
        self._held = held or {}
        self._bits: dict[str, dict[int, int]] = {}
        self.pairs = [pair for pair in pairs if pair.passages]
        self.rows: dict[str, dict[str, int]] = {}
        for number, pair in enumerate(self.pairs):
            self.rows.setdefault(pair.left, {})[pair.right] = 2 * number
            self.rows.setdefault(pair.right, {})[pair.left] = 2 * number + 1
        numbers = {name: number for number, name in enumerate(self.rows)}
        self.neighbours = {
            name: np.array([numbers[other] for other in others], np.int64)
            for name, others in self.rows.items()
        }
        found = [(number, each) for number, pair in enumerate(self.pairs) for each in pair.passages]
        spans, inner = _spans([each for _, each in found])
        pair_of = np.array([number for number, _ in found], np.int64)
        passage_of = np.array([n for n, (_, each) in enumerate(found) for _ in each.differences], np.int64)
        outer_words = _placed(self.pairs, pair_of, spans, texts)
        inner_words = _placed(self.pairs, pair_of[passage_of], inner, texts)
        self.differences = Differences(pair_of[passage_of], *inner_words)
        copied = np.array([each.kind != "paraphrase" or _mostly_same(each) for _, each in found], bool)
        self._first, self._stop, self._bounds = _stretches(
            (pair_of, passage_of), outer_words, inner_words, copied, 2 * len(self.pairs)
        )

    def stream(self) -> tuple[NDArray[np.uint32], Numbers, Numbers]:
        """Return the words of all articles read that share text, in a row, and where a pair's are.

        Returns
        -------
        words : uint32 (W,)
        begin, end : int64 (2, pairs)
            Of the left and the right article's words.
        """
        lengths = [self.texts.length(article) for article in self.rows]
        ends = dict(zip(self.rows, np.cumsum(lengths).tolist(), strict=True))
        end = np.array(
            [[ends[pair.left] for pair in self.pairs], [ends[pair.right] for pair in self.pairs]], np.int64
        )
        length = np.array(
            [
                [self.texts.length(pair.left) for pair in self.pairs],
                [self.texts.length(pair.right) for pair in self.pairs],
            ],
            np.int64,
        )
        words = [self.texts.of(article).word for article in self.rows if self.texts.has(article)]
        return np.concatenate(words) if words else np.zeros(0, np.uint32), end - length, end

    @cached_property
    def covers(self) -> NDArray[np.float64]:
        """Return which share of each row's article stands in the other as a copy, float64 (2 * pairs,)."""
        row = np.repeat(np.arange(2 * len(self.pairs)), np.diff(self._bounds))
        width = (
            int(self._stop.max(initial=0)) + 1
        )  # so that a later row's words lie behind all of an earlier one
        order = np.lexsort((self._first, row))
        first, stop = (row * width + self._first)[order], (row * width + self._stop)[order]
        reached = np.concatenate(([0], np.maximum.accumulate(stop)[:-1])) if len(stop) else stop
        fresh = np.maximum(stop - np.maximum(first, reached), 0)
        sides = [self.texts.length(each) for pair in self.pairs for each in (pair.left, pair.right)]
        count = np.bincount(row[order], fresh, len(sides))
        found = np.asarray(count / np.maximum(sides, 1))
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
        found: NDArray[np.bool_] = np.logical_or.reduce(self.marks(article, others), axis=0)
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
        low, high = self._bounds[rows], self._bounds[rows + 1]
        places = spread(low, high)
        marks = np.zeros((len(rows), self.texts.length(article)), np.bool_)
        before = np.repeat(np.arange(len(rows)), high - low) * marks.shape[1]
        marks.reshape(-1)[spread(before + self._first[places], before + self._stop[places])] = True
        return marks


def spread(low: Numbers, high: Numbers) -> Numbers:
    """Return all numbers from each `low` up to its `high`, one range after the other."""
    lengths = high - low
    before = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(lengths) else lengths
    return np.arange(int(lengths.sum()), dtype=np.int64) + np.repeat(low - before, lengths)


def _spans(found: Sequence[Passage]) -> tuple[Numbers, Numbers]:
    """Return passages and their differences: (4, N), characters, begin and end left, then right."""
    outer = [(each.left.begin, each.left.end, each.right.begin, each.right.end) for each in found]
    inner = [
        (each.left.begin, each.left.end, each.right.begin, each.right.end)
        for passage in found
        for each in passage.differences
    ]
    return np.array(outer, np.int64).reshape(-1, 4).T, np.array(inner, np.int64).reshape(-1, 4).T


def _mostly_same(passage: Passage) -> bool:
    """Say whether the characters that stand on both sides are most of the shorter side."""
    sides = passage.left, passage.right
    lengths = [side.end - side.begin for side in sides]
    differing = [
        sum(each.left.end - each.left.begin for each in passage.differences),
        sum(each.right.end - each.right.begin for each in passage.differences),
    ]
    same = min(length - other for length, other in zip(lengths, differing, strict=True))
    return same >= _SAME * min(lengths)


def _placed(pairs: Sequence[Pair], pair_of: Numbers, spans: Numbers, texts: Texts) -> tuple[Numbers, Numbers]:
    """Return the word numbers of spans on both sides, first and stop, each (2, N): one search an article."""
    first = np.zeros((2, len(pair_of)), np.int64)
    stop = np.zeros((2, len(pair_of)), np.int64)
    for side in (0, 1):
        ids = [pair.right if side else pair.left for pair in pairs]
        names = sorted(set(ids))
        number = {name: place for place, name in enumerate(names)}
        owner = np.array([number[name] for name in ids], np.int64)[pair_of] if len(pair_of) else pair_of
        order = np.argsort(owner, kind="stable")
        edges = np.concatenate(([0], np.flatnonzero(np.diff(owner[order])) + 1, [len(order)]))
        for low, high in pairwise(edges.tolist()):
            some = order[low:high]
            if len(some) and texts.has(names[owner[some[0]]]):
                text: Text = texts.of(names[owner[some[0]]])
                first[side, some], stop[side, some] = text.within(
                    spans[2 * side, some], spans[2 * side + 1, some]
                )
    return first, stop


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
