"""The same statement across articles: shared rare word pairs propose, aligned words decide."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.model import Quote, QuoteFamily, Readings
from provenance.quotations.account import account
from provenance.quotations.judge import Judge
from provenance.quotations.kinship import Kinship
from provenance.quotations.lifted import following, lifted
from provenance.quotations.names import same_speaker, surname
from provenance.quotations.pairing import neighbours, rarest, single, spoken
from provenance.quotations.statements import Columns, Statement, columns, statements
from provenance.reading.words import word_hash
from provenance.settings import Settings

_RARE_PAIR = 6.0  # two content words this rare together (summed idf) may mark one statement, whoever says it
_SPOKEN_PAIR = 2.5  # … if the same speaker says them side by side
_LATER = 10  # days beyond a story's own in which its quotes are still repeated in part
_WHOEVER = 14.0  # weight shared from which one statement may be laid to different speakers
_CROWD = 24  # statements that share a key; beyond, each is compared with its neighbours and the first only
_BESIDE = ((-1, -1), (1, 1), (1, 2), (2, 1), (2, 2))  # steps from two statements that are the same


def match(
    readings: Readings, quotes: Sequence[tuple[Quote, ...]], settings: Settings
) -> tuple[QuoteFamily, ...]:
    """Find statements that stand in several articles, and how each words them.

    Parameters
    ----------
    readings : Readings
    quotes : sequence of tuple of Quote
        What `quote` found in the same articles.
    settings : Settings
        `story_days` is used.

    Returns
    -------
    tuple of QuoteFamily
        Each with members in at least two articles, sorted by its first member.
    """
    found = statements(readings, quotes)
    table = columns(readings, found)
    kinship = Kinship(readings, settings.story_days + _LATER)
    groups = _grouped(found, table, kinship)
    found, groups = lifted(readings, found, table, groups, kinship)
    found, groups = following(readings, found, table, groups)
    made = [account(readings, [found[place] for place in group]) for group in groups]
    families = [family for family in made if family is not None]
    return tuple(sorted(families, key=lambda family: (family.members[0].article, family.members[0].span)))


def _grouped(found: list[Statement], table: Columns, kinship: Kinship) -> list[list[int]]:
    """Put statements that are the same into one list each."""
    judge = Judge(found, table)
    bonds: list[tuple[float, int, int]] = []
    for one, other in sorted(_proposed(found, table)):
        verdict, shared = judge.same(one, other)
        where = found[one].article, found[other].article
        if verdict == "yes" or (verdict != "no" and kinship.allows(verdict, *where)):
            bonds.append((-shared, one, other))
    # The strongest bonds first: what an article says once cannot be two of its statements.
    joined = Sets(found)
    for shared, one, other in sorted(bonds):
        joined.join(one, other, whoever=-shared >= _WHOEVER)
    for one, other in _beside(found, joined):
        if judge.short(one, other):
            joined.join(one, other, whoever=False)
    return joined.sets()


def _proposed(found: list[Statement], table: Columns) -> set[tuple[int, int]]:
    """Return pairs of statements that share a key."""
    owner = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(table.begin))
    salt = np.array([_salt(each.who) for each in found], np.uint64)
    pairs: set[tuple[int, int]] = set()
    for hashed in (neighbours, rarest):
        made, owners, _ = hashed(table.stem, table.weight, owner, _RARE_PAIR)
        pairs.update(_meeting(made, owners, found))
    bare = np.where(table.named, 0.0, table.weight)
    made, owners, _ = single(table.stem, bare, owner, _RARE_PAIR)
    pairs.update(_meeting(made, owners, found))
    made, owners, _ = neighbours(table.stem, table.weight, owner, _SPOKEN_PAIR)
    named = salt[owners] != 0
    pairs.update(_meeting(spoken(made[named], salt[owners[named]]), owners[named], found))
    return pairs


def _salt(who: str | None) -> int:
    name = surname(who) if who else ""
    return word_hash(name) if name else 0


def _meeting(
    made: NDArray[np.uint64], owners: NDArray[np.int64], found: list[Statement]
) -> Iterator[tuple[int, int]]:
    """Pair the owners of equal keys, from different articles, at least one of them quoting directly."""
    order = np.lexsort((owners, made))
    made, owners = made[order], owners[order]
    cuts = np.flatnonzero(np.diff(made)) + 1
    starts, stops = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(made)]))
    shared = (owners[starts] != owners[stops - 1]) if len(made) else np.zeros(1, np.bool_)
    everyone = owners.tolist()
    for begin, stop in zip(starts[shared].tolist(), stops[shared].tolist(), strict=True):
        group = list(dict.fromkeys(everyone[begin:stop]))
        couples: Iterable[tuple[int, int]] = combinations(group, 2)
        if len(group) > _CROWD:
            couples = [*pairwise(group), *((group[0], other) for other in group[1:])]
        for one, other in couples:
            if found[one].article != found[other].article and (found[one].direct or found[other].direct):
                yield one, other


def _beside(found: list[Statement], joined: "Sets") -> list[tuple[int, int]]:
    """Pair the neighbours of statements that are the same: short sentences next to them may be too."""
    places = {(each.article, each.order): place for place, each in enumerate(found) if each.direct}
    pairs: set[tuple[int, int]] = set()
    for group in joined.sets():
        for one, other in pairwise(group):
            for left, right in _BESIDE:
                a = places.get((found[one].article, found[one].order + left))
                b = places.get((found[other].article, found[other].order + right))
                if a is not None and b is not None:
                    pairs.add((a, b))
    return sorted(pairs)


class Sets:
    """Disjoint sets of statements (union-find), each with at most one of an article."""

    def __init__(self, found: list[Statement]) -> None:
        self.found = found
        self.parent: dict[int, int] = {}  # of statements that were ever joined; most never are
        self.articles: dict[int, set[int]] = {}
        self.speakers: dict[int, set[str]] = {}

    def find(self, place: int) -> int:
        """Return the name of the set that holds `place`."""
        if place not in self.parent:
            each = self.found[place]
            self.parent[place] = place
            self.articles[place] = {each.article}
            self.speakers[place] = {each.who} if each.who else set()
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def join(self, one: int, other: int, *, whoever: bool) -> None:
        """Make one set of two, unless both have an article, or (if not `whoever`) speakers, that clash."""
        low, high = sorted((self.find(one), self.find(other)))
        if low == high or not self.articles[low].isdisjoint(self.articles[high]):
            return
        clash = any(same_speaker(a, b) is False for a in self.speakers[low] for b in self.speakers[high])
        if whoever or not clash:
            self.parent[high] = low
            self.articles[low] |= self.articles.pop(high)
            self.speakers[low] |= self.speakers.pop(high)

    def sets(self) -> list[list[int]]:
        """Return the sets with more than one member, each sorted."""
        groups: dict[int, list[int]] = {}
        for place in sorted(self.parent):
            groups.setdefault(self.find(place), []).append(place)
        return [group for group in groups.values() if len(group) > 1]
