"""When something was published, as exactly as is known: ISO 8601 cut where knowledge ends."""

import re
from datetime import UTC, datetime, timedelta

_PARTS = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONES = timedelta(hours=14)  # a day or a time without a zone may lie this far from UTC on either side


def bounds(published: str | None) -> tuple[float, float] | None:
    """Return the earliest and latest moment `published` can mean, in days since 1970 UTC; None if unknown.

    A year spans a year, a day 24 hours; without a zone both ends widen by 14 hours, the furthest any clock
    on Earth is from UTC.
    """
    match = _PARTS.fullmatch(published.strip()) if published else None
    if not match:
        return None
    year, month, day, hour, minute, zone = match.groups()
    try:
        begin = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), tzinfo=UTC
        )
        if minute:
            end = begin + timedelta(minutes=1)
        elif day:
            end = begin + timedelta(days=1)
        elif month:
            end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
        else:
            end = begin.replace(year=begin.year + 1)
    except (ValueError, OverflowError):
        return None
    shift = _offset(zone)
    early, late = (_ZONES, _ZONES) if shift is None else (shift, -shift)
    return _days(begin - early), _days(end + late)


def _offset(zone: str | None) -> timedelta | None:
    """Return how far a zone is ahead of UTC."""
    if zone is None:
        return None
    if zone == "Z":
        return timedelta(0)
    sign = -1 if zone[0] == "-" else 1
    return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))


def _days(moment: datetime) -> float:
    return (moment - _EPOCH) / timedelta(days=1)
