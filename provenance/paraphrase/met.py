"""How the words of two sentences meet: all of one against all of the other, for many pairs at once."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.columns import Columns
from provenance.paraphrase.measured import Column, Matrix
from provenance.paraphrase.vectors import SCALE

ALIKE = 64  # similarity of meaning in steps of 1/64
FAR = 4 * 256  # farther than any two words of a sentence
RUNS = 3  # lengths of runs that are counted: two, three and four words

Counts = NDArray[np.int16]


class Met(NamedTuple):
    """What is known of B pairs once all their words were compared. Pairs of columns are (left, right).

    Attributes
    ----------
    word_hits, stem_hits : pair of int16 (L, B)
        How many words (stems) of the other side are the same.
    runs : float64 (6, B)
        Places where runs of two, three and four common stems begin, on the left and on the right.
    sequence : float64 (3, B)
        Stems of the longest common subsequence and of the longest common run; words to edit.
    order : float64 (3, B)
        Pairs of shared words in another order; neighbours on both sides; steps back.
    nearest : int16 (L, B)
        How far a word of the left stands from where the right has it, in steps of 1/4096 of a sentence.
    best : pair of int8 (L, B)
        How alike in meaning the likeliest word of the other side is, in steps of 1/`ALIKE`.
    gists : float32 (4, B, dimensions)
        Vectors of all words, added up by their weight: left, right; the same of what only one side has.
    """

    word_hits: tuple[Counts, Counts]
    stem_hits: tuple[Counts, Counts]
    runs: NDArray[np.float64]
    sequence: NDArray[np.float64]
    order: NDArray[np.float64]
    nearest: Counts
    best: tuple[NDArray[np.int8], NDArray[np.int8]]
    gists: NDArray[np.float32]


def meet(left: Columns, right: Columns) -> Met:
    """Compare all words of pairs of sentences."""
    words = left.word[:, None] == right.word[None]
    words &= left.present[:, None]
    stems = left.stem[:, None] == right.stem[None]
    stems &= left.present[:, None]
    by_pair = np.ascontiguousarray(stems.transpose(2, 0, 1))
    best, gists = _meanings(stems, left, right)
    return Met(
        word_hits=(words.sum(1, dtype=np.int16), words.sum(0, dtype=np.int16)),
        stem_hits=(stems.sum(1, dtype=np.int16), stems.sum(0, dtype=np.int16)),
        runs=_runs(stems),
        sequence=_sequence(by_pair, left.length.astype(np.float64), right.length.astype(np.float64)),
        order=_order(by_pair),
        nearest=_nearest(stems, left, right),
        best=best,
        gists=gists,
    )


def compiled(laid: Columns, left: NDArray[np.intp], right: NDArray[np.intp]) -> Met:
    """Do what `meet` does with compiled code, for pairs of the sentences that are laid out."""
    from provenance.paraphrase import kernels  # loads the compiler

    ids = (_rows(laid.word), _rows(laid.stem), _rows(laid.place))
    found = kernels.meet(ids, laid.length, _rows(laid.weight), laid.meanings, (left, right))
    words, stems, runs, sequence, order, nearest, best, gists = found
    return Met(
        word_hits=(_rows(words[0]), _rows(words[1])),
        stem_hits=(_rows(stems[0]), _rows(stems[1])),
        runs=_rows(runs),
        sequence=_rows(sequence),
        order=_rows(order),
        nearest=_rows(nearest),
        best=(_rows(best[0]), _rows(best[1])),
        gists=gists,
    )


def _rows(table: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(table.T)


def _runs(same: Matrix) -> NDArray[np.float64]:
    """Count where runs begin that also stand on the other side."""
    run, found = same, []
    for length in range(2, RUNS + 2):
        if min(run.shape[:2]) > 1:
            run = run[:-1, :-1] & same[length - 1 :, length - 1 :]
        else:
            run = np.zeros((1, 1, same.shape[2]), dtype=bool)
        found += [run.any(1).sum(0), run.any(0).sum(0)]
    return np.array(found, np.float64)


def _sequence(same: Matrix, size_left: Column, size_right: Column) -> NDArray[np.float64]:
    """Return the longest common subsequence, the longest common run and the edit distance."""
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
    return np.array((common[:, -1], longest.max(1), last), np.float64)


def _order(same: Matrix) -> NDArray[np.float64]:
    """Count shared words that come in another order, follow each other, and go backwards."""
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
    return np.array((inverted.sum((1, 2)), joined.sum(1), backwards.sum(1)), np.float64)


def _nearest(same: Matrix, left: Columns, right: Columns) -> Counts:
    """Return how far shared words stand from where the other sentence has them.

    Places are shares of the sentence's length, in steps of 1/4096 so that sums are exact.
    """
    here, there = (_places(side) for side in (left, right))
    far = np.abs(here[:, None] - there[None])
    nearest: Counts = np.where(same, far, np.int16(4 * FAR)).min(1)
    return nearest


def _places(side: Columns) -> Counts:
    middle = (np.arange(len(side.word)) + 0.5)[:, None] / np.maximum(side.length, 1)
    return np.where(side.present, np.rint(middle * 4 * FAR), 0).astype(np.int16)


def _meanings(
    same: Matrix, left: Columns, right: Columns
) -> tuple[tuple[NDArray[np.int8], NDArray[np.int8]], NDArray[np.float32]]:
    """Return how alike the likeliest word of the other side is, and the vectors of both sides added up."""
    vectors = [side.meanings[side.place.T] for side in (left, right)]
    products = vectors[0] @ vectors[1].transpose(0, 2, 1)
    products *= ALIKE / SCALE**2
    alike = np.clip(np.rint(products, out=products), 0, ALIKE, out=products).astype(np.int8)
    alike = np.ascontiguousarray(alike.transpose(1, 2, 0))
    alike[same] = ALIKE
    gists, lone_gists = [], []
    for side, axis, vector in zip((left, right), (1, 0), vectors, strict=True):
        lone = ~same.any(axis) & side.present
        coarse = np.rint(side.weight * 8).T[:, None, :]  # whole numbers: exact sums in single precision
        gists.append((coarse @ vector)[:, 0])
        lone_gists.append(((coarse * lone.T[:, None, :]) @ vector)[:, 0])
    return (alike.max(1), alike.max(0)), np.stack((*gists, *lone_gists))
