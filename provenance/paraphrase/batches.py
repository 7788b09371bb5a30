"""Pairs of sentences in batches of bounded memory, each pair always seen the same way round."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.paraphrase.characters import bit_sets
from provenance.paraphrase.columns import LONGEST, Columns, columns
from provenance.paraphrase.features import characters, measure
from provenance.paraphrase.measured import Matrix, Measured
from provenance.paraphrase.met import compiled, meet

CELLS = 1 << 18  # words of one side times words of the other times pairs: the matrices stay in the cache
PAIRS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Pairs measured together.

    Attributes
    ----------
    places : intp (B,)
        Which of the given pairs they are.
    found : Measured
    left, right : Columns
    stands : (bool (L, B), bool (L, B))
        Words of either side whose stem stands on the other.
    compiled : bool
        Whether it is large enough a piece of work for compiled code.
    """

    places: NDArray[np.intp]
    found: Measured
    left: Columns
    right: Columns
    stands: tuple[Matrix, Matrix]
    compiled: bool = False

    def stems(self) -> Iterator[tuple[NDArray[np.int32], Matrix, bool]]:
        """Yield, for either side: its stem ids, which to count (each stem once), and whether they are lone.

        What both sides have is told once, from the left.
        """
        for side, stands in zip((self.left, self.right), self.stands, strict=True):
            told = side.present & (side.stem_rank == 0) & ~side.number
            yield side.stem, told & ~stands, True
            if side is self.left:
                yield side.stem, told & stands, False


def batches(
    readings: Readings, left: NDArray[np.int32], right: NDArray[np.int32], *, large: bool = False
) -> Iterator[Batch]:
    """Measure all pairs whose sentences both have words, those of like length together."""
    size = np.minimum(np.diff(readings.sentence_words), LONGEST)
    swap = _later(readings, size, left, right)
    short, long = np.where(swap, right, left), np.where(swap, left, right)
    order = np.lexsort((size[short], size[long]))
    order = order[size[short[order]] > 0]
    begin = 0
    while begin < len(order):
        chosen = order[begin : begin + PAIRS]
        wide = np.maximum(1, size[long[chosen]])
        tall = np.maximum.accumulate(np.maximum(1, size[short[chosen]]))
        fits = np.arange(1, len(chosen) + 1) * wide * tall <= CELLS
        chosen = chosen[: max(1, int(fits.sum()))]
        begin += len(chosen)
        both = np.concatenate((short[chosen], long[chosen]))
        sentences, rows = np.unique(both, return_inverse=True)
        laid = columns(readings, sentences.astype(np.int32))
        one, other = rows[: len(chosen)], rows[len(chosen) :]
        sides = laid.take(one), laid.take(other)
        met = compiled(laid, one, other) if large else meet(*sides)
        found, stands = measure(*sides, met)
        characters(found, bit_sets(readings, sentences.astype(np.int32)), one, other)
        yield Batch(chosen, found, *sides, stands, large)


def _later(
    readings: Readings, size: NDArray[np.int64], left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Say which pairs to turn round: the shorter sentence comes first; of two as long, words decide.

    Numbers of sentences must not decide: they depend on the order of the articles.
    """
    swap: NDArray[np.bool_] = size[left] > size[right]
    tied = np.flatnonzero(size[left] == size[right])
    if len(tied):
        involved = np.unique(np.concatenate((left[tied], right[tied])))
        keys = np.zeros(len(size), dtype=np.uint64)
        keys[involved] = _digests(readings, involved)
        swap[tied] = keys[left[tied]] > keys[right[tied]]
    return swap


def _digests(readings: Readings, sentences: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Digest the words and marks of each sentence."""
    first = readings.sentence_words[sentences]
    length = readings.sentence_words[sentences + 1] - first
    row = np.repeat(np.arange(len(sentences)), length)
    place = np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)
    at = first[row] + place
    mixed = readings.word_hash[at].astype(np.uint64) << np.uint64(8) | readings.word_marks[at]
    mixed = (mixed + place.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    out = np.zeros(len(sentences), dtype=np.uint64)
    np.add.at(out, row, mixed)
    return out
