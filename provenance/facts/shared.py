"""Claims that several outlets make, gathered into one fact each."""

from collections import defaultdict

from provenance.facts.claims import Claims
from provenance.facts.contents import Reader
from provenance.facts.decision import Links
from provenance.facts.disagreements import Disputes
from provenance.facts.figures import compatible, value
from provenance.facts.gathering import Row, gathered, outlets
from provenance.facts.headings import heading
from provenance.model import FactMember, Figure, SharedFact

_SAME = 1.1  # times; figures that agree only because one is open ("up to") differ by more


def shared(read: Reader, links: Links, figures: Disputes, story: str) -> tuple[SharedFact, ...]:
    """Gather claims that state the same; what most outlets surely tell first, then by place.

    Parameters
    ----------
    links : Links
    figures : Disputes
        Figures that agree bring in articles whose wording alone would not.
    """
    claims = read.claims
    rows = gathered(claims, links, _agreeing(claims, figures))
    facts = [_fact(read, row, story) for row in rows]
    ranks = [
        (
            -outlets(claims, row.sure),
            -outlets(claims, row.similar),
            [(m.article, m.span) for m in fact.members],
        )
        for row, fact in zip(rows, facts, strict=True)
    ]
    return tuple(fact for _, fact in sorted(zip(ranks, facts, strict=True), key=lambda pair: pair[0]))


def _agreeing(claims: Claims, found: Disputes) -> dict[int, set[int]]:
    """Return for each claim those that state all of its figures, of the same things."""
    agreeing: dict[int, set[int]] = defaultdict(set)
    for left, right in found.agreements:
        one, other = found.figures[left], found.figures[right]
        if _same(one.figure, other.figure):
            agreeing[one.claim].add(other.claim)
            agreeing[other.claim].add(one.claim)
    return {
        claim: {other for other in others if _all_of(claims, claim, other)}
        for claim, others in agreeing.items()
    }


def _all_of(claims: Claims, one: int, other: int) -> bool:
    """Say whether one claim has all figures of another."""
    return all(any(_same(mine, theirs) for theirs in claims.figures[other]) for mine in claims.figures[one])


def _fact(read: Reader, row: Row, story: str) -> SharedFact:
    """Write a row as a fact, in the words of its heading."""
    readings, claims = read.readings, read.claims
    sure = outlets(claims, row.sure) > 1
    span = read.spans[row.heading]
    if sure and (part := heading(readings, claims, row)) != span:
        span = part
    holds = read(row.heading, span)
    members = []
    for claim in row.claims:
        article = readings.articles[int(claims.article[claim])]
        told = sure and row.sure.get(int(claims.article[claim])) == claim
        whole = read.spans[claim]
        figure = _given(claims, claim, holds.figures) if told else None
        members.append(FactMember(article.id, whole, article.text[whole.begin : whole.end], figure, told))
    members.sort(key=lambda member: (member.article, member.span))
    text = readings.articles[int(claims.article[row.heading])].text[span.begin : span.end]
    figures = tuple(figure.text for figure in _common(claims, list(row.sure.values())))
    return SharedFact(
        story,
        text,
        figures,
        tuple(members),
        sure,
        names=holds.names,
        dates=holds.dates,
        amounts=holds.figures,
        places=holds.places,
        quoted=holds.quoted,
    )


def _given(claims: Claims, claim: int, wanted: tuple[Figure, ...]) -> str | None:
    """Return how a claim writes the first of the wanted figures that it gives; None if it gives none."""
    twins = (each for figure in wanted for each in claims.figures[claim] if _same(each, figure))
    return next((each.text for each in twins), None)


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
