"""In how many other articles a shared passage stands, and which of all its carriers has the earliest date.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import or_

import numpy as np

from provenance.model import Article, Pair, many
from provenance.sides import Column, Sides, sides

_BLOCK = 500_000  # stretches compared, or bits set, at a time: a few MB


@dataclass(frozen=True, slots=True)
class Echo:
    """Where else a passage of two articles stands.

    Attributes
    ----------
    first : str or None
        The carrier, of all, with the earliest date; None if no date is known. It need not be the source.
    """

    first: str | None
    _others: int  # a bit for each article of `_ids`
    _ids: Sequence[str]

    @property
    def count(self) -> int:
        """How many other articles share more than half of it with one of the two."""
        return self._others.bit_count()

    @property
    def others(self) -> tuple[str, ...]:
        """Those articles, by id."""
        digits = reversed(f"{self._others:b}")
        return tuple(sorted(self._ids[place] for place, digit in enumerate(digits) if digit == "1"))


def echoes(
    articles: Sequence[Article], pairs: Sequence[Pair], stretches: Sides | None = None
) -> list[tuple[Echo, ...]]:
    """Return for each pair, passage by passage, where else it stands.

    Sets of articles are numbers with a bit for each article, the earliest date in the lowest: on one event
    thousands of pairs share what hundreds of articles carry.

    Parameters
    ----------
    articles, pairs : sequences
        Of a comparison.
    stretches : Sides, optional
        What `sides` makes of these, where it is known.
    """
    stretches = stretches or sides(articles, pairs)
    ids = [article.id for article in stretches.articles]
    dated = sum(bool(article.published) for article in articles)
    having, earliest = _having(stretches)
    left, right = stretches.of.T
    bits = [1 << place for place in range(len(ids))]
    both, own = (
        map(or_, [sets[place] for place in one.tolist()], [sets[place] for place in other.tolist()])
        for sets, one, other in (
            (having, left, right),
            (bits, stretches.article[left], stretches.article[right]),
        )
    )
    first = np.minimum(earliest[left], earliest[right])
    first = np.minimum.reduce((first, stretches.article[left], stretches.article[right]))
    found = many(
        Echo,
        [ids[place] if place < dated else None for place in first.tolist()],
        [(every | pair) ^ pair for every, pair in zip(both, own, strict=True)],
        [ids] * len(first),
    )
    return [tuple(found[begin:end]) for begin, end in pairwise(stretches.passages.tolist())]


def _having(stretches: Sides) -> tuple[list[int], Column]:
    """Return for each stretch the articles that share more than half of it, as bits, and the first."""
    shared = stretches.of.ravel()
    order = np.argsort(shared, kind="stable")
    others = stretches.article[stretches.of[:, ::-1].ravel()[order]]
    bounds = np.searchsorted(shared[order], np.arange(len(stretches.article) + 1))
    made: list[int] = []
    earliest = [np.zeros(0, np.int64)]
    for low, high, stretch, covering in _covering(stretches):
        counts = bounds[covering + 1] - bounds[covering]
        which = others[_numbers(bounds[covering], counts)]
        least = int(which.min(initial=len(stretches.articles)))  # those that share something are mostly near
        having = np.zeros((high - low, max(1, int(which.max(initial=0)) - least + 1)), np.bool_)
        having[np.repeat(stretch - low, counts), which - least] = True
        earliest.append(np.where(having.any(axis=1), having.argmax(axis=1) + least, len(stretches.articles)))
        bits = np.packbits(having, axis=1, bitorder="little")
        held, size = bits.tobytes(), bits.shape[1]
        made += [
            int.from_bytes(held[place : place + size], "little") << least
            for place in range(0, len(held), size)
        ]
    return made, np.concatenate(earliest)


def _covering(stretches: Sides) -> Iterator[tuple[int, int, Column, Column]]:
    """Yield, for stretches from one up to another, which of them is covered by more than half by which."""
    article, begin, end = stretches.article, stretches.begin, stretches.end
    longest = end.max(initial=0) + 1
    first = stretches.edges[article]
    # those that begin before it ends; they are in order of where they begin
    met = np.searchsorted(article * longest + begin, article * longest + end) - first
    work = np.cumsum(np.maximum(met, len(stretches.articles)))
    low = 0
    while low < len(article):
        done = work[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(work, done + _BLOCK, "right")))
        stretch = np.repeat(np.arange(low, high), met[low:high])
        other = _numbers(first[low:high], met[low:high])
        common = np.minimum(end[other], end[stretch]) - np.maximum(begin[other], begin[stretch])
        half = np.flatnonzero(2 * common > end[stretch] - begin[stretch])
        yield low, high, stretch[half], other[half]
        low = high


def _numbers(first: Column, counts: Column) -> Column:
    """Return so many numbers from each of some, one after the other."""
    ends = np.cumsum(counts)
    numbers: Column = np.arange(counts.sum()) + np.repeat(first - (ends - counts), counts)
    return numbers
