"""What a drop brings that the store did not have: a tally of the result, no step."""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.comparison import Comparison
from provenance.model import Group, Pair, QuoteFamily, Relation, UniqueFact

_COPIES: frozenset[Relation] = frozenset({"reprint", "wire copy", "excerpt"})


@dataclass(frozen=True, slots=True)
class News:
    """What is new.

    Attributes
    ----------
    articles : int
        How many the drop brought.
    copies : tuple of Pair
        Copy that an article of the drop shares with one that was there, whichever has it from the other.
    sharing : int
        How many articles of the drop are in those.
    grown : tuple of Group
        Groups that had members before and have more now.
    quotes : tuple of QuoteFamily
        Statements seen before that articles of the drop carry again.
    altered : int
        How many of those quotations were changed on the way.
    facts : tuple of UniqueFact
        What only an article of the drop tells of a story that was there before.
    """

    articles: int
    copies: tuple[Pair, ...]
    sharing: int
    grown: tuple[Group, ...]
    quotes: tuple[QuoteFamily, ...]
    altered: int
    facts: tuple[UniqueFact, ...]


def news(result: Comparison, drop: Iterable[str]) -> News:
    """Tell what articles of a drop share with, and add to, all others."""
    new = {*drop}

    def mixed(members: Iterable[str]) -> bool:
        there = {*members}
        return bool(there & new) and bool(there - new)

    quotes = tuple(family for family in result.quotes if mixed(member.article for member in family.members))
    copies = tuple(
        pair for pair in result.pairs if pair.relation in _COPIES and mixed((pair.left, pair.right))
    )
    old_stories = {story.id for story in result.stories if mixed(story.members)}
    return News(
        articles=len(new),
        copies=copies,
        sharing=len(new & {end for pair in copies for end in (pair.left, pair.right)}),
        grown=tuple(
            group for group in result.groups if len({*group.members} - new) > 1 and mixed(group.members)
        ),
        quotes=quotes,
        altered=sum(
            member.altered and member.article in new for family in quotes for member in family.members
        ),
        facts=tuple(
            fact for fact in result.facts.unique if fact.article in new and fact.story in old_stories
        ),
    )
