"""Step `trace`: where shared text came from and which way it went, with evidence, or "cannot tell"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from provenance.model import Article, Direction, Group, Origin, Pair, Readings, Story, Strength
from provenance.settings import Settings

_CREDIT = re.compile(
    r"\((?P<dateline>[A-Z][A-Za-z. ]{1,30})\)\s*[-–—]"
    r"|\b(?:By|Source:|by) (?:the |The )?"
    r"(?P<byline>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3} (?:Press|Agency|News Agency))\b"
    r"|(?P<contributed>[A-Z][A-Za-z ]{1,40}?) contributed to this (?:report|story|article)"
)
_LIKELY, _CERTAIN = 0.75, 0.95  # below the first a direction is weak


def trace(
    readings: Readings,
    pairs: Sequence[Pair],
    groups: Sequence[Group],
    stories: Sequence[Story],
    settings: Settings,
) -> tuple[list[Pair], list[Group], list[Story]]:
    """Add directions to pairs, origins to groups and the number of independent origins to stories."""
    articles = {article.id: article for article in readings.articles}
    credited = {name: _credit(article) for name, article in articles.items()}
    traced = [
        replace(pair, direction=_direction(pair, articles, credited, settings))
        if pair.relation in {"reprint", "wire copy", "excerpt"}
        else pair
        for pair in pairs
    ]
    named = [replace(group, origin=_origin(group, articles, credited)) for group in groups]
    counted = [replace(story, origins=_origins(story, groups)) for story in stories]
    return traced, named, counted


def _credit(article: Article) -> str | None:
    if article.credit:
        return article.credit
    match = _CREDIT.search(article.text[:600]) or _CREDIT.search(article.text[-600:])
    if not match:
        return None
    return next(group.strip() for group in match.groups() if group)


def _same_name(one: str | None, other: str | None) -> bool:
    """Say whether a credit names an outlet: equal, or its initials."""
    if not one or not other:
        return False
    initials = "".join(word[0] for word in other.split() if word[0].isupper())
    return one.casefold() == other.casefold() or one == initials


def _direction(
    pair: Pair, articles: dict[str, Article], credited: dict[str, str | None], settings: Settings
) -> Direction | None:
    left, right = articles[pair.left], articles[pair.right]
    for source, target in ((left, right), (right, left)):
        if _same_name(credited[target.id], source.outlet) and not _same_name(
            credited[target.id], target.outlet
        ):
            evidence = f"{target.outlet} credits {credited[target.id]}"
            return _committed(source.id, 0.96, (evidence,))
    if abs(pair.left_cover - pair.right_cover) >= settings.containment_gap:
        source, target = (left, right) if pair.left_cover < pair.right_cover else (right, left)
        evidence = f"{source.outlet} has all of {target.outlet}'s shared text and more"
        later = target.published and source.published and target.published[:10] < source.published[:10]
        return None if later else _committed(source.id, 0.65, (evidence,))
    if left.published and right.published and left.published[:16] != right.published[:16]:
        source, target = (left, right) if left.published < right.published else (right, left)
        return _committed(source.id, 0.6, (f"{source.outlet} published first, which alone says little",))
    return None


def _committed(source: str, confidence: float, evidence: tuple[str, ...]) -> Direction:
    strength: Strength = (
        "certain" if confidence >= _CERTAIN else "likely" if confidence >= _LIKELY else "weak"
    )
    return Direction(source, confidence, strength, evidence)


def _origin(group: Group, articles: dict[str, Article], credited: dict[str, str | None]) -> Origin | None:
    for member in group.members:
        for other in group.members:
            if member != other and _same_name(credited[other], articles[member].outlet):
                evidence = (f"{articles[other].outlet} credits {articles[member].outlet}",)
                return Origin(articles[member].outlet, member, 0.97, evidence)
    names = sorted({credit for member in group.members if (credit := credited[member])})
    if len(names) == 1:
        return Origin(names[0], None, 0.9, (f"credited as {names[0]}",))
    return None


def _origins(story: Story, groups: Sequence[Group]) -> int:
    """Count groups of copies once and every other article for itself."""
    members = set(story.members)
    copied = [members & set(group.members) for group in groups if members & set(group.members)]
    return len(members) - sum(len(group) - 1 for group in copied)
