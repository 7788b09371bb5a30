"""Step `trace`: where shared text came from and which way it went, with evidence, or "cannot tell"."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.commontext import by_share, group_texts, marked_in, reconstructed
from provenance.lineage.credits import Credit, credited_by
from provenance.lineage.derivations import derivations, outlet_shares
from provenance.lineage.directions import Known, directions
from provenance.lineage.independence import counted
from provenance.lineage.offices import explained
from provenance.lineage.origins import OPENING, official, origin, unsaid
from provenance.lineage.quoting import quoting
from provenance.lineage.relations import refined
from provenance.lineage.shares import Shares
from provenance.lineage.siblings import settled
from provenance.lineage.statements import statement_groups
from provenance.lineage.texts import Texts
from provenance.model import (
    Article,
    Direction,
    Group,
    Lineage,
    Pair,
    QuoteFamily,
    Readings,
    Story,
    Testimony,
    many,
)
from provenance.settings import Settings

__all__ = ["OPENING", "Findings", "in_story", "official", "outlet_shares", "trace"]

_MANY = 5_000  # pairs; of so many plain code takes as long as the compiler takes to load
Ends = tuple[str, str]  # ids of a pair's articles


@dataclass(frozen=True, slots=True)
class Findings:
    """What earlier steps found, as `trace` needs it; and, for a part of a corpus, what it found before.

    Attributes
    ----------
    pairs, groups, stories, families : sequences
    known : mapping
        Pairs, by the ids of their ends, that are as `trace` left them, with what was told of the two.
    again : collection
        Those of them of which it must be asked again whether a third article is the source.
    beside : sequence of Article
        Articles that are named but were not read; of their texts the first `OPENING` characters are enough.
    """

    pairs: Sequence[Pair]
    groups: Sequence[Group]
    stories: Sequence[Story]
    families: Sequence[QuoteFamily] = ()
    known: Mapping[Ends, Testimony] = field(default_factory=dict)
    again: Collection[Ends] = ()
    beside: Sequence[Article] = ()


def trace(readings: Readings, found: Findings, settings: Settings) -> Lineage:
    """Add directions to pairs, origins to groups and the number of independent origins to stories.

    Parameters
    ----------
    readings : Readings
        Of all articles that something is to be told of. What is told of those that are only there because
        another's pairs are, and of pairs that were not asked about, may lack what is not in `found`.
    found : Findings
    settings : Settings

    Returns
    -------
    Lineage
        Pairs in their order, groups of copies and then of statements, stories in their order, one
        derivation per article in the order of `readings`, outlets by name.
    """
    articles = {article.id: article for article in (*found.beside, *readings.articles)}
    credited = _Credits(articles)
    there = {(pair.left, pair.right): pair for pair in found.pairs}
    new = {
        ends: refined(pair, articles, credited, settings)
        for ends, pair in there.items()
        if ends not in found.known
    }
    held = {ends: each.held for ends, each in found.known.items()}
    compiled = len(readings.word_hash) >= settings.compile_above or len(found.pairs) >= _MANY
    final = there | new
    shares = Shares(list(final.values()), Texts(readings), held, compiled=compiled)
    asked = np.array([(pair.left, pair.right) in new for pair in shares.pairs], bool)
    ways, reasons = _told(shares, asked, found, articles, credited)
    again = np.array([(pair.left, pair.right) in found.again for pair in shares.pairs], bool)
    kept = settled(ways, asked | again, shares, articles)
    for number in np.flatnonzero(asked | again).tolist():
        pair = shares.pairs[number]
        final[pair.left, pair.right] = _directed(pair, kept[number], reasons.get(number))
    partners = _partners([pair for pair in final.values() if pair.passages])
    groups = [_named(group, articles, credited, partners, shares) for group in found.groups]
    statements = statement_groups(found.families, found.stories, articles)
    holding = _holding([*groups, *statements])
    told = {member: story.id for story in found.stories for member in story.members}
    derived = derivations(readings.articles, partners, credited, shares)
    return Lineage(
        tuple(in_story(pair, told) for pair in final.values()),
        (*groups, *statements),
        tuple(counted(story, articles, holding(story), partners, shares) for story in found.stories),
        derived,
        outlet_shares(readings.articles, derived, groups, shares.texts.lengths),
        _testimonies(shares, asked, ways),
    )


def _told(
    shares: Shares,
    asked: NDArray[np.bool_],
    found: Findings,
    articles: Mapping[str, Article],
    credited: Mapping[str, tuple[Credit, ...]],
) -> tuple[list[Direction | None], dict[int, str]]:
    """Return what is told of each pair before others are asked, and why nothing is of some."""
    offices = frozenset(name for name in shares.rows if official(articles[name]))
    known = Known(articles, credited, offices, quoting(found.families, articles))
    ways = directions(shares, asked, known)
    reasons = explained(shares, np.flatnonzero(asked).tolist(), offices, articles)
    for number in reasons:
        ways[number] = None
    for number in np.flatnonzero(~asked).tolist():
        pair = shares.pairs[number]
        ways[number] = found.known[pair.left, pair.right].direction
    return ways, reasons


def _directed(pair: Pair, way: Direction | None, reason: str | None) -> Pair:
    """Return a pair with its direction, or with why it has none."""
    if reason:
        return replace(pair, direction=way, reasons=(*pair.reasons, reason))
    return pair if pair.direction is way else replace(pair, direction=way)


def _testimonies(
    shares: Shares, asked: NDArray[np.bool_], ways: Sequence[Direction | None]
) -> dict[Ends, Testimony]:
    """Return what is told of pairs with passages before others are asked."""
    covers = shares.covers.tolist()
    told = many(Testimony, ways, list(zip(covers[::2], covers[1::2], strict=True)))
    ends = ((pair.left, pair.right) for pair in shares.pairs)
    return dict(compress(zip(ends, told, strict=True), asked.tolist()))


def _holding(groups: Sequence[Group]) -> Callable[[Story], list[Group]]:
    """Return what finds the groups that hold an article of a story, in their order."""
    of: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for member in group.members:
            of.setdefault(member, []).append(number)
    return lambda story: [
        groups[number] for number in sorted({each for member in story.members for each in of.get(member, ())})
    ]


class _Credits(dict[str, tuple[Credit, ...]]):
    """Each article's credits, read when first asked for: most articles share nothing with others."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__()
        self._articles = articles

    def __missing__(self, article: str) -> tuple[Credit, ...]:
        self[article] = credited_by(self._articles[article])
        return self[article]

    def get(self, article: str, default: object = None) -> tuple[Credit, ...]:  # noqa: ARG002
        return self[article]


def _partners(pairs: Sequence[Pair]) -> dict[str, dict[str, Pair]]:
    """Return each article's pairs by the other article."""
    found: dict[str, dict[str, Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.left, {})[pair.right] = pair
        found.setdefault(pair.right, {})[pair.left] = pair
    return found


def _named(
    group: Group,
    articles: Mapping[str, Article],
    credited: Mapping[str, tuple[Credit, ...]],
    partners: Mapping[str, Mapping[str, Pair]],
    shares: Shares,
) -> Group:
    """Return a group with its origin, its kind as that settles it, and its common text."""
    named = replace(group, origin=origin(group, articles, credited, partners))
    inside = set(group.members)
    agency = any(
        credit.agency and credit.form != "reported" for member in group.members for credit in credited[member]
    )
    relations = {
        partners[member][other].relation
        for member in group.members
        for other in partners.get(member, {})
        if other in inside
    }
    kind = group.kind
    if "wire copy" in relations and agency:
        kind = "wire copy"
    elif unsaid(named, articles):
        kind = "likely wire copy"
    elif "reprint" in relations or kind == "wire copy":
        kind = "reprint" if named.origin or "reprint" in relations else "likely wire copy"
    unseen = (named.origin is None or named.origin.article is None) and kind != "excerpt"
    marked, texts = marked_in(group.members, shares), shares.texts
    order = by_share(group.members, shares)
    return replace(
        named,
        kind=kind,
        texts=group_texts(group.members, order, marked, texts),
        unseen=reconstructed(order, partners, marked, texts) if unseen else (),
    )


def in_story(pair: Pair, told: Mapping[str, str]) -> Pair:
    """Call two articles of one story so, though they share no text and few words."""
    if pair.relation == "unrelated" and told.get(pair.left) == told.get(pair.right) and pair.left in told:
        reason = "both belong to one story, told in own words"
        return replace(pair, relation="same story", confidence=0.6, reasons=(reason,))
    return pair
