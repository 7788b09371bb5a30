"""Compiled: which sentences of two texts may tell the same."""

from math import log1p
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]
Columns = tuple[Any, ...]


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
def _odds(left: Columns, right: Columns, one: int, other: int, scratch: Columns, model: Columns) -> float:
    """Return the log-odds that two sentences tell the same: `rewordings._odds`."""
    stems, begins, ends, rarity = left[0], left[1], left[2], left[3]
    others, other_begins, other_ends, other_rarity = right[0], right[1], right[2], right[3]
    weight, seen = scratch
    bias, shared, cover, lift, content = model
    whole, other_whole, mass, back = 0.0, 0.0, 0.0, 0.0
    for place in range(other_begins[other], other_ends[other]):
        if not seen[others[place]]:
            seen[others[place]] = 1
            other_whole += other_rarity[place]
    for place in range(begins[one], ends[one]):
        stem = stems[place]
        if seen[stem] & 2:
            continue
        whole += rarity[place]
        if seen[stem] & 1:
            back += rarity[place]
            mass += weight[stem]
            if rarity[place] > content:
                mass += lift
        seen[stem] |= 2
    for place in range(other_begins[other], other_ends[other]):
        seen[others[place]] = 0
    for place in range(begins[one], ends[one]):
        seen[stems[place]] = 0
    odds: float = bias + shared * log1p(mass) + cover * back / max(whole, other_whole)
    return odds


@njit(cache=True, nogil=True)
def hopeful(
    left: Columns, right: Columns, alike: Columns, weight: Real, numbers: Columns
) -> tuple[Whole, Whole]:
    """Return the pairs of rows for which the scorer's answer can make a difference, and a few more.

    Parameters
    ----------
    left, right : tuple
        Stems, begins and ends of rows, rarity of words, and which rows are free.
    alike : tuple
        The columns of `likeness.Likeness` but the last.
    numbers : tuple
        The least cosine and odds, how many partners each row may have, and the model.
    """
    rows, others, cosine = alike
    least, odds, partners, model = numbers
    near = np.zeros(len(rows), np.bool_)
    for place in range(len(rows)):
        near[place] = cosine[place] >= least and left[4][rows[place]] and right[4][others[place]]
    mine = _best(len(left[1]), rows, cosine, near, partners)
    yours = _best(len(right[1]), others, cosine, near, partners)
    found, many = np.empty(len(rows), np.int64), 0
    scratch = (weight, np.zeros(len(weight), np.uint8))
    for place in range(len(rows)):
        if not (mine[place] and yours[place]):
            continue
        if _odds(left, right, rows[place], others[place], scratch, model) >= odds:
            found[many] = place
            many += 1
    return rows[found[:many]], others[found[:many]]
