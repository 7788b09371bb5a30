"""Step `gather`: articles that carry the same copy, from verified pairs only."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from provenance.model import Group, Pair, Relation

_RANK: dict[Relation, int] = {"reprint": 2, "wire copy": 2, "excerpt": 1}
_IDENTICAL = 0.9  # share of both articles: what one of two such shares with a third, the other shares too


def gather(pairs: Sequence[Pair]) -> list[Group]:
    """Group articles joined by copying.

    A chain A-B, B-C does not pull A and C together: two clusters join only if at least half of the pairs
    between them are verified copies. Articles that are nearly identical count as one, so that a chain of
    reprints, which candidates may have linked only in a row, stays together.

    Returns
    -------
    list of Group
        Sorted by members; an article is in one group only. `origin` is not yet known.
    """
    copies = [pair for pair in pairs if pair.relation in _RANK]
    same = _joined(
        (pair.left, pair.right) for pair in copies if min(pair.left_cover, pair.right_cover) >= _IDENTICAL
    )
    links = _links(copies, same)
    cluster = {node: frozenset({node}) for ends in links for node in ends}
    for left, right in sorted(links, key=lambda ends: (-links[ends][0], -links[ends][1], ends)):
        one, other = cluster[left], cluster[right]
        if one is other:
            continue
        linked = sum(tuple(sorted(ends)) in links for ends in _between(one, other))
        if 2 * linked >= len(one) * len(other):
            merged = one | other
            for node in merged:
                cluster[node] = merged
    members: dict[str, set[str]] = {}
    for article, node in same.items():
        members.setdefault(node, set()).add(article)
    groups = {frozenset(nodes) for nodes in cluster.values()} | {
        frozenset({node}) for node in members if node not in cluster
    }
    relation = {(pair.left, pair.right): pair.relation for pair in copies}
    gathered = sorted(
        tuple(sorted(article for node in nodes for article in members.get(node, {node}))) for nodes in groups
    )
    return [_group(each, relation) for each in gathered if len(each) > 1]


def _joined(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each article of a chain of nearly identical ones the first of them."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in edges:
        one, other = sorted((root(left), root(right)))
        parent[other] = one
    return {node: root(node) for node in parent}


def _links(copies: Sequence[Pair], same: dict[str, str]) -> dict[tuple[str, str], tuple[int, float]]:
    """Return the links between nodes, where nearly identical articles are one node, with their strength."""
    links: dict[tuple[str, str], tuple[int, float]] = {}
    for pair in copies:
        left, right = sorted((same.get(pair.left, pair.left), same.get(pair.right, pair.right)))
        if left != right:
            strength = _RANK[pair.relation], pair.left_prose_cover + pair.right_prose_cover
            links[left, right] = max(strength, links.get((left, right), (0, 0.0)))
    return links


def _between(one: frozenset[str], other: frozenset[str]) -> Iterable[tuple[str, str]]:
    return ((first, second) for first in one for second in other)


def _group(members: tuple[str, ...], relation: dict[tuple[str, str], Relation]) -> Group:
    kinds = {relation.get(ends) for ends in combinations(members, 2)}
    if "wire copy" in kinds:
        return Group("wire copy", members)
    return Group("reprint" if "reprint" in kinds else "excerpt", members)
