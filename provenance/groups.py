"""Step `gather`: articles that carry the same copy, from verified pairs only."""

from collections.abc import Sequence
from itertools import combinations

from provenance.model import Group, Pair, Relation

_KIND_OF: dict[Relation, int] = {"reprint": 2, "wire copy": 2, "excerpt": 1}


def gather(pairs: Sequence[Pair]) -> list[Group]:
    """Group articles joined by copying.

    A chain A-B, B-C pulls A and C together only if they share copied prose themselves, or B holds most of
    both: an article joins a group when at least half of the group's members are verified partners of it.

    Returns
    -------
    list of Group
        Sorted by members; an article may be in one group only. `origin` is not yet known.
    """
    strength = {
        (pair.left, pair.right): (_KIND_OF[pair.relation], pair.left_prose_cover + pair.right_prose_cover)
        for pair in pairs
        if pair.relation in _KIND_OF
    }
    partners: dict[str, set[str]] = {}
    for left, right in strength:
        partners.setdefault(left, set()).add(right)
        partners.setdefault(right, set()).add(left)
    cluster = {article: frozenset({article}) for article in partners}
    for left, right in sorted(strength, key=lambda ends: (-strength[ends][0], -strength[ends][1], ends)):
        one, other = cluster[left], cluster[right]
        if one is other:
            continue
        linked = sum(second in partners[first] for first in one for second in other)
        if 2 * linked >= len(one) * len(other):
            merged = one | other
            for article in merged:
                cluster[article] = merged
    relation = {(pair.left, pair.right): pair.relation for pair in pairs}
    groups = []
    for members in sorted({tuple(sorted(group)) for group in cluster.values() if len(group) > 1}):
        kinds = {relation.get(ends) for ends in combinations(members, 2)}
        kind = "wire copy" if "wire copy" in kinds else "reprint" if "reprint" in kinds else "excerpt"
        groups.append(Group(kind, members))
    return groups
