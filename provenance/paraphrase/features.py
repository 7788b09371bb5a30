"""What of two sentences can be measured: overlap, order, edits, numbers, names, negation."""

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.characters import SIZES
from provenance.paraphrase.columns import Columns

Matrix = NDArray[np.bool_]
Column = NDArray[np.float64]


class Measured(dict[str, Column]):
    """Features by name, in a fixed order."""

    def both(self, name: str, left: NDArray[np.floating], right: NDArray[np.floating]) -> None:
        """Add a measure that each side has, without saying which side is which."""
        self[f"{name}_low"] = np.minimum(left, right).astype(np.float64)
        self[f"{name}_high"] = np.maximum(left, right).astype(np.float64)


def measure(left: Columns, right: Columns) -> Measured:
    """Measure pairs of sentences, row by row."""
    found = Measured()
    words = left.word[:, :, None] == right.word[:, None, :]
    words &= (left.word >= 0)[:, :, None]
    stems = left.stem[:, :, None] == right.stem[:, None, :]
    stems &= (left.stem >= 0)[:, :, None]
    sizes = left.length.astype(np.float64), right.length.astype(np.float64)
    _sizes(found, left, right)
    _overlap(found, "word", words, left, right)
    hits = _overlap(found, "stem", stems, left, right)
    _runs(found, "word", words, *sizes)
    _runs(found, "stem", stems, *sizes)
    _sequence(found, stems, *sizes)
    _order(found, stems, hits[0])
    _special(found, left, right, hits)
    return found


def share(part: NDArray[np.floating], whole: NDArray[np.floating]) -> Column:
    """Divide; nothing of nothing is 0."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def harmonic(one: Column, other: Column) -> Column:
    """Return the harmonic mean."""
    return share(2 * one * other, one + other)


def _sizes(found: Measured, left: Columns, right: Columns) -> None:
    found.both("words", left.length, right.length)
    found["length_ratio"] = share(found["words_low"], found["words_high"])
    mass = left.weight.sum(1), right.weight.sum(1)
    found.both("mass", *mass)
    found["mass_ratio"] = share(found["mass_low"], found["mass_high"])
    quoted = share(left.quoted.sum(1), left.length), share(right.quoted.sum(1), right.length)
    found.both("quoted", *quoted)


def _overlap(
    found: Measured, level: str, same: Matrix, left: Columns, right: Columns
) -> tuple[Matrix, Matrix]:
    """Words with a partner on the other side, each partner counted once."""
    rank_left, rank_right = getattr(left, f"{level}_rank"), getattr(right, f"{level}_rank")
    hit_left = same.sum(2, dtype=np.uint8) > rank_left
    hit_right = same.sum(1, dtype=np.uint8) > rank_right
    hit_left &= left.word >= 0
    hit_right &= right.word >= 0
    plain = share(hit_left.sum(1), left.length), share(hit_right.sum(1), right.length)
    found.both(f"{level}_cover", *plain)
    found[f"{level}_f"] = harmonic(*plain)
    shared = (left.weight * hit_left).sum(1), (right.weight * hit_right).sum(1)
    rare = share(shared[0], left.weight.sum(1)), share(shared[1], right.weight.sum(1))
    found.both(f"{level}_rare_cover", *rare)
    found[f"{level}_rare_f"] = harmonic(*rare)
    found[f"{level}_shared_mass"] = np.minimum(*shared).astype(np.float64)
    lone = left.weight * ~hit_left, right.weight * ~hit_right
    found.both(f"{level}_lone_mass", lone[0].sum(1), lone[1].sum(1))
    found.both(f"{level}_lone_most", lone[0].max(1), lone[1].max(1))
    content = ~hit_left & ~left.function & (left.word >= 0), ~hit_right & ~right.function & (right.word >= 0)
    found.both(f"{level}_lone_content", content[0].sum(1), content[1].sum(1))
    return hit_left, hit_right


def _runs(found: Measured, level: str, same: Matrix, size_left: Column, size_right: Column) -> None:
    """Runs of two, three and four words that also stand on the other side; the longest such run."""
    run = same
    for length in (2, 3, 4):
        if min(run.shape[1:]) < 2:
            run = np.zeros((len(same), 1, 1), dtype=bool)
        else:
            run = run[:, :-1, :-1] & same[:, length - 1 :, length - 1 :]
        counts = run.any(2).sum(1), run.any(1).sum(1)
        grams = np.maximum(size_left - length + 1, 0), np.maximum(size_right - length + 1, 0)
        found.both(f"{level}_run{length}", share(counts[0], grams[0]), share(counts[1], grams[1]))


def _sequence(found: Measured, same: Matrix, size_left: Column, size_right: Column) -> None:
    """Longest common subsequence, longest common run and edit distance of the stems."""
    pairs, rows, wide = same.shape
    common = np.zeros((pairs, wide + 1), dtype=np.int16)
    run = np.zeros((pairs, wide + 1), dtype=np.int16)
    longest = np.zeros((pairs, wide + 1), dtype=np.int16)
    step = np.arange(wide + 1, dtype=np.int16)
    edits = np.tile(step, (pairs, 1))
    last = np.zeros(pairs, dtype=np.int16)
    right_end = size_right.astype(np.intp)
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
        last[ended] = edits[every[ended], right_end[ended]]
    length = common[:, -1].astype(np.float64)
    found.both("subsequence", share(length, size_left), share(length, size_right))
    most = longest.max(1).astype(np.float64)
    found["longest_run"] = most
    found.both("longest_run_share", share(most, size_left), share(most, size_right))
    last = np.where(size_left == 0, size_right, last)
    found["edits"] = share(last.astype(np.float64), np.maximum(size_left, size_right))


def _order(found: Measured, same: Matrix, hit: Matrix) -> None:
    """How far the shared words keep their order: pairs out of order, and pieces they fall into."""
    rows, wide = same.shape[1:]
    off = np.abs(np.arange(wide)[None, :] - np.arange(rows)[:, None]).astype(np.int16)
    nearest = np.where(same, off, np.int16(2 * 256)).argmin(2).astype(np.int16)
    used = same.any(2)
    place = np.where(used, nearest, -1)
    order = np.argsort(~used, axis=1, kind="stable")
    place = np.take_along_axis(place, order, axis=1)
    count = used.sum(1).astype(np.float64)
    inverted = (place[:, :, None] > place[:, None, :]) & (place[:, None, :] >= 0)
    inverted &= np.tri(rows, rows, -1, dtype=bool).T
    found["inverted"] = share(inverted.sum((1, 2)), count * (count - 1) / 2)
    joined = (place[:, 1:] == place[:, :-1] + 1) & (place[:, :-1] >= 0)
    found["pieces"] = share(np.maximum(count - joined.sum(1), 0), count)


def _special(found: Measured, left: Columns, right: Columns, hits: tuple[Matrix, Matrix]) -> None:
    """Numbers, names and negations that only one side has."""
    for kind in ("number", "name"):
        own = getattr(left, kind), getattr(right, kind)
        lone = (own[0] & ~hits[0]).sum(1), (own[1] & ~hits[1]).sum(1)
        found.both(f"{kind}_lone", *lone)
        found[f"{kind}_shared"] = np.minimum((own[0] & hits[0]).sum(1), (own[1] & hits[1]).sum(1)).astype(
            np.float64
        )
    negated = left.negation.sum(1), right.negation.sum(1)
    found.both("negations", *negated)
    found["negation_differs"] = ((negated[0] + negated[1]) % 2).astype(np.float64)


def characters(
    found: Measured, sets: NDArray[np.uint64], left: NDArray[np.intp], right: NDArray[np.intp]
) -> None:
    """Character n-grams that both sides have."""
    for size, bits in zip(SIZES, sets, strict=True):
        counts = np.bitwise_count(bits).sum(1, dtype=np.int64)
        both = np.bitwise_count(bits[left] & bits[right]).sum(1, dtype=np.int64)
        found.both(f"characters{size}", share(both, counts[left]), share(both, counts[right]))
        found[f"characters{size}_f"] = share(2 * both, counts[left] + counts[right])
