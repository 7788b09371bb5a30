"""In how many other articles a shared passage stands, and which of all its carriers has the earliest date.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from provenance.model import Article, Pair

_HALF = 32  # bits of a place in a pair of places
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


def echoes(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[tuple[Echo, ...]]:
    """Return for each pair, passage by passage, where else it stands.

    Sets of articles are numbers with a bit for each article, the earliest date in the lowest: on one event
    thousands of pairs share what hundreds of articles carry.
    """
    ordered = sorted(articles, key=lambda article: (not article.published, article.published, article.id))
    ids = [article.id for article in ordered]
    place = {name: number for number, name in enumerate(ids)}
    dated = (1 << sum(bool(article.published) for article in articles)) - 1
    shared: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for pair in pairs:
        mine, theirs = shared[pair.left], shared[pair.right]
        left, right = place[pair.left], place[pair.right]
        for passage in pair.passages:
            mine.append((passage.left.begin, passage.left.end, right))
            theirs.append((passage.right.begin, passage.right.end, left))
    # in the order in which each article's stretches were gathered, which is that of the pairs
    carriers = {article: _carriers(stretches, len(ids)) for article, stretches in shared.items()}
    found = []
    for pair in pairs:
        own = 1 << place[pair.left] | 1 << place[pair.right]
        mine_too, theirs_too = carriers[pair.left], carriers[pair.right]
        rows = []
        for _ in pair.passages:
            every = next(mine_too) | next(theirs_too) | own
            known = every & dated
            first = ids[(known & -known).bit_length() - 1] if known else None
            rows.append(Echo(first, every ^ own, ids))
        found.append(tuple(rows))
    return found


def _carriers(stretches: Sequence[tuple[int, int, int]], articles: int) -> Iterator[int]:
    """Yield for each stretch of one article the articles that share more than half of it.

    A stretch is where it begins and ends, and the number of the other article that has it.
    """
    begin, end, other = np.array(stretches, np.int64).reshape(-1, 3).T
    spans, which = np.unique(begin << _HALF | end, return_inverse=True)
    first, stop = spans >> _HALF, spans & ((1 << _HALF) - 1)
    made: list[int] = []
    step = max(1, _BLOCK // max(articles, len(stretches), 1))
    for low in range(0, len(spans), step):
        part = slice(low, low + step)
        common = np.minimum(end, stop[part, None]) - np.maximum(begin, first[part, None])
        span, stretch = np.nonzero(2 * common > (stop - first)[part, None])
        having = np.zeros((len(common), articles), np.bool_)
        having[span, other[stretch]] = True
        bits = np.packbits(having, axis=1, bitorder="little")
        made += [int.from_bytes(row.tobytes(), "little") for row in bits]
    return iter([made[number] for number in which.tolist()])
