"""Compiled: the blocks of two texts that may be reuse, with the same edges as the plain code gives them."""

from math import log

import numpy as np
from numba import njit

from provenance.passages.kernels.clusters import clusters, merged
from provenance.passages.kernels.edges import contrast, ratio, refined
from provenance.passages.kernels.sides import Numbers, Scratch, Side
from provenance.passages.kernels.texts import Real, Whole


@njit(cache=True, nogil=True)
def _shares(here: Side, other: Side, spans: Numbers, scratch: Scratch) -> tuple[float, float, float]:
    """Return what comes back of one side's stretch: rarity of distinct stems, cover, and plain words."""
    weight, there = scratch.weight, scratch.counts
    for at in range(spans[2], spans[3]):
        if other.free[at]:
            number = other.number[at]
            there[number, 0] = 1
            if other.plain[at]:
                there[number, 1] = 1
    shared, back, whole, same, all_plain = 0.0, 0.0, 0.0, 0, 0
    for at in range(spans[0], spans[1]):
        if not here.free[at]:
            continue
        number = here.number[at]
        whole += weight[number]
        if here.plain[at]:
            all_plain += 1
            same += there[number, 1]
        if there[number, 0]:
            back += weight[number]
            if there[number, 0] == 1:
                shared += weight[number]
                there[number, 0] = 2
    for at in range(spans[2], spans[3]):
        number = other.number[at]
        there[number, 0], there[number, 1] = 0, 0
    return shared, ratio(back, whole), ratio(float(same), float(all_plain))


@njit(cache=True, nogil=True)
def likely_blocks(
    left: Side, right: Side, seeds: Whole, scratch: Scratch, model: Numbers
) -> tuple[Whole, Real]:
    """Return the blocks whose log-odds are not too low, in any order: some of `blocks.measured_blocks`.

    Parameters
    ----------
    seeds : int32 (N, 2)
        Rows that resemble each other.
    model : tuple
        The weights of `evidence`, and last the least log-odds.

    Returns
    -------
    int32 (B, 4), float64 (B, 4)
        Rows of both sides, half open, and the four measures.
    """
    numbers = scratch.numbers
    grown = clusters(left, right, seeds, scratch)
    kept = 0
    for place in range(len(grown)):
        if refined(left, right, grown[place], scratch):
            grown[kept] = grown[place]
            kept += 1
    found = merged(grown[:kept])
    measures = np.empty((len(found), 4))
    kept = 0
    for place in range(len(found)):
        mine, yours = (found[place, 0], found[place, 1]), (found[place, 2], found[place, 3])
        one, other = left.begin, right.begin
        spans = one[mine[0]], one[mine[1]], other[yours[0]], other[yours[1]]
        if min(spans[1] - spans[0], spans[3] - spans[2]) < numbers[8]:
            continue
        shared, cover, plain = _shares(left, right, spans, scratch)
        _, also, plain_too = _shares(right, left, (spans[2], spans[3], spans[0], spans[1]), scratch)
        more = max(contrast(left, right, mine, yours, scratch), contrast(right, left, yours, mine, scratch))
        cover, plain = min(cover, also), min(plain, plain_too)
        odds = model[0] + model[1] * log(1.0 + shared) + model[2] * cover + model[3] * plain
        if odds + model[4] * more >= model[5]:
            found[kept] = found[place]
            measures[kept, 0], measures[kept, 1] = shared, cover
            measures[kept, 2], measures[kept, 3] = plain, more
            kept += 1
    return found[:kept], measures[:kept]
