"""Compiled: rows that resemble each other and lie close together on both sides, joined."""

from math import sqrt

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Echo, Room, Side
from provenance.passages.kernels.texts import Offsets, Real, Rows, Stretch, Whole

FEW = 64  # rows that insertion sorts faster than merging


@njit(cache=True, nogil=True, inline="always")
def _square(rows: Rows, weight: Real, square: Real, stretch: Stretch, room: Room) -> float:
    """Return the squared weighted length of a stretch."""
    begin, end = stretch
    whole: float = square[begin]
    if end - begin > 1:
        stems, times, sums = rows.stem, rows.times, room.sums
        first, last, whole = rows.opens[begin], rows.opens[end], 0.0
        for place in range(first, last):
            sums[stems[place]] += times[place] * weight[stems[place]]
        for place in range(first, last):
            whole += sums[stems[place]] * times[place] * weight[stems[place]]
        for place in range(first, last):
            sums[stems[place]] = 0.0
    return whole


@njit(cache=True, nogil=True, inline="always")
def _product(mine: Echo, yours: Echo, block: Whole, room: Room) -> float:
    """Return the product of the weights of two stretches' stems."""
    sums, both, part = room.sums, mine.both, mine.part
    other_both, other_part = yours.both, yours.part
    first, last = mine.opens[block[0]], mine.opens[block[1]]
    for place in range(first, last):
        sums[both[place]] += part[place]
    dot = 0.0
    for place in range(yours.opens[block[2]], yours.opens[block[3]]):
        dot += sums[other_both[place]] * other_part[place]
    for place in range(first, last):
        sums[both[place]] = 0.0
    return dot


@njit(cache=True, nogil=True, inline="always")
def _cosine(rows: tuple[Rows, Rows], sides: tuple[Side, Side], block: Whole, room: Room) -> float:
    """Return how alike the words of two stretches are: `blocks.View._cosine`."""
    one, other = sides
    dot = _product(one.echo, other.echo, block, room)
    whole = _square(rows[0], one.weight, one.square, (block[0], block[1]), room)
    other_whole = _square(rows[1], other.weight, other.square, (block[2], block[3]), room)
    norms = sqrt(whole * other_whole)
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
def clusters(
    rows: tuple[Rows, Rows], sides: tuple[Side, Side], seeds: Whole, room: Room, numbers: tuple[int, float]
) -> Whole:
    """Join seeds that lie close together on both sides: `blocks.View.clusters`, in any order.

    `numbers` are the widest gap, in rows, and how alike the two stretches are at least.
    """
    widest, cosine = numbers
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
        if _cosine(rows, sides, block, room) > cosine:
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
