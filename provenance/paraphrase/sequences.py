"""What of two sentences depends on order: runs, common subsequence, edits, displacement."""

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.columns import Columns
from provenance.paraphrase.measured import Column, Matrix, Measured, share

FAR = 4 * 256  # farther than any two words of a sentence


def runs(found: Measured, same: Matrix, size_left: Column, size_right: Column) -> None:
    """Measure runs of two, three and four words that also stand on the other side."""
    run = same
    for length in (2, 3, 4):
        if min(run.shape[:2]) > 1:
            run = run[:-1, :-1] & same[length - 1 :, length - 1 :]
        else:
            run = np.zeros((1, 1, same.shape[2]), dtype=bool)
        counts = run.any(1).sum(0), run.any(0).sum(0)
        grams = np.maximum(size_left - length + 1, 0), np.maximum(size_right - length + 1, 0)
        found.both(f"run{length}", share(counts[0], grams[0]), share(counts[1], grams[1]))


def sequence(found: Measured, same: Matrix, size_left: Column, size_right: Column) -> None:
    """Measure the longest common subsequence, the longest common run and the edit distance."""
    pairs, rows, wide = same.shape
    common, run, longest = np.zeros((3, pairs, wide + 1), dtype=np.int16)
    step = np.arange(wide + 1, dtype=np.int16)
    edits = np.tile(step, (pairs, 1))
    last = size_right.astype(np.int16)
    every, right_end = np.arange(pairs), size_right.astype(np.intp)
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
        last[ended] = edits[every[ended], right_end[ended]]
    length, most = common[:, -1].astype(np.float64), longest.max(1).astype(np.float64)
    found.both("subsequence", share(length, size_left), share(length, size_right))
    found["longest_run"] = most
    found.both("longest_run_share", share(most, size_left), share(most, size_right))
    found["edits"] = share(last.astype(np.float64), np.maximum(size_left, size_right))


def order(found: Measured, same: Matrix) -> None:
    """Measure how far the shared words keep their order: pairs out of order, pieces they fall into."""
    rows, wide = same.shape[1:]
    off = np.abs(np.arange(wide)[None, :] - np.arange(rows)[:, None]).astype(np.int16)
    nearest = np.where(same, off, np.int16(FAR)).argmin(2).astype(np.int16)
    used = same.any(2)
    ordered = np.argsort(~used, axis=1, kind="stable")
    place = np.take_along_axis(np.where(used, nearest, np.int16(-1)), ordered, axis=1)
    count = used.sum(1).astype(np.float64)
    inverted = place[:, :, None] > place[:, None, :]
    inverted &= (place >= 0)[:, None, :]
    inverted &= np.tri(rows, rows, -1, dtype=bool).T
    found["inverted"] = share(inverted.sum((1, 2)), count * (count - 1) / 2)
    joined = (place[:, 1:] == place[:, :-1] + 1) & (place[:, :-1] >= 0)
    found["pieces"] = share(np.maximum(count - joined.sum(1), 0), count)
    backwards = (place[:, 1:] < place[:, :-1]) & (place[:, 1:] >= 0)
    found["backwards"] = share(backwards.sum(1), np.maximum(count - 1, 0))


def displacement(found: Measured, same: Matrix, left: Columns, right: Columns) -> None:
    """Measure how far shared content words stand from where the other sentence has them.

    Places are shares of the sentence's length, in steps of 1/4096 so that sums are exact.
    """
    here, there = (_places(side) for side in (left, right))
    far = np.abs(here[:, None] - there[None])
    nearest = np.where(same, far, np.int16(4 * FAR)).min(1).astype(np.float64) / (4 * FAR)
    content = same.any(1) & ~left.function
    weight = left.weight * content
    found["displaced"] = share((nearest * weight).sum(0), weight.sum(0), empty=1.0)
    found["displaced_most"] = np.where(content.any(0), (nearest * content).max(0), 1.0)
    found["rarest_shared"] = weight.max(0).astype(np.float64)


def ends(found: Measured, left: Columns, right: Columns, hits: tuple[Matrix, Matrix]) -> None:
    """Measure what stands before the first and after the last shared content word."""
    for name, turn in (("lead", slice(None)), ("tail", slice(None, None, -1))):
        masses = []
        for side, hit in zip((left, right), hits, strict=True):
            before = np.logical_or.accumulate((hit & ~side.function)[turn], axis=0)
            masses.append((side.weight[turn] * ~before).sum(0).astype(np.float64))
        found.both(f"{name}_mass", *masses)
        found.both(
            f"{name}_share", share(masses[0], left.weight.sum(0)), share(masses[1], right.weight.sum(0))
        )


def _places(side: Columns) -> NDArray[np.int16]:
    middle = (np.arange(len(side.word)) + 0.5)[:, None] / np.maximum(side.length, 1)
    return np.where(side.present, np.rint(middle * 4 * FAR), 0).astype(np.int16)
