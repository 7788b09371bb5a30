"""The same statement across articles: shared rare word pairs propose, aligned words decide."""

from collections.abc import Iterable, Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Quote, QuoteFamily, Readings
from provenance.quotes.account import account
from provenance.quotes.kinship import Kinship
from provenance.quotes.lifted import lifted
from provenance.quotes.names import same_speaker, surname
from provenance.quotes.pairing import CONTENT, neighbours, rarest, spoken
from provenance.quotes.statements import Columns, Statement, columns, statements
from provenance.reading.words import word_hash
from provenance.settings import Settings

_RARE_PAIR = 6.0  # two content words this rare together may mark one statement, whoever says it
_SPOKEN_PAIR = 2.5  # … if the same speaker says them
_LATER = 10  # days beyond a story's own in which its quotes are still repeated in part
_CROWD = 24  # statements that share a key; beyond, each is compared with its neighbours and the first only


def match(readings: Readings, quotes: Sequence[tuple[Quote, ...]], settings: Settings) -> tuple[QuoteFamily, ...]:
    """Find statements that stand in several articles, and how each words them.

    Parameters
    ----------
    readings : Readings
    quotes : sequence of tuple of Quote
        What `quote` found in the same articles.
    settings : Settings

    Returns
    -------
    tuple of QuoteFamily
        Each with members in at least two articles, sorted by its first member.
    """
    found = statements(readings, quotes)
    table = columns(readings, found)
    groups = _grouped(readings, found, table, settings)
    found, groups = lifted(readings, found, table, groups)
    made = [account(readings, [found[place] for place in group]) for group in groups]
    families = [family for family in made if family is not None]
    return tuple(sorted(families, key=lambda family: (family.members[0].article, family.members[0].span)))


def _grouped(readings: Readings, found: list[Statement], table: Columns, settings: Settings) -> list[list[int]]:
    """Put statements that are the same into one list each."""
    owner = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(table.begin))
    names = [surname(each.who) if each.who else "" for each in found]
    salt = np.array([word_hash(name) if name else 0 for name in names], np.uint64)
    pairs: set[tuple[int, int]] = set()
    for hashed in (neighbours, rarest):
        made, owners, _ = hashed(table.stem, table.weight, owner, _RARE_PAIR)
        pairs.update(_candidates(made, owners, found))
    made, owners, _ = neighbours(table.stem, table.weight, owner, _SPOKEN_PAIR)
    named = salt[owners] != 0
    pairs.update(_candidates(spoken(made[named], salt[owners[named]]), owners[named], found))
    judge = Judge(found, table)
    kinship = Kinship(readings, settings.story_days + _LATER)
    bonds: list[tuple[float, int, int]] = []
    for one, other in sorted(pairs):
        verdict, shared = judge.same(one, other)
        where = found[one].article, found[other].article
        if (
            verdict == "yes"
            or (verdict == "if related" and kinship.related(*where))
            or (verdict == "if dated" and kinship.dated(*where) and kinship.related(*where))
        ):
            bonds.append((-shared, one, other))
    # the strongest bonds first: what an article says once cannot be two of its statements
    joined = Sets([each.article for each in found])
    for _, one, other in sorted(bonds):
        joined.join(one, other)
    for one, other in _beside(found, joined):
        if judge.short(one, other):
            joined.join(one, other)
    return joined.sets()


def _candidates(made: NDArray[np.uint64], owners: NDArray[np.int64], found: list[Statement]) -> Iterable[tuple[int, int]]:
    order = np.lexsort((owners, made))
    made, owners = made[order], owners[order]
    cuts = np.flatnonzero(np.diff(made)) + 1
    starts = np.concatenate(([0], cuts))
    stops = np.concatenate((cuts, [len(made)]))
    for begin, stop in zip(starts[stops - starts > 1].tolist(), stops[stops - starts > 1].tolist(), strict=True):
        group = sorted(set(owners[begin:stop].tolist()))
        if len(group) <= _CROWD:
            couples: Iterable[tuple[int, int]] = ((one, other) for at, one in enumerate(group) for other in group[at + 1 :])
        else:
            couples = [*pairwise(group), *((group[0], other) for other in group[1:])]
        for one, other in couples:
            if found[one].article != found[other].article and (found[one].direct or found[other].direct):
                yield one, other


def _beside(found: list[Statement], joined: "Sets") -> list[tuple[int, int]]:
    """Pair the neighbours of statements that are the same: short sentences next to them may be too."""
    places = {(each.article, each.order): place for place, each in enumerate(found)}
    pairs: set[tuple[int, int]] = set()
    for group in joined.sets():
        for one, other in zip(group, group[1:]):
            for left in (-1, 1, 2):
                for right in (-1, 1, 2):
                    if left * right < 0:
                        continue
                    a = places.get((found[one].article, found[one].order + left))
                    b = places.get((found[other].article, found[other].order + right))
                    if a is not None and b is not None and found[a].article != found[b].article and found[a].direct and found[b].direct:
                        pairs.add((a, b))
    return sorted(pairs)


class Shared(NamedTuple):
    """What two statements share: weight, its part of the lighter one, longest run; the heavier one's weight,
    the likeness of all words, and how many the shorter has."""

    shared: float
    cover: float
    run: int
    most: float
    alike: float
    words: int


class Judge:
    """Decides whether two statements are the same, by the weight of the words they share in order."""

    def __init__(self, found: list[Statement], table: Columns) -> None:
        self.found, self.table = found, table

    def _of(self, place: int) -> tuple[list[int], NDArray[np.float64]]:
        begin, stop = self.table.begin[place], self.table.begin[place + 1]
        weight = self.table.weight[begin:stop]
        return self.table.stem[begin:stop].tolist(), np.where(weight >= CONTENT, weight, 0.0)

    def same(self, one: int, other: int) -> tuple[str, float]:
        """Return "yes", "no", "if related" or "if dated" (and related), with the weight of the words shared."""
        left, left_weight = self._of(one)
        right, right_weight = self._of(other)
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        shared = float(sum(left_weight[b.a : b.a + b.size].sum() for b in blocks))
        least, most = sorted((float(left_weight.sum()), float(right_weight.sum())))
        if not least:
            return "no", 0.0
        cover, run = shared / least, max(b.size for b in blocks)
        return self._verdict(one, other, blocks, Shared(shared, cover, run, most, 2 * sum(b.size for b in blocks) / (len(left) + len(right)), min(len(left), len(right)))), shared

    def _verdict(self, one: int, other: int, blocks: Sequence[Match], of: Shared) -> str:
        direct = self.found[one].direct and self.found[other].direct
        speaker = same_speaker(self.found[one].who, self.found[other].who)
        if not direct and (of.shared < 14 or of.cover < 0.6 or of.run < 3 or self._unnamed(one, other, blocks) < 8):
            return "no"
        if of.shared < 14 and self._unnamed(one, other, blocks) < 4:
            return "no"  # a name both mention
        if speaker is True:
            if of.cover >= 0.8 and of.shared >= 14 and direct:
                return "yes"
            if of.cover >= 0.8 and (of.shared >= 6 or (of.alike >= 0.7 and of.words >= 6)):
                return "if related"
            return "if related" if of.cover >= 0.4 and of.shared >= 8 else "no"
        if speaker is None:
            if of.cover >= 0.7 and of.shared >= 18 and of.run >= 4:
                return "yes" if of.cover >= 0.85 else "if related"
            if of.cover >= 0.8 and of.shared >= 6 and (of.shared >= 0.6 * of.most or of.shared >= 14):
                return "if related" if of.shared >= 14 else "if dated"
            return "if dated" if of.cover >= 0.5 and of.shared >= 12 else "no"
        if of.cover >= 0.8 and of.shared >= 25 and of.run >= 6:
            return "yes"
        return "if related" if of.cover >= 0.8 and of.shared >= 14 else "no"

    def _unnamed(self, one: int, other: int, blocks: Sequence[Match]) -> float:
        """Return the weight of the shared words that are no names on either side."""
        left, right = self.table.begin[one], self.table.begin[other]
        total = 0.0
        for block in blocks:
            for step in range(block.size):
                a, b = left + block.a + step, right + block.b + step
                if self.table.weight[a] >= CONTENT and not (self.table.named[a] or self.table.named[b]):
                    total += float(self.table.weight[a])
        return total

    def short(self, one: int, other: int) -> bool:
        """Tell whether two short sentences beside a shared statement are the same too."""
        left, _ = self._of(one)
        right, _ = self._of(other)
        if min(len(left), len(right)) < 3 or max(len(left), len(right)) > 40 or same_speaker(self.found[one].who, self.found[other].who) is False:
            return False
        return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.75


class Sets:
    """Disjoint sets of statements (union-find), at most one of each article; the smallest number names its set."""

    def __init__(self, articles: list[int]) -> None:
        self.parent = list(range(len(articles)))
        self.articles = {place: {article} for place, article in enumerate(articles)}

    def find(self, place: int) -> int:
        """Return the name of the set that holds `place`."""
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one set of two, unless both hold a statement of the same article."""
        low, high = sorted((self.find(one), self.find(other)))
        if low != high and self.articles[low].isdisjoint(self.articles[high]):
            self.parent[high] = low
            self.articles[low] |= self.articles.pop(high)

    def sets(self) -> list[list[int]]:
        """Return the sets with more than one member, each sorted."""
        groups: dict[int, list[int]] = {}
        for place in range(len(self.parent)):
            groups.setdefault(self.find(place), []).append(place)
        return [group for group in groups.values() if len(group) > 1]
