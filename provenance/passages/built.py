"""Findings become passages: what is counted is counted for many at once, what is text one by one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Difference, Mark, Passage, Readings, Span
from provenance.passages.columns import Body, weighed
from provenance.passages.differences import gaps
from provenance.passages.edges import spans as edged
from provenance.passages.finding import Finding
from provenance.passages.reasons import FEW, RARE, reasons

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A finding between two texts, as the passage will have them."""

    finding: Finding
    left: Body
    right: Body


def turned(finding: Finding) -> Finding:
    """Return the same finding with the texts exchanged."""
    return Finding(
        finding.right,
        finding.left,
        finding.kind,
        finding.matches[:, ::-1],
        finding.chance,
        whole=finding.whole,
        digest=finding.digest,
    )


def built(found: Sequence[Found], readings: Readings) -> list[Passage]:
    """Return the passage that each finding is."""
    if not found:
        return []
    bases = np.array([(each.left.first, each.right.first) for each in found], np.int64)
    stretches = np.array([(*each.finding.left, *each.finding.right) for each in found], np.int64)
    ends = np.cumsum([len(each.finding.matches) for each in found])
    matches = np.concatenate([each.finding.matches for each in found])
    owner = np.repeat(np.arange(len(found)), np.diff(ends, prepend=0))
    words = matches[:, 0] + bases[owner, 0]
    weight = weighed(readings.word_hash[words])
    mass = np.concatenate(([0.0], np.cumsum(weight)))
    back = np.diff(mass[ends], prepend=0.0).tolist()
    telling = _telling(words, weight, owner, readings)
    changes = _differences(*gaps(matches, ends, stretches), stretches, bases, readings)
    mine = _characters(stretches[:, :2], stretches[:, 0], bases[:, 0], readings)
    yours = _characters(stretches[:, 2:], stretches[:, 2], bases[:, 1], readings)
    passages = []
    for number, each in enumerate(found):
        one, other = edged(each.finding, (mine[number], yours[number]), each.left, each.right, readings)
        quotes = _quoted(each.finding.left, each.left), _quoted(each.finding.right, each.right)
        texts = readings.articles[each.left.article].text, readings.articles[each.right.article].text
        rare, figures = ([texts[0][span.begin : span.end] for span in spans[number]] for spans in telling)
        different = tuple(changes[number])
        passages.append(
            Passage(
                left=one,
                right=other,
                kind=each.finding.kind,
                similarity=_similarity(each, back[number]),
                quoted=any(quotes),
                differences=different,
                reasons=reasons(each.finding, different, texts, (rare, figures), quotes),
            )
        )
    return passages


def _similarity(found: Found, back: float) -> float:
    """Return the share of the words, by rarity, that stand on both sides; of a rewording, its probability."""
    finding, left, right = found.finding, found.left, found.right
    if finding.kind == "paraphrase":
        return finding.chance
    mine = left.mass[finding.left[1]] - left.mass[finding.left[0]]
    yours = right.mass[finding.right[1]] - right.mass[finding.right[0]]
    return min(1.0, float(2 * back / (mine + yours)))


def _quoted(stretch: tuple[int, int], body: Body) -> bool:
    """Say whether most of a stretch stands in quotation marks."""
    begin, end = stretch
    return bool(2 * (body.quoted[end] - body.quoted[begin]) > end - begin)


def _telling(
    words: Whole, weight: NDArray[np.float64], owner: Whole, readings: Readings
) -> tuple[defaultdict[int, list[Span]], defaultdict[int, list[Span]]]:
    """Return of each finding the rarest words and the first figures that stand on both sides."""
    figure = (readings.word_marks[words] & Mark.NUMBER) > 0
    rare = np.flatnonzero((weight > RARE) & ~figure)
    rare = rare[np.lexsort((rare, -weight[rare], owner[rare]))]
    figures = np.flatnonzero(figure)
    return _few(words[rare], owner[rare], readings), _few(words[figures], owner[figures], readings)


def _few(words: Whole, owner: Whole, readings: Readings) -> defaultdict[int, list[Span]]:
    """Return where the first few words of each owner stand, those with the same stem once."""
    stems = background().stem(readings.word_hash[words]).astype(np.int64)
    _, first = np.unique(owner << 32 | stems, return_index=True)
    first.sort()
    words, owner = words[first], owner[first]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner, "left")
    words, owner = words[rank < FEW], owner[rank < FEW]
    places = zip(readings.word_begin[words].tolist(), readings.word_end[words].tolist(), strict=True)
    return _grouped(owner, [Span(*place) for place in places])


def _grouped(owner: Whole, values: list[Any]) -> defaultdict[int, list[Any]]:
    """Collect the values of each owner."""
    found = defaultdict[int, list[Any]](list)
    for each, value in zip(owner.tolist(), values, strict=True):
        found[each].append(value)
    return found


def _differences(
    owner: Whole, gaps_found: Whole, stretches: Whole, bases: Whole, readings: Readings
) -> defaultdict[int, list[Difference]]:
    """Return what differs in each finding, in order."""
    sides = [
        _characters(gaps_found[:, at : at + 2], stretches[owner, at], bases[owner, at // 2], readings)
        for at in (0, 2)
    ]
    return _grouped(owner, [Difference(*both) for both in zip(*sides, strict=True)])


def _characters(stretches: Whole, within: Whole, bases: Whole, readings: Readings) -> list[Span]:
    """Return the characters of stretches of words; of none, the place right after the word before."""
    last = len(readings.word_begin) - 1
    begin, end = stretches[:, 0], stretches[:, 1]
    opens = readings.word_begin[np.minimum(bases + begin, last)]
    after = readings.word_end[np.maximum(bases + begin - 1, 0)]
    empty = begin == end
    opens = np.where(empty & (begin > within), after, opens)
    closes = np.where(empty, opens, readings.word_end[np.maximum(bases + end - 1, 0)])
    return [Span(*both) for both in zip(opens.tolist(), closes.tolist(), strict=True)]
