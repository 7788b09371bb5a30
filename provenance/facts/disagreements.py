"""The same quantity with figures that cannot both be right: a story's figures compared with each other."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log10

from provenance.facts.claims import Claims
from provenance.facts.comparable import proposed
from provenance.facts.counterparts import APART, CROWD, clash, explained, same_kind, slip, two_things
from provenance.facts.dispute import Dispute, Side, joined
from provenance.facts.figures import compatible, measure, value, worth
from provenance.facts.likeness import Likeness
from provenance.facts.quantities import Quantity, quantities
from provenance.facts.wording import amount
from provenance.model import Figure

_FEW = 60  # figures in a story of three articles; with more, some are alike by chance,
_ALIKE_MANY = 0.06  # and so much more overlap is asked for with every tenfold
_AGREE, _CLASH = "agree", "clash"
_JOIN = 0.3  # overlap from which a figure that agrees joins a conflict as another witness,
_JOIN_EVENT = 0.15  # and from which it does if both tell the same event


@dataclass(frozen=True, slots=True, eq=False)
class Disputes:
    """A story's figures, and which of them, by number, clash or agree."""

    figures: list[Quantity]
    clashes: list[tuple[int, int]]
    agreements: list[tuple[int, int]]


def disputes(claims: Claims) -> Disputes:
    """Compare the figures of a story with each other."""
    if not _any_comparable(claims):
        return Disputes([], [], [])
    found = quantities(claims)
    alike = Likeness(found)
    extra = _ALIKE_MANY * max(log10(max(len(found), 1) / _FEW), 0.0)
    articles: dict[int, list[Quantity]] = defaultdict(list)
    for each in found:
        articles[each.article].append(each)
    clashes, agreements = [], []
    known: dict[tuple[int, int], str] = {}  # by the words around both, which those of one text share
    left_of, right_of = proposed(found)
    for left, right in zip(left_of.tolist(), right_of.tolist(), strict=True):
        one, other = found[left], found[right]
        both = id(one.around), id(other.around)
        if both not in known:
            known[both] = _compared(one, other, alike, extra)
        if known[both] == _AGREE:
            agreements.append((left, right))
        elif known[both] == _CLASH and not explained(one, other, articles, alike):
            clashes.append((left, right))
    clashes = [(a, b) for a, b in clashes if not two_things(found[a], found[b], articles, alike)]
    return Disputes(found, clashes, agreements)


def _compared(one: Quantity, other: Quantity, alike: Likeness, extra: float) -> str:
    """Return whether two figures seem to be one quantity, and agree or clash; empty where they do not."""
    if not same_kind(one, other):
        return ""
    if compatible(one.figure, other.figure):
        least = _JOIN_EVENT if one.events & other.events else _JOIN
        return _AGREE if alike(one, other) >= least else ""
    return _CLASH if clash(one, other, alike, extra) else ""


def amounts(claims: Claims, found: Disputes) -> list[Dispute]:
    """Return quantities that outlets of a story state with incompatible figures."""
    groups = _gather(found.figures, found.clashes, found.agreements)
    return [_dispute(claims, [found.figures[n] for n in group]) for group in groups]


def _any_comparable(claims: Claims) -> bool:
    """Say whether two outlets give figures of one unit and order; most small stories need no closer look."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for outlet, group in zip(claims.outlet.tolist(), claims.figures, strict=True):
        for unit in {measure(each) for each in group}:
            ends = [_ends(each) for each in group if measure(each) == unit]
            if len(ends) <= CROWD:
                found[unit] += [(end, outlet) for pair in ends for end in pair if end > 0]
    # Of outlets that differ, the two nearest in size are neighbours once sorted.
    near = any(
        high[0] <= APART * low[0] and low[1] != high[1]
        for rows in found.values()
        for low, high in pairwise(sorted(rows))
    )
    return near or any(
        slip(low[0], high[0]) and low[1] != high[1]
        for rows in found.values()
        for low, high in pairwise(sorted(rows, key=lambda row: (f"{row[0]:e}"[:6], row)))
    )


def _ends(figure: Figure) -> set[float]:
    """Return where a figure lies in the smallest unit of its measure; both ends of a rough one."""
    size = worth(figure)
    return {size * each for each in (value(figure), figure.low, figure.high) if 0 < each < inf}


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


def _dispute(claims: Claims, group: list[Quantity]) -> Dispute:
    """Write a group of figures as one dispute."""
    sides = tuple(Side(each.claim, each.figure.text) for each in group)
    notes = []
    if any(each.figure.low != each.figure.high and each.figure.text[0].isalpha() for each in group):
        notes.append("at least one figure is rough")
    return Dispute("figure", amount(claims, group), sides, tuple(notes))
