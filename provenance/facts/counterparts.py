"""Whether two figures state the same quantity, and whether something else explains that they differ.

An invented conflict is the worst mistake here, so two figures must pass every test: the same unit, values
of one order, the same kind of thing counted, in the same event, described in words that are alike; and
neither article may state the other's figure elsewhere.
"""

from math import inf, log10

from provenance.facts.figures import compatible, measure, worth
from provenance.facts.frames import STATES
from provenance.facts.likeness import Likeness
from provenance.facts.numbers import MONEY, TIMES
from provenance.facts.quantities import Quantity

__all__ = ["APART", "CROWD", "clash", "end", "explained", "is_rough", "same_kind", "slip", "two_things"]

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
_EQUAL = 1.02  # times; figures that are the same number, not only compatible
APART = 3.0  # times; figures further apart are different quantities more often than contradictions
_SLIP = 100  # times; ten times is as often another quantity
_PLAINLY = 0.45  # overlap asked of such figures; from it on, names in common are not
_ALIKE = 0.20  # weighted overlap of the words around both figures, if what is counted and the event agree
_ALIKE_VAGUE = 0.27  # the same, if one of the two says less: no noun, no event
_CLOSE = 1.15  # times; two large figures this close are seldom different quantities by chance,
_CLOSE_BONUS = 0.18  # which counts as much as so much more overlap
_SAME_WORDS = 0.05  # overlap that it counts as if what is counted is named in the same words, if those are
_WORDS = 2  # or more: "executive actions"
_ROUND = 3  # digits of figures that are; $9,587.64 and $10,977.74 are entries of a list
_LARGE = 1000.0  # where "large" begins; below it, figures are close by chance
_EXPLAINED = 0.9  # a figure that agrees and is described this much alike explains the other away
_ALIKE_UNSURE = 0.40  # the same, if an event is told of one only
CROWD = 2  # figures of one unit in a sentence; more are a table in words, where each has its own subject


def _sizes(one: Quantity, other: Quantity) -> tuple[float, float]:
    """Return the smaller and the larger of two figures of one measure; of "dozens" the nearer end."""
    low, high = sorted((one, other), key=lambda each: each.value * worth(each.figure))
    unit = 1.0 if low.figure.unit == high.figure.unit else worth(high.figure) / worth(low.figure)
    return end(low, upper=True), unit * end(high, upper=False)


def end(each: Quantity, *, upper: bool) -> float:
    """Return a figure's value; one end of it where it is so rough that they are far apart."""
    low, high = each.figure.low, each.figure.high
    return (high if upper else low) if is_rough(each) else each.value


def is_rough(each: Quantity) -> bool:
    """Say whether a figure is so rough that two of them contradict each other in nothing."""
    return 0 < APART * each.figure.low <= each.figure.high < inf


def slip(low: float, high: float) -> bool:
    """Say whether two numbers have the same digits and differ in their size: million and billion."""
    return 0 < low < high and low * 10.0 ** round(log10(high / low)) == high and high >= _SLIP * low


def same_kind(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures may count the same thing in the same event."""
    if one.head and other.head and not (one.noun & other.noun or one.kind & other.kind):
        return False
    if one.whose and other.whose and not one.whose & other.whose:
        return False  # votes of Democrats and of Republicans
    return not (one.events and other.events) or bool(one.events & other.events)


def clash(one: Quantity, other: Quantity, alike: Likeness, many: float) -> bool:
    """Say whether two incompatible figures are described as the same quantity."""
    said = (one.around.keys() & other.around.keys() - one.head - other.head) - one.names - other.names
    low, high = _sizes(one, other)
    if not said and not (low >= _LARGE and one.noun & other.noun):
        return False  # names alone: the same place or people, but what is said of them differs
    shares = one.figure.unit == "%" or one.figure.unit in MONEY
    if shares and one.close and other.close and not one.close & other.close and alike(one, other) < _PLAINLY:
        return False  # what each of several people or companies has
    if low < _SMALL and high > _FAR * low and one.figure.unit not in TIMES and alike(one, other) < _EQUALLY:
        return False
    known = bool(one.names & other.names or one.events & other.events)
    plain = len(said) >= _LITTLE or bool(said & STATES.keys())
    close = (
        known
        and plain
        and low >= _LARGE
        and high <= _CLOSE * low
        and max(_digits(low), _digits(high)) <= _ROUND
    )
    if high > APART * low and alike(one, other) < _PLAINLY:
        return False
    likeness = alike(one, other) + (_CLOSE_BONUS if close else 0.0)
    if len(one.noun) >= _WORDS and one.noun == other.noun:
        likeness += _SAME_WORDS
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
    low, high = _sizes(one, other)
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


def explained(one: Quantity, other: Quantity, articles: dict[int, list[Quantity]], alike: Likeness) -> bool:
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
            agrees = measure(each.figure) == measure(mine.figure) and compatible(each.figure, mine.figure)
            if (
                agrees
                and same_kind(each, mine)
                and (each.claim == theirs.claim or alike(each, mine) >= limit)
            ):
                return True
    return False


def two_things(one: Quantity, other: Quantity, articles: dict[int, list[Quantity]], alike: Likeness) -> bool:
    """Say whether some article gives both figures: who indicts twelve and thirteen speaks of 25."""
    limit = _TOGETHER * alike(one, other)

    def given(mine: Quantity, group: list[Quantity]) -> set[int]:
        return {
            id(each)
            for each in group
            if each.figure.unit == mine.figure.unit
            and max(each.value, mine.value) <= _EQUAL * min(each.value, mine.value)
            and same_kind(each, mine)
            and (each is mine or alike(each, mine) >= limit)
        }

    return any(
        len(given(one, group) | given(other, group)) > 1 and given(one, group) and given(other, group)
        for group in articles.values()
    )
