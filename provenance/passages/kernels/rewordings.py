"""Compiled: which sentences of two texts may tell the same."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.likeness import common
from provenance.passages.kernels.texts import (
    Batch,
    Offsets,
    Real,
    Shared,
    Stretch,
    Text,
    Truth,
    Whole,
    roomy,
    text_of,
)

BODY = 64  # see `columns`
Numbers = tuple[Any, ...]


@njit(cache=True, nogil=True)
def _free(text: Text, taken: Whole, numbers: Numbers) -> Truth:
    """Tell which rows are sentences of the body that nothing was found in yet: `rewordings.free`."""
    least_words, covered = numbers
    marks = np.zeros(len(text.word), np.bool_)
    for place in range(len(taken)):
        marks[taken[place, 0] : taken[place, 1]] = True
    found = np.zeros(len(text.distinct), np.bool_)
    for row in range(len(found)):
        begin, end = text.begin[row], text.begin[row + 1]
        known = text.marks[begin] & BODY and end - begin >= least_words
        found[row] = known and marks[begin:end].sum() / (end - begin) < covered
    return found


@njit(cache=True, nogil=True)
def _best(rows: int, of: Whole, cosine: Real, near: Truth, partners: int) -> Truth:
    """Tell which near pairs are among the best of their row: `rewordings._among_best`.

    Pairs of one row come in order of the other, so the first of equals is the better one.
    """
    best, pair = np.full((rows, partners), -1.0), np.full((rows, partners), -1, np.int64)
    for place in range(len(of)):
        if not near[place]:
            continue
        row = of[place]
        at = partners
        while at > 0 and cosine[place] > best[row, at - 1]:
            at -= 1
        if at < partners:
            for moved in range(partners - 1, at, -1):
                best[row, moved], pair[row, moved] = best[row, moved - 1], pair[row, moved - 1]
            best[row, at], pair[row, at] = cosine[place], place
    found = np.zeros(len(of), np.bool_)
    for row in range(rows):
        for at in range(partners):
            if pair[row, at] >= 0:
                found[pair[row, at]] = True
    return found


@njit(cache=True, nogil=True)
def _evidence(
    texts: tuple[Text, Text], rows: Stretch, shared: Shared, seen: NDArray[np.uint8], numbers: Numbers
) -> tuple[float, float]:
    """Return what comes back of two sentences: the weight of it, and its share of the rarer one."""
    left, right = texts
    lift, content = numbers
    whole, other_whole, mass, back = 0.0, 0.0, 0.0, 0.0
    for at in range(right.begin[rows[1]], right.begin[rows[1] + 1]):
        number = shared.right[right.at[at]]
        if not seen[number]:
            seen[number] = 1
            other_whole += right.weight[at]
    for at in range(left.begin[rows[0]], left.begin[rows[0] + 1]):
        number = shared.left[left.at[at]]
        if seen[number] & 2:
            continue
        whole += left.weight[at]
        if seen[number] & 1:
            back += left.weight[at]
            mass += shared.weight[number]
            if left.weight[at] > content:
                mass += lift
        seen[number] |= 2
    for at in range(right.begin[rows[1]], right.begin[rows[1] + 1]):
        seen[shared.right[right.at[at]]] = 0
    for at in range(left.begin[rows[0]], left.begin[rows[0] + 1]):
        seen[shared.left[left.at[at]]] = 0
    return mass, back / max(whole, other_whole)


@njit(cache=True, nogil=True)
def _mutual(texts: tuple[Text, Text], near: Whole, cosine: Real, taken: Whole, numbers: Numbers) -> Truth:
    """Tell which pairs of free rows are among the best few of both: `rewordings._mutual`."""
    least, partners, least_words, covered = numbers[:4]
    free = _free(texts[0], taken[:, :2], (least_words, covered))
    other_free = _free(texts[1], taken[:, 2:], (least_words, covered))
    open_ones = np.zeros(len(near), np.bool_)
    for place in range(len(near)):
        open_ones[place] = cosine[place] >= least and free[near[place, 0]] and other_free[near[place, 1]]
    mine = _best(len(free), near[:, 0], cosine, open_ones, partners)
    yours = _best(len(other_free), near[:, 1], cosine, open_ones, partners)
    both: Truth = mine & yours
    return both


@njit(cache=True, nogil=True)
def hopeful(
    batch: Batch,
    pairs: Whole,
    near: tuple[Offsets, Whole, Real],
    taken: tuple[Offsets, Whole],
    logs: Real,
    numbers: Numbers,
) -> tuple[Offsets, Whole, Real]:
    """Return the pairs of rows that the scorer may be asked about.

    Parameters
    ----------
    pairs : int32 (P, 2)
        Articles of the batch.
    near : tuple
        Of each pair of articles the rows that resemble each other: where they begin, (K, 2), and cosines.
    taken : tuple
        Of each pair the words that are explained already: where they begin, and (T, 4), half open.
    numbers : tuple
        Steps of a weight, and the thresholds of `rewordings`.

    Returns
    -------
    int64 (P + 1,), int32 (Q, 2), float64 (Q, 2)
        Where each pair's begin; rows; weight of what comes back, and its share of the rarer sentence.
    """
    grain, usual, content = numbers[0], numbers[5], numbers[6]
    begins = np.zeros(len(pairs) + 1, np.int64)
    rows, evidence, many = np.empty((64, 2), np.int32), np.empty((64, 2)), 0
    for pair in range(len(pairs)):
        begin, end = near[0][pair], near[0][pair + 1]
        if begin < end:
            texts = text_of(batch, pairs[pair, 0]), text_of(batch, pairs[pair, 1])
            known = taken[1][taken[0][pair] : taken[0][pair + 1]]
            found = _mutual(texts, near[1][begin:end], near[2][begin:end], known, numbers[1:5])
            if found.any():
                shared = common(texts[0], texts[1], logs, grain)
                seen = np.zeros(len(shared.weight), np.uint8)
                rows_of_both = len(texts[0].distinct) + len(texts[1].distinct)
                lift = max(0.0, np.rint((logs[usual] - logs[rows_of_both]) * grain) / grain)
                rows, evidence = roomy(rows, many, end - begin), roomy(evidence, many, end - begin)
                for place in range(begin, end):
                    if not found[place - begin]:
                        continue
                    chosen = near[1][place, 0], near[1][place, 1]
                    mass, cover = _evidence(texts, chosen, shared, seen, (lift, content))
                    rows[many, 0], rows[many, 1] = chosen
                    evidence[many, 0], evidence[many, 1] = mass, cover
                    many += 1
        begins[pair + 1] = many
    return begins, rows[:many], evidence[:many]
