"""Claims, and parts of claims, that only one outlet of a story makes, ranked by how much they tell."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import EMBEDDED, Claims, among, span_of
from provenance.facts.days import days
from provenance.facts.decision import Links, decision
from provenance.facts.names import names
from provenance.facts.numbers import CALENDAR
from provenance.facts.parts import parts
from provenance.model import Mark, Readings, Span, UniqueFact
from provenance.reading.words import word_hash

_RICH = 30.0  # weight of new things at which a claim tells 63 % of what can be told; a full sentence has it
_SHORTEST = 4  # words; shorter sentences are exclamations and pieces of a list
_NAME, _FIGURE, _QUOTED = 0.6, 1.0, 0.2  # by how much more a new name, figure or quoted word tells
_PART = 0.5  # what a new part of a shared sentence is worth of what it would be as a sentence
_NAMED_DAYS = {*CALENDAR, "yesterday", "today", "tonight", "tomorrow"}
_DAYS = np.array(
    sorted(word_hash(word + ending) for word in _NAMED_DAYS for ending in ("", "'s")), dtype=np.uint32
)
_EMBEDDED = 0.1  # what a pasted post or link is worth


def unique(readings: Readings, claims: Claims, links: Links, story: str) -> tuple[UniqueFact, ...]:
    """List what no other outlet's article states, what tells most first."""
    likeliest = np.zeros(len(claims.sentence))
    np.maximum.at(likeliest, links.units.claim, links.chance)
    likeliest[[claim for group in links.same for claim in group]] = 1.0
    value, new = _value(claims), _new(claims)
    held = _Held(readings, claims, story)
    weight = np.bincount(claims.owner, value * new, len(claims.sentence))
    threshold = decision().threshold
    facts = []
    told, chances = (1.0 - np.exp(-weight / _RICH)).tolist(), likeliest.tolist()
    for claim in np.flatnonzero(claims.words >= _SHORTEST).tolist():
        whole = span_of(readings, int(claims.sentence[claim]))
        if chances[claim] < threshold:
            score = told[claim] * (1.0 - chances[claim])
            text = readings.articles[int(claims.article[claim])].text
            score *= _EMBEDDED if EMBEDDED.search(text, whole.begin, whole.end) else 1.0
            facts.append(_fact(held, claims, claim, (whole, whole), score))
            continue
        for part, amount in parts(readings, claims, claim, value, new):
            facts.append(_fact(held, claims, claim, (part, whole), _PART * _told(amount)))
    facts.sort(key=lambda fact: (-fact.score, fact.article, fact.span))
    return tuple(facts)


class _Held:
    """A story's capitalised words, and which of its claims name a day."""

    def __init__(self, readings: Readings, claims: Claims, story: str) -> None:
        rows, owner = claims.row, claims.holder
        capital = (readings.word_marks[rows] & Mark.CAPITAL) > 0
        self.readings, self.story = readings, story
        self.dated = np.bincount(owner, among(claims.hash, _DAYS), len(claims.sentence)) > 0
        self._begins = readings.word_begin[rows[capital]].tolist()
        self._ends = readings.word_end[rows[capital]].tolist()
        self._first = np.searchsorted(owner[capital], np.arange(len(claims.sentence) + 1)).tolist()

    def capitals(self, claim: int, span: Span) -> list[Span]:
        """Return the capitalised words of a stretch of a claim."""
        rows = range(self._first[claim], self._first[claim + 1])
        return [
            Span(self._begins[n], self._ends[n]) for n in rows if span.begin <= self._begins[n] < span.end
        ]


def _told(weight: float) -> float:
    """Return how much new things of this weight tell (0-1): each tells less the more there are."""
    return float(1.0 - np.exp(-weight / _RICH))


def _value(claims: Claims) -> NDArray[np.float64]:
    """Return how much each thing tells."""
    more = _NAME * claims.name + _FIGURE * claims.figure + _QUOTED * claims.quoted
    return np.asarray(claims.weight * (1.0 + more), dtype=np.float64)


def _new(claims: Claims) -> NDArray[np.bool_]:
    """Say which things of each claim stand in no other outlet's article."""
    outlet = claims.outlet[claims.owner]
    keys, inverse = np.unique(claims.key, return_inverse=True)
    lowest = np.full(len(keys), np.iinfo(np.int64).max)
    highest = np.full(len(keys), -1)
    np.minimum.at(lowest, inverse, outlet)
    np.maximum.at(highest, inverse, outlet)
    return np.asarray(lowest[inverse] == highest[inverse])


def _fact(held: "_Held", claims: Claims, claim: int, where: tuple[Span, Span], score: float) -> UniqueFact:
    """Write a claim, or the new part of one, as a fact. `where`: the part, and the whole sentence."""
    span, whole = where
    article = held.readings.articles[int(claims.article[claim])]
    figures = [each.text for each in claims.figures[claim] if span.begin <= each.span.begin < span.end]
    named = days(article.text, span, article.published) if held.dated[claim] else ()
    return UniqueFact(
        story=held.story,
        article=article.id,
        span=span,
        text=article.text[span.begin : span.end],
        figures=tuple(figures),
        names=names(article.text, span, held.capitals(claim, span)),
        score=score,
        sentence=whole,
        dates=tuple(day.date for day in named),
    )
