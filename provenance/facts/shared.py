"""Claims that several outlets make, gathered into one fact each."""

from collections import defaultdict

import numpy as np

from provenance.facts.claims import Claims, span_of
from provenance.facts.decision import Links, decision
from provenance.facts.disagreements import Disputes
from provenance.facts.figures import compatible, value
from provenance.model import FactMember, Figure, Readings, SharedFact

_SURE = 0.6  # probability from which further counterparts stand beside the likeliest one
_MOST = 0.5  # of the links between two groups; with a chain of single links rows of ten outlets drift
_SAME = 1.1  # times; figures that agree only because one is open ("up to") differ by more


def shared(
    readings: Readings,
    claims: Claims,
    links: Links,
    figures: Disputes,
    story: str,
) -> tuple[SharedFact, ...]:
    """Gather claims that state the same; facts of most outlets first, then by place.

    Parameters
    ----------
    links : Links
    figures : Disputes
        Figures that agree bring in articles whose wording alone would not.
    """
    agreeing: dict[int, list[int]] = defaultdict(list)
    for left, right in figures.agreements:
        one, other = figures.figures[left].claim, figures.figures[right].claim
        agreeing[one].append(other)
        agreeing[other].append(one)
    groups = [_joined(claims, group, agreeing) for group in _gather(claims, links)]
    facts = [(_outlets(claims, group), _fact(readings, claims, group, story)) for group in groups]
    facts.sort(key=lambda pair: (-pair[0], [(m.article, m.span) for m in pair[1].members]))
    return tuple(fact for _, fact in facts)


def _outlets(claims: Claims, group: list[int]) -> int:
    """Count the outlets of a group of claims."""
    return len(set(claims.outlet[group].tolist()))


def _gather(claims: Claims, links: Links) -> list[list[int]]:
    """Merge claims that are each other's best counterparts, likeliest first, one of each article.

    A shared claim that is nobody's best counterpart stands with its own counterparts: one outlet's two
    sentences may say what another's long one does.
    """
    found, chance = links.units, links.chance
    linked = np.flatnonzero(chance >= decision().threshold).tolist()
    chance_of = {(int(found.claim[n]), int(found.best[n])): float(chance[n]) for n in range(len(chance))}
    best_of = {(int(found.claim[n]), int(found.article[n])): int(found.best[n]) for n in range(len(chance))}
    mutual: dict[tuple[int, int], float] = {}
    for row in linked:
        one, other = int(found.claim[row]), int(found.best[row])
        if best_of.get((other, int(claims.article[one]))) == one:
            mutual[min(one, other), max(one, other)] = chance_of[one, other] + chance_of[other, one]
    group_of = {claim: group for group in map(list, links.same) for claim in group}
    for one, other in sorted(mutual, key=lambda pair: (-mutual[pair], pair)):
        left, right = group_of.get(one, [one]), group_of.get(other, [other])
        articles = claims.article[left + right].tolist()
        if left is not right and len(set(articles)) == len(articles) and _close(left, right, chance_of):
            left += right
            for claim in left:
                group_of[claim] = left
    groups = {id(group): sorted(group) for group in group_of.values()}
    alone: dict[int, list[int]] = defaultdict(list)
    for row in sorted(linked, key=lambda row: (-chance[row], row)):
        claim = int(found.claim[row])
        if claim not in group_of and (claim not in alone or chance[row] >= _SURE):
            alone[claim].append(int(found.best[row]))
    return [*groups.values(), *(sorted([claim, *best]) for claim, best in alone.items())]


def _close(left: list[int], right: list[int], chance_of: dict[tuple[int, int], float]) -> bool:
    """Say whether most claims of one group state most of the other's: a chain of likenesses drifts away."""
    linked = sum(
        max(chance_of.get((one, other), 0.0), chance_of.get((other, one), 0.0)) >= decision().threshold
        for one in left
        for other in right
    )
    return linked >= _MOST * len(left) * len(right)


def _joined(claims: Claims, group: list[int], agreeing: dict[int, list[int]]) -> list[int]:
    """Add claims of further articles that state a figure all of the group have."""
    result = list(group)
    articles = set(claims.article[group].tolist())
    common = _common(claims, group)
    for claim in group if common else ():
        for other in agreeing.get(claim, ()):
            article = int(claims.article[other])
            if article in articles:
                continue
            if any(_same(each, figure) for each in claims.figures[other] for figure in common):
                result.append(other)
                articles.add(article)
    return sorted(result)


def _fact(readings: Readings, claims: Claims, group: list[int], story: str) -> SharedFact:
    """Write a group of claims as a fact; its shortest wording stands for it."""
    members = []
    for claim in group:
        article = readings.articles[int(claims.article[claim])]
        span = span_of(readings, int(claims.sentence[claim]))
        members.append(FactMember(article.id, span, article.text[span.begin : span.end]))
    members.sort(key=lambda member: (member.article, member.span))
    text = min((member.text for member in members), key=lambda text: (len(text), text))
    return SharedFact(story, text, tuple(figure.text for figure in _common(claims, group)), tuple(members))


def _common(claims: Claims, group: list[int]) -> list[Figure]:
    """Return the figures that every article of a group has, each in its shortest writing."""
    by_article: dict[int, list[Figure]] = defaultdict(list)
    for claim in group:
        by_article[int(claims.article[claim])] += claims.figures[claim]
    result: dict[str, Figure] = {}
    for figure in min(by_article.values(), key=len):
        twins = [[each for each in others if _same(each, figure)] for others in by_article.values()]
        if all(twins):
            shortest = min(
                (each for some in twins for each in some), key=lambda each: (len(each.text), each.text)
            )
            result.setdefault(shortest.text, shortest)
    return list(result.values())


def _same(one: Figure, other: Figure) -> bool:
    """Say whether two figures give the same number of the same unit."""
    low, high = sorted((value(one), value(other)))
    return one.unit == other.unit and high <= _SAME * low and compatible(one, other)
