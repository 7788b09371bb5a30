"""Findings become passages: what is counted is counted for many at once, what is text one by one."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.model import Difference, Mark, Passage, Readings, Span, many
from provenance.passages.columns import GRAIN, Views
from provenance.passages.differences import gaps
from provenance.passages.drafts import Todo
from provenance.passages.edges import edges
from provenance.passages.finding import KINDS, Findings
from provenance.passages.reasons import FEW, RARE, Case, reasons

_HEAVIER = 2.0**24  # steps of a weight: more than any word has

Whole = NDArray[np.int64]
Value = TypeVar("Value")
Places = list[list[list[int]]]  # of each finding some words: the characters where they begin and end


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """F findings between articles in the order in which these were given.

    Attributes
    ----------
    articles : int32 (F, 2)
    stretches, inside : int64 (F, 4)
        Left begin, left end, right begin, right end: in words of the articles, and of all views.
    bases : int64 (F, 2)
        The number of each article's first word in the readings.
    matches : int64 (M, 2)
    owner : int64 (M,)
        The finding of each match.
    words, seen : int64 (M,)
        The number of each match's left word, in the readings and in all views.
    weight : float64 (M,)
        Of each match's word.
    """

    articles: NDArray[np.int32]
    stretches: Whole
    inside: Whole
    bases: Whole
    matches: Whole
    owner: Whole
    words: Whole
    seen: Whole
    weight: NDArray[np.float64]


def built(found: Findings, todo: Todo, views: Views, readings: Readings) -> list[tuple[Passage, ...]]:
    """Return the passages of each pair, in order of the left article."""
    pair = np.repeat(np.arange(len(todo.swapped)), np.diff(found.of))
    if not len(pair):
        return [()] * len(todo.swapped)
    sides = _sides(found, todo, pair, views)
    characters = _characters(sides.stretches, sides.stretches, sides.bases, readings)
    spans = edges(sides.articles, characters, sides.inside, found.told[:, 1] > 0, views, readings)
    quoted = _quoted(sides, views)
    cases = _cases(found, quoted)
    differences = _differences(found, sides, readings)
    passages = many(
        Passage,
        *_spans(spans),
        [case.kind for case in cases],
        _similarity(found, sides, views).tolist(),
        np.any(quoted, axis=1).tolist(),
        differences,
        _reasons(cases, differences, _telling(sides, views, readings), sides.articles, readings),
    )
    ordered = [passages[number] for number in np.lexsort((*spans.T[::-1], pair)).tolist()]
    return [tuple(ordered[first:last]) for first, last in pairwise(found.of.tolist())]


def _sides(found: Findings, todo: Todo, pair: Whole, views: Views) -> _Sides:
    """Turn the findings of pairs that were looked at the other way round."""
    turned = todo.swapped[pair][:, None]
    texts, stretches = todo.texts[pair], found.stretches.astype(np.int64)
    texts = np.where(turned, texts[:, ::-1], texts)
    stretches = np.where(turned, stretches[:, [2, 3, 0, 1]], stretches)
    owner = np.repeat(np.arange(len(pair)), np.diff(found.ends, prepend=0))
    matches = np.where(turned[owner], found.matches[:, ::-1], found.matches).astype(np.int64)
    begins, bases = views.words[texts], views.first[texts]
    seen = matches[:, 0] + begins[owner, 0]
    return _Sides(
        articles=views.articles[texts],
        stretches=stretches,
        inside=stretches + np.repeat(begins, 2, axis=1),
        bases=bases,
        matches=matches,
        owner=owner,
        words=matches[:, 0] + bases[owner, 0],
        seen=seen,
        weight=views.whole.weight[seen],
    )


def _cases(found: Findings, quoted: NDArray[np.bool_]) -> list[Case]:
    """Return what is to be said of each finding."""
    sizes = found.stretches[:, [1, 3]] - found.stretches[:, [0, 2]]
    return list(
        map(
            Case,
            [KINDS[kind] for kind in found.told[:, 0].tolist()],
            np.diff(found.ends, prepend=0).tolist(),
            sizes.max(1).tolist(),
            found.chance.tolist(),
            (found.told[:, 2] > 0).tolist(),
            quoted.sum(1).tolist(),
        )
    )


def _similarity(found: Findings, sides: _Sides, views: Views) -> NDArray[np.float64]:
    """Return the share of the words, by rarity, that stand on both sides; of a rewording, its probability."""
    weight = np.cumsum(sides.weight)
    back = np.diff(np.concatenate(([0.0], weight))[found.ends], prepend=0.0)
    mass = views.whole.mass[sides.inside]
    both = mass[:, 1] - mass[:, 0] + (mass[:, 3] - mass[:, 2])
    reworded = found.told[:, 0] == KINDS.index("paraphrase")
    return np.where(reworded, found.chance, np.minimum(1.0, 2 * back / both))


def _quoted(sides: _Sides, views: Views) -> NDArray[np.bool_]:
    """Say, for both sides of each finding, whether most of it stands in quotation marks."""
    quoted = views.whole.quoted[sides.inside]
    here = quoted[:, [1, 3]] - quoted[:, [0, 2]]
    mostly: NDArray[np.bool_] = 2 * here > sides.inside[:, [1, 3]] - sides.inside[:, [0, 2]]
    return mostly


def _reasons(
    cases: list[Case],
    differences: list[tuple[Difference, ...]],
    named: tuple[Places, Places],
    articles: NDArray[np.int32],
    readings: Readings,
) -> list[tuple[str, ...]]:
    """Say of each finding why it counts as shared; the characters of words both have are given."""
    said = []
    for case, different, rare, figures, (one, other) in zip(
        cases, differences, *named, articles.tolist(), strict=True
    ):
        text = readings.articles[one].text
        words = [text[begin:end] for begin, end in rare], [text[begin:end] for begin, end in figures]
        said.append(reasons(case, different, (text, readings.articles[other].text), words))
    return said


def _telling(sides: _Sides, views: Views, readings: Readings) -> tuple[Places, Places]:
    """Return of each finding the rarest words and the first figures that stand on both sides."""
    figure = (readings.word_marks[sides.words] & Mark.NUMBER) > 0
    rare = np.flatnonzero((sides.weight > RARE) & ~figure)
    # the heaviest of each finding first; weights are whole steps, so that owner and weight are one number
    rare = rare[np.argsort(sides.owner[rare] * _HEAVIER - sides.weight[rare] * GRAIN, kind="stable")]
    rare, figures = (_few(each, sides, views) for each in (rare, np.flatnonzero(figure)))
    found = [
        np.column_stack((readings.word_begin[sides.words[each]], readings.word_end[sides.words[each]]))
        for each in (rare, figures)
    ]
    return (
        _grouped(sides.owner[rare], found[0].tolist(), len(sides.bases)),
        _grouped(sides.owner[figures], found[1].tolist(), len(sides.bases)),
    )


def _few(matches: Whole, sides: _Sides, views: Views) -> Whole:
    """Return the first few matches of each finding, those with the same stem once."""
    stems = views.whole.stem[sides.seen[matches]].astype(np.int64)
    _, first = np.unique(sides.owner[matches] << 32 | stems, return_index=True)
    matches = matches[np.sort(first)]
    owner = sides.owner[matches]
    return matches[np.arange(len(owner)) - np.searchsorted(owner, owner, "left") < FEW]


def _grouped(owner: Whole, values: list[Value], count: int) -> list[list[Value]]:
    """Collect the values of each finding, which come in their order."""
    bounds = np.searchsorted(owner, np.arange(count + 1)).tolist()
    return [values[begin:end] for begin, end in pairwise(bounds)]


def _differences(found: Findings, sides: _Sides, readings: Readings) -> list[tuple[Difference, ...]]:
    """Return what differs in each finding, in order."""
    owner, stretches = gaps(sides.matches, found.ends, sides.stretches)
    characters = _characters(stretches, sides.stretches[owner], sides.bases[owner], readings)
    different = many(Difference, *_spans(characters))
    return list(map(tuple, _grouped(owner, different, len(found.chance))))


def _spans(characters: Whole) -> tuple[list[Span], list[Span]]:
    """Return stretches of characters, int64 (N, 4), as spans of both sides."""
    begin, end, start, stop = characters.T.tolist()
    return many(Span, begin, end), many(Span, start, stop)


def _characters(stretches: Whole, within: Whole, bases: Whole, readings: Readings) -> Whole:
    """Return the characters of stretches of words; of none, the place right after the word before.

    Parameters
    ----------
    stretches, within : int64 (N, 4)
        Words of both sides, and the findings they lie in.
    bases : int64 (N, 2)
    """
    last = len(readings.word_begin) - 1
    begin, end = stretches[:, [0, 2]], stretches[:, [1, 3]]
    opens = readings.word_begin[np.minimum(bases + begin, last)]
    after = readings.word_end[np.maximum(bases + begin - 1, 0)]
    empty = begin == end
    opens = np.where(empty & (begin > within[:, [0, 2]]), after, opens)
    closes = np.where(empty, opens, readings.word_end[np.maximum(bases + end - 1, 0)])
    return np.column_stack((opens[:, 0], closes[:, 0], opens[:, 1], closes[:, 1])).astype(np.int64)
