"""One pair of articles half way: what was copied, and which sentences the scorer is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provenance.passages.blocks import blocks
from provenance.passages.columns import Body
from provenance.passages.copies import copies, everything
from provenance.passages.digests import digest
from provenance.passages.evidence import BLOCK_CHANCE
from provenance.passages.finding import Finding
from provenance.passages.likeness import likes as compared
from provenance.passages.rewordings import NOTHING, Asked, worth_scoring
from provenance.passages.settle import settled


@dataclass(frozen=True, slots=True)
class Todo:
    """One pair to look at: its place among all, and which views are its texts.

    Every pair is worked on in one order that depends on the texts alone, so that both ways round give the
    same passages; `swapped` says that it is not the order in which the pair was given.
    """

    place: int
    left: int
    right: int
    swapped: bool


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What two texts share as far as it is known."""

    todo: Todo
    left: Body
    right: Body
    found: list[Finding]
    asked: Asked


def drafted(todo: Todo, views: Sequence[Body], least: float) -> Draft:
    """Look at one pair, in plain code."""
    left, right = texts = views[todo.left], views[todo.right]
    if not len(left.word) or not len(right.word):
        return Draft(todo, left, right, [], NOTHING)
    if np.array_equal(left.word, right.word):
        return Draft(todo, left, right, [everything(left)], NOTHING)
    likes = compared(left, right)
    copied = copies(left, right)
    found = blocks(texts, likes, copied, BLOCK_CHANCE)
    whole = digest((left.rows, right.rows), likes)
    taken = settled(copied, found, whole, left, right)
    return Draft(todo, left, right, taken, worth_scoring(likes, texts, taken, least))
