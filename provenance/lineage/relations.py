"""A pair's relation once credits are known: an agency's copy, or a block from an outlet that is named."""

from collections.abc import Mapping
from dataclasses import replace

from provenance.lineage.credits import Credit
from provenance.lineage.mentions import mention
from provenance.model import Article, Pair
from provenance.naming import same
from provenance.settings import Settings

_COPIES = {"reprint", "wire copy", "excerpt"}


def refined(
    pair: Pair,
    articles: Mapping[str, Article],
    credited: Mapping[str, tuple[Credit, ...]],
    settings: Settings,
) -> Pair:
    """Return the pair with the relation that credits make of it."""
    if pair.relation not in _COPIES:
        return pair
    left, right = articles[pair.left], articles[pair.right]
    prose = max(pair.left_prose_cover, pair.right_prose_cover)
    named = _lifted(pair, left, right)
    agency = _agency(pair, credited)
    if agency and not (named and not _is_agency(left, right, agency)) and prose >= settings.wire_cover:
        reason = f"credited: {agency.name} (“{agency.words}”)"
        return replace(pair, relation="wire copy", reasons=(*pair.reasons, reason))
    if pair.relation == "wire copy" and named:
        return replace(pair, relation="excerpt", reasons=(*pair.reasons, named))
    return pair


def _agency(pair: Pair, credited: Mapping[str, tuple[Credit, ...]]) -> Credit | None:
    found = [
        credit
        for article in (pair.left, pair.right)
        for credit in credited[article]
        if credit.agency and credit.form not in {"reported", "republished"}
    ]
    return min(found, key=lambda each: (each.form != "outlet", each), default=None)


def _is_agency(left: Article, right: Article, agency: Credit) -> bool:
    return same(left.outlet, agency.name) or same(right.outlet, agency.name)


def _lifted(pair: Pair, left: Article, right: Article) -> str | None:
    """Return the words in which one article names the other's outlet where the shared text stands."""
    for one, other, spans in (
        (left, right, [each.left for each in pair.passages]),
        (right, left, [each.right for each in pair.passages]),
    ):
        found = mention(one, other.outlet, spans)
        if found and found.near:
            return f"{one.outlet} names {other.outlet}: “{found.words}”"
    return None
