"""A part of a result: some articles and whatever shares text with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.comparison import Comparison
from provenance.dates import bounds
from provenance.errors import DateError, EmptySliceError
from provenance.lineage import outlet_shares
from provenance.model import Derivation, FactMember, Facts, Group, QuoteFamily, Story


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles to look at; what is None or empty chooses all.

    Attributes
    ----------
    since, until : str
        ISO 8601, both included; a day or a month or a year stands for all of it.
    outlet, story : str
        An outlet's name (upper and lower case are one), a story's id.
    ids : frozenset of str or None
        Only these.
    """

    since: str = ""
    until: str = ""
    outlet: str = ""
    story: str = ""
    ids: frozenset[str] | None = None


def sliced(whole: Comparison, choice: Choice) -> Comparison:
    """Return the part of a result that some articles belong to.

    It holds the chosen articles and those that share a passage with one of them; of stories, groups, quotes
    and facts, what these articles have of them.

    Raises
    ------
    EmptySliceError
        If no article is chosen.
    DateError
        If a date is none.
    """
    if choice == Choice():
        return whole
    for option, date in (("--since", choice.since), ("--until", choice.until)):
        if date and bounds(date) is None:
            raise DateError(option, date)
    chosen = _chosen(whole, choice)
    if not chosen:
        raise EmptySliceError(len(whole.articles))
    near = {*chosen}
    for pair in whole.pairs:
        if pair.passages and (pair.left in chosen or pair.right in chosen):
            near |= {pair.left, pair.right}
    return _kept(whole, near)


def _chosen(whole: Comparison, choice: Choice) -> set[str]:
    inside = {member for story in whole.stories if choice.story in {"", story.id} for member in story.members}
    return {
        article.id
        for article in whole.articles
        if article.id in inside
        and (choice.ids is None or article.id in choice.ids)
        and (not choice.outlet or article.outlet.casefold() == choice.outlet.casefold())
        and _within(article.published, choice.since, choice.until)
    }


def _within(published: str | None, since: str, until: str) -> bool:
    """Compare as far as both are known; what has no date is in no stretch of time."""
    if not since and not until:
        return True
    if not published:
        return False
    return published[: len(since)] >= since[: len(published)] and (
        not until or published[: len(until)] <= until[: len(published)]
    )


def _kept(whole: Comparison, kept: set[str]) -> Comparison:
    """Cut everything to what some articles have of it."""
    places = [place for place, article in enumerate(whole.articles) if article.id in kept]
    articles = tuple(whole.articles[place] for place in places)
    words = tuple(whole.words[place] for place in places)
    groups = tuple(_group(group, kept) for group in whole.groups if len(kept & {*group.members}) > 1)
    derived = tuple(_derivation(each, kept) for each in whole.derivations if each.article in kept)
    copied = [group for group in groups if group.kind != "shared statement"]
    return replace(
        whole,
        articles=articles,
        words=words,
        stretches=tuple(whole.stretches[place] for place in places),
        pairs=tuple(pair for pair in whole.pairs if pair.left in kept and pair.right in kept),
        stories=tuple(_story(story, kept) for story in whole.stories if not kept.isdisjoint(story.members)),
        groups=groups,
        quotes=tuple(_quotes(whole.quotes, kept)),
        facts=_facts(whole.facts, kept),
        derivations=derived,
        outlet_shares=outlet_shares(articles, derived, copied, words),
    )


def _story(story: Story, kept: set[str]) -> Story:
    """Cut a story to some articles, and its origins to those that they rest on."""
    members = _of(story.members, kept)
    if members == story.members:
        return story
    cut = (replace(each, articles=_of(each.articles, kept)) for each in story.sources)
    sources = tuple(each for each in cut if each.articles)
    return replace(story, members=members, sources=sources, origins=len(sources) or None)


def _group(group: Group, kept: set[str]) -> Group:
    """Cut a group to some articles; where its text came from keeps its name."""
    origin = group.origin
    if origin and origin.article not in kept:
        origin = replace(origin, article=None)
    return replace(
        group,
        members=_of(group.members, kept),
        origin=origin,
        texts=tuple(
            replace(text, cut=tuple(each for each in text.cut if each.article in kept))
            for text in group.texts
            if text.article in kept
        ),
        unseen=tuple(each for each in group.unseen if each.article in kept),
    )


def _quotes(families: tuple[QuoteFamily, ...], kept: set[str]) -> Iterator[QuoteFamily]:
    """Cut families to some articles; one that several carried needs two of them to be worth a line."""
    for family in families:
        members = tuple(member for member in family.members if member.article in kept)
        if len(members) > 1 or len(members) == len(family.members):
            yield replace(family, members=members)


def _facts(facts: Facts, kept: set[str]) -> Facts:
    """Cut facts to some articles; what only one outlet of a story tells is judged by the whole story."""
    shared = (replace(each, members=_told(each.members, kept)) for each in facts.shared)
    conflicts = (replace(each, members=_told(each.members, kept)) for each in facts.conflicts)
    return Facts(
        tuple(each for each in shared if len(each.members) > 1),
        tuple(each for each in facts.unique if each.article in kept),
        tuple(each for each in conflicts if len({member.figure for member in each.members}) > 1),
    )


def _derivation(each: Derivation, kept: set[str]) -> Derivation:
    """Name only sources that are among some articles."""
    known = each.source in kept
    return replace(
        each,
        sources=_of(each.sources, kept),
        source=each.source if known else None,
        strength=each.strength if known else None,
    )


def _told(members: tuple[FactMember, ...], kept: set[str]) -> tuple[FactMember, ...]:
    return tuple(member for member in members if member.article in kept)


def _of(ids: tuple[str, ...], kept: set[str]) -> tuple[str, ...]:
    return tuple(each for each in ids if each in kept)
