"""Publication times as the world writes them, in ISO 8601, cut where knowledge ends.

What is read: ISO 8601 and its looser kin (``2026/01/22``, ``20260122``, a blank for the T), RFC 2822,
day and month by name in either order and in ten languages, dotted dates (day first wherever they are in use),
seconds or milliseconds since 1970. Seconds are cut; a time of exactly midnight is what databases add
to a date, so only the date is kept. ``03/04/2026`` is March in one country and April in another: where both
numbers could be a month, only the year is kept and `Reading.doubt` says so.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from provenance.loaders.metadata.calendars import DAYLIGHT, MONTHS, OFFSETS

_EARLIEST, _LATEST = 1600, 2100  # newspapers began in 1605; later years are typing errors or identifiers
_NEAR = 3  # words between a month and its day
_LONGEST = 100  # characters; no date is longer
_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:(?:[T_]|\s+|,\s*)(.*))?$", re.IGNORECASE | re.DOTALL
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[\sT,]+(.*))?$", re.DOTALL)
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?$|(\d{12,13})$")
_CLOCK = re.compile(
    r"(?:at|um|à|a las|о|в)?\s*(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"\s*([ap])?\.?(?(3)m\.?)\s*(?:uhr|hrs?|h)?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OFFSET = re.compile(r"\(?(?:(?:UTC|GMT)\s*)?([+-−])(\d{1,2}):?(\d{2})?\)?(?:\s*\(?[A-Za-z ]{0,40}\)?)?$")
# Orders in which the time stands before the year: C's and Twitter's, and the clock before the day.
_CLOCK_INSIDE = re.compile(
    r"(?:[A-Za-z]{3},? )?([A-Za-z]{3} \d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4} |[A-Z]{3,4} )?(\d{4})$"
)
_CLOCK_FIRST = re.compile(
    r"(\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?),? (?:on )?(.*\d{4})$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date in ISO 8601, and what could not be told about it."""

    iso: str
    doubt: str | None = None


def published(value: str) -> Reading | None:
    """Read a publication time; None where it is none."""
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return None
    inside, clock_first = _CLOCK_INSIDE.match(text), _CLOCK_FIRST.match(text)
    if inside:
        text = f"{inside[1]} {inside[4]} {inside[2]} {inside[3] or ''}".strip()
    elif clock_first:
        text = f"{clock_first[2]} {clock_first[1]}"
    for attempt in (_epoch, _packed, _iso, _numeric, _named):
        found = attempt(text)
        if found:
            return found
    return None


def _epoch(text: str) -> Reading | None:
    """Read seconds or milliseconds since 1970."""
    match = _EPOCH.match(text)
    if not match:
        return None
    seconds = int(match.group(1)) if match.group(1) else int(match.group(2)) // 1000
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return _made(moment.year, moment.month, moment.day, f"{moment:%H:%M}Z")


def _packed(text: str) -> Reading | None:
    """Read ``20260122`` and ``20260122T1405Z``."""
    match = _PACKED.match(text)
    if not match:
        return None
    year, month, day, hour, minute, zone = match.groups()
    return _made(int(year), int(month), int(day), f"{hour}:{minute}{zone or ''}" if hour else "")


def _iso(text: str) -> Reading | None:
    """Read year first dates."""
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, rest = match.groups()
    if rest and not day:
        return None
    return _made(int(year), int(month) if month else None, int(day) if day else None, rest or "")


def _numeric(text: str) -> Reading | None:
    """Read dates of numbers only with the year last; dots put the day first, slashes and dashes may not."""
    match = _NUMERIC.match(text)
    if not match:
        return None
    one, other, year = int(match.group(1)), int(match.group(3)), _century(match.group(4))
    rest = match.group(5) or ""
    if match.group(2) == "." or other <= 12 < one or one == other:  # noqa: PLR2004 - months
        return _made(year, other, one, rest)
    if one <= 12 < other:  # noqa: PLR2004 - months
        return _made(year, one, other, rest)
    if _made(year, one, other, "") is None:
        return None
    return Reading(f"{year:04}", f"{match.group()!r} can be day or month first; only the year was kept")


def _century(year: str) -> int:
    """Complete a year of two digits as POSIX does: 69 to 99 are of the last century."""
    short = int(year)
    return short if len(year) > 2 else short + (1900 if short >= 69 else 2000)  # noqa: PLR2004 - see above


def _named(text: str) -> Reading | None:
    """Read dates whose month is a word: ``22 January 2026``, ``Thu, Jan. 22, 2026, 2:05 p.m. ET``."""
    words = list(_WORD.finditer(text))
    place = next((n for n, word in enumerate(words) if word.group().lower() in MONTHS), None)
    if place is None:
        return None
    month = MONTHS[words[place].group().lower()]
    numbers = [(n, word) for n, word in enumerate(words) if word.group().isascii() and word.group().isdigit()]
    year = next((each for each in numbers if len(each[1].group()) == 4 and each[0] > place), None)  # noqa: PLR2004
    if year is None or year[0] - place > 4:  # noqa: PLR2004 - month, (the), day, (of/de/th), year
        return None
    days = [(n, word) for n, word in numbers if n < year[0] and abs(n - place) <= _NEAR]
    if place > _NEAR or len(days) > 1:  # weekday, day, (of/de); more words are a sentence, not a date
        return None
    after = text[year[1].end() :].strip(" ,;|·–—-").removesuffix(" г.")
    return _made(int(year[1].group()), month, int(days[0][1].group()) if days else None, after)


def _made(year: int, month: int | None, day: int | None, rest: str) -> Reading | None:
    """Write a date, checked against the calendar, with the time if there is a sound one."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        checked = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return Reading(f"{year:04}")
    if day is None:
        return Reading(f"{year:04}-{month:02}")
    return Reading(checked.isoformat() + _clock(rest, checked)) if rest else Reading(checked.isoformat())


def _clock(text: str, day: date) -> str:
    """Write the time with its zone; nothing where there is none, or only the midnight of a database."""
    match = _CLOCK.match(text.strip())
    if not match or (match.group(2) is None and match.group(3) is None):
        return ""
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    half = (match.group(3) or "").lower()
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - the clock face
        return ""
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59 or (hour == 0 and minute == 0):  # noqa: PLR2004 - the clock
        return ""
    return f"T{hour:02}:{minute:02}{_zone(match.group(4).strip(), day, hour)}"


def _zone(text: str, day: date, hour: int) -> str:
    """Write the distance to UTC; nothing where a name is unknown or stands for several zones."""
    offset = _OFFSET.match(text)
    if offset:
        hours, minutes = int(offset.group(2)), int(offset.group(3) or 0)
        if hours <= 14 and minutes < 60:  # noqa: PLR2004 - the farthest zones
            return f"{'+' if offset.group(1) == '+' else '-'}{hours:02}:{minutes:02}"
        return ""
    name = text.strip("().").upper().split(" ", 1)[0]
    if name in DAYLIGHT:
        return f"-{DAYLIGHT[name] - _american_summer(day, hour):02}:00"
    return OFFSETS.get(name, "")


def _american_summer(day: date, hour: int) -> bool:
    """Tell daylight time in the United States since 2007: second Sunday of March to first of November."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return (begin, 2) <= (day, hour) < (end, 2)
