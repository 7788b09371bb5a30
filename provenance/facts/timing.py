"""The same event on days that cannot both be right."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.likeness import Likeness
from provenance.facts.occasions import Occasion, occasions
from provenance.facts.periods import Period, disagree
from provenance.facts.wording import called, happened, topic

# Events that somebody takes part in again and again: two days of them are two events unless the sentences
# also speak of the same rare thing.
_AGAIN = frozenset(
    {
        "vote",
        "meet",
        "begin",
        "end",
        "sign",
        "reply",
        "find",
        "catch",
        "move",
        "sue",
        "shoot",
        "hire",
        "elect",
    }
)
_OFTEN = frozenset({"meet", "begin", "end"})  # and of these, two are two whatever else is said
_ALIKE = 0.5  # weighted overlap from which sentences tell the same event whatever it is,
_BOTH = 2  # words near both times, that are no names, must say so,
_PLAINLY = 0.75  # and from which they do however often it happens and however far apart the two are
_SEASON = 120  # days; further apart, what somebody does once he has done twice
_WEEK = 7  # and days between the two: what is alike but further apart has happened twice


def timing(claims: Claims) -> list[Dispute]:
    """Find events that outlets of a story put on different days."""
    found = occasions(claims)
    rows = sharing([each.names for each in found])
    clashes = _clashing(found, rows, Likeness(found)) if len(rows) else []
    return [_dispute(claims, [found[n] for n in group]) for group in joined(clashes)]


def _clashing(found: list[Occasion], rows: NDArray[np.int64], alike: Likeness) -> list[tuple[int, int]]:
    """Return those pairs of different outlets whose times disagree about the same event."""
    outlet = np.array([each.outlet for each in found])
    rows = rows[outlet[rows[:, 0]] != outlet[rows[:, 1]]]
    times = _numbered([_time(each.period) for each in found])
    rows = rows[_each_two(rows, times, lambda one, other: disagree(found[one].period, found[other].period))]
    # Those of one text share the words around them, and those of one day what these mean.
    texts = _numbered([(id(each.around), each.period.published) for each in found])
    rows = rows[_each_two(rows, texts, lambda one, other: _clash(found[one], found[other], alike))]
    return [(one, other) for one, other in rows.tolist()]


def _time(period: Period) -> tuple[Hashable, ...]:
    """Return all that tells whether a time disagrees with another."""
    return period.first, period.last, period.weekday, period.sharp, period.night, period.yearless


def _numbered(kinds: Sequence[Hashable]) -> NDArray[np.int64]:
    """Return numbers of kinds, the same for equal ones."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(kind, len(numbers)) for kind in kinds])


def _each_two(
    rows: NDArray[np.int64], kinds: NDArray[np.int64], ask: Callable[[int, int], bool]
) -> NDArray[np.bool_]:
    """Ask of pairs of numbers, once for each two kinds."""
    ways = kinds[rows[:, 0]] * len(kinds) + kinds[rows[:, 1]]
    _, first, which = np.unique(ways, return_index=True, return_inverse=True)
    return np.array([ask(one, other) for one, other in rows[first].tolist()], dtype=bool)[which]


def _clash(one: Occasion, other: Occasion, alike: Likeness) -> bool:
    """Say whether two times that disagree are told of the same event."""
    same = one.events & other.events
    if (one.events and other.events and not same) or _either(one, other):
        return False
    if one.objects and other.objects and not one.objects & other.objects:
        return False
    if one.near & other.near and alike(one, other) >= _PLAINLY:
        return True
    if same and one.subjects & other.subjects and not same <= _OFTEN and _days(one, other) <= _SEASON:
        return not same <= _AGAIN or bool(one.rare & other.rare)
    return not (same and same <= _AGAIN) and _once(one, other, alike)


def _days(one: Occasion, other: Occasion) -> int:
    """Return how many days lie between two times, of which either may be open at one end."""
    first, second = sorted((one.period, other.period), key=lambda each: (each.last, each.first))
    return max((second.first - first.last).days, 0) if second.first > first.last else 0


def _either(one: Occasion, other: Occasion) -> bool:
    """Say whether one of two times is left open, and may be the other: "on Friday or Saturday"."""
    return any(not disagree(one.period, each) for each in other.open) or any(
        not disagree(other.period, each) for each in one.open
    )


def _once(one: Occasion, other: Occasion, alike: Likeness) -> bool:
    """Say whether two times, a week apart at most, are told of what seems to have happened once."""
    apart = abs((one.period.first - other.period.first).days)
    if apart > _WEEK or len(one.near & other.near) < _BOTH or alike(one, other) < _ALIKE:
        return False
    told = any(not disagree(one.period, each) for each in other.named)
    return not told and all(disagree(other.period, each) for each in one.named)


def _dispute(claims: Claims, group: list[Occasion]) -> Dispute:
    """Write a group of times as one dispute."""
    sides = sorted({Side(each.claim, each.period.text) for each in group})
    notes = []
    if (
        any(each.period.published < min(o.period.last for o in group) for each in group)
        and len({each.period.published for each in group}) > 1
    ):
        notes.append("an earlier report may tell what was planned, a later one what happened")
    given: dict[int, set[str]] = defaultdict(set)
    for each in group:
        given[each.article].add(each.period.text)
    if any(len(each) > 1 for each in given.values()):
        notes.append("one article tells both: it may report a change")
    if any(each.period.night for each in group):
        notes.append("it may have been about midnight")
    return Dispute("day", _about(claims, group), tuple(sides), tuple(notes))


def _about(claims: Claims, group: list[Occasion]) -> str:
    """Name what happens: who, and the word for it."""
    events = [each.events for each in group if len(each.events) == 1]
    verb = happened(min(events[0]), one=True) if events else ""
    who = frozenset.intersection(*(each.subjects for each in group))
    name = called(claims, group[0].claim, who)
    if verb.startswith("the "):
        return f"when {verb}"
    if verb and name:
        return f"when {name} {verb}"
    return f"when it happened{topic(claims, group)}"
