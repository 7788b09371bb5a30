"""What a claim, or a part of one, holds: figures, names, places, days, and whether it is a quotation."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from provenance.facts.claims import Claims
from provenance.facts.days import days
from provenance.facts.few import Few
from provenance.facts.names import names
from provenance.facts.numbers import CALENDAR, listed
from provenance.model import Figure, Mark, Span

_NAMED_DAYS = {*CALENDAR, "yesterday", "today", "tonight", "tomorrow"}
_DAYS = Few.of(_NAMED_DAYS, owning=True)
_QUOTED = 0.5  # share of the words within marks, from which it is a quotation
# A name after one of these is where something is; "of", "to" and "from" stand before people as well.
_WHERE = listed("in into near at outside inside across around through throughout")
_SIDES = listed("north south east west city town")  # before "of"
_BETWEEN = listed(
    "the nearby central northern southern eastern western northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern"
)
_LEADS = _WHERE | _BETWEEN | {"of"}
_PASSED, _PLACED = Few.of(_BETWEEN), Few.of(_WHERE | {"of"})
_OPENING = "([“‘\"'"
_LEAD = 40  # characters before a name that may hold these
_OWNER = ("'s", "’s")  # in "in Smith's view" the name is no place


class Contents(NamedTuple):  # of ten thousands of stretches, so it is a tuple
    """Figures, names, places and days (ISO 8601) of a stretch, in order; `quoted`: most is in marks."""

    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]
    dates: tuple[str, ...]
    quoted: bool


class Reader:
    """Reads what the claims of a story hold; what can be found for all at once is."""

    def __init__(self, claims: Claims) -> None:
        owner, count = claims.holder, len(claims.sentence)
        capital = (claims.marks & Mark.CAPITAL) > 0
        marked = (claims.marks & Mark.QUOTED) > 0
        self.claims = claims
        self._dated = (np.bincount(owner, _DAYS.among(claims.hash), count) > 0).tolist()
        # A place is named after a word of place, with none but a few words between; most names are not.
        passed, leading = (few.among(claims.hash) for few in (_PASSED, _PLACED))
        before = np.maximum.accumulate(np.where(passed, 0, np.arange(len(owner))))
        leads = np.flatnonzero(np.r_[False, leading[before][:-1]] & capital)
        self._led = claims.begin[leads].tolist()
        self._first_led = np.searchsorted(owner[leads], np.arange(count + 1)).tolist()
        self._quoted = (np.bincount(owner, marked, count) > _QUOTED * claims.words).tolist()
        places_of = (claims.begin[capital], claims.end[capital])
        self._capitals = list(zip(*(each.tolist() for each in places_of), strict=True))
        self._first = np.searchsorted(owner[capital], np.arange(count + 1)).tolist()
        self._names: dict[tuple[int, int, int], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._known_days: dict[tuple[int, int, int, str | None], tuple[str, ...]] = {}

    def __call__(self, claim: int, span: Span) -> Contents:
        """Return what a stretch of a claim holds."""
        figures = self.claims.figures[claim]
        whole = span is self.claims.spans[claim]  # if it only equals it, the same is found the long way
        if not whole:
            figures = tuple(each for each in figures if span.begin <= each.span.begin < span.end)
        found, places = self._named(claim, span, whole=whole)
        return Contents(
            figures=figures,
            names=found,
            places=places,
            dates=self._days(claim, span) if self._dated[claim] else (),
            quoted=self._quoted[claim] if whole else _in_marks(self.claims, claim, span),
        )

    def _named(self, claim: int, span: Span, *, whole: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return a stretch's names, and those of them that are places; of one text they are sought once."""
        key = self.claims.twin[claim], span.begin, span.end
        if key not in self._names:
            text = self.claims.texts[claim]
            capitals = self._capitals[self._first[claim] : self._first[claim + 1]]
            if not whole:
                capitals = [each for each in capitals if span.begin <= each[0] < span.end]
            found = names(text, span, capitals) if capitals else ()
            led = self._led[self._first_led[claim] : self._first_led[claim + 1]] if found else []
            self._names[key] = found, places(text, span, found, led) if led else ()
        return self._names[key]

    def _days(self, claim: int, span: Span) -> tuple[str, ...]:
        """Return the days that a stretch names; of one text and day of publication they are sought once."""
        published = self.claims.sources[claim].published
        key = self.claims.twin[claim], span.begin, span.end, published
        if key not in self._known_days:
            found = days(self.claims.texts[claim], span, published)
            self._known_days[key] = tuple([day.date for day in found])
        return self._known_days[key]


def _in_marks(claims: Claims, claim: int, span: Span) -> bool:
    """Say whether most words of a stretch of a claim stand within quotation marks."""
    own = slice(claims.begins[claim], claims.begins[claim + 1])
    inside = (claims.begin[own] >= span.begin) & (claims.begin[own] < span.end)
    marked = (claims.marks[own][inside] & Mark.QUOTED) > 0
    return int(marked.sum()) > _QUOTED * max(len(marked), 1)


def places(text: str, span: Span, named: tuple[str, ...], led: Sequence[int]) -> tuple[str, ...]:
    """Return those of a stretch's names that stand after a word of place anywhere in it, in order.

    `led`: where the words with a capital begin that come right after such a word.
    """
    begin, end = span.begin, span.end
    after = [at for at in led if begin <= at < end and _leads(text[max(at - _LEAD, begin) : at])]
    return tuple([name for name in named if after and _is_place(text, span, name, after)])


def _is_place(text: str, span: Span, name: str, after: Sequence[int]) -> bool:
    """Say whether a name begins in one of some places, and owns nothing there."""
    return any(
        text.startswith(name, at, span.end) and not text.startswith(_OWNER, at + len(name)) for at in after
    )


def _leads(lead: str) -> bool:
    """Say whether what stands before a name tells that it is a place."""
    return lead.endswith(" ") and _where(lead)


def _where(lead: str) -> bool:
    """Say whether what stands before a name ends in a word of place."""
    last = lead.rsplit(None, 1)[-1:]
    if not last or last[0].lower().lstrip(_OPENING) not in _LEADS:
        return False  # as before most names
    words = [word.lstrip(_OPENING) for word in lead.lower().split()]
    while words and words[-1] in _BETWEEN:
        words.pop()
    return bool(words) and (
        words[-1] in _WHERE or (words[-1] == "of" and not _SIDES.isdisjoint(words[-2:-1]))
    )
