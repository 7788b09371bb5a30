"""What of two sentences depends on order: runs, common subsequence, edits, displacement."""

import numpy as np

from provenance.paraphrase.columns import Columns
from provenance.paraphrase.measured import Column, Matrix, Measured, share
from provenance.paraphrase.met import FAR, RUNS, Met


def runs(found: Measured, met: Met, size_left: Column, size_right: Column) -> None:
    """Measure runs of two, three and four words that also stand on the other side."""
    for place, length in enumerate(range(2, RUNS + 2)):
        grams = np.maximum(size_left - length + 1, 0), np.maximum(size_right - length + 1, 0)
        counts = met.runs[2 * place : 2 * place + 2]
        found.both(f"run{length}", share(counts[0], grams[0]), share(counts[1], grams[1]))


def sequence(found: Measured, met: Met, size_left: Column, size_right: Column) -> None:
    """Measure the longest common subsequence, the longest common run and the edit distance."""
    length, most, edits = met.sequence
    found.both("subsequence", share(length, size_left), share(length, size_right))
    found["longest_run"] = most
    found.both("longest_run_share", share(most, size_left), share(most, size_right))
    found["edits"] = share(edits, np.maximum(size_left, size_right))


def order(found: Measured, met: Met) -> None:
    """Measure how far the shared words keep their order: pairs out of order, pieces they fall into."""
    inverted, joined, backwards = met.order
    count = (met.stem_hits[0] > 0).sum(0).astype(np.float64)
    found["inverted"] = share(inverted, count * (count - 1) / 2)
    found["pieces"] = share(np.maximum(count - joined, 0), count)
    found["backwards"] = share(backwards, np.maximum(count - 1, 0))


def displacement(found: Measured, met: Met, left: Columns) -> None:
    """Measure how far shared content words stand from where the other sentence has them."""
    nearest = met.nearest.astype(np.float64) / (4 * FAR)
    content = (met.stem_hits[0] > 0) & ~left.function
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
