"""What each article and each outlet is made of: own words, quotes others carry too, copied text.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from provenance.model import Article, Facts, Pair
from provenance.model.factrows import unique_rows
from provenance.sides import Column, Sides

Parts = tuple[float, float]


@dataclass(slots=True)
class _Outlet:
    articles: int = 0
    words: int = 0
    copied: float = 0.0
    quoted: float = 0.0
    unique: int = 0


def parts(
    articles: Sequence[Article], words: Sequence[int], pairs: Sequence[Pair], stretches: Sides
) -> list[Parts]:
    """Return the share (0-1) of each article that other outlets carry: outside and inside quotes.

    Passages shared with the same outlet do not count: an outlet may print its own text twice.

    Parameters
    ----------
    articles, words : sequences of equal length
        The articles of a comparison and their body words.
    pairs : sequence of Pair
    stretches : Sides
        Where their passages stand.
    """
    numbers: dict[str, int] = {}
    outlet = np.array(
        [numbers.setdefault(each.outlet, len(numbers)) for each in stretches.articles], np.int64
    )
    left, right = outlet[stretches.article[stretches.of]].T
    quoted = np.array([passage.quoted for pair in pairs for passage in pair.passages], np.bool_)
    copied = _words_in(stretches, stretches.of[(left != right) & ~quoted])
    carried = _words_in(stretches, stretches.of[left != right])
    rows = []
    for article, count in zip(articles, words, strict=True):
        total = max(count, 1)
        outside, either = (min(within[article.id] / total, 1.0) for within in (copied, carried))
        rows.append((outside, max(0.0, either - outside)))
    return rows


def tally(
    articles: Sequence[Article],
    words: Sequence[int],
    pairs: Sequence[Pair],
    stretches: Sides,
    facts: Facts,
) -> list[dict[str, Any]]:
    """Return one row an outlet, those with most articles first.

    Each has `name`, `articles`, `words`, `copied` and `quoted` (shares, 0-1, of its words) and `unique`
    (facts only it tells).
    """
    found: defaultdict[str, _Outlet] = defaultdict(_Outlet)
    outlets = {article.id: article.outlet for article in articles}
    for article, count, (copied, quoted) in zip(
        articles, words, parts(articles, words, pairs, stretches), strict=True
    ):
        row = found[article.outlet]
        row.articles += 1
        row.words += count
        row.copied += copied * count
        row.quoted += quoted * count
    for (_, article, *_), *_ in unique_rows(facts.unique):
        found[outlets[article]].unique += 1
    return [
        {
            "name": name,
            "articles": row.articles,
            "words": row.words,
            "copied": round(row.copied / max(row.words, 1), 4),
            "quoted": round(row.quoted / max(row.words, 1), 4),
            "unique": row.unique,
        }
        for name, row in sorted(found.items(), key=lambda each: (-each[1].articles, each[0]))
    ]


def _words_in(stretches: Sides, of: Column) -> Counter[str]:
    """Count the words of each article that stand in some stretches, those that overlap once."""
    which = np.unique(of)
    article, begin, end = stretches.article[which], stretches.begin[which], stretches.end[which]
    behind = article * (stretches.end.max(initial=0) + 1)  # where one article ends the next begins
    reached = np.maximum.accumulate(np.concatenate(([0], (behind + end)[:-1])))[: len(which)] - behind
    new = np.flatnonzero(end > reached)
    begin = np.maximum(begin, reached)
    counts: Counter[str] = Counter()
    for place, first, last in np.column_stack((article, begin, end))[new].tolist():
        found = stretches.articles[place]
        counts[found.id] += len(found.text[first:last].split())
    return counts
