"""Compiled: rows that resemble each other and lie close together on both sides, joined."""

from math import sqrt

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Scratch, Side
from provenance.passages.kernels.texts import Offsets, Whole

FEW = 64  # rows that insertion sorts faster than merging


@njit(cache=True, nogil=True)
def _cosine(left: Side, right: Side, block: Whole, scratch: Scratch) -> float:
    """Return how alike the words of two stretches are: `blocks.View._cosine`."""
    weight, counts = scratch.weight, scratch.counts
    mine = left.number[left.begin[block[0]] : left.begin[block[1]]]
    yours = right.number[right.begin[block[2]] : right.begin[block[3]]]
    for stem in mine:
        counts[stem, 0] += 1
    for stem in yours:
        counts[stem, 1] += 1
    dot, one, other = 0.0, 0.0, 0.0
    for stems in (mine, yours):
        for stem in stems:
            here, there = counts[stem, 0], counts[stem, 1]
            counts[stem, 0], counts[stem, 1] = 0, 0
            square = weight[stem] * weight[stem]
            dot += here * there * square
            one += here * here * square
            other += there * there * square
    norms = sqrt(one * other)
    return dot / norms if norms > 0 else 0.0


@njit(cache=True, nogil=True)
def _sort(order: Offsets, keys: Whole) -> None:
    """Sort numbers of rows by a column, stable; few and nearly in order, they need no better method."""
    if len(order) > FEW:
        order[:] = order[np.argsort(keys[order], kind="mergesort")]
        return
    for place in range(1, len(order)):
        moved, at = order[place], place
        while at > 0 and keys[order[at - 1]] > keys[moved]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = moved


@njit(cache=True, nogil=True)
def _split(seeds: Whole, order: Offsets, begin: int, end: int, gap: int) -> Offsets:
    """Sort a part of the seeds into groups without wide gaps: `blocks._parted`; return where they end."""
    ends, many = np.empty(end - begin, np.int64), 0
    waiting = np.empty((2 * (end - begin) + 2, 4), np.int64)
    waiting[0, 0], waiting[0, 1], waiting[0, 2], waiting[0, 3] = begin, end, 0, 0
    left = 1
    while left:
        left -= 1
        first, last, side, settled = waiting[left]
        _sort(order[first:last], seeds[:, side])
        opened = first
        for place in range(first + 1, last + 1):
            if place < last and seeds[order[place], side] - seeds[order[place - 1], side] <= gap + 1:
                continue
            if opened == first and place == last and settled:
                ends[many] = last
                many += 1
            else:
                waiting[left, 0], waiting[left, 1], waiting[left, 2] = opened, place, 1 - side
                waiting[left, 3] = opened == first and place == last
                left += 1
            opened = place
    return np.sort(ends[:many])


@njit(cache=True, nogil=True)
def clusters(left: Side, right: Side, seeds: Whole, scratch: Scratch) -> Whole:
    """Join seeds that lie close together on both sides: `blocks.View.clusters`, in any order."""
    widest, cosine = scratch.numbers[6], scratch.numbers[7]
    found, many = np.empty((len(seeds), 4), np.int32), 0
    order = np.arange(len(seeds))
    waiting = np.empty((2 * len(seeds) + 2, 3), np.int64)
    begin, count = 0, 0
    for end in _split(seeds, order, 0, len(seeds), widest):
        waiting[count, 0], waiting[count, 1], waiting[count, 2] = begin, end, widest
        begin = end
        count += 1
    while count:
        count -= 1
        first, last, gap = waiting[count]
        part = order[first:last]
        block = found[many]
        block[0], block[1] = seeds[part, 0].min(), seeds[part, 0].max() + 1
        block[2], block[3] = seeds[part, 1].min(), seeds[part, 1].max() + 1
        if _cosine(left, right, block, scratch) > cosine:
            many += 1
        elif gap:
            begin = first
            for end in _split(seeds, order, first, last, gap - 1):
                waiting[count, 0], waiting[count, 1], waiting[count, 2] = begin, end, gap - 1
                begin = end
                count += 1
    return found[:many]


@njit(cache=True, nogil=True)
def merged(found: Whole) -> Whole:
    """Join blocks that overlap on both sides: `blocks._merged`, in any order."""
    order = np.arange(len(found))
    for column in (3, 2, 1, 0):
        _sort(order, found[:, column])
    done, many = np.empty((len(found), 4), np.int32), 0
    near, open_ones = np.empty((len(found) + 1, 4), np.int32), 0
    for place in order:
        joined, kept = found[place].copy(), 0
        for at in range(open_ones):
            other = near[at]
            if other[1] <= found[place, 0]:
                done[many] = other
                many += 1
            elif (
                joined[0] < other[1]
                and other[0] < joined[1]
                and joined[2] < other[3]
                and other[2] < joined[3]
            ):
                joined[0], joined[1] = min(joined[0], other[0]), max(joined[1], other[1])
                joined[2], joined[3] = min(joined[2], other[2]), max(joined[3], other[3])
            else:
                near[kept] = other.copy()
                kept += 1
        near[kept] = joined
        open_ones = kept + 1
    for at in range(open_ones):
        done[many] = near[at]
        many += 1
    return done[:many]
