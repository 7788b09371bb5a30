"""How alike two things of a story are described."""

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import Protocol


class Described(Protocol):
    """Something with the words around it, by their weight."""

    @property
    def around(self) -> dict[str, float]:
        """The words and their weights."""


class Likeness:
    """How alike two things are described, each word weighed by its rarity among all things of the story."""

    def __init__(self, found: Sequence[Described]) -> None:
        counts: dict[str, int] = defaultdict(int)
        for each in found:
            for key in each.around:
                counts[key] += 1
        most = log(max(len(found), 2))
        self.counts = counts
        self._rarity = {key: 1 - 0.7 * log(n) / most for key, n in counts.items()}
        self._total = {id(q): sum(v * self._rarity[k] for k, v in q.around.items()) for q in found}

    def __call__(self, one: Described, other: Described) -> float:
        """Return the weighted overlap (Dice, 0-1) of the words around both."""
        both = sorted(one.around.keys() & other.around.keys())
        shared = sum(min(one.around[key], other.around[key]) * self._rarity[key] for key in both)
        total = self._total[id(one)] + self._total[id(other)]
        return 2 * shared / total if total else 0.0
