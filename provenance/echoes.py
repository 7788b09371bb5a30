"""In how many other articles a shared passage stands, and which of all its carriers has the earliest date.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provenance.model import Article, Pair, Span


@dataclass(frozen=True, slots=True)
class Echo:
    """Where else a passage of two articles stands.

    Attributes
    ----------
    others : tuple of str
        Other articles that share more than half of it with one of the two, by id.
    first : str or None
        The carrier, of all, with the earliest date; None if no date is known. It need not be the source.
    """

    others: tuple[str, ...]
    first: str | None


def echoes(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[tuple[Echo, ...]]:
    """Return for each pair, passage by passage, where else it stands."""
    shared: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for pair in pairs:
        for passage in pair.passages:
            shared[pair.left].append((passage.left, pair.right))
            shared[pair.right].append((passage.right, pair.left))
    carriers = {article: _carriers(stretches) for article, stretches in shared.items()}
    dates = {article.id: article.published for article in articles}
    found = []
    for pair in pairs:
        own = {pair.left, pair.right}
        rows = []
        for passage in pair.passages:
            others = (carriers[pair.left][passage.left] | carriers[pair.right][passage.right]) - own
            dated = [(date, each) for each in others | own if (date := dates[each])]
            rows.append(Echo(tuple(sorted(others)), min(dated)[1] if dated else None))
        found.append(tuple(rows))
    return found


def _carriers(stretches: Sequence[tuple[Span, str]]) -> dict[Span, set[str]]:
    """Return for each stretch of one article the articles that share more than half of it."""
    begin, end = (np.array([getattr(span, side) for span, _ in stretches]) for side in ("begin", "end"))
    found = {}
    for span in {span for span, _ in stretches}:
        common = np.minimum(end, span.end) - np.maximum(begin, span.begin)
        places = np.flatnonzero(2 * common > span.end - span.begin)
        found[span] = {stretches[place][1] for place in places.tolist()}
    return found
