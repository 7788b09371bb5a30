"""Plagdet, the measure of the PAN text alignment tasks, as Potthast et al. (2010) define it.

Characters of both documents count: a case and a detection overlap where both of their sides do.
"""

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

Range = tuple[int, int]


class Reuse(NamedTuple):
    """A stretch of a suspicious document and where it comes from: characters, half open."""

    pair: str
    suspicious: Range
    source: Range


class Figures(NamedTuple):
    """The measure and what it is made of."""

    plagdet: float
    precision: float
    recall: float
    granularity: float


def plagdet(cases: Sequence[Reuse], detections: Sequence[Reuse]) -> Figures:
    """Measure detections against the true cases, both over any number of pairs."""
    recall = _macro(cases, detections)
    precision = _macro(detections, cases)
    granularity = _granularity(cases, detections)
    if precision + recall == 0:
        return Figures(0.0, precision, recall, granularity)
    f1 = 2 * precision * recall / (precision + recall)
    return Figures(f1 / log2(1 + granularity), precision, recall, granularity)


def meets(one: Reuse, other: Reuse) -> bool:
    """Tell whether a detection detects a case: both sides overlap."""
    return (
        one.pair == other.pair
        and _common(one.suspicious, other.suspicious) > 0
        and _common(one.source, other.source) > 0
    )


def _macro(wanted: Sequence[Reuse], given: Sequence[Reuse]) -> float:
    """Return the mean share of each wanted stretch that the given ones, where they meet it, cover."""
    if not wanted:
        return 0.0
    by_pair: dict[str, list[Reuse]] = {}
    for each in given:
        by_pair.setdefault(each.pair, []).append(each)
    total = 0.0
    for one in wanted:
        met = [other for other in by_pair.get(one.pair, []) if meets(one, other)]
        covered = _covered(one.suspicious, [other.suspicious for other in met])
        covered += _covered(one.source, [other.source for other in met])
        total += covered / (_length(one.suspicious) + _length(one.source))
    return total / len(wanted)


def _granularity(cases: Sequence[Reuse], detections: Sequence[Reuse]) -> float:
    """Return how many detections a detected case has on average."""
    by_pair: dict[str, list[Reuse]] = {}
    for each in detections:
        by_pair.setdefault(each.pair, []).append(each)
    counts = [sum(meets(case, each) for each in by_pair.get(case.pair, [])) for case in cases]
    detected = [count for count in counts if count]
    return sum(detected) / len(detected) if detected else 1.0


def _covered(whole: Range, parts: Sequence[Range]) -> int:
    """Return how many characters of `whole` lie in any of the parts."""
    covered, reached = 0, whole[0]
    for begin, end in sorted(parts):
        begin, end = max(begin, reached), min(end, whole[1])  # noqa: PLW2901
        if end > begin:
            covered += end - begin
            reached = end
    return covered


def _common(one: Range, other: Range) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _length(one: Range) -> int:
    return one[1] - one[0]
