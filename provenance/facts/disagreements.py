"""The same quantity with figures that cannot both be right.

An invented conflict is the worst mistake here, so two figures must pass every test: the same unit, values
of one order, the same kind of thing counted, in the same event, described in words that are alike; and
neither article may state the other's figure elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from provenance.facts.claims import Claims
from provenance.facts.dispute import Dispute, Side, joined
from provenance.facts.figures import compatible, value
from provenance.facts.frames import STATES
from provenance.facts.likeness import Likeness
from provenance.facts.numbers import MONEY, TIMES
from provenance.facts.quantities import Quantity, quantities
from provenance.facts.wording import amount
from provenance.model import Readings

_SMALL = 10.0  # figures below it abound, and need so much more overlap
_ALIKE_SMALL = 0.3
_ALIKE_TIME = 0.1  # so do minutes, days and years: every event has many of them
_ALIKE_PERCENT = 0.15  # so do percentages: a poll is full of them; twice that if it is not said of what
_ALIKE_WAY = 0.25  # and distances of what moves
_ALIKE_MONEY = 0.1  # and sums of money of which it is not said for what: reports on trade name many
_WAYS = frozenset({"miles", "km", "mph"})
_ALIKE_STRANGE = 0.2  # and sentences that name nobody in common
_ALIKE_FAR = 0.1  # and figures further apart than
_LITTLE = 2  # words other than names that both share, below which little is said to be the same:
_ALIKE_LITTLE = 0.1  # so much more overlap is asked for, if the figures are further apart than
_NEARLY = 1.25  # times
_FAR = 1.5  # times, if what they count is not named by the same word
_EQUALLY = 0.6  # overlap from which small figures that far apart are the same quantity all the same
_TOGETHER = 0.5  # one article that gives both figures, each described this much alike, counts two things
_FEW = 60  # figures in a story of three articles; with more, some are alike by chance,
_ALIKE_MANY = 0.06  # and so much more overlap is asked for with every tenfold
_EQUAL = 1.02  # times; figures that are the same number, not only compatible
_APART = 3.0  # times; figures further apart are different quantities more often than contradictions
_SLIP = 100  # times; ten times is as often another quantity
_PLAINLY = 0.45  # overlap asked of such figures; from it on, names in common are not
_ALIKE = 0.20  # weighted overlap of the words around both figures, if what is counted and the event agree
_ALIKE_VAGUE = 0.27  # the same, if one of the two says less: no noun, no event
_CLOSE = 1.15  # times; two large figures this close are seldom different quantities by chance,
_CLOSE_BONUS = 0.18  # which counts as much as so much more overlap
_ROUND = 3  # digits of figures that are; $9,587.64 and $10,977.74 are entries of a list
_LARGE = 1000.0  # where "large" begins; below it, figures are close by chance
_EXPLAINED = 0.9  # a figure that agrees and is described this much alike explains the other away
_ALIKE_UNSURE = 0.40  # the same, if an event is told of one only
_JOIN = 0.3  # overlap from which a figure that agrees joins a conflict as another witness,
_JOIN_EVENT = 0.15  # and from which it does if both tell the same event
_CROWD = 2  # figures of one unit in a sentence; more are a table in words, where each has its own subject
_DAYS = 10  # between publications; quantities change
_BUDGET = 150_000  # pairs of figures looked at per story; the rarest words decide which


@dataclass(frozen=True, slots=True, eq=False)
class Disputes:
    """A story's figures, and which of them, by number, clash or agree."""

    figures: list[Quantity]
    clashes: list[tuple[int, int]]
    agreements: list[tuple[int, int]]


def disputes(readings: Readings, claims: Claims) -> Disputes:
    """Compare the figures of a story with each other."""
    if not _any_comparable(claims):
        return Disputes([], [], [])
    found = quantities(readings, claims)
    alike = Likeness(found)
    extra = _ALIKE_MANY * max(log10(max(len(found), 1) / _FEW), 0.0)
    articles: dict[int, list[Quantity]] = defaultdict(list)
    for each in found:
        articles[each.article].append(each)
    clashes, agreements = [], []
    for left, right in _pairs(found, alike):
        one, other = found[left], found[right]
        if not _same_kind(one, other):
            continue
        if compatible(one.figure, other.figure):
            if alike(one, other) >= (_JOIN_EVENT if one.events & other.events else _JOIN):
                agreements.append((left, right))
        elif _clash(one, other, alike, extra) and not _explained(one, other, articles, alike):
            clashes.append((left, right))
    clashes = [(a, b) for a, b in clashes if not _two_things(found[a], found[b], articles, alike)]
    return Disputes(found, clashes, agreements)


def amounts(readings: Readings, claims: Claims, found: Disputes) -> list[Dispute]:
    """Return quantities that outlets of a story state with incompatible figures."""
    groups = _gather(found.figures, found.clashes, found.agreements)
    return [_dispute(readings, claims, [found.figures[n] for n in group]) for group in groups]


def _pairs(found: list[Quantity], alike: Likeness) -> Iterable[tuple[int, int]]:
    """Return pairs of figures of one unit and order, in different outlets, that share a word."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        for key in each.around:
            holders[key].append(number)
    pairs: set[tuple[int, int]] = set()
    spent = 0
    for key in sorted(holders, key=lambda key: (alike.counts[key], key)):
        spent += len(holders[key]) ** 2
        if spent > _BUDGET:
            break
        rows = holders[key]
        pairs.update(
            (a, b)
            for place, a in enumerate(rows)
            for b in rows[place + 1 :]
            if _comparable(found[a], found[b])
        )
    return sorted(pairs)


def _any_comparable(claims: Claims) -> bool:
    """Say whether two outlets give figures of one unit and order; most small stories need no closer look."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for outlet, group in zip(claims.outlet.tolist(), claims.figures, strict=True):
        for unit in {each.unit for each in group}:
            values = [value(each) for each in group if each.unit == unit]
            if len(values) <= _CROWD:
                found[unit] += [(each, outlet) for each in values if each > 0]
    # Of outlets that differ, the two nearest in size are neighbours once sorted.
    near = any(
        high[0] <= _APART * low[0] and low[1] != high[1]
        for rows in found.values()
        for low, high in pairwise(sorted(rows))
    )
    return near or any(
        _slip(low[0], high[0]) and low[1] != high[1]
        for rows in found.values()
        for low, high in pairwise(sorted(rows, key=lambda row: (f"{row[0]:e}"[:6], row)))
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures have one unit and order and come from different outlets."""
    low, high = sorted((one.value, other.value))
    return (
        one.outlet != other.outlet
        and one.figure.unit == other.figure.unit
        and one.part == other.part
        and max(one.crowd, other.crowd) <= _CROWD
        and (0 < high <= _APART * low or _slip(low, high))
        and not (one.polled and other.polled)
        and (one.day is None or other.day is None or abs(one.day - other.day) <= _DAYS)
        and not (one.figure.unit == "%" and (one.polled or other.polled))
    )


def _slip(low: float, high: float) -> bool:
    """Say whether two numbers have the same digits and differ in their size: million and billion."""
    return 0 < low < high and low * 10.0 ** round(log10(high / low)) == high and high >= _SLIP * low


def _same_kind(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures may count the same thing in the same event."""
    if one.head and other.head and not (one.noun & other.noun or one.kind & other.kind):
        return False
    if one.whose and other.whose and not one.whose & other.whose:
        return False  # votes of Democrats and of Republicans
    return not (one.events and other.events) or bool(one.events & other.events)


def _clash(one: Quantity, other: Quantity, alike: Likeness, many: float) -> bool:
    """Say whether two incompatible figures are described as the same quantity."""
    said = (one.around.keys() & other.around.keys() - one.head - other.head) - one.names - other.names
    if not said:
        return False  # names alone: the same place or people, but what is said of them differs
    low, high = sorted((one.value, other.value))
    if low < _SMALL and high > _FAR * low and one.figure.unit not in TIMES and alike(one, other) < _EQUALLY:
        return False
    known = bool(one.names & other.names)
    plain = len(said) >= _LITTLE or bool(said & STATES.keys())
    close = (
        known
        and plain
        and low >= _LARGE
        and high <= _CLOSE * low
        and max(_digits(low), _digits(high)) <= _ROUND
    )
    if high > _APART * low and alike(one, other) < _PLAINLY:
        return False
    likeness = alike(one, other) + (_CLOSE_BONUS if close else 0.0)
    extra = (
        many
        + _doubt(one, other, likeness)
        + (_ALIKE_LITTLE if len(said) < _LITTLE and high > _NEARLY * low else 0.0)
    )
    if one.events != other.events and not (one.whole or other.whole):
        return likeness >= _ALIKE_UNSURE + extra
    vague = not (one.head and other.head) or one.whole or other.whole
    return likeness >= (_ALIKE_VAGUE if vague else _ALIKE) + extra


def _doubt(one: Quantity, other: Quantity, likeness: float) -> float:
    """Return how much more overlap is asked for, the easier such figures are alike by chance."""
    low, high = sorted((one.value, other.value))
    unit, named = one.figure.unit, bool(one.noun & other.noun or one.kind & other.kind)
    small = low < _SMALL and low == int(low)  # what has a fraction was measured, not counted
    extra = (_ALIKE_SMALL if small else 0.0) + (_ALIKE_TIME if unit in TIMES else 0.0)
    extra += _ALIKE_WAY if unit in _WAYS else 0.0
    asked = named or bool(one.around.keys() & other.around.keys() & STATES.keys())
    extra += _ALIKE_MONEY if unit in MONEY and not asked else 0.0
    extra += (_ALIKE_PERCENT if named else 2 * _ALIKE_PERCENT) if unit == "%" else 0.0
    if (
        (likeness < _PLAINLY or unit == "%")
        and not one.names & other.names
        and not (one.events & other.events and not (one.names and other.names))
    ):
        extra += _ALIKE_STRANGE / (2 if one.events & other.events else 1)
    if high > _FAR * low and not (named or one.whole or other.whole):
        extra += _ALIKE_FAR
    return extra


def _digits(value: float) -> int:
    """Count the digits of a number before its closing zeros."""
    return len(f"{value:.2f}".rstrip("0").rstrip(".").replace(".", "").rstrip("0"))


def _explained(one: Quantity, other: Quantity, articles: dict[int, list[Quantity]], alike: Likeness) -> bool:
    """Say whether either article states the other's figure too: then they do not disagree about it."""
    limit = _EXPLAINED * alike(one, other)
    for mine, theirs in ((one, other), (other, one)):
        beside = (
            each.value
            for each in articles[theirs.article]
            if each.claim == theirs.claim and each is not theirs
        )
        if any(theirs.value + each == mine.value for each in beside):
            return True  # 155 passengers and seven crew are 162 people
        for each in articles[theirs.article]:
            agrees = each.figure.unit == mine.figure.unit and compatible(each.figure, mine.figure)
            if (
                agrees
                and _same_kind(each, mine)
                and (each.claim == theirs.claim or alike(each, mine) >= limit)
            ):
                return True
    return False


def _two_things(one: Quantity, other: Quantity, articles: dict[int, list[Quantity]], alike: Likeness) -> bool:
    """Say whether some article gives both figures: who indicts twelve and thirteen speaks of 25."""
    limit = _TOGETHER * alike(one, other)

    def given(mine: Quantity, group: list[Quantity]) -> set[int]:
        return {
            id(each)
            for each in group
            if each.figure.unit == mine.figure.unit
            and max(each.value, mine.value) <= _EQUAL * min(each.value, mine.value)
            and _same_kind(each, mine)
            and (each is mine or alike(each, mine) >= limit)
        }

    return any(
        len(given(one, group) | given(other, group)) > 1 and given(one, group) and given(other, group)
        for group in articles.values()
    )


def _gather(
    found: list[Quantity], clashes: list[tuple[int, int]], agreements: list[tuple[int, int]]
) -> list[list[int]]:
    """Join clashing figures, and those that agree with one of them, into one quantity each."""
    disputed = {number for pair in clashes for number in pair}
    seen: set[int] = set()
    witnesses = []
    for left, right in agreements:
        new, old = (right, left) if left in disputed else (left, right)
        if old in disputed and new not in disputed | seen:
            seen.add(new)
            witnesses.append((new, old))
    return [_without_repeats(found, group) for group in joined([*clashes, *witnesses])]


def _without_repeats(found: list[Quantity], group: list[int]) -> list[int]:
    """Keep one mention of each value per article."""
    seen: set[tuple[int, float]] = set()
    kept = []
    for number in group:
        mention = (found[number].article, found[number].value)
        if mention not in seen:
            seen.add(mention)
            kept.append(number)
    return kept


def _dispute(readings: Readings, claims: Claims, group: list[Quantity]) -> Dispute:
    """Write a group of figures as one dispute."""
    sides = tuple(Side(each.claim, each.figure.text) for each in group)
    notes = []
    if any(each.figure.low != each.figure.high and each.figure.text[0].isalpha() for each in group):
        notes.append("at least one figure is rough")
    return Dispute("figure", amount(readings, claims, group), sides, tuple(notes))
