"""Claims, and parts of claims, that only one outlet of a story makes, ranked by how much they tell."""

from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.contents import Reader
from provenance.facts.decision import Links, decision
from provenance.facts.parts import LEAST, parts
from provenance.facts.sentences import embeds
from provenance.model import Span
from provenance.model.factrows import Row, of_figures

_RICH = 30.0  # weight of new things at which a claim tells 63 % of what can be told; a full sentence has it
_SHORTEST = 4  # words; shorter sentences are exclamations and pieces of a list
_NAME, _FIGURE, _QUOTED = 0.6, 1.0, 0.2  # by how much more a new name, figure or quoted word tells
_PART = 0.5  # what a new part of a shared sentence is worth of what it would be as a sentence
_EMBEDDED = 0.1  # what a pasted post or link is worth


def unique(read: Reader, links: Links, story: str) -> tuple[Row, ...]:
    """List what no other outlet's article states, what tells most first: rows for `factrows.unique`."""
    claims = read.claims
    likeliest = np.zeros(len(claims.sentence))
    np.maximum.at(likeliest, links.units.claim, links.chance)
    likeliest[[claim for group in links.same for claim in group]] = 1.0
    value, new = _value(claims), _new(claims)
    weight = np.bincount(claims.owner, value * new, len(claims.sentence))
    threshold = decision().threshold
    found: list[tuple[int, Span, float]] = []
    weights = weight.tolist()
    told, chances = (1.0 - np.exp(-weight / _RICH)).tolist(), likeliest.tolist()
    articles = claims.articles
    sources = dict(zip(articles, claims.sources, strict=True))
    pasted = {number for number, each in sources.items() if embeds(each.text, Span(0, len(each.text)))}
    for claim in np.flatnonzero(claims.words >= _SHORTEST).tolist():
        whole = claims.spans[claim]
        if chances[claim] < threshold:
            score = told[claim] * (1.0 - chances[claim])
            if articles[claim] in pasted and embeds(claims.texts[claim], whole):
                score *= _EMBEDDED
            found.append((claim, whole, score))
        else:
            new_parts = parts(claims, claim, value, new) if weights[claim] > LEAST else ()
            found += [(claim, part, _PART * _told(amount)) for part, amount in new_parts]
    facts = [
        (
            (-score, claims.sources[claim].id, *_ends(claims, claim, span)),
            _fact(read, (claim, span, score), story),
        )
        for claim, span, score in found
    ]
    facts.sort(key=itemgetter(0))
    return tuple([fact for _, fact in facts])


def _told(weight: float) -> float:
    """Return how much new things of this weight tell (0-1): each tells less the more there are."""
    return float(1.0 - np.exp(-weight / _RICH))


def _value(claims: Claims) -> NDArray[np.float64]:
    """Return how much each thing tells."""
    more = _NAME * claims.name + _FIGURE * claims.figure + _QUOTED * claims.quoted
    return np.asarray(claims.weight * (1.0 + more), dtype=np.float64)


def _new(claims: Claims) -> NDArray[np.bool_]:
    """Say which things of each claim stand in no other outlet's article."""
    index = claims.index
    outlet, starts = claims.outlet[index.owner], index.starts[:-1]
    if not len(outlet):
        return np.zeros(0, dtype=bool)
    alone = np.minimum.reduceat(outlet, starts) == np.maximum.reduceat(outlet, starts)
    return np.asarray(alone[index.place])


def _fact(read: Reader, found: tuple[int, Span, float], story: str) -> Row:
    """Write a claim, or the new part of one, as a fact. `found`: the claim, what of it is new, its score."""
    claims, (claim, span, score) = read.claims, found
    holds = read(claim, span)
    texts = tuple([each.text for each in holds.figures]) if holds.figures else ()
    text = claims.texts[claim][span.begin : span.end]
    return (
        (
            *(story, claims.sources[claim].id, text, texts, holds.names),
            *(score, holds.dates, holds.places, holds.quoted),
        ),
        _ends(claims, claim, span),
        _ends(claims, claim, claims.spans[claim]),
        of_figures(holds.figures, claims.shift[claim]),
    )


def _ends(claims: Claims, claim: int, span: Span) -> tuple[int, int]:
    """Return where a stretch of a claim begins and ends in its article."""
    shift = claims.shift[claim]
    return span.begin + shift, span.end + shift
