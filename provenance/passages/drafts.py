"""What pairs of articles share, in plain code: first what was copied, then what the scorer calls the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.passages.blocks import blocks
from provenance.passages.columns import Body
from provenance.passages.copies import copies, everything
from provenance.passages.digests import digest
from provenance.passages.evidence import BLOCK_CHANCE
from provenance.passages.finding import Finding
from provenance.passages.likeness import likes as compared
from provenance.passages.rewordings import NOTHING, Asked, chances, reworded, worth_scoring
from provenance.passages.settle import joined, settled

Ask = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.float64]]


class Todo(NamedTuple):
    """P pairs to look at.

    Every pair is worked on in one order that depends on the texts alone, so that both ways round give the
    same passages.

    Attributes
    ----------
    texts : int32 (P, 2)
        Which views.
    swapped : bool (P,)
        Whether that is not the order in which the pair was given.
    """

    texts: NDArray[np.int32]
    swapped: NDArray[np.bool_]

    def part(self, begin: int, end: int) -> "Todo":
        """Return some of the pairs."""
        return Todo(self.texts[begin:end], self.swapped[begin:end])


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What two texts share as far as it is known, and which sentences the scorer is asked about."""

    left: Body
    right: Body
    found: list[Finding]
    asked: Asked


def found(pairs: Sequence[tuple[Body, Body]], ask: Ask, least: float) -> list[list[Finding]]:
    """Return what each of some pairs of texts shares.

    Parameters
    ----------
    ask : callable
        Called with two int32 arrays of sentence numbers; returns how likely the sentences tell the same.
    least : float
        The probability asked of a rewording.
    """
    drafts = [_drafted(left, right, least) for left, right in pairs]
    likely = _likely(drafts, ask)
    return [_findings(draft, likely, least) for draft in drafts]


def _drafted(left: Body, right: Body, least: float) -> Draft:
    """Look at one pair; the scorer was not asked yet."""
    if not len(left.word) or not len(right.word):
        return Draft(left, right, [], NOTHING)
    if np.array_equal(left.word, right.word):
        return Draft(left, right, [everything(left)], NOTHING)
    texts, likes = (left, right), compared(left, right)
    copied = copies(left, right)
    likely = blocks(texts, likes, copied, BLOCK_CHANCE)
    whole = digest((left.rows, right.rows), likes)
    taken = settled(copied, likely, whole, left, right)
    return Draft(left, right, taken, worth_scoring(likes, texts, taken, least))


def _likely(drafts: list[Draft], ask: Ask) -> Iterator[NDArray[np.float64]]:
    """Return for each draft that has a question how likely the sentences it asks about tell the same."""
    asking = [draft for draft in drafts if len(draft.asked.left)]
    if not asking:
        return iter(())
    mine = np.concatenate([draft.left.rows.number[draft.asked.left] for draft in asking]).astype(np.int32)
    yours = np.concatenate([draft.right.rows.number[draft.asked.right] for draft in asking]).astype(np.int32)
    ends = np.cumsum([len(draft.asked.left) for draft in asking])
    odds = np.concatenate([draft.asked.odds for draft in asking])
    likely = chances(odds, ask(mine, yours))
    return (likely[begin:end] for begin, end in pairwise([0, *ends.tolist()]))


def _findings(draft: Draft, likely: Iterator[NDArray[np.float64]], least: float) -> list[Finding]:
    """Return all that two texts share: what was found at first, and what is reworded."""
    texts = draft.left, draft.right
    again = reworded(draft.asked, next(likely), texts, draft.found, least) if len(draft.asked.left) else []
    if not again and len(draft.found) < 2:  # noqa: PLR2004 - nothing to be joined
        return draft.found
    whole = [each for each in draft.found if each.whole]
    return [*(each for each in draft.found if not each.whole), *joined([*again, *whole], *texts)]
