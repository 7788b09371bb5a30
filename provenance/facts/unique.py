"""Claims that only one outlet of a story makes, ranked by how much they tell."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.decision import decision
from provenance.facts.units import Units
from provenance.model import Readings, Span, UniqueFact
from provenance.reading.words import WORD

_FULL = 60.0  # the weight of new things in a long, rich sentence; the score nears 1 beyond it
_SHORTEST = 4  # words; shorter sentences are exclamations and fragments of a list


def unique(
    readings: Readings, claims: Claims, found: Units, chance: NDArray[np.float64], story: str
) -> tuple[UniqueFact, ...]:
    """List the claims no other outlet's article states, those that tell most first."""
    likeliest = np.zeros(len(claims.sentence))
    np.maximum.at(likeliest, found.claim, chance)
    worth = _worth(claims, likeliest)
    facts = [
        _fact(readings, claims, int(claim), story, float(worth[claim]))
        for claim in np.flatnonzero((likeliest < decision().threshold) & (claims.words >= _SHORTEST))
    ]
    return tuple(sorted(facts, key=lambda fact: (-fact.score, fact.article, fact.span)))


def _worth(claims: Claims, likeliest: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much each claim tells (0-1): what stands in it and in no other outlet's article."""
    owner = claims.owner
    elsewhere = _elsewhere(claims)
    value = claims.weight * (1.0 + 0.6 * claims.name + 1.0 * claims.figure + 0.2 * claims.quoted)
    new = np.bincount(owner, value * ~elsewhere, len(claims.sentence))
    told = 1.0 - np.exp(-new / _FULL * 2.0)
    return told * (1.0 - likeliest)


def _elsewhere(claims: Claims) -> NDArray[np.bool_]:
    """Say which things of each claim stand in an article of another outlet."""
    outlet = claims.outlet[claims.owner]
    keys, inverse = np.unique(claims.key, return_inverse=True)
    first = np.full(len(keys), np.iinfo(np.int64).max)
    last = np.full(len(keys), -1)
    np.minimum.at(first, inverse, outlet)
    np.maximum.at(last, inverse, outlet)
    return first[inverse] != last[inverse]


def _fact(readings: Readings, claims: Claims, claim: int, story: str, score: float) -> UniqueFact:
    """Write one claim as a fact."""
    article = readings.articles[int(claims.article[claim])]
    sentence = int(claims.sentence[claim])
    span = Span(int(readings.sentence_begin[sentence]), int(readings.sentence_end[sentence]))
    return UniqueFact(
        story=story,
        article=article.id,
        span=span,
        text=article.text[span.begin : span.end],
        figures=tuple(figure.text for figure in claims.figures[claim]),
        names=_names(article.text, span),
        score=score,
    )


def _names(text: str, span: Span) -> tuple[str, ...]:
    """Return the capitalised runs of a sentence, its first word only as part of a longer run."""
    matches = list(WORD.finditer(text, span.begin, span.end))
    names: list[str] = []
    run: list[int] = []
    for place, match in enumerate([*matches, None]):
        capital = match is not None and match.group()[0].isupper()
        near = (
            bool(run)
            and match is not None
            and text[matches[run[-1]].end() : match.start()].strip(".-") in {" ", ""}
        )
        if capital and (not run or near):
            run.append(place)
            continue
        if run and run != [0]:
            name = text[matches[run[0]].start() : matches[run[-1]].end()]
            if name not in names:
                names.append(name)
        run = [place] if capital else []
    return tuple(names)
