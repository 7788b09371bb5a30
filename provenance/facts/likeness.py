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
    """How alike two things are described, each word weighed by its rarity among all things of the story.

    Things whose `around` is one and the same, as where outlets carry one sentence, are looked at once.
    """

    def __init__(self, found: Sequence[Described]) -> None:
        self._found = found
        self._rarity: dict[str, float] = {}
        self._total: dict[int, float] = {}
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, one: Described, other: Described) -> float:
        """Return the weighted overlap (Dice, 0-1) of the words around both."""
        mine, theirs, rarity = one.around, other.around, self._rarity
        both = id(mine), id(theirs)
        if both in self._known:
            return self._known[both]  # as most: asked for each thing that speaks against a pair or its copies
        if not self._total:
            self._weigh()  # at the first question: in most stories there is none
            rarity = self._rarity
        shared = sum(
            [min(mine[key], theirs[key]) * rarity[key] for key in sorted(mine.keys() & theirs.keys())]
        )
        total = self._total[id(mine)] + self._total[id(theirs)]
        self._known[both] = alike = 2 * shared / total if total else 0.0
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
            id(around): sum([value * rarity[key] for key, value in around.items()])
            for around in {id(each.around): each.around for each in self._found}.values()
        }
