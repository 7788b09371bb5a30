"""Days named in running text, resolved against publication: "Wednesday", "Jan. 22", "yesterday"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from provenance.model import Span

__all__ = ["Day", "days"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NAMED = re.compile(
    r"\b(?:(?P<relative>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)"
    r"|(?:(?P<which>[Nn]ext|[Ll]ast)\s)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    rf"|{MONTH}\s(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?"
    rf"|(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s{MONTH}(?:,?\s(?P<later>\d{{4}}))?)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|expected|scheduled|set to|plans? to|planned|due|could|may|might|until)\b"
)
# What every one of those names holds; looking for it costs a fraction of looking for a name.
_PIECES = ("day", "onight", "omorrow")
MONTH_BEGINS = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WEEK = 7
_HALF_A_YEAR = 183  # days; a day and month without a year is the nearest one


@dataclass(frozen=True, slots=True)
class Day:
    """A day, ISO 8601, and where it is named."""

    date: str
    span: Span


def days(text: str, span: Span, published: str | None) -> tuple[Day, ...]:
    """Return the days a sentence names, in order; none if the day of publication is not known.

    A weekday is the last one before or on the day of publication, the next one where the sentence looks
    ahead ("will", "expected").
    """
    today = published_on(published)
    if today is None:
        return ()
    found = []
    future: bool | None = None
    for match in named(text, span.begin, span.end):
        if future is None:
            future = ahead(text, span.begin, span.end)
        day = resolved(match, today, future)
        if day is not None:
            found.append(Day(day.isoformat(), Span(match.start(), match.end())))
    return tuple(found)


@lru_cache(maxsize=4096)  # asked for the times and for the contents of a story's sentences
def named(text: str, begin: int, end: int) -> tuple[re.Match[str], ...]:
    """Return where a stretch of a text names a day, in order."""
    day, night, morrow = _PIECES
    may = (
        text.find(day, begin, end) >= 0
        or text.find(night, begin, end) >= 0
        or text.find(morrow, begin, end) >= 0
        or MONTH_BEGINS.search(text, begin, end)
    )
    return tuple(_NAMED.finditer(text, begin, end)) if may else ()


@lru_cache(maxsize=4096)  # asked of every sentence, and the days of a corpus are few
def published_on(published: str | None) -> date | None:
    """Return the day something was published, if it is known to the day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def ahead(text: str, begin: int, end: int) -> bool:
    """Say whether a stretch of a text speaks of what is to come."""
    return _AHEAD.search(text, begin, end) is not None


def resolved(match: re.Match[str], today: date, ahead: bool) -> date | None:
    """Return the day a match means."""
    if match["relative"]:
        return today + timedelta(days=_RELATIVE[match["relative"].lower()])
    if match["weekday"]:
        return _weekday(match["weekday"], match["which"], today, ahead)
    month = next(group for group in (match[4], match[8]) if group)
    return _day_and_month(
        MONTHS.index(month[:3].lower()) + 1,
        int(match["after"] or match["before"]),
        match["year"] or match["later"],
        today,
    )


def _weekday(name: str, which: str | None, today: date, ahead: bool) -> date:
    """Return the nearest weekday of that name on the right side of today."""
    back = (today.weekday() - WEEKDAYS.index(name.lower())) % _WEEK
    if (which or "").lower() == "next" or (ahead and (which or "").lower() != "last"):
        return today + timedelta(days=(-back) % _WEEK)
    return today - timedelta(days=back)


def _day_and_month(month: int, day: int, year: str | None, today: date) -> date | None:
    """Return a day of a month, in the year named or the one that brings it nearest to today."""
    try:
        if year:
            return date(int(year), month, day)
        found = date(today.year, month, day)
        if found - today > timedelta(days=_HALF_A_YEAR):
            return date(today.year - 1, month, day)
        return date(today.year + 1, month, day) if today - found > timedelta(days=_HALF_A_YEAR) else found
    except ValueError:
        return None
