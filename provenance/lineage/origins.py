"""Where a group's text came from: an agency, an article of the corpus, or not known."""

import re
from collections import Counter
from collections.abc import Mapping

from provenance.lineage.credits import Credit, spelled_out
from provenance.lineage.directions import LIKELY
from provenance.lineage.mentions import reporters
from provenance.model import Article, Group, Origin, Pair, Span
from provenance.naming import agencies, same

# How sure a form of credit makes an agency, alone (0-1). Read on the 47 copies of news-12k.
_SURE = {
    "outlet": 0.96,
    "dateline": 0.97,
    "credit": 0.95,
    "signature": 0.95,
    "byline": 0.95,
    "contribution": 0.9,
    "reported": 0.6,
    "republished": 0.9,
}
_SPOKEN = 0.7  # only the shared text speaks of the agency as the one that was told
_GUESSED = 0.6  # who has it from whom was read off the texts alone: weak, whatever the texts show
_OFFICE = re.compile(
    r"\b(?:Press Office|Public Affairs|Ministry|Department of|Authority|Government|White House|Command Press"
    r"|Office of the|Embassy|City Council|Commission|Police Department|Sheriff|Prosecutor|Attorney General)\b"
)
_RELEASE = re.compile(
    r"^(?:Statement|Press release|Readout|Remarks|Transcript|Full text|Official statement|Communiqu)",
    re.IGNORECASE,
)
_IMMEDIATE = "FOR IMMEDIATE RELEASE"
OPENING = 400  # characters of a text that tell whether it was published by those who made it


def official(article: Article) -> bool:
    """Say whether an article is a statement published by those who made it."""
    return bool(
        _OFFICE.search(article.outlet)
        or _RELEASE.match(article.title)
        or _IMMEDIATE in article.text[:OPENING]
    )


def origin(
    group: Group,
    articles: Mapping[str, Article],
    credited: Mapping[str, tuple[Credit, ...]],
    partners: Mapping[str, Mapping[str, Pair]],
) -> Origin | None:
    """Name a group's origin: an agency that is credited, else the member all others have it from."""
    agency = _agency(group, articles, credited) or _spoken_of(group, articles, partners)
    member = _member(group, articles, partners)
    if agency and member and member.confidence > agency.confidence and not same(agency.name, member.name):
        return member
    return agency or member


def _agency(
    group: Group, articles: Mapping[str, Article], credited: Mapping[str, tuple[Credit, ...]]
) -> Origin | None:
    """Name the agency that most members credit, in the surest form."""
    found = [
        (member, credit)
        for member in group.members
        for credit in credited[member]
        if credit.agency and credit.form != "reported"
    ]
    if not found:
        return None
    known = sorted({articles[member].outlet for member in group.members} | {c.name for _, c in found})
    names = {credit.name: spelled_out(credit.name, known) for _, credit in found}
    votes = Counter(name for name, _ in {(names[credit.name], member) for member, credit in found})
    surest = {
        name: max(_SURE[credit.form] for _, credit in found if names[credit.name] == name) for name in votes
    }
    name = min(votes, key=lambda each: (-votes[each], -surest[each], each))
    own = next((member for member in group.members if same(articles[member].outlet, name)), None)
    evidence = [
        f"{articles[member].outlet or member} is the agency"
        if credit.form == "outlet"
        else f"{articles[member].outlet or member}: “{credit.words}”"
        for member, credit in found
        if names[credit.name] == name
    ]
    doubled = 1 - (1 - surest[name]) ** min(2, votes[name])
    rivals = len(votes) - 1
    return Origin(name, own, doubled * 0.9**rivals, tuple(dict.fromkeys(evidence)))


def _spoken_of(
    group: Group, articles: Mapping[str, Article], partners: Mapping[str, Mapping[str, Pair]]
) -> Origin | None:
    """Name the agency that the shared text speaks of as the one that was told."""
    votes: dict[str, str] = {}
    for member in group.members:
        for name, words in sorted(reporters(articles[member], _shared(member, group, partners)).items()):
            known = agencies().known(name)
            if known:
                votes.setdefault(known, words)
    if len(votes) != 1:
        return None
    name, words = next(iter(votes.items()))
    own = next((member for member in group.members if same(articles[member].outlet, name)), None)
    return Origin(name, own, _SPOKEN, (f"the shared text itself: “{words}”",))


def _shared(member: str, group: Group, partners: Mapping[str, Mapping[str, Pair]]) -> list[Span]:
    return [
        passage.left if pair.left == member else passage.right
        for other, pair in partners.get(member, {}).items()
        if other in group.members
        for passage in pair.passages
        if passage.kind != "paraphrase"
    ]


def _member(
    group: Group, articles: Mapping[str, Article], partners: Mapping[str, Mapping[str, Pair]]
) -> Origin | None:
    """Name the member that most others have the text from, if none says it has it from another."""
    given: dict[str, list[tuple[float, str]]] = {}
    taken: set[str] = set()
    inside = set(group.members)
    for member in group.members:
        for other, pair in partners.get(member, {}).items():
            way = pair.direction
            if other <= member or other not in inside or way is None:
                continue
            target = other if way.source == member else member
            given.setdefault(way.source, []).append((way.confidence, way.evidence[0] if way.evidence else ""))
            if way.confidence >= LIKELY:
                taken.add(target)
    free = {source: found for source, found in given.items() if source not in taken}
    if not free:
        return None
    source = min(free, key=lambda each: (-sum(confidence for confidence, _ in free[each]), each))
    if 2 * len(free[source]) < len(group.members) - 1:
        return None
    confidence = sum(confidence for confidence, _ in free[source]) / len(free[source])
    evidence = tuple(dict.fromkeys(words for _, words in sorted(free[source], reverse=True) if words))
    named = any(
        "names" in words or "credits" in words or "speaks of" in words or "statement was made" in words
        for words in evidence
    )
    name = articles[source].outlet or source
    return Origin(name, source, confidence if named else min(confidence, _GUESSED), evidence)


def unsaid(group: Group, articles: Mapping[str, Article]) -> bool:
    """Say whether several independent outlets share the text though none says whose it is."""
    members = [articles[member] for member in group.members]
    owners = {article.owner or article.outlet or article.id for article in members}
    guessed = group.origin is None or group.origin.confidence < LIKELY
    return guessed and len(owners) > 2  # noqa: PLR2004 - two may have copied each other
