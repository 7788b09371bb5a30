"""In how many other articles a shared passage stands, and which of all its carriers has the earliest date.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Pair

_BLOCK = 500_000  # stretches compared, or bits set, at a time: a few MB
Column = NDArray[np.int64]


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


def echoes(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[tuple[Echo, ...]]:
    """Return for each pair, passage by passage, where else it stands.

    Sets of articles are numbers with a bit for each article, the earliest date in the lowest: on one event
    thousands of pairs share what hundreds of articles carry.
    """
    ordered = sorted(articles, key=lambda article: (not article.published, article.published, article.id))
    ids = [article.id for article in ordered]
    place = {name: number for number, name in enumerate(ids)}
    dated = (1 << sum(bool(article.published) for article in articles)) - 1
    shared = [passage for pair in pairs for passage in pair.passages]
    counts = [len(pair.passages) for pair in pairs]
    left = np.repeat(np.array([place[pair.left] for pair in pairs], np.int64), counts)
    right = np.repeat(np.array([place[pair.right] for pair in pairs], np.int64), counts)
    having = _having(
        np.concatenate((left, right)),
        np.array([each.left.begin for each in shared] + [each.right.begin for each in shared], np.int64),
        np.array([each.left.end for each in shared] + [each.right.end for each in shared], np.int64),
        np.concatenate((right, left)),
    )
    both = zip(having[: len(shared)], having[len(shared) :], strict=True)
    found = []
    for pair, count in zip(pairs, counts, strict=True):
        own = 1 << place[pair.left] | 1 << place[pair.right]
        rows = []
        for mine, theirs in islice(both, count):
            every = mine | theirs | own
            known = every & dated
            first = ids[(known & -known).bit_length() - 1] if known else None
            rows.append(Echo(first, every ^ own, ids))
        found.append(tuple(rows))
    return found


def _having(article: Column, begin: Column, end: Column, other: Column) -> list[int]:
    """Return for each stretch of an article the articles that share more than half of it, as bits.

    A stretch is where it begins and ends in which article, and the number of the other article that has it.
    """
    order = np.lexsort((end, begin, article))
    article, begin, end, other = article[order], begin[order], end[order], other[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (np.diff(article) != 0) | (np.diff(begin) != 0) | (np.diff(end) != 0)
    which = np.cumsum(new) - 1
    spans = np.flatnonzero(new)
    edges = np.flatnonzero(np.diff(article, prepend=-1, append=-1)).tolist()
    made: list[int] = []
    for low, high in pairwise(edges):
        own = spans[which[low] : which[high - 1] + 1]
        made += _sets(begin[own], end[own], begin[low:high], end[low:high], other[low:high])
    place = np.empty_like(which)
    place[order] = which
    return [made[number] for number in place.tolist()]


def _sets(first: Column, stop: Column, begin: Column, end: Column, other: Column) -> list[int]:
    """Return for some spans of one article who shares more than half of each, by the article's stretches."""
    least = int(other.min())  # articles that share something are mostly of the same days: their bits are near
    width = int(other.max()) - least + 1
    made: list[int] = []
    step = max(1, _BLOCK // max(width, len(begin)))
    for low in range(0, len(first), step):
        part = slice(low, low + step)
        common = np.minimum(end, stop[part, None]) - np.maximum(begin, first[part, None])
        span, stretch = np.nonzero(2 * common > (stop - first)[part, None])
        having = np.zeros((len(common), width), np.bool_)
        having[span, other[stretch] - least] = True
        bits = np.packbits(having, axis=1, bitorder="little")
        held, size = bits.tobytes(), bits.shape[1]
        made += [
            int.from_bytes(held[place : place + size], "little") << least
            for place in range(0, len(held), size)
        ]
    return made
