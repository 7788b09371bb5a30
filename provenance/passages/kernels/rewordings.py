"""Compiled: which sentences of two texts may tell the same."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.lent import lent_batch, lent_room
from provenance.passages.kernels.likeness import weigh
from provenance.passages.kernels.sides import Room, room_for
from provenance.passages.kernels.texts import (
    Batch,
    Offsets,
    Real,
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
    begins, marks = text.rows.begin, text.words.marks
    explained = np.zeros(len(marks) if len(taken) else 0, np.bool_)
    for place in range(len(taken)):
        explained[taken[place, 0] : taken[place, 1]] = True
    found = np.zeros(len(begins) - 1, np.bool_)
    for row in range(len(found)):
        begin, end = begins[row], begins[row + 1]
        if marks[begin] & BODY and end - begin >= least_words:
            found[row] = explained[begin:end].sum() / (end - begin) < covered
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
def _evidence(texts: tuple[Text, Text], rows: Stretch, room: Room, numbers: Numbers) -> tuple[float, float]:
    """Return what comes back of two sentences: the weight of it, and its share of the rarer one."""
    (left, right), (lift, content) = texts, numbers
    (begin, end), (first, last) = (
        left.rows.begin[rows[0] : rows[0] + 2],
        right.rows.begin[rows[1] : rows[1] + 2],
    )
    mine, yours, weight, other_weight = left.stems, right.stems, left.words.weight, right.words.weight
    place, marks = room.place, room.marks
    room.uses[0] += 1
    use, whole, other_whole, mass, back = room.uses[0], 0.0, 0.0, 0.0, 0.0
    for at in range(first, last):
        stem = yours.number[yours.at[at]]
        if place[stem] < 0:
            place[stem] = yours.at[at]
            other_whole += other_weight[at]
    for at in range(begin, end):
        own = mine.at[at]
        if marks[own] == use:
            continue
        marks[own] = use
        whole += weight[at]
        other = place[mine.number[own]]
        if other >= 0:
            back += weight[at]
            holding = mine.entry[own + 1] - mine.entry[own] + yours.entry[other + 1] - yours.entry[other]
            mass += room.rarity[holding]
            if weight[at] > content:
                mass += lift
    for at in range(first, last):
        place[yours.number[yours.at[at]]] = -1
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
    if not open_ones.any():
        return open_ones
    mine = _best(len(free), near[:, 0], cosine, open_ones, partners)
    yours = _best(len(other_free), near[:, 1], cosine, open_ones, partners)
    both: Truth = mine & yours
    return both


@njit(cache=True, nogil=True)
def _hopeful(
    batch: Batch,
    room: Room,
    pairs: Whole,
    found_before: tuple[tuple[Offsets, Whole, Real], tuple[Offsets, Whole]],
    measuring: tuple[Real, Numbers],
) -> tuple[Offsets, Whole, Real]:
    """Do what `hopeful` does with columns and room that its caller holds."""
    (near, taken), (logs, numbers) = found_before, measuring
    (opens, pairs_of_rows, cosine), (taken_of, stretches) = near, taken
    grain, usual, content = numbers[0], numbers[5], numbers[6]
    begins = np.zeros(len(pairs) + 1, np.int64)
    rows, evidence, many = np.empty((64, 2), np.int32), np.empty((64, 2)), 0
    columns, room = lent_batch(batch), lent_room(room)
    for pair in range(len(pairs)):
        begin, end = opens[pair], opens[pair + 1]
        if begin < end:
            texts = text_of(columns, pairs[pair, 0]), text_of(columns, pairs[pair, 1])
            known = stretches[taken_of[pair] : taken_of[pair + 1]]
            found = _mutual(texts, pairs_of_rows[begin:end], cosine[begin:end], known, numbers[1:5])
            if found.any():
                rows_of_both = len(texts[0].rows.begin) + len(texts[1].rows.begin) - 2
                weigh(room.rarity, rows_of_both, logs, grain)
                lift = max(0.0, np.rint((logs[usual] - logs[rows_of_both]) * grain) / grain)
                rows, evidence = roomy(rows, many, end - begin), roomy(evidence, many, end - begin)
                for place in range(begin, end):
                    if not found[place - begin]:
                        continue
                    chosen = pairs_of_rows[place, 0], pairs_of_rows[place, 1]
                    mass, cover = _evidence(texts, chosen, room, (lift, content))
                    rows[many, 0], rows[many, 1] = chosen
                    evidence[many, 0], evidence[many, 1] = mass, cover
                    many += 1
        begins[pair + 1] = many
    return begins, rows[:many], evidence[:many]


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
    found: tuple[Offsets, Whole, Real] = _hopeful(
        batch, room_for(batch), pairs, (near, taken), (logs, numbers)
    )
    return found
