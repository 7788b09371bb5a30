"""The same statement across articles: shared rare word pairs propose, aligned words decide."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Quote, QuoteFamily, Readings, Span
from provenance.quotations.account import account
from provenance.quotations.following import Between, following, nothing
from provenance.quotations.judge import short, verdicts
from provenance.quotations.kinship import Kinship
from provenance.quotations.lifted import lifted
from provenance.quotations.meeting import Couples, Rows, recurring
from provenance.quotations.names import same_speaker, surname
from provenance.quotations.pairing import neighbours, spoken
from provenance.quotations.proposals import LATER, SPOKEN_PAIR, by_words, owners_of, proposed
from provenance.quotations.shared import share
from provenance.quotations.statements import Columns, Statement, columns, statements
from provenance.reading.words import word_hash
from provenance.settings import Settings

_WHOEVER = 14.0  # weight shared from which one statement may be laid to different speakers
_BESIDE = ((-1, -1), (1, 1), (1, 2), (2, 1), (2, 2))  # steps from two statements that are the same
_FARTHEST = 2  # such steps on; back it is one


def match(
    readings: Readings,
    quotes: Iterable[tuple[Quote, ...]],
    settings: Settings,
    echoing: Candidates | None = None,
    between: Between = nothing,
) -> tuple[QuoteFamily, ...]:
    """Find statements that stand in several articles, and how each words them.

    Parameters
    ----------
    readings : Readings
    quotes : iterable of tuple of Quote
        What `quote` found in the same articles.
    settings : Settings
        `story_days` and `compile_above` are used.
    echoing : Candidates, optional
        The articles that may have a statement in common (see `echoes`); by default any two.
    between : callable, optional
        How many statements stand between two characters of an article that are not in `quotes`.

    Returns
    -------
    tuple of QuoteFamily
        Each with members in at least two articles, sorted by its first member.
    """
    return followed(readings, quotes, settings, echoing, between).families


class Followed(NamedTuple):
    """Families of quotes, and the pairs of articles (numbers, the lower first) that they can rest on."""

    families: tuple[QuoteFamily, ...]
    met: set[tuple[int, int]]


def followed(
    readings: Readings,
    quotes: Iterable[tuple[Quote, ...]],
    settings: Settings,
    echoing: Candidates | None,
    between: Between = nothing,
) -> Followed:
    """Do what `match` does, and say between which articles the families can have come about.

    Articles that no such pairs join, by however many steps, have nothing to do with each other's families.
    """
    couples = None if echoing is None else Couples(echoing.left, echoing.right)
    where = None if couples is None else couples.among(len(readings.articles))
    found = statements(readings, quotes, where)
    table = columns(readings, found)
    compiled = len(readings.word_hash) >= settings.compile_above
    kinship = Kinship(readings, settings.story_days + LATER, compiled=compiled)
    groups = _grouped((found, between), table, kinship, couples)
    found, groups = lifted((readings, couples), found, table, groups, kinship)
    found, groups = following(readings, (found, between), table, groups, compiled=compiled)
    made = [account(readings, [found[place] for place in group]) for group in groups]
    families = dict.fromkeys(family for family in made if family is not None)  # one may be found twice
    return Followed(tuple(sorted(families, key=_by_first)), kinship.asked)


def _by_first(family: QuoteFamily) -> tuple[str, Span, str, int]:
    first = family.members[0]
    return first.article, first.span, family.text, len(family.members)


def _grouped(
    said: tuple[list[Statement], Between], table: Columns, kinship: Kinship, couples: Couples | None
) -> list[list[int]]:
    """Put statements that are the same into one list each."""
    found, between = said
    article = np.array([each.article for each in found], np.int64)
    left, right = _proposed(found, table, couples, compiled=kinship.compiled)
    of = share(table, left, right, compiled=kinship.compiled)
    bonds = np.concatenate(
        [
            pairs[kinship.allows(verdict, article[left[pairs]], article[right[pairs]])]
            for verdict, pairs in verdicts(found, left, right, of).items()
        ]
    )
    # The strongest bonds first: what an article says once cannot be two of its statements. Of what shares as
    # much, what has nothing besides.
    bonds = bonds[np.lexsort((right[bonds], left[bonds], -of.whole[bonds], -of.weight[bonds]))]
    columns = left[bonds], right[bonds], of.weight[bonds] >= _WHOEVER
    joined = Sets(found)
    for one, other, whoever in zip(*(column.tolist() for column in columns), strict=True):
        joined.join(one, other, whoever=whoever)
    beside = _beside(found, joined)
    pairs = np.array(sorted(beside), np.int64).reshape(-1, 2)
    left, right = pairs.T
    alike = short(found, left, right, share(table, left, right, compiled=kinship.compiled))
    for a, b in pairs[alike].tolist():
        asked = ((found[one], found[a], found[other], found[b]) for one, other in beside[a, b])
        if any(
            (first := _step(one, mine, between)) is not None
            and (first, _step(other, yours, between)) in _BESIDE
            for one, mine, other, yours in asked
        ):
            joined.join(a, b, whoever=False)
    return joined.sets()


def _proposed(
    found: list[Statement], table: Columns, couples: Couples | None, *, compiled: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of statements of two articles that share a key, at least one in quotation marks."""
    article = np.array([each.article for each in found], np.int64)
    salt = np.array([_salt(each.who) for each in found], np.uint64)
    keys, owners, _ = neighbours(table.stem, table.weight, owners_of(table), SPOKEN_PAIR)
    named = salt[owners] != 0
    keys, owners = spoken(keys[named], salt[owners[named]]), owners[named]
    joined = zip(by_words(table, article), recurring(keys, owners, article), strict=True)
    left, right = proposed(Rows(*(np.concatenate(both) for both in joined)), couples, compiled=compiled)
    direct = np.array([each.direct for each in found], np.bool_)
    good = direct[left] | direct[right]
    return left[good], right[good]


def _salt(who: str | None) -> int:
    name = surname(who) if who else ""
    return word_hash(name) if name else 0


def _beside(found: list[Statement], joined: "Sets") -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Pair neighbours of statements that are the same: short sentences next to them may be too.

    Returned with each pair are the statements beside which they stand, nearer or farther.
    """
    places = {(each.article, each.order): place for place, each in enumerate(found) if each.direct}
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for group in joined.sets():
        for one, other in pairwise(group):
            for left, right in _BESIDE:
                a = places.get((found[one].article, found[one].order + left))
                b = places.get((found[other].article, found[other].order + right))
                if a is not None and b is not None:
                    pairs.setdefault((a, b), []).append((one, other))
    return pairs


def _step(one: Statement, other: Statement, between: Between) -> int | None:
    """Return how many statements on or back another one of the same article stands; None if too far."""
    step = other.order - one.order
    first, last = (one, other) if step > 0 else (other, one)
    room = (_FARTHEST if step > 0 else 1) - abs(step)
    apart = between(one.article, first.spans[0].begin, last.spans[0].begin, room) if room >= 0 else 1
    return None if apart > room else step + (apart if step > 0 else -apart)


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
        low, high = self.find(one), self.find(other)
        if low == high or not self.articles[low].isdisjoint(self.articles[high]):
            return
        if low > high:
            low, high = high, low
        if whoever or not any(
            same_speaker(a, b) is False for a in self.speakers[low] for b in self.speakers[high]
        ):
            self.parent[high] = low
            self.articles[low] |= self.articles.pop(high)
            self.speakers[low] |= self.speakers.pop(high)

    def sets(self) -> list[list[int]]:
        """Return the sets with more than one member, each sorted."""
        groups: dict[int, list[int]] = {}
        for place in sorted(self.parent):
            groups.setdefault(self.find(place), []).append(place)
        return [group for group in groups.values() if len(group) > 1]
