"""Claims, and parts of claims, that only one outlet of a story makes, ranked by how much they tell."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims, embeds
from provenance.facts.contents import Reader
from provenance.facts.decision import Links, decision
from provenance.facts.parts import parts
from provenance.model import Span, UniqueFact

_RICH = 30.0  # weight of new things at which a claim tells 63 % of what can be told; a full sentence has it
_SHORTEST = 4  # words; shorter sentences are exclamations and pieces of a list
_NAME, _FIGURE, _QUOTED = 0.6, 1.0, 0.2  # by how much more a new name, figure or quoted word tells
_PART = 0.5  # what a new part of a shared sentence is worth of what it would be as a sentence
_EMBEDDED = 0.1  # what a pasted post or link is worth


def unique(read: Reader, links: Links, story: str) -> tuple[UniqueFact, ...]:
    """List what no other outlet's article states, what tells most first."""
    readings, claims = read.readings, read.claims
    likeliest = np.zeros(len(claims.sentence))
    np.maximum.at(likeliest, links.units.claim, links.chance)
    likeliest[[claim for group in links.same for claim in group]] = 1.0
    value, new = _value(claims), _new(claims)
    weight = np.bincount(claims.owner, value * new, len(claims.sentence))
    threshold = decision().threshold
    found: list[tuple[int, Span, float]] = []
    told, chances = (1.0 - np.exp(-weight / _RICH)).tolist(), likeliest.tolist()
    articles = claims.article.tolist()
    texts = {each: readings.articles[each].text for each in set(articles)}
    pasted = {each for each, text in texts.items() if embeds(text, Span(0, len(text)))}
    for claim in np.flatnonzero(claims.words >= _SHORTEST).tolist():
        whole = read.spans[claim]
        if chances[claim] < threshold:
            score = told[claim] * (1.0 - chances[claim])
            if articles[claim] in pasted and embeds(texts[articles[claim]], whole):
                score *= _EMBEDDED
            found.append((claim, whole, score))
        else:
            new_parts = parts(readings, claims, claim, value, new)
            found += [(claim, part, _PART * _told(amount)) for part, amount in new_parts]
    facts = [_fact(read, each, story) for each in found]
    facts.sort(key=lambda fact: (-fact.score, fact.article, fact.span.begin, fact.span.end))
    return tuple(facts)


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


def _fact(read: Reader, found: tuple[int, Span, float], story: str) -> UniqueFact:
    """Write a claim, or the new part of one, as a fact. `found`: the claim, what of it is new, its score."""
    claim, span, score = found
    article, holds = read.articles[claim], read(claim, span)
    return UniqueFact(
        story=story,
        article=article.id,
        span=span,
        text=article.text[span.begin : span.end],
        figures=tuple([each.text for each in holds.figures]),
        names=holds.names,
        score=score,
        sentence=read.spans[claim],
        dates=holds.dates,
        amounts=holds.figures,
        places=holds.places,
        quoted=holds.quoted,
    )
