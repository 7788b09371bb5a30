"""Who carries whose copy, as a directed graph: GraphML and GEXF, for Gephi, yEd, Cytoscape and networkx."""

import io
import re
from typing import Any

from provenance.comparison import Comparison

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
_DATED = re.compile(r'\s+lastmodifieddate="[^"]*"')  # equal input gives equal bytes
_COPIES = frozenset({"reprint", "wire copy", "excerpt"})


def graph(comparison: Comparison) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return a ``networkx.DiGraph``: articles that share text, and origins that are not in the corpus.

    An edge runs from the source to what was made from it. Its `relation`, `confidence`, `strength` and
    `evidence` say how it is known; copies whose direction cannot be told have one edge with the strength
    ``none``, from the id that sorts first. Nodes hold `kind` (article, origin), `label`, `outlet`, `title`,
    `published` and `derived` (share of the text, 0-1).
    """
    import networkx as nx

    found: Any = nx.DiGraph()
    derived = {each.article: each.share for each in comparison.derivations}
    for pair in comparison.pairs:
        if pair.relation not in _COPIES:
            continue
        for name in (pair.left, pair.right):
            if name not in found:
                found.add_node(name, **_article(comparison, name, derived.get(name, 0.0)))
        way = pair.direction
        source = way.source if way else pair.left
        target = pair.right if source == pair.left else pair.left
        found.add_edge(
            source,
            target,
            relation=pair.relation,
            confidence=round(way.confidence if way else 0.0, 4),
            strength=way.strength if way else "none",
            evidence=_clean("; ".join(way.evidence) if way else ""),
            weight=round(max(pair.left_cover, pair.right_cover), 4),
        )
    for group in comparison.groups:
        origin = group.origin
        if origin is None or origin.article is not None or group.kind == "shared statement":
            continue
        node = f"origin: {_clean(origin.name)}"
        found.add_node(node, kind="origin", label=_clean(origin.name), outlet=_clean(origin.name))
        for member in group.members:
            if member in found:
                evidence = _clean("; ".join(origin.evidence))
                found.add_edge(
                    node,
                    member,
                    relation=group.kind,
                    confidence=round(origin.confidence, 4),
                    strength="none",
                    evidence=evidence,
                    weight=1.0,
                )
    return found


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``copies.graphml`` and ``copies.gexf``."""
    import networkx as nx

    drawn = graph(comparison)
    graphml = io.BytesIO()
    nx.write_graphml(drawn, graphml)
    gexf = _DATED.sub("", "\n".join(nx.generate_gexf(drawn)))
    return {"copies.graphml": graphml.getvalue(), "copies.gexf": gexf.encode()}


def _article(comparison: Comparison, name: str, derived: float) -> dict[str, str | float]:
    article = comparison.article(name)
    return {
        "kind": "article",
        "label": _clean(article.outlet or name),
        "outlet": _clean(article.outlet),
        "title": _clean(article.title),
        "published": article.published or "",
        "derived": round(derived, 4),
    }


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
