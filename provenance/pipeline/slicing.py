"""A part of a result: some articles, with whatever they share with others and the stories they belong to."""

from dataclasses import dataclass, replace

from provenance.comparison import Comparison
from provenance.dates import bounds
from provenance.errors import DateError, EmptySliceError
from provenance.lineage import outlet_shares
from provenance.model import Facts


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

    It holds the chosen articles, those they share text or quotes with, and all of the stories of both.

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
    for members in (
        *(group.members for group in whole.groups),
        *([member.article for member in family.members] for family in whole.quotes),
    ):
        if not chosen.isdisjoint(members):
            near.update(members)
    stories = tuple(story for story in whole.stories if not near.isdisjoint(story.members))
    return _kept(replace(whole, stories=stories), {member for story in stories for member in story.members})


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
    """Keep what lies within some articles; `stories` are chosen already."""
    places = [place for place, article in enumerate(whole.articles) if article.id in kept]
    articles = tuple(whole.articles[place] for place in places)
    words = tuple(whole.words[place] for place in places)
    stories = {story.id for story in whole.stories}
    groups = tuple(group for group in whole.groups if kept.issuperset(group.members))
    derived = tuple(each for each in whole.derivations if each.article in kept)
    copied = [group for group in groups if group.kind != "shared statement"]
    return replace(
        whole,
        articles=articles,
        words=words,
        stretches=tuple(whole.stretches[place] for place in places),
        pairs=tuple(pair for pair in whole.pairs if pair.left in kept and pair.right in kept),
        groups=groups,
        quotes=tuple(
            family for family in whole.quotes if kept.issuperset(member.article for member in family.members)
        ),
        facts=Facts(
            tuple(each for each in whole.facts.shared if each.story in stories),
            tuple(each for each in whole.facts.unique if each.story in stories),
            tuple(each for each in whole.facts.conflicts if each.story in stories),
        ),
        derivations=derived,
        outlet_shares=outlet_shares(articles, derived, copied, words),
        _places={},
    )
