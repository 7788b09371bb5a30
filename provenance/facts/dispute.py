"""What a detector of contradictions hands on: claims that cannot all be right, and the words that show it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import distinct
from provenance.model import ConflictKind

__all__ = ["Dispute", "Side", "joined", "pairs_within", "sharing"]

_BUDGET = 150_000  # pairs looked at per story and kind of dispute


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A claim and the words in it that others contradict."""

    claim: int
    words: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all be right. `about` names what is in dispute, `notes` what may explain it."""

    kind: ConflictKind
    about: str
    sides: tuple[Side, ...]
    notes: tuple[str, ...] = ()


def sharing(keys: Sequence[Iterable[Hashable]]) -> NDArray[np.int64]:
    """Return the pairs of numbers whose keys have one in common, in order (P, 2).

    Keys so common that their pairs would exceed a budget bring none together; the rarest come first.
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for number, held in enumerate(keys):
        for key in held:
            holders[key].append(number)
    shared = [rows for rows in holders.values() if len(rows) > 1]
    spent, joining = len(holders) - len(shared), []  # keys that stand once come first and join nothing
    for rows in sorted(shared, key=lambda rows: (len(rows), rows)):
        spent += len(rows) ** 2
        if spent > _BUDGET:
            break
        joining.append(rows)
    return pairs_within(joining)


def pairs_within(groups: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return each two numbers that stand in one group (numbers in order), once and in order (P, 2)."""
    if not groups:
        return np.zeros((0, 2), dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(groups), dtype=np.int64)
    sizes = np.fromiter(map(len, groups), dtype=np.int64)
    later = np.repeat(np.cumsum(sizes), sizes) - np.arange(1, len(flat) + 1)  # in the same group
    left = np.repeat(np.arange(len(flat)), later)
    right = np.arange(1, len(left) + 1) - np.repeat(np.cumsum(later) - later, later) + left
    base = int(flat.max()) + 1
    return np.column_stack(np.divmod(distinct(flat[left] * base + flat[right]), base))


def joined(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Join pairs of numbers that share one into groups, all in order."""
    root: dict[int, int] = {}

    def top(number: int) -> int:
        while root.setdefault(number, number) != number:
            number = root[number]
        return number

    for left, right in pairs:
        one, other = sorted((top(left), top(right)))
        root[other] = one
    groups: dict[int, list[int]] = defaultdict(list)
    for number in sorted(root):
        groups[top(number)].append(number)
    return list(groups.values())
