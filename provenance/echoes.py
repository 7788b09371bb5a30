"""In how many other articles a shared passage stands, and which of all its carriers has the earliest date.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from provenance.model import Article, Pair, Span


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
    bit = {name: 1 << place for place, name in enumerate(ids)}
    dated = (1 << sum(bool(article.published) for article in articles)) - 1
    shared: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for pair in pairs:
        for passage in pair.passages:
            shared[pair.left].append((passage.left, pair.right))
            shared[pair.right].append((passage.right, pair.left))
    carriers = {article: _carriers(stretches, bit) for article, stretches in shared.items()}
    found = []
    for pair in pairs:
        own = bit[pair.left] | bit[pair.right]
        rows = []
        for passage in pair.passages:
            every = carriers[pair.left][passage.left] | carriers[pair.right][passage.right] | own
            known = every & dated
            first = ids[(known & -known).bit_length() - 1] if known else None
            rows.append(Echo(first, every ^ own, ids))
        found.append(tuple(rows))
    return found


def _carriers(stretches: Sequence[tuple[Span, str]], bit: dict[str, int]) -> dict[Span, int]:
    """Return for each stretch of one article the articles that share more than half of it."""
    begin, end = (np.array([getattr(span, side) for span, _ in stretches]) for side in ("begin", "end"))
    found = {}
    for span in {span for span, _ in stretches}:
        common = np.minimum(end, span.end) - np.maximum(begin, span.begin)
        places = np.flatnonzero(2 * common > span.end - span.begin)
        found[span] = reduce(or_, {bit[stretches[place][1]] for place in places.tolist()}, 0)
    return found
