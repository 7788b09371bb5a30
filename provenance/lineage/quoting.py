"""Who has which quotes: as they were said, in other words, of a speaker who is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.model import Article, QuoteFamily
from provenance.naming import same

Numbers = Mapping[str, frozenset[int]]
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Quoting:
    """By article, the numbers of the quotes it has as they were said, of those it changed, of a speaker's."""

    kept: Numbers
    altered: Numbers
    spoken: Numbers

    def kept_by(self, one: str, other: str) -> bool:
        """Say whether one article keeps a quote as it was said that another has with other words."""
        return not self.kept.get(one, _NONE).isdisjoint(self.altered.get(other, _NONE))

    def of_a_speaker(self, one: str, other: str) -> bool:
        """Say whether two articles share the words of a speaker who is named."""
        return not self.spoken.get(one, _NONE).isdisjoint(self.spoken.get(other, _NONE))


def quoting(families: Sequence[QuoteFamily], articles: Mapping[str, Article]) -> Quoting:
    """Gather who keeps and who alters the quotes whose wording is known, and who has those of a speaker.

    An outlet that is named as the one who said it is a source among the articles, no speaker.
    """
    kept: dict[str, set[int]] = {}
    altered: dict[str, set[int]] = {}
    spoken: dict[str, set[int]] = {}
    for number, family in enumerate(families):
        speaker = family.speaker
        if speaker and not any(same(articles[each.article].outlet, speaker) for each in family.members):
            for member in family.members:
                spoken.setdefault(member.article, set()).add(number)
        if family.decided_by != "undecided":
            for member in family.members:
                (altered if member.altered else kept).setdefault(member.article, set()).add(number)
    return Quoting(_frozen(kept), _frozen(altered), _frozen(spoken))


def _frozen(found: Mapping[str, set[int]]) -> Numbers:
    return {article: frozenset(numbers) for article, numbers in found.items()}
