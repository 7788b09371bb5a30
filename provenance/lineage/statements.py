"""Groups of articles that carry the same speaker's statement, and who published it."""

from collections.abc import Mapping, Sequence

from provenance.lineage.origins import official
from provenance.model import Article, Group, Origin, QuoteFamily, Story
from provenance.naming import folded

_SURE, _SPEAKER = 0.9, 0.7


def statement_groups(
    families: Sequence[QuoteFamily], stories: Sequence[Story], articles: Mapping[str, Article]
) -> list[Group]:
    """Gather by story and speaker the articles that carry the same quotes, sorted by members."""
    story_of = {member: story.id for story in stories for member in story.members}
    members: dict[tuple[str, str], set[str]] = {}
    names: dict[tuple[str, str], set[str]] = {}
    for family in families:
        carriers = {member.article for member in family.members}
        speaker = _surname(family.speaker)
        if not speaker:
            continue
        for story in sorted({story_of[article] for article in carriers if article in story_of}):
            inside = {article for article in carriers if story_of.get(article) == story}
            if len(inside) > 1:
                members.setdefault((story, speaker), set()).update(inside)
                names.setdefault((story, speaker), set()).add(family.speaker or "")
    groups = [
        Group("shared statement", tuple(sorted(found)), _origin(sorted(found), sorted(names[key]), articles))
        for key, found in sorted(members.items())
    ]
    return sorted(groups, key=_by_members)


def _by_members(group: Group) -> tuple[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """Sort groups, those of the same articles by what they come from."""
    return group.members, (group.origin.name, group.origin.evidence) if group.origin else ("", ())


def _surname(speaker: str | None) -> str:
    words = folded(speaker or "").split()
    return words[-1] if words else ""


def _origin(members: Sequence[str], names: Sequence[str], articles: Mapping[str, Article]) -> Origin:
    """Name who published the statement, else the speaker."""
    spoken = max(names, key=lambda name: (len(name), name))
    publisher = next((member for member in members if official(articles[member])), None)
    if publisher:
        outlet = articles[publisher].outlet
        return Origin(outlet, publisher, _SURE, (f"{outlet} published the statement of {spoken}",))
    return Origin(spoken, None, _SPEAKER, (f"all quote {spoken}",))
