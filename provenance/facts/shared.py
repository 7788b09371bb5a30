"""Claims that several outlets make, gathered into one fact each."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.decision import decision
from provenance.facts.units import Units
from provenance.facts.figures import compatible
from provenance.model import FactMember, Readings, SharedFact, Span


def shared(
    readings: Readings, claims: Claims, found: Units, chance: NDArray[np.float64], story: str
) -> tuple[SharedFact, ...]:
    """Gather claims that state the same; facts of most outlets first, then by place."""
    groups = _gather(claims, found, chance)
    facts = [(_outlets(claims, group), _fact(readings, claims, group, story)) for group in groups]
    facts.sort(key=lambda pair: (-pair[0], [(m.article, m.span) for m in pair[1].members]))
    return tuple(fact for _, fact in facts)


def _outlets(claims: Claims, group: list[int]) -> int:
    """Count the outlets of a group of claims."""
    return len(set(claims.outlet[group].tolist()))


def _gather(claims: Claims, found: Units, chance: NDArray[np.float64]) -> list[list[int]]:
    """Merge claims along their likeliest links, never two of one article by chance.

    A claim whose counterpart already stands for another claim of its own article joins as a second
    member: one outlet's two sentences may say what another's long one does.
    """
    linked = np.flatnonzero(chance >= decision().threshold)
    order = linked[np.lexsort((found.best[linked], found.claim[linked], -chance[linked]))]
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}

    def group(claim: int) -> int:
        if claim not in group_of:
            group_of[claim] = claim
            groups[claim] = [claim]
        return group_of[claim]

    for row in order.tolist():
        one, other = group(int(found.claim[row])), group(int(found.best[row]))
        if one == other:
            continue
        apart = not set(claims.article[groups[one]].tolist()) & set(claims.article[groups[other]].tolist())
        alone = len(groups[one]) == 1
        if apart or alone:
            for claim in groups[one]:
                group_of[claim] = other
            groups[other] += groups.pop(one)
    return [sorted(members) for members in groups.values() if _outlets(claims, members) > 1]


def _fact(readings: Readings, claims: Claims, group: list[int], story: str) -> SharedFact:
    """Write a group of claims as a fact; its shortest wording stands for it."""
    members = []
    for claim in group:
        article = readings.articles[int(claims.article[claim])]
        sentence = int(claims.sentence[claim])
        span = Span(int(readings.sentence_begin[sentence]), int(readings.sentence_end[sentence]))
        members.append(FactMember(article.id, span, article.text[span.begin : span.end]))
    members.sort(key=lambda member: (member.article, member.span))
    text = min((member.text for member in members), key=lambda text: (len(text), text))
    return SharedFact(story, text, _figures(claims, group), tuple(members))


def _figures(claims: Claims, group: list[int]) -> tuple[str, ...]:
    """Return the figures that every article of a group has, each in its shortest writing."""
    by_article: dict[int, list[int]] = {}
    for claim in group:
        by_article.setdefault(int(claims.article[claim]), []).append(claim)
    per_article = [[f for claim in rows for f in claims.figures[claim]] for rows in by_article.values()]
    result: list[str] = []
    for figure in per_article[0]:
        twins = [
            min(
                (f.text for f in others if f.unit == figure.unit and compatible(f, figure)),
                key=len,
                default=None,
            )
            for others in per_article
        ]
        if None not in twins:
            written = min((text for text in twins if text is not None), key=lambda text: (len(text), text))
            if written not in result:
                result.append(written)
    return tuple(result)
