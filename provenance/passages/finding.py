"""What the finders hand to each other inside this step: a stretch of both texts, and why it was taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import PassageKind

KINDS: tuple[PassageKind, ...] = ("verbatim", "edited", "paraphrase")  # compiled code knows their places


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Words that belong together: half open ranges of word numbers of the two texts.

    `matches`, (M, 2), are the places where the same word stands on both sides, in order. `chance` is the
    probability that one was made from the other, for a paraphrase. `whole` says that it is made of
    sentences, `digest` that one side retells all of the other.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    kind: PassageKind
    matches: NDArray[np.int64]
    chance: float = 1.0
    whole: bool = False
    digest: bool = False


class Findings(NamedTuple):
    """What P pairs of texts share, F findings as columns, pair after pair.

    Attributes
    ----------
    of : int64 (P + 1,)
        Findings of pair p: ``of[p]`` up to ``of[p + 1]``.
    stretches : int32 (F, 4)
        Left begin, left end, right begin, right end: word numbers.
    told : uint8 (F, 3)
        The place of its kind in `KINDS`, whether it is whole, and whether a digest.
    chance : float64 (F,)
    ends : int64 (F,)
        Where the matches of each end.
    matches : int32 (M, 2)
    """

    of: NDArray[np.int64]
    stretches: NDArray[np.int32]
    told: NDArray[np.uint8]
    chance: NDArray[np.float64]
    ends: NDArray[np.int64]
    matches: NDArray[np.int32]


def columns(found: Sequence[list[Finding]]) -> Findings:
    """Lay out the findings of some pairs."""
    every = list(chain.from_iterable(found))
    matches = [each.matches for each in every]
    return Findings(
        np.cumsum([0, *map(len, found)], dtype=np.int64),
        np.array([(*each.left, *each.right) for each in every], np.int32).reshape(-1, 4),
        np.array([(KINDS.index(each.kind), each.whole, each.digest) for each in every], np.uint8).reshape(
            -1, 3
        ),
        np.array([each.chance for each in every], np.float64),
        np.cumsum([len(each) for each in matches], dtype=np.int64),
        np.concatenate([np.zeros((0, 2), np.int32), *matches]).astype(np.int32),
    )


def behind(parts: Sequence[Findings]) -> Findings:
    """Put the findings of some pairs behind those of others."""
    many = np.cumsum([0, *(len(each.chance) for each in parts)])
    matched = np.cumsum([0, *(len(each.matches) for each in parts)])
    return Findings(
        np.concatenate(
            [np.zeros(1, np.int64), *(each.of[1:] + more for each, more in zip(parts, many, strict=False))]
        ),
        np.concatenate([each.stretches for each in parts]),
        np.concatenate([each.told for each in parts]),
        np.concatenate([each.chance for each in parts]),
        np.concatenate([each.ends + more for each, more in zip(parts, matched, strict=False)]),
        np.concatenate([each.matches for each in parts]),
    )


def spliced(found: Findings, others: dict[int, list[Finding]]) -> Findings:
    """Put the findings of some pairs in place of what columns have of them, which is nothing."""
    if not others:
        return found
    parts, begin = [], 0
    for place in sorted(others):
        parts += [_cut(found, begin, place), columns([others[place]])]
        begin = place + 1
    return behind([*parts, _cut(found, begin, len(found.of) - 1)])


def _cut(found: Findings, begin: int, end: int) -> Findings:
    """Return the findings of the pairs from one up to another."""
    first, last = int(found.of[begin]), int(found.of[end])
    matched, matches = (int(found.ends[place - 1]) if place else 0 for place in (first, last))
    return Findings(
        found.of[begin : end + 1] - first,
        found.stretches[first:last],
        found.told[first:last],
        found.chance[first:last],
        found.ends[first:last] - matched,
        found.matches[matched:matches],
    )
