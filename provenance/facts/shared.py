"""Claims that several outlets make, gathered into one fact each."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from provenance.facts.claims import Claims
from provenance.facts.contents import Reader
from provenance.facts.decision import Links
from provenance.facts.disagreements import Disputes
from provenance.facts.figures import compatible, value
from provenance.facts.gathering import Row as Gathered
from provenance.facts.gathering import gathered, outlets
from provenance.facts.headings import heading
from provenance.model import Figure
from provenance.model.factrows import Row, of_figures

_SAME = 1.1  # times; figures that agree only because one is open ("up to") differ by more


def shared(read: Reader, links: Links, figures: Disputes, story: str) -> tuple[Row, ...]:
    """Gather claims that state the same; what most outlets surely tell first, then by place.

    Parameters
    ----------
    links : Links
    figures : Disputes
        Figures that agree bring in articles whose wording alone would not.

    Returns
    -------
    tuple of Row
        Of which `factrows.shared` makes facts.
    """
    claims = read.claims
    gathered_rows = gathered(claims, links, _agreeing(claims, figures))
    facts = [_fact(read, row, story) for row in gathered_rows]
    ranks = [
        (
            -outlets(claims, row.sure),
            -outlets(claims, row.similar),
            [member[:3] for member in members],
        )
        for row, (_, members, _) in zip(gathered_rows, facts, strict=True)
    ]
    return tuple([fact for _, fact in sorted(zip(ranks, facts, strict=True), key=itemgetter(0))])


def _agreeing(claims: Claims, found: Disputes) -> dict[int, set[int]]:
    """Return for each claim those that state all of its figures, of the same things."""
    agreeing: dict[int, set[int]] = defaultdict(set)
    stated = _Stated(claims)
    for left, right in found.agreements:
        one, other = found.figures[left], found.figures[right]
        if stated.same(one.figure, other.figure):
            agreeing[one.claim].add(other.claim)
            agreeing[other.claim].add(one.claim)
    return {
        claim: {other for other in others if stated.all_of(claim, other)}
        for claim, others in agreeing.items()
    }


class _Stated:
    """Says whether claims state the same figures; where outlets carry one sentence it looks once."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        self._figures: dict[tuple[int, int], bool] = {}
        self._texts: dict[tuple[int, int], bool] = {}

    def same(self, one: Figure, other: Figure) -> bool:
        """Say whether two figures give the same number of the same unit."""
        both = id(one), id(other)
        if both not in self._figures:
            self._figures[both] = _same(one, other)
        return self._figures[both]

    def all_of(self, one: int, other: int) -> bool:
        """Say whether all figures of one claim stand in another."""
        both = self._claims.twin[one], self._claims.twin[other]
        if both not in self._texts:
            mine, theirs = self._claims.figures[one], self._claims.figures[other]
            self._texts[both] = all(any(self.same(each, figure) for figure in theirs) for each in mine)
        return self._texts[both]


def _fact(read: Reader, row: Gathered, story: str) -> Row:
    """Write a row as a fact, in the words of its heading."""
    claims = read.claims
    sure = outlets(claims, row.sure) > 1
    span = claims.spans[row.heading]
    if sure and (part := heading(claims, row)) != span:
        span = part
    holds = read(row.heading, span)
    members, given = [], dict[int, str | None]()  # given: the figure, by text
    for claim in row.claims:
        begin, end = claims.spans[claim].begin, claims.spans[claim].end
        shift = claims.shift[claim]
        told = sure and row.sure.get(claims.articles[claim]) == claim
        twin = claims.twin[claim]
        if told and twin not in given:
            given[twin] = _given(claims, claim, holds.figures) if holds.figures else None
        figure = given[twin] if told else None
        words = claims.texts[claim][begin:end]
        members.append((claims.sources[claim].id, begin + shift, end + shift, words, figure, told))
    members.sort()
    text = claims.texts[row.heading][span.begin : span.end]
    common = tuple([figure.text for figure in _common(claims, row.sure.values())])
    return (
        (story, text, common, sure, holds.names, holds.dates, holds.places, holds.quoted),
        tuple(members),
        of_figures(holds.figures, claims.shift[row.heading]),
    )


def _given(claims: Claims, claim: int, wanted: tuple[Figure, ...]) -> str | None:
    """Return how a claim writes the first of the wanted figures that it gives; None if it gives none."""
    twins = (each for figure in wanted for each in claims.figures[claim] if _same(each, figure))
    return next((each.text for each in twins), None)


def _common(claims: Claims, group: Iterable[int]) -> list[Figure]:
    """Return the figures that all claims of a group have, each in its shortest writing."""
    held = [claims.figures[claim] for claim in dict.fromkeys(map(claims.twin.__getitem__, group))]
    if not all(held):
        return []
    result: dict[str, Figure] = {}
    for figure in min(held, key=len):
        twins = [[each for each in others if _same(each, figure)] for others in held]
        if all(twins):
            shortest = min(
                (each for some in twins for each in some), key=lambda each: (len(each.text), each.text)
            )
            result.setdefault(shortest.text, shortest)
    return list(result.values())


def _same(one: Figure, other: Figure) -> bool:
    """Say whether two figures give the same number of the same unit."""
    if one.unit != other.unit:
        return False
    low, high = sorted((value(one), value(other)))
    return high <= _SAME * low and compatible(one, other)
