"""What of two sentences depends on order, with NumPy: runs, common subsequence, edits, displacement."""

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.columns import Columns
from provenance.paraphrase.measured import Matrix
from provenance.paraphrase.tallies import FAR, RUNS, Pair, Side, Tallies


def runs(found: Tallies, same: Matrix) -> None:
    """Count where runs begin that also stand on the other side."""
    run = same
    for longer in range(min(RUNS, min(same.shape[:2]) - 1)):
        run = run[:-1, :-1] & same[longer + 1 :, longer + 1 :]
        found.sides[Side.RUN_OF_TWO + longer] = run.any(1).sum(0), run.any(0).sum(0)


def sequence(
    found: Tallies, same: Matrix, size_left: NDArray[np.int32], size_right: NDArray[np.int32]
) -> None:
    """Measure the longest common subsequence, the longest common run and the edit distance."""
    pairs, rows, wide = same.shape
    common, run, longest = np.zeros((3, pairs, wide + 1), dtype=np.int16)
    step = np.arange(wide + 1, dtype=np.int16)
    edits = np.tile(step, (pairs, 1))
    last = size_right.astype(np.int16)
    every = np.arange(pairs)
    for row in range(rows):
        hit = same[:, row]
        np.maximum(common[:, 1:], common[:, :-1] + hit, out=common[:, 1:])
        np.maximum.accumulate(common, axis=1, out=common)
        run[:, 1:] = (run[:, :-1] + 1) * hit
        np.maximum(longest, run, out=longest)
        after = edits + 1
        np.minimum(after[:, 1:], edits[:, :-1] + ~hit, out=after[:, 1:])
        edits = np.minimum.accumulate(after - step, axis=1) + step
        ended = size_left == row + 1
        last[ended] = edits[every[ended], size_right[ended]]
    found.pairs[Pair.SUBSEQUENCE], found.pairs[Pair.LONGEST] = common[:, -1], longest.max(1)
    found.pairs[Pair.EDITS] = last


def order(found: Tallies, same: Matrix) -> None:
    """Count shared words, those that come in another order, follow each other, and go backwards."""
    rows, wide = same.shape[1:]
    off = np.abs(np.arange(wide)[None, :] - np.arange(rows)[:, None]).astype(np.int16)
    nearest = np.where(same, off, np.int16(FAR)).argmin(2).astype(np.int16)
    used = same.any(2)
    ordered = np.argsort(~used, axis=1, kind="stable")
    place = np.take_along_axis(np.where(used, nearest, np.int16(-1)), ordered, axis=1)
    inverted = place[:, :, None] > place[:, None, :]
    inverted &= (place >= 0)[:, None, :]
    inverted &= np.tri(rows, rows, -1, dtype=bool).T
    joined = (place[:, 1:] == place[:, :-1] + 1) & (place[:, :-1] >= 0)
    backwards = (place[:, 1:] < place[:, :-1]) & (place[:, 1:] >= 0)
    found.pairs[Pair.SHARED], found.pairs[Pair.INVERTED] = used.sum(1), inverted.sum((1, 2))
    found.pairs[Pair.JOINED], found.pairs[Pair.BACKWARDS] = joined.sum(1), backwards.sum(1)


def displacement(found: Tallies, same: Matrix, left: Columns, right: Columns) -> None:
    """Measure how far shared content words stand from where the other sentence has them.

    Places are shares of the sentence's length, in steps of 1/4096 so that sums are exact.
    """
    here, there = (_places(side) for side in (left, right))
    far = np.abs(here[:, None] - there[None])
    nearest = np.where(same, far, np.int16(4 * FAR)).min(1).astype(np.float64) / (4 * FAR)
    content = same.any(1) & ~left.function
    weight = left.weight * content
    found.pairs[Pair.DISPLACED] = (nearest * weight).sum(0)
    found.pairs[Pair.DISPLACED_MASS], found.pairs[Pair.RAREST] = weight.sum(0), weight.max(0)
    found.pairs[Pair.DISPLACED_MOST] = np.where(content.any(0), (nearest * content).max(0), 1.0)


def _places(side: Columns) -> NDArray[np.int16]:
    middle = (np.arange(len(side.word)) + 0.5)[:, None] / np.maximum(side.length, 1)
    return np.where(side.present, np.rint(middle * 4 * FAR), 0).astype(np.int16)
