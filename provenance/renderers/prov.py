"""Lineage as W3C PROV-JSON: what was derived, quoted or had its primary source from what."""

import json
from typing import Any

from provenance.comparison import Comparison
from provenance.errors import MissingExtraError

_SPACE = "https://example.org/provenance/article/"
_COPIES = frozenset({"reprint", "wire copy", "excerpt"})


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``lineage.prov.json``.

    Copies whose direction is known are ``wasDerivedFrom``, statements taken from an article in the corpus
    ``wasQuotedFrom``, members of a group whose origin is named ``hadPrimarySource``. Confidence and evidence
    are attributes of the relation.

    Raises
    ------
    MissingExtraError
        If the package ``prov`` is not installed.
    """
    try:
        from prov.model import ProvDocument
    except ImportError as error:
        wanted = "PROV-JSON"
        raise MissingExtraError(wanted, "prov") from error
    document = ProvDocument()
    document.add_namespace("article", _SPACE)
    document.add_namespace("origin", "https://example.org/provenance/origin/")
    document.add_namespace("p", "https://example.org/provenance/")
    names = {article.id: f"article:a{place}" for place, article in enumerate(comparison.articles)}
    for article in comparison.articles:
        attributes = {
            "prov:label": article.title or article.id,
            "p:id": article.id,
            "p:outlet": article.outlet,
        }
        if article.published:
            attributes["p:published"] = article.published
        document.entity(names[article.id], attributes)
    _pairs(document, comparison, names)
    _groups(document, comparison, names)
    ordered = json.dumps(
        json.loads(str(document.serialize(format="json"))), indent=1, sort_keys=True, ensure_ascii=False
    )
    return {"lineage.prov.json": ordered.encode("utf-8", errors="backslashreplace")}


def _pairs(document: Any, comparison: Comparison, names: dict[str, str]) -> None:  # noqa: ANN401 - untyped
    """Add what one article has from another."""
    for number, pair in enumerate(comparison.pairs):
        way = pair.direction
        if way is None:
            continue
        target = names[pair.right if way.source == pair.left else pair.left]
        add = document.derivation if pair.relation in _COPIES else document.quotation
        add(
            target,
            names[way.source],
            identifier=f"p:pair{number}",
            other_attributes=_said(way, pair.relation),
        )


def _groups(document: Any, comparison: Comparison, names: dict[str, str]) -> None:  # noqa: ANN401 - untyped
    """Add the origins of groups."""
    outside: dict[str, str] = {}
    for number, group in enumerate(comparison.groups):
        if group.origin is None:
            continue
        source = names.get(group.origin.article or "")
        if source is None:
            if group.origin.name not in outside:
                outside[group.origin.name] = f"origin:o{len(outside)}"
                document.entity(outside[group.origin.name], {"prov:label": group.origin.name})
            source = outside[group.origin.name]
        for place, member in enumerate(group.members):
            if names[member] != source:
                document.primary_source(
                    names[member],
                    source,
                    identifier=f"p:group{number}-{place}",
                    other_attributes=_said(group.origin, group.kind),
                )


def _said(claim: Any, relation: str) -> dict[str, str | float]:  # noqa: ANN401 - a direction or an origin
    return {
        "p:relation": relation,
        "p:confidence": round(claim.confidence, 4),
        "p:evidence": "; ".join(claim.evidence),
    }
