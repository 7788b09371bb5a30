"""When something is said to happen: days, parts of months and spans ahead, as far as they can be known.

Two kinds of knowledge are kept apart, because the day of publication a corpus gives is often a day off:
the weekday as it is named, and the days it can mean when resolved against publication.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from provenance.facts.days import MONTH, MONTH_BEGINS, MONTHS, WEEKDAYS, ahead, named, published_on, resolved
from provenance.facts.numbers import NUMBER_WORDS
from provenance.model import Span

__all__ = ["Period", "disagree", "periods"]

_PART = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20)}
_LATE = 10  # days at the end of a month that are its end
_MONTH_ALONE = re.compile(
    r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:the\s)?(?:end|beginning|start|middle))[\s-](?:of\s|in\s)?"
    rf"|(?:in|by|until|since|before|after|this)\s){MONTH}(?!\w|\.?\s?\d{{1,2}}\b)(?:,?\s(?P<year>\d{{4}}))?"
)
_AHEAD_BY = re.compile(
    r"(?<!first\s)\b(?P<how>in|within|for)\s(?P<least>(?:more\sthan|at\sleast|over)\s)?(?:about\s|another\s)?"
    rf"(?P<count>\d{{1,2}}|a|an|{'|'.join(NUMBER_WORDS)})(?:\smore)?\s(?P<unit>day|week|month|year)s?\b"
)
_LENGTH = re.compile(r"\s(?:day|week|month|year)")  # what they all hold
_STAYS = re.compile(r"\b(?:remain|stay|serve|continue|last|keep)", re.IGNORECASE)
_STAY = 40  # characters before "for three months" that say what lasts so long
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_SLACK = 0.25  # of a span ahead: "in three months" is not meant to the day
_BEFORE = re.compile(
    r"\b(?:by|before|no later than|ahead of|(?:until|till|through)(?: at least)?)\s(?:the\s)?$", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:since|after|from|starting|beginning)\s(?:the\s)?$", re.IGNORECASE)
_LEAD = 18  # characters before a day that may hold "no later than"
_NIGHT = re.compile(
    r"\s(?:late\s|early\s)?(?:night|evening|overnight)|\s(?:early\s)?morning|\sjust\safter\smidnight"
)
_YEAR = re.compile(r"\d{4}")
_WEEK = 9  # days within which weekdays tell days apart; "Friday" may be taken for that of the wrong week


@dataclass(frozen=True, slots=True)
class Period:
    """A time, where it is named, and between which days it lies; either end may be open or unknown.

    Attributes
    ----------
    text : str
        The words that name it.
    first, last : date
        ``date.min`` and ``date.max`` where a side is open.
    weekday : int or None
        As it is named, Monday 0.
    sharp : bool
        A day of a month, as it is named.
    night : bool
        It is a night or morning, so that reports of the day before or after may mean the same.
    published : date
    """

    text: str
    span: Span
    first: date
    last: date
    weekday: int | None
    sharp: bool
    night: bool
    published: date

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.first != date.min and self.last != date.max

    @property
    def yearless(self) -> bool:
        """Whether it is the day of a month whose year has to be guessed."""
        return self.sharp and _YEAR.search(self.text) is None

    def near(self, other: "Period") -> bool:
        """Say whether both name single days of one week, so that weekdays tell them apart."""
        days = [each.last if each.first == date.min else each.first for each in (self, other)]
        single = all(each.weekday is not None or each.first == each.last for each in (self, other))
        return single and abs((days[0] - days[1]).days) <= _WEEK


def periods(text: str, span: Span, published: str | None) -> tuple[Period, ...]:
    """Return the times a sentence names, in order; none if the day of publication is not known."""
    today = published_on(published)
    if today is None:
        return ()
    begin, end = span.begin, span.end
    days, (months, lengths) = named(text, begin, end), _months_and_lengths(text, begin, end)
    future = bool(days or lengths) and ahead(text, begin, end)
    found = [each for match in days if (each := _day(text, match, today, future))]
    found += [each for match in months if (each := _month(text, match, today))]
    if future:
        found += [
            _span_ahead(m, today)
            for m in lengths
            if m["how"] != "for" or _STAYS.search(text, max(m.start() - _STAY, begin), m.start())
        ]
    return tuple(sorted(found, key=attrgetter("span")))


@lru_cache(maxsize=4096)  # of a sentence that outlets published on different days
def _months_and_lengths(
    text: str, begin: int, end: int
) -> tuple[tuple[re.Match[str], ...], tuple[re.Match[str], ...]]:
    """Return where a stretch of a text names a month by itself, and a span of time."""
    months = _MONTH_ALONE.finditer(text, begin, end) if MONTH_BEGINS.search(text, begin, end) else ()
    lengths = _AHEAD_BY.finditer(text, begin, end) if _LENGTH.search(text, begin, end) else ()
    return tuple(months), tuple(lengths)


def disagree(one: Period, other: Period) -> bool:
    """Say whether two times cannot be the same."""
    if one.weekday is not None and one.weekday == other.weekday:
        return False  # of two weeks: two events more often than a contradiction
    if one.first == one.last and other.first == other.last and one.yearless != other.yearless:
        return one.first.timetuple()[1:3] != other.first.timetuple()[1:3] and _apart(one, other)
    return _apart(one, other)


def _apart(one: Period, other: Period) -> bool:
    if (one.weekday is not None or other.weekday is not None) and one.near(other):
        if not (one.closed and other.closed):
            return False
        apart = abs(one.first.weekday() - other.first.weekday())
        vague = (
            one.night
            or other.night
            or not all(each.weekday is not None or each.sharp for each in (one, other))
        )
        return min(apart, 7 - apart) > (1 if vague else 0)
    slack = timedelta(days=0 if one.sharp and other.sharp else 1)
    return _later(one, other, slack) or _later(other, one, slack)


def _later(one: Period, other: Period, slack: timedelta) -> bool:
    """Say whether one period begins only after the other has ended."""
    return other.last != date.max and one.first != date.min and one.first > other.last + slack


def _day(text: str, match: re.Match[str], today: date, future: bool) -> Period | None:
    day = resolved(match, today, future)
    if day is None:
        return None
    first, last = day, day
    lead = text[max(match.start() - _LEAD, 0) : match.start()]
    if _BEFORE.search(lead):
        first = date.min
    elif _AFTER.search(lead):
        last = date.max
    weekday = match["weekday"]
    return Period(
        match.group(),
        Span(match.start(), match.end()),
        first,
        last,
        WEEKDAYS.index(weekday.lower()) if weekday else None,
        not weekday and not match["relative"],
        _NIGHT.match(text, match.end()) is not None or (match["relative"] or "").lower() == "tonight",
        today,
    )


def _month(text: str, match: re.Match[str], today: date) -> Period | None:
    name = next(group for group in match.groups()[1:] if group)
    month = MONTHS.index(name[:3].lower()) + 1
    year = int(match["year"]) if match["year"] else _nearest_year(month, today)
    if not date.min.year < year < date.max.year:
        return None
    length = monthrange(year, month)[1]
    part = (match["part"] or "").lower().removeprefix("the ")
    low, high = _PART.get(part, (length - _LATE, length) if part in {"end", "late"} else (1, length))
    first, last = date(year, month, low), date(year, month, high)
    lead = text[match.start() : match.start() + len("before ")].lower()
    if lead.startswith(("by ", "before ")):
        first = date.min
    elif lead.startswith(("since ", "after ")):
        last = date.max
    return Period(match.group(), Span(match.start(), match.end()), first, last, None, True, False, today)


def _nearest_year(month: int, today: date) -> int:
    """Return the year in which a month is nearest."""
    return min(
        (today.year - 1, today.year, today.year + 1),
        key=lambda year: abs((date(year, month, 15) - today).days),
    )


def _span_ahead(match: re.Match[str], today: date) -> Period:
    """Return what "in two weeks" and "for more than three months" look ahead to."""
    count = match["count"]
    number = 1 if count in {"a", "an"} else int(NUMBER_WORDS.get(count, 0) or int(count))
    size = number * _DAYS[match["unit"]]
    slack = int(_SLACK * size)
    first, last = today + timedelta(days=size - slack), today + timedelta(days=size + slack)
    if match["least"]:
        first, last = today + timedelta(days=size), date.max
    if match["how"] == "within":
        first = today
    return Period(match.group(), Span(match.start(), match.end()), first, last, None, False, False, today)
