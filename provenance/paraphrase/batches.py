"""Pairs of sentences in batches of bounded memory, each pair always seen the same way round."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.paraphrase.columns import columns
from provenance.paraphrase.features import measure
from provenance.paraphrase.layout import Layout, laid, lengths
from provenance.paraphrase.measured import Column, Measured
from provenance.paraphrase.tallies import Pair, Tallies
from provenance.paraphrase.tallying import tallied

CELLS = 1 << 18  # words of one side times words of the other times pairs: the matrices stay in the cache
PAIRS = 1024
COMPILED_PAIRS = 4096  # no matrices: what is laid out of their sentences takes some 20 MB at most

Telling = Callable[[NDArray[np.uint32]], NDArray[np.float64]]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Pairs measured together.

    Attributes
    ----------
    places : intp (B,)
        Which of the given pairs they are.
    found : Measured
    telling : float64 (B,)
        What the words themselves add to the log odds.
    compiled : bool
        Whether it is large enough a piece of work for compiled code.
    """

    places: Places
    found: Measured
    telling: Column
    compiled: bool = False


def batches(
    readings: Readings,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    telling: Telling,
    *,
    large: bool = False,
) -> Iterator[Batch]:
    """Measure all pairs whose sentences both have words, those of like length together.

    Parameters
    ----------
    readings : Readings
    left, right : int32 (P,)
        Sentence numbers.
    telling : callable
        Says of stems what they add to the log odds: `Weights.telling`.
    large : bool
        Whether compiled code is worth loading.

    Yields
    ------
    Batch
        The same numbers, to the bit, whether compiled code makes them or NumPy.
    """
    sentences, rows = np.unique(np.concatenate((left, right)), return_inverse=True)
    size = lengths(readings, sentences)
    one, other = rows[: len(left)], rows[len(left) :]
    swap = _later(readings, sentences, size, one, other)
    short, long = np.where(swap, other, one), np.where(swap, one, other)
    for chosen in _parts(size[short], size[long], large=large):
        here, places = np.unique(np.concatenate((short[chosen], long[chosen])), return_inverse=True)
        layout = laid(readings, sentences[here])
        sides = places[: len(chosen)], places[len(chosen) :]
        found = (_compiled if large else _plain)(layout, *sides, telling(layout.stems))
        yield Batch(chosen, measure(found), found.pairs[Pair.TELLING], large)


def _parts(short: NDArray[np.int64], long: NDArray[np.int64], *, large: bool) -> Iterator[Places]:
    """Yield the places of pairs that are measured together, given how many words either side has."""
    if large:
        order = np.flatnonzero(short > 0)
        yield from (order[begin : begin + COMPILED_PAIRS] for begin in range(0, len(order), COMPILED_PAIRS))
        return
    order = np.lexsort((short, long))
    order = order[short[order] > 0]
    begin = 0
    while begin < len(order):
        chosen = order[begin : begin + PAIRS]
        tall = np.maximum.accumulate(short[chosen])
        fits = np.arange(1, len(chosen) + 1) * long[chosen] * tall <= CELLS
        chosen = chosen[: max(1, int(fits.sum()))]
        begin += len(chosen)
        yield chosen


def _plain(layout: Layout, left: Places, right: Places, telling: NDArray[np.float64]) -> Tallies:
    """Tally pairs of the sentences that are laid out."""
    side = columns(layout)
    return tallied(side.take(left), side.take(right), layout.opposites, layout.meanings, telling)


def _compiled(layout: Layout, left: Places, right: Places, telling: NDArray[np.float64]) -> Tallies:
    """Do the same with compiled code."""
    from provenance.paraphrase import kernels  # loads the compiler

    sides, pairs = kernels.tallied(layout, left, right, telling)
    return Tallies(np.ascontiguousarray(sides.transpose(2, 1, 0)), np.ascontiguousarray(pairs.T))


def _later(
    readings: Readings, sentences: NDArray[np.int32], size: NDArray[np.int64], left: Places, right: Places
) -> NDArray[np.bool_]:
    """Say which pairs to turn round: the shorter sentence comes first; of two as long, words decide.

    Numbers of sentences must not decide: they depend on the order of the articles.
    """
    swap: NDArray[np.bool_] = size[left] > size[right]
    tied = np.flatnonzero(size[left] == size[right])
    if len(tied):
        involved, rows = np.unique(np.concatenate((left[tied], right[tied])), return_inverse=True)
        keys = _digests(readings, sentences[involved])[rows]
        swap[tied] = keys[: len(tied)] > keys[len(tied) :]
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
