"""Rows of the fact table: one claim that stands for a fact, and the articles that tell it.

A row is read as "each of these tells this", so it hangs on one claim, its heading, not on a chain of
likenesses: an article has a place in it where the decision says that it states the heading.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.decision import Links, decision
from provenance.facts.evidence import Held, expand
from provenance.facts.index import runs
from provenance.facts.units import Units

# Probability from which a row says that an article tells the fact. With what is asked beside it, .84 of
# such cells on eight events are stated fully, as careful readers marked them, and .98 at least partly; of all
# pairs above the threshold of "shared" .59 and .90 are.
_SURE = 0.7
_QUOTATION = 0.5  # share of a claim that is quoted, from which it is a quotation:
_SAME_WORDS = 0.6  # share of the quoted words that must stand there too, or another statement is quoted
_SAID = 0.35  # share of the words that are neither name nor figure that must: names alone are a topic
_MOST = 0.5  # of the links between two groups; with a chain of single links rows of ten outlets drift

Cells = dict[int, int]
_Told = TypeVar("_Told")
_NOWHERE = (0.0, -1, False)


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and those that state it elsewhere, one of each article.

    Attributes
    ----------
    heading : int
    sure, similar : dict of int to int
        From article to its claim. The heading's own article is among the sure ones.
    """

    heading: int
    sure: Cells
    similar: Cells

    @property
    def claims(self) -> list[int]:
        """All claims of the row, in order."""
        return sorted({*self.sure.values(), *self.similar.values()})


class _Chances:
    """How likely it is that an article states a claim, and with which of its own."""

    def __init__(self, claims: Claims, links: Links, agreeing: dict[int, set[int]]) -> None:
        """Take `agreeing`: claims that state the same figures of the same things tell the same."""
        found = links.units
        self.articles = claims.articles
        self.same = {claim: group for group in links.same for claim in group}
        self.groups = links.same
        self.agreeing = agreeing
        kept = np.flatnonzero(links.chance >= decision().threshold)
        says, figures = _says(claims, found, kept)
        sure = ((links.chance[kept] >= _SURE) & says & (figures >= 0)) | (figures > 0)
        told = list(zip(links.chance[kept].tolist(), found.best[kept].tolist(), sure.tolist(), strict=True))
        self.of = _by_claim(found, kept, told)
        self.sure, self.similar = (
            _by_claim(found, some, found.best[some].tolist()) for some in (kept[sure], kept[~sure])
        )

    def states(self, one: int, other: int) -> bool:
        """Say whether another claim's article states a claim in the words of that other one."""
        chance, best, _ = self.of[one].get(self.articles[other], _NOWHERE) if one in self.of else _NOWHERE
        return best == other and chance > 0


def _by_claim(found: Units, rows: NDArray[np.int64], told: Sequence[_Told]) -> dict[int, dict[int, _Told]]:
    """Return what is told of some units, by claim and by article."""
    claims, articles = found.claim[rows], found.article[rows].tolist()
    starts = runs(claims)[1]
    stretches = zip(claims[starts[:-1]].tolist(), pairwise(starts.tolist()), strict=True)
    return {
        claim: dict(zip(articles[low:high], told[low:high], strict=True)) for claim, (low, high) in stretches
    }


def _says(
    claims: Claims, found: Units, rows: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Look closely at units: whether the other article's best sentence says the same of the same people.

    Returns
    -------
    bool (R,)
        Enough of the claim's plain words stand there, and where it is a quotation, enough of the quoted ones.
    int64 (R,)
        1 if all of the claim's figures stand there, -1 if none does, else (or if it has none) 0.
    """
    held = Held(claims.owner, claims.key)
    unit, item = expand(claims.items, found.claim[rows])
    key, weight = claims.key[item], claims.weight[item]
    quoted, figure = claims.quoted[item], claims.figure[item]
    there = held(found.best[rows][unit], key)
    plain = ~(claims.name[item] | figure)

    def total(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(unit, weight * mask, len(rows)).astype(np.float64)

    quotation = total(quoted) > _QUOTATION * np.bincount(unit, weight, len(rows))
    other = quotation & (total(quoted & there) < _SAME_WORDS * total(quoted))
    figures, given = total(figure), total(figure & there)
    standing = np.where(given == figures, 1, np.where(given > 0, 0, -1))
    return ~other & (total(plain & there) >= _SAID * total(plain)), np.where(figures > 0, standing, 0)


def gathered(claims: Claims, links: Links, agreeing: dict[int, set[int]]) -> list[Row]:
    """Gather claims into rows; those that are not unique stand in at least one, sure or similar."""
    chances = _Chances(claims, links, agreeing)
    rows = [_row(claims, group, chances) for group in _groups(chances)]
    rows.sort(key=lambda row: (-outlets(claims, row.sure), -outlets(claims, row.similar), row.heading))
    kept: list[Row] = []
    within: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        again = [number for claim in row.sure.values() for number in within.get(claim, ())]
        if len(set(again)) < len(again):
            continue  # two of its claims tell an earlier row's fact: it is the same one
        for claim in row.claims:
            within[claim].append(len(kept))
        kept.append(row)
    alone = sorted(claim for claim in chances.of if claim not in within)
    return [*kept, *(_doubtful(_row(claims, [claim], chances)) for claim in alone)]


def outlets(claims: Claims, cells: Cells) -> int:
    """Count the outlets of a row's cells."""
    return len(set(map(claims.outlets.__getitem__, cells.values())))


def _doubtful(row: Row) -> Row:
    """Return a row of which only the heading's article is sure."""
    own = {article: claim for article, claim in row.sure.items() if claim == row.heading}
    others = {article: claim for article, claim in row.sure.items() if claim != row.heading}
    return Row(row.heading, own, {**others, **row.similar})


def _row(claims: Claims, group: list[int], chances: _Chances) -> Row:
    """Choose the claim of a group that most articles surely state, and list them."""
    made = [_cells(claim, group, chances) for claim in group]
    if len(group) == 1:
        return Row(group[0], *made[0])

    def rank(place: int) -> tuple[int, float, int, int]:
        heading, sure = group[place], made[place][0]
        linked = chances.of.get(heading, {})
        likely = sum([linked[article][0] for article in sure if article in linked])
        return outlets(claims, sure), round(likely, 6), -int(claims.words[heading]), -heading

    best = max(range(len(group)), key=rank)
    return Row(group[best], *made[best])


def _cells(heading: int, group: list[int], chances: _Chances) -> tuple[Cells, Cells]:
    """Return the claims that surely state a heading, and those that may, by article."""
    articles = chances.articles
    sure = {articles[heading]: heading}
    for claim in chances.same.get(heading, ()):
        sure.setdefault(articles[claim], claim)
    linked = chances.of.get(heading, {})
    for article, claim in chances.sure.get(heading, {}).items():
        sure.setdefault(article, claim)
    similar = chances.similar.get(heading, {}).copy()
    for claim in sorted(chances.agreeing.get(heading, ())):
        sure.setdefault(articles[claim], claim)
    if len(group) == 1 and len(similar) + len(sure) == len(linked) + 1:
        return sure, similar  # as most: nothing but what is linked to it
    members = {articles[claim]: claim for claim in group}
    # In a story of hundreds of articles not every one was looked at for each claim.
    unseen = members.keys() - sure.keys() - linked.keys()
    for claim in list(sure.values()) if unseen else ():
        beyond = chances.of.get(claim, {})
        for article in [each for each in beyond if each in unseen and each not in sure]:
            _, other, told = beyond[article]
            if members[article] == other:
                (sure if told else similar).setdefault(article, other)
    if not similar.keys().isdisjoint(sure):
        similar = {article: claim for article, claim in similar.items() if article not in sure}
    return sure, similar


def _groups(chances: _Chances) -> list[list[int]]:
    """Merge claims that are each other's best counterparts, likeliest first, one of each article."""
    articles, of = chances.articles, chances.of
    mutual: dict[tuple[int, int], float] = {}
    for one, found in of.items():
        for chance, other, _ in found.values():
            if one < other and other in of:
                back, best, _ = of[other].get(articles[one], _NOWHERE)
                if best == one and back:
                    mutual[one, other] = chance + back
    group_of = {claim: group for group in map(list, chances.groups) for claim in group}
    for one, other in sorted(mutual, key=lambda pair: (-mutual[pair], pair)):
        left, right = group_of.get(one, [one]), group_of.get(other, [other])
        if left is right:
            continue
        held = [articles[claim] for claim in left + right]
        if len(set(held)) == len(held) and _close(left, right, chances.states):
            left += right
            for claim in left:
                group_of[claim] = left
    groups = {id(group): sorted(group) for group in group_of.values()}
    return [*groups.values(), *([claim] for claim in sorted(chances.of) if claim not in group_of)]


def _close(left: list[int], right: list[int], linked: Callable[[int, int], bool]) -> bool:
    """Say whether most claims of one group state most of the other's: a chain of likenesses drifts away."""
    links = sum(linked(one, other) or linked(other, one) for one in left for other in right)
    return links >= _MOST * len(left) * len(right)
