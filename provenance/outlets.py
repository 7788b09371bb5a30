"""What each article and each outlet is made of: own words, quotes others carry too, copied text.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from provenance.model import Article, Facts, Pair
from provenance.model.factrows import unique_rows

Parts = tuple[float, float]
Ends = tuple[int, int]  # where a span begins and ends


@dataclass(slots=True)
class _Outlet:
    articles: int = 0
    words: int = 0
    copied: float = 0.0
    quoted: float = 0.0
    unique: int = 0


def parts(articles: Sequence[Article], words: Sequence[int], pairs: Sequence[Pair]) -> list[Parts]:
    """Return the share (0-1) of each article that other outlets carry: outside and inside quotes.

    Passages shared with the same outlet do not count: an outlet may print its own text twice.

    Parameters
    ----------
    articles, words : sequences of equal length
        The articles of a comparison and their body words.
    pairs : sequence of Pair
    """
    outlets = {article.id: article.outlet for article in articles}
    copied: defaultdict[str, set[Ends]] = defaultdict(set)
    quoted: defaultdict[str, set[Ends]] = defaultdict(set)
    for pair in pairs:
        if outlets[pair.left] == outlets[pair.right]:
            continue
        for passage in pair.passages:
            kept = quoted if passage.quoted else copied
            kept[pair.left].add((passage.left.begin, passage.left.end))
            kept[pair.right].add((passage.right.begin, passage.right.end))
    rows = []
    for article, count in zip(articles, words, strict=True):
        outside = _words_in(article.text, copied[article.id])
        either = _words_in(article.text, copied[article.id] | quoted[article.id])
        total = max(count, 1)
        rows.append(
            (min(outside / total, 1.0), max(0.0, min(either / total, 1.0) - min(outside / total, 1.0)))
        )
    return rows


def tally(
    articles: Sequence[Article], words: Sequence[int], pairs: Sequence[Pair], facts: Facts
) -> list[dict[str, Any]]:
    """Return one row an outlet, those with most articles first.

    Each has `name`, `articles`, `words`, `copied` and `quoted` (shares, 0-1, of its words) and `unique`
    (facts only it tells).
    """
    found: defaultdict[str, _Outlet] = defaultdict(_Outlet)
    outlets = {article.id: article.outlet for article in articles}
    for article, count, (copied, quoted) in zip(articles, words, parts(articles, words, pairs), strict=True):
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


def _words_in(text: str, spans: set[Ends]) -> int:
    count, reached = 0, 0
    for begin, end in sorted(spans):
        if end > reached:
            count += len(text[max(begin, reached) : end].split())
            reached = end
    return count
