"""What a claim, or a part of one, holds: figures, names, places, days, and whether it is a quotation."""

import re
from dataclasses import dataclass

import numpy as np

from provenance.facts.claims import Claims, among
from provenance.facts.days import days
from provenance.facts.names import names
from provenance.facts.numbers import CALENDAR
from provenance.model import Figure, Mark, Readings, Span
from provenance.reading.words import word_hash

_NAMED_DAYS = {*CALENDAR, "yesterday", "today", "tonight", "tomorrow"}
_DAYS = np.array(
    sorted(word_hash(word + ending) for word in _NAMED_DAYS for ending in ("", "'s")), dtype=np.uint32
)
_QUOTED = 0.5  # share of the words within marks, from which it is a quotation
# A name after one of these is where something is; "of", "to" and "from" stand before people as well.
_WHERE = re.compile(
    r"\b(?:in|into|near|at|outside|inside|across|around|through|throughout"
    r"|(?:north|south|east|west|city|town) of)"
    r"\s(?:the\s|nearby\s|(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?\s|central\s)*$"
)
_LEAD = 32  # characters before a name that may hold these
_OWNER = ("'s", "’s")  # in "in Smith's view" the name is no place


@dataclass(frozen=True, slots=True)
class Contents:
    """Figures, names, places and days (ISO 8601) of a stretch, in order; `quoted`: most is in marks."""

    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]
    dates: tuple[str, ...]
    quoted: bool


class Reader:
    """Reads what the claims of a story hold; a story's capitalised and quoted words are found once."""

    def __init__(self, readings: Readings, claims: Claims) -> None:
        rows, owner = claims.row, claims.holder
        capital = (readings.word_marks[rows] & Mark.CAPITAL) > 0
        every = np.arange(len(claims.sentence) + 1)
        self.readings, self.claims = readings, claims
        self._dated = np.bincount(owner, among(claims.hash, _DAYS), len(claims.sentence)) > 0
        self._begins = readings.word_begin[rows[capital]].tolist()
        self._ends = readings.word_end[rows[capital]].tolist()
        self._first = np.searchsorted(owner[capital], every).tolist()
        self._words = np.searchsorted(owner, every).tolist()

    def __call__(self, claim: int, span: Span) -> Contents:
        """Return what a stretch of a claim holds."""
        article = self.readings.articles[int(self.claims.article[claim])]
        found = names(article.text, span, self._capitals(claim, span))
        dated = days(article.text, span, article.published) if self._dated[claim] else ()
        return Contents(
            figures=tuple(f for f in self.claims.figures[claim] if span.begin <= f.span.begin < span.end),
            names=found,
            places=places(article.text, span, found),
            dates=tuple(day.date for day in dated),
            quoted=self._quoted(claim, span),
        )

    def _capitals(self, claim: int, span: Span) -> list[Span]:
        """Return the capitalised words of a stretch of a claim."""
        rows = range(self._first[claim], self._first[claim + 1])
        return [
            Span(self._begins[n], self._ends[n]) for n in rows if span.begin <= self._begins[n] < span.end
        ]

    def _quoted(self, claim: int, span: Span) -> bool:
        """Say whether most words of a stretch stand within quotation marks."""
        rows = self.claims.row[self._words[claim] : self._words[claim + 1]]
        inside = rows[
            (self.readings.word_begin[rows] >= span.begin) & (self.readings.word_begin[rows] < span.end)
        ]
        marked = int(((self.readings.word_marks[inside] & Mark.QUOTED) > 0).sum())
        return marked > _QUOTED * max(len(inside), 1)


def places(text: str, span: Span, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of a stretch's names that stand after a word of place, in order."""
    found = []
    for name in named:
        at = text.find(name, span.begin, span.end)
        while at >= 0:
            end = at + len(name)
            lead = text[max(at - _LEAD, span.begin) : at].lower()
            if _WHERE.search(lead) and not text.startswith(_OWNER, end):
                found.append(name)
                break
            at = text.find(name, end, span.end)
    return tuple(found)
