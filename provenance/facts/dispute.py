"""What a detector of contradictions hands on: claims that cannot all be right, and the words that show it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from provenance.model import ConflictKind

__all__ = ["Dispute", "Side", "joined", "sharing"]

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


def sharing(keys: Sequence[Iterable[Hashable]]) -> list[tuple[int, int]]:
    """Return the pairs of numbers whose keys have one in common, in order; of the rarest keys first.

    Keys so common that their pairs would exceed a budget bring none together.
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for number, held in enumerate(keys):
        for key in held:
            holders[key].append(number)
    pairs: set[tuple[int, int]] = set()
    spent = 0
    for rows in sorted(holders.values(), key=lambda rows: (len(rows), rows)):
        spent += len(rows) ** 2
        if spent > _BUDGET:
            break
        pairs.update((a, b) for place, a in enumerate(rows) for b in rows[place + 1 :])
    return sorted(pairs)


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
