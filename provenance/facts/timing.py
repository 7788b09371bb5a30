"""The same event on days that cannot both be right."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

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
    alike = Likeness(found)
    pairs = _apart(found, sharing([each.names for each in found]))
    clashes = [(a, b) for a, b in pairs if _clash(found[a], found[b], alike)]
    return [_dispute(claims, [found[n] for n in group]) for group in joined(clashes)]


def _apart(found: list[Occasion], pairs: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Return those pairs of different outlets whose times disagree; each two times are compared once."""
    if not pairs:
        return ()
    numbers: dict[tuple[object, ...], int] = {}
    times: list[Period] = []
    kinds = []
    for each in found:
        time = each.period
        key = time.first, time.last, time.weekday, time.sharp, time.night, time.yearless
        if key not in numbers:
            numbers[key] = len(times)
            times.append(time)
        kinds.append(numbers[key])
    outlet, kind, rows = np.array([each.outlet for each in found]), np.array(kinds), np.array(pairs)
    rows = rows[outlet[rows[:, 0]] != outlet[rows[:, 1]]]
    two, which = np.unique(kind[rows[:, 0]] * len(times) + kind[rows[:, 1]], return_inverse=True)
    ways = (divmod(each, len(times)) for each in two.tolist())
    differ = np.array([disagree(times[one], times[other]) for one, other in ways], dtype=bool)
    kept: list[tuple[int, int]] = list(map(tuple, rows[differ[which]].tolist()))
    return kept


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
