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
        self._found = found
        self._rarity: dict[str, float] = {}
        self._total: dict[int, float] = {}
        self._last: tuple[Described, Described, float] | None = None

    def __call__(self, one: Described, other: Described) -> float:
        """Return the weighted overlap (Dice, 0-1) of the words around both."""
        if self._last is not None and self._last[0] is one and self._last[1] is other:
            return self._last[2]  # as most: a pair is asked of again for each thing that speaks against it
        if not self._total:
            self._weigh()  # at the first question: in most stories there is none
        mine, theirs, rarity = one.around, other.around, self._rarity
        shared = sum(
            [min(mine[key], theirs[key]) * rarity[key] for key in sorted(mine.keys() & theirs.keys())]
        )
        total = self._total[id(one)] + self._total[id(other)]
        alike = 2 * shared / total if total else 0.0
        self._last = one, other, alike
        return alike

    def _weigh(self) -> None:
        """Count in how many things each word stands, and add up what each thing's words weigh."""
        counts: dict[str, int] = defaultdict(int)
        for each in self._found:
            for key in each.around:
                counts[key] += 1
        most = log(max(len(self._found), 2))
        rarity = {key: 1 - 0.7 * log(n) / most for key, n in counts.items()}
        self._rarity = rarity
        self._total = {
            id(each): sum([value * rarity[key] for key, value in each.around.items()]) for each in self._found
        }
