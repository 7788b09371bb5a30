"""Compiled: rows that resemble each other and lie close together on both sides, joined."""

from math import sqrt

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Echo, Room, Side
from provenance.passages.kernels.texts import Offsets, Real, Rows, Stretch, Whole

FEW = 64  # rows that insertion sorts faster than merging


@njit(cache=True, nogil=True, inline="always")
def _square(rows: Rows, weight: Real, stretch: Stretch, room: Room) -> float:
    """Return the squared weighted length of a stretch."""
    stems, times, sums, whole = rows.stem, rows.times, room.sums, 0.0
    first, last = np.uint64(rows.opens[stretch[0]]), np.uint64(rows.opens[stretch[1]])
    for place in range(first, last):
        stem = np.uint32(stems[place])
        sums[stem] += times[place] * weight[stem]
    for place in range(first, last):
        stem = np.uint32(stems[place])
        whole += sums[stem] * times[place] * weight[stem]
    for place in range(first, last):
        sums[np.uint32(stems[place])] = 0.0
    return whole


@njit(cache=True, nogil=True, inline="always")
def _product(mine: Echo, yours: Echo, block: Whole, room: Room) -> float:
    """Return the product of the weights of two stretches' stems."""
    sums, both, part = room.sums, mine.both, mine.part
    other_both, other_part = yours.both, yours.part
    first, last = np.uint64(mine.opens[block[0]]), np.uint64(mine.opens[block[1]])
    for place in range(first, last):
        sums[np.uint32(both[place])] += part[place]
    dot = 0.0
    for place in range(np.uint64(yours.opens[block[2]]), np.uint64(yours.opens[block[3]])):
        dot += sums[np.uint32(other_both[place])] * other_part[place]
    for place in range(first, last):
        sums[np.uint32(both[place])] = 0.0
    return dot


@njit(cache=True, nogil=True)
def _resemble(
    rows: tuple[Rows, Rows], sides: tuple[Side, Side], block: Whole, room: Room, least: float
) -> bool:
    """Tell whether the words of two stretches are alike enough: `blocks.View._cosine`."""
    one, other = sides
    dot = _product(one.echo, other.echo, block, room)
    low, other_low = 0.0, 0.0
    for row in range(block[0], block[1]):
        low += one.square[row]
    for row in range(block[2], block[3]):
        other_low += other.square[row]
    if dot <= least * (1 - 1e-9) * sqrt(low * other_low):
        return False  # a stretch is at least as long as its rows are if they have no stem in common
    if block[1] - block[0] > 1:
        low = _square(rows[0], one.weight, (block[0], block[1]), room)
    if block[3] - block[2] > 1:
        other_low = _square(rows[1], other.weight, (block[2], block[3]), room)
    norms = sqrt(low * other_low)
    return bool(norms > 0 and dot / norms > least)


@njit(cache=True, nogil=True)
def _sort(order: Offsets, part: Stretch, keys: Whole, column: int) -> None:
    """Sort numbers of rows by a column, stable; few and nearly in order, they need no better method."""
    first, last = part
    if last - first > FEW:
        some = order[first:last]
        some[:] = some[np.argsort(keys[:, column][some], kind="mergesort")]
        return
    for place in range(first + 1, last):
        moved, at = order[place], place
        while at > first and keys[order[at - 1], column] > keys[moved, column]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = moved


@njit(cache=True, nogil=True)
def _split(seeds: Whole, order: Offsets, part: Stretch, gap: int, desk: tuple[Offsets, Offsets]) -> int:
    """Sort a part of the seeds into groups without wide gaps: `blocks._parted`.

    Where they end is written into the first of two columns, the last group first; how many, is returned.
    """
    ends, waiting = desk
    many, left = 0, 1
    waiting[0, 0], waiting[0, 1], waiting[0, 2], waiting[0, 3] = part[0], part[1], 0, 0
    while left:
        left -= 1
        first, last, side, settled = (
            waiting[left, 0],
            waiting[left, 1],
            waiting[left, 2],
            waiting[left, 3],
        )
        _sort(order, (first, last), seeds, side)
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
    return many


@njit(cache=True, nogil=True, inline="always")
def _hull(seeds: Whole, order: Offsets, part: Stretch, block: Whole) -> None:
    """Write the rows from the first to the last seed on both sides."""
    for side in (0, 1):
        low = high = seeds[order[part[0]], side]
        for place in range(part[0] + 1, part[1]):
            row = seeds[order[place], side]
            low, high = min(low, row), max(high, row)
        block[2 * side], block[2 * side + 1] = low, high + 1


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
    ends, inner = np.empty(len(seeds), np.int64), np.empty((2 * len(seeds) + 2, 4), np.int64)
    waiting = np.empty((2 * len(seeds) + 2, 4), np.int64)
    waiting[0, 0], waiting[0, 1], waiting[0, 2], waiting[0, 3] = 0, len(seeds), widest + 1, True
    count = 1
    while count:
        count -= 1
        first, last, gap, unlike = waiting[count, 0], waiting[count, 1], waiting[count, 2], waiting[count, 3]
        if not unlike:
            _hull(seeds, order, (first, last), found[many])
            if _resemble(rows, sides, found[many], room, cosine):
                many += 1
                continue
        if gap:
            parts = _split(seeds, order, (first, last), gap - 1, (ends, inner))
            same = parts == 1 and gap <= widest  # what does not fall apart is as little alike as it was
            for part in range(parts - 1, -1, -1):
                waiting[count, 0], waiting[count, 1], waiting[count, 3] = first, ends[part], same
                waiting[count, 2] = gap - 1 if ends[part] - first > 1 else 0
                first = ends[part]
                count += 1
    return found[:many]


@njit(cache=True, nogil=True)
def merged(found: Whole) -> Whole:
    """Join blocks that overlap on both sides: `blocks._merged`, in any order."""
    order = np.arange(len(found))
    for column in (3, 2, 1, 0):
        _sort(order, (0, len(order)), found, column)
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
