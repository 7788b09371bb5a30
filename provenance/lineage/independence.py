"""How many independent origins a story's reports have: an agency's copies count once.

Merging too much would claim that nobody agrees, too little that many do: only verified copies are merged, and
a story that cannot be measured says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from provenance.lineage.directions import COPIES
from provenance.lineage.shares import Shares
from provenance.model import Article, Group, Pair, Story, StoryOrigin

_RESTS = 0.5  # share of an article that must be the group's for the article to rest on it
_SPEECH = 0.75  # share of an article that must be a statement's for it to add nothing of its own


def counted(
    story: Story,
    articles: Mapping[str, Article],
    groups: Sequence[Group],
    partners: Mapping[str, Mapping[str, Pair]],
    shares: Shares,
) -> Story:
    """Return the story with its independent origins; None if one of its articles has no text that counts.

    Parameters
    ----------
    groups : sequence of Group
        Those that hold at least one of its articles, in their order.
    """
    if not all(shares.texts.length(member) for member in story.members):
        return replace(story, origins=None, sources=())
    found: list[StoryOrigin] = []
    placed: set[str] = set()
    inside = set(story.members)
    for group in groups:
        members = sorted(inside.intersection(group.members) - placed)
        resting = [member for member in members if _rests(member, group, partners, shares)]
        if len(resting) < 2:  # noqa: PLR2004 - one alone merges with nobody
            continue
        placed.update(resting)
        found.append(StoryOrigin(_name(group, resting, articles), tuple(resting), _why(group)))
    found += [
        StoryOrigin(articles[member].outlet or member, (member,), "a report of its own")
        for member in sorted(inside - placed)
    ]
    ordered = sorted(found, key=lambda each: (-len(each.articles), each.articles))
    return replace(story, origins=len(ordered), sources=tuple(ordered))


def _rests(member: str, group: Group, partners: Mapping[str, Mapping[str, Pair]], shares: Shares) -> bool:
    """Say whether most of an article is the group's text, or the text is its own."""
    if group.origin and group.origin.article == member:
        return True
    statement = group.kind == "shared statement"
    inside = set(group.members)
    others = [
        other
        for other, pair in partners.get(member, {}).items()
        if other in inside and (statement or pair.relation in COPIES)
    ]
    if not others:
        return False
    marked = shares.union(member, others)
    if statement:
        marked &= shares.texts.of(member).quoted
    share = float(marked.mean()) if len(marked) else 0.0
    return share >= (_RESTS if group.kind in {"wire copy", "likely wire copy", "reprint"} else _SPEECH)


def _name(group: Group, resting: Sequence[str], articles: Mapping[str, Article]) -> str:
    if group.origin:
        return group.origin.name
    if group.kind == "likely wire copy":
        return "a common source that is not named"
    return " and ".join(sorted({articles[member].outlet or member for member in resting})[:2])


def _why(group: Group) -> str:
    return {
        "wire copy": "they carry the same agency's report",
        "likely wire copy": "they carry the same text, though none names its source",
        "reprint": "they print the same article",
        "excerpt": "nearly all of them is the same text",
        "shared statement": "nearly all of them is the same statement",
    }[group.kind]
