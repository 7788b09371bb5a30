"""Facts as rows of plain values, and made of them: how very many are held (`Packed`) and written down.

A shared fact: story, text, figures, `sure`, names, dates, places, `quoted`; its members, each as article,
begin, end, text, figure, `sure`; its amounts. A unique fact: story, article, text, figures, names, score,
dates, places, `quoted`; its begin and end; those of its sentence; its amounts.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from provenance.model.articles import Span
from provenance.model.claims import FactMember, Figure, SharedFact, UniqueFact
from provenance.model.packed import Packed

Row = tuple[Any, ...]

_SHARED = attrgetter("story", "text", "figures", "sure", "names", "dates", "places", "quoted")
_UNIQUE = attrgetter("story", "article", "text", "figures", "names", "score", "dates", "places", "quoted")
_MEMBER = attrgetter("article", "span.begin", "span.end", "text", "figure", "sure")
_ENDS = attrgetter("begin", "end")


def shared_rows(facts: Iterable[SharedFact]) -> Iterator[Row]:
    """Yield the rows of facts that several tell, packed or not."""
    return facts.rows() if isinstance(facts, Packed) else map(of_shared, facts)


def unique_rows(facts: Iterable[UniqueFact]) -> Iterator[Row]:
    """Yield the rows of facts that one tells, packed or not."""
    return facts.rows() if isinstance(facts, Packed) else map(of_unique, facts)


def of_shared(fact: SharedFact) -> Row:
    """Return a fact that several tell as a row."""
    return _SHARED(fact), tuple(map(_MEMBER, fact.members)), of_figures(fact.amounts)


def of_figures(figures: tuple[Figure, ...], shift: int = 0) -> tuple[Row, ...]:
    """Return figures as rows; `shift`: characters of the article before the text that their spans count."""
    if not figures:
        return ()
    return tuple(
        [
            (each.text, each.low, each.high, each.unit, each.counted, begin + shift, end + shift)
            for each in figures
            for begin, end in (_ENDS(each.span),)
        ]
    )


def shared(row: Row) -> SharedFact:
    """Make the fact of its row."""
    (story, text, figures, sure, names, dates, places, quoted), members, amounts = row
    told = tuple(
        [
            FactMember(article, Span(begin, end), words, figure, certain)
            for article, begin, end, words, figure, certain in members
        ]
    )
    return SharedFact(story, text, figures, told, sure, names, dates, _amounts(amounts), places, quoted)


def of_unique(fact: UniqueFact) -> Row:
    """Return a fact that one tells as a row."""
    sentence = _ENDS(fact.sentence) if fact.sentence else None
    return _UNIQUE(fact), _ENDS(fact.span), sentence, of_figures(fact.amounts)


def unique(row: Row) -> UniqueFact:
    """Make the fact of its row."""
    (story, article, text, figures, names, score, dates, places, quoted), ends, around, amounts = row
    span = Span(*ends)
    sentence = around and (span if around == ends else Span(*around))
    held = _amounts(amounts)
    return UniqueFact(
        story, article, span, text, figures, names, score, sentence, dates, held, places, quoted
    )


def _amounts(rows: tuple[Row, ...]) -> tuple[Figure, ...]:
    if not rows:
        return ()
    return tuple(
        [
            Figure(text, low, high, unit, counted, Span(begin, end))
            for text, low, high, unit, counted, begin, end in rows
        ]
    )
