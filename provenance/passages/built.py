"""Findings become passages: what is counted is counted for many at once, what is text one by one."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Difference, Mark, Passage, Readings, Span
from provenance.passages.columns import Views, weighed
from provenance.passages.differences import gaps
from provenance.passages.drafts import Todo
from provenance.passages.edges import edges
from provenance.passages.finding import KINDS, Findings
from provenance.passages.reasons import FEW, RARE, Case, reasons

Whole = NDArray[np.int64]
Places = list[list[list[int]]]  # of each finding some characters: where they begin and end


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
    """

    articles: NDArray[np.int32]
    stretches: Whole
    inside: Whole
    bases: Whole
    matches: Whole
    owner: Whole


def built(found: Findings, todo: Todo, views: Views, readings: Readings) -> list[tuple[Passage, ...]]:
    """Return the passages of each pair, in order of the left article."""
    pair = np.repeat(np.arange(len(todo.swapped)), np.diff(found.of))
    if not len(pair):
        return [()] * len(todo.swapped)
    sides = _sides(found, todo, pair, views)
    words = sides.matches[:, 0] + sides.bases[sides.owner, 0]
    weight = weighed(readings.word_hash[words])
    chosen = _telling(words, weight, sides.owner, readings)
    rare, figures = (_few(words[each], sides.owner[each], len(pair), readings) for each in chosen)
    similarity = _similarity(found, sides, weight, views).tolist()
    quoted = _quoted(sides, views).tolist()
    changes = _changes(found, sides, readings)
    cases = _cases(found)
    characters = _characters(sides.stretches, sides.stretches, sides.bases, readings)
    spans = edges(sides.articles, characters, sides.inside, found.told[:, 1] > 0, views, readings)
    order = np.lexsort((*spans.T[::-1], pair))
    articles, places = sides.articles.tolist(), spans.tolist()
    passages = []
    for number in order.tolist():
        text, other = [readings.articles[article].text for article in articles[number]]
        begin, end, start, stop = places[number]
        differences = tuple([Difference(Span(a, b), Span(c, d)) for a, b, c, d in changes[number]])
        named = [[text[a:b] for a, b in telling[number]] for telling in (rare, figures)]
        passages.append(
            Passage(
                Span(begin, end),
                Span(start, stop),
                cases[number].kind,
                similarity[number],
                any(quoted[number]),
                differences,
                reasons(cases[number], differences, (text, other), named, quoted[number]),
            )
        )
    return [tuple(passages[first:last]) for first, last in pairwise(found.of.tolist())]


def _sides(found: Findings, todo: Todo, pair: Whole, views: Views) -> _Sides:
    """Turn the findings of pairs that were looked at the other way round."""
    turned = todo.swapped[pair][:, None]
    texts, stretches = todo.texts[pair], found.stretches.astype(np.int64)
    texts = np.where(turned, texts[:, ::-1], texts)
    stretches = np.where(turned, stretches[:, [2, 3, 0, 1]], stretches)
    owner = np.repeat(np.arange(len(pair)), np.diff(found.ends, prepend=0))
    matches = np.where(turned[owner], found.matches[:, ::-1], found.matches).astype(np.int64)
    inside = stretches + np.repeat(views.words[texts], 2, axis=1)
    return _Sides(views.articles[texts], stretches, inside, views.first[texts], matches, owner)


def _cases(found: Findings) -> list[Case]:
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
        )
    )


def _similarity(
    found: Findings, sides: _Sides, weight: NDArray[np.float64], views: Views
) -> NDArray[np.float64]:
    """Return the share of the words, by rarity, that stand on both sides; of a rewording, its probability."""
    back = np.diff(np.concatenate(([0.0], np.cumsum(weight)))[found.ends], prepend=0.0)
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


def _telling(
    words: Whole, weight: NDArray[np.float64], owner: Whole, readings: Readings
) -> tuple[Whole, Whole]:
    """Return which matches are rare words, of each finding the rarest first, and which are figures."""
    figure = (readings.word_marks[words] & Mark.NUMBER) > 0
    rare = np.flatnonzero((weight > RARE) & ~figure)
    return rare[np.lexsort((rare, -weight[rare], owner[rare]))], np.flatnonzero(figure)


def _few(words: Whole, owner: Whole, count: int, readings: Readings) -> Places:
    """Return where the first few words of each finding stand, those with the same stem once."""
    stems = background().stem(readings.word_hash[words]).astype(np.int64)
    _, first = np.unique(owner << 32 | stems, return_index=True)
    first.sort()
    words, owner = words[first], owner[first]
    few = np.arange(len(owner)) - np.searchsorted(owner, owner, "left") < FEW
    words, owner = words[few], owner[few]
    return _grouped(owner, np.column_stack((readings.word_begin[words], readings.word_end[words])), count)


def _grouped(owner: Whole, values: Whole, count: int) -> Places:
    """Collect the values of each finding, which come in their order."""
    rows = values.tolist()
    bounds = np.searchsorted(owner, np.arange(count + 1)).tolist()
    return [rows[begin:end] for begin, end in pairwise(bounds)]


def _changes(found: Findings, sides: _Sides, readings: Readings) -> Places:
    """Return what differs in each finding, in order: the characters of both sides."""
    owner, stretches = gaps(sides.matches, found.ends, sides.stretches)
    characters = _characters(stretches, sides.stretches[owner], sides.bases[owner], readings)
    return _grouped(owner, characters, len(found.chance))


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
