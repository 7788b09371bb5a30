"""Passages as the other of two articles has them."""

from collections.abc import Sequence
from itertools import chain, islice
from operator import attrgetter

from provenance.model import Difference, Passage, many


def mirrored(found: Sequence[tuple[Passage, ...]]) -> list[tuple[Passage, ...]]:
    """Return the passages of many pairs with left and right exchanged, in their order."""
    passages = list(chain.from_iterable(found))
    inner = [each.differences for each in passages]
    left, right = _sides(list(chain.from_iterable(inner)))
    turned = iter(many(Difference, right, left))
    differences = [tuple(islice(turned, len(those))) for those in inner]
    left, right = _sides(passages)
    kind, similarity, quoted, reasons = (
        list(map(attrgetter(name), passages)) for name in ("kind", "similarity", "quoted", "reasons")
    )
    made = iter(many(Passage, right, left, kind, similarity, quoted, differences, reasons))
    return [tuple(islice(made, len(those))) for those in found]


def _sides(stretches: Sequence[Passage] | Sequence[Difference]) -> tuple[list[object], list[object]]:
    """Return where each stands on the left, and on the right."""
    return list(map(attrgetter("left"), stretches)), list(map(attrgetter("right"), stretches))
