"""The passages of many pairs as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from provenance.model import Difference, Passage
from provenance.pairs.bodies import Places

_ENDS = attrgetter("left.begin", "left.end", "right.begin", "right.end")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Where passages stand in the articles on one side.

    Attributes
    ----------
    slots : int64 (N,)
        The article of each.
    spans : int64 (N, 2)
    differences : int64 (D, 2)
        What differs inside the copied passages, passage by passage.
    """

    slots: Places
    spans: Places
    differences: Places

    @property
    def lengths(self) -> Places:
        """Characters of each passage."""
        lengths: Places = self.spans[:, 1] - self.spans[:, 0]
        return lengths


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Passages of P pairs, the longest of each pair first.

    Attributes
    ----------
    pair : int64 (N,)
        Which pair each is of, ascending.
    left, right : Side
    reworded : bool (N,)
        Paraphrases: told anew and not copied.
    quoted : bool (N,)
    first : int64 (N + 1,)
        Where the differences of each begin; of paraphrases none are listed.
    """

    pair: Places
    left: Side
    right: Side
    reworded: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    first: Places

    def __len__(self) -> int:
        return len(self.pair)

    def pieces(self, side: Side) -> tuple[Places, Places]:
        """Return what lies between the differences of passages, (D + N, 2), and which passage each is of."""
        place = np.arange(len(self))
        owner = np.repeat(place, np.diff(self.first) + 1)
        found = np.empty((len(owner), 2), np.int64)
        for column, bound in ((0, self.first[:-1] + place), (1, self.first[1:] + place)):
            inner = np.ones(len(owner), np.bool_)
            inner[bound] = False
            found[bound, column] = side.spans[:, column]
            found[inner, column] = side.differences[:, 1 - column]  # one ends where the next piece begins
        return found, owner


def in_columns(slots: Places, found: Sequence[Sequence[Passage]]) -> Listed:
    """List the passages of pairs of slots (P, 2); `found` is parallel to these."""
    passages = list(chain.from_iterable(found))
    pair = np.repeat(np.arange(len(found)), [len(those) for those in found])
    spans = _columns(passages)
    begin, end, first, last = spans.T
    order = np.lexsort((last, first, end, begin, begin - end, pair))
    pair, spans = pair[order], spans[order]
    passages = [passages[place] for place in order.tolist()]
    reworded = [each.kind == "paraphrase" for each in passages]
    differing = [() if anew else each.differences for each, anew in zip(passages, reworded, strict=True)]
    differences = _columns(list(chain.from_iterable(differing)))
    left, right = (
        Side(slots[pair, side], spans[:, 2 * side : 2 * side + 2], differences[:, 2 * side : 2 * side + 2])
        for side in (0, 1)
    )
    return Listed(
        pair,
        left,
        right,
        np.array(reworded, np.bool_),
        np.array([each.quoted for each in passages], np.bool_),
        np.cumsum([0, *map(len, differing)]),
    )


def _columns(stretches: Sequence[Passage | Difference]) -> Places:
    """Return begin and end on the left, begin and end on the right: int64 (N, 4)."""
    return np.fromiter(chain.from_iterable(map(_ENDS, stretches)), np.int64).reshape(-1, 4)
