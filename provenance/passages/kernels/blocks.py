"""Compiled: the blocks of two texts that may be reuse, with the same edges as the plain code gives them."""

from math import log, sqrt
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]
Columns = tuple[Any, ...]
Stretch = tuple[int, int]


@njit(cache=True, nogil=True)
def heaviest(scores: Real, begin: int, end: int) -> Stretch:
    """Return the stretch of greatest sum that meets ``begin:end``: `blocks.heaviest`."""
    total, lowest, lowest_at = 0.0, 0.0, 0
    best, last, first = -np.inf, begin + 1, 0
    for after in range(1, len(scores) + 1):
        if 1 <= after - 1 < end and total < lowest:
            lowest, lowest_at = total, after - 1
        total += scores[after - 1]
        if after > begin and total - lowest > best:
            best, last, first = total - lowest, after, lowest_at
    return first, last


@njit(cache=True, nogil=True)
def _mark(there: Truth, text: Columns, rows: Stretch, value: bool) -> None:
    """Say of every stem of some rows that it stands there, or no longer."""
    stems, begins, ends = text[0], text[1], text[2]
    for place in range(begins[rows[0]], ends[rows[1] - 1]):
        there[stems[place]] = value


@njit(cache=True, nogil=True)
def _few(values: Real, begin: int, end: int) -> float:
    """Return the sum of up to 128 values: eight running sums."""
    count = end - begin
    found = 0.0
    if count < 8:  # noqa: PLR2004 - NumPy's numbers
        for at in range(begin, end):
            found += values[at]
        return found
    a, b, c, d = values[begin], values[begin + 1], values[begin + 2], values[begin + 3]
    e, f, g, h = values[begin + 4], values[begin + 5], values[begin + 6], values[begin + 7]
    last = end - count % 8
    for at in range(begin + 8, last, 8):
        a += values[at]
        b += values[at + 1]
        c += values[at + 2]
        d += values[at + 3]
        e += values[at + 4]
        f += values[at + 5]
        g += values[at + 6]
        h += values[at + 7]
    found = ((a + b) + (c + d)) + ((e + f) + (g + h))
    for at in range(last, end):
        found += values[at]
    return float(found)


@njit(cache=True, nogil=True)
def total(values: Real, begin: int, end: int) -> float:
    """Return a sum, added up in the order in which NumPy does it, so that both agree to the last bit.

    Eight running sums up to 128 values, halves beyond (pairwise summation, Higham 1993).
    """
    if end - begin <= 128:  # noqa: PLR2004 - NumPy's number
        return float(_few(values, begin, end))
    waiting, sums = np.empty((256, 3), np.int64), np.empty(256)
    waiting[0, 0], waiting[0, 1], waiting[0, 2] = begin, end, 0
    left, many = 1, 0
    while left:
        left -= 1
        first, last, split = waiting[left, 0], waiting[left, 1], waiting[left, 2]
        if split:
            many -= 1
            sums[many - 1] += sums[many]
        elif last - first <= 128:  # noqa: PLR2004
            sums[many] = _few(values, first, last)
            many += 1
        else:
            half = (last - first) // 2
            middle = first + half - half % 8
            waiting[left, 2] = 1
            waiting[left + 1, 0], waiting[left + 1, 1], waiting[left + 1, 2] = middle, last, 0
            waiting[left + 2, 0], waiting[left + 2, 1], waiting[left + 2, 2] = first, middle, 0
            left += 3
    return float(sums[0])


@njit(cache=True, nogil=True)
def rows_of(values: Real, begins: Whole, ends: Whole, first: int, last: int) -> Real:
    """Return the sum of each row: ``np.add.reduceat``, to the last bit."""
    found = np.empty(last - first)
    for row in range(first, last):
        found[row - first] = values[begins[row]] + total(values, begins[row] + 1, ends[row])
    return found


@njit(cache=True, nogil=True)
def _hits(
    here: Columns, other: Columns, mine: Stretch, yours: Stretch, scratch: Columns
) -> tuple[Real, Real, int]:
    """Weigh the words of each row around `mine`: `blocks.View._hits`, the other stretch already padded."""
    stems, begins, ends, weights, masses = here[0], here[1], here[2], here[5], here[6]
    _, there, around, back, _ = scratch
    first, last = max(0, mine[0] - around), min(len(begins), mine[1] + around)
    _mark(there, other, yours, True)
    for place in range(begins[first], ends[last - 1]):
        back[place] = weights[place] * there[stems[place]]
    _mark(there, other, yours, False)
    return rows_of(back, begins, ends, first, last), masses[first:last], first


@njit(cache=True, nogil=True)
def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


@njit(cache=True, nogil=True)
def _outside(hits: Real, masses: Real, begin: int, end: int, numbers: Columns) -> float:
    share, mass = numbers[4], numbers[5]
    hit = total(hits, 0, len(hits)) - total(hits, begin, end) + share * mass
    part: float = hit / (total(masses, 0, len(masses)) - total(masses, begin, end) + mass)
    return part


@njit(cache=True, nogil=True)
def _best(
    texts: Columns, mine: Stretch, yours: Stretch, pad: int, scratch: Columns, numbers: Columns
) -> Stretch:
    """Return the rows, near the given ones, that the other side explains best: `blocks.View._best`."""
    here, other = texts
    midway, least, most = numbers[1], numbers[2], numbers[3]
    reach = (max(0, yours[0] - pad), min(len(other[1]), yours[1] + pad))
    hits, masses, first = _hits(here, other, mine, reach, scratch)
    begin, end = mine[0] - first, mine[1] - first
    near = max(first, mine[0] - pad) - first
    until = min(len(hits), end + pad)
    core = _ratio(total(hits, begin, end), total(masses, begin, end))
    base = _outside(hits, masses, near, until, numbers)
    asked = min(most, max(least, base + midway * (core - base)))
    scores = hits[near:until] - asked * masses[near:until]
    found = heaviest(scores, begin - near, end - near)
    return found[0] + near + first, found[1] + near + first


@njit(cache=True, nogil=True)
def _cosine(left: Columns, right: Columns, block: Whole, scratch: Columns) -> float:
    """Return how alike the words of two stretches are: `blocks.View._cosine`."""
    weight, counts = scratch[0], scratch[4]
    span = (left[1][block[0]], left[2][block[1] - 1])
    other_span = (right[1][block[2]], right[2][block[3] - 1])
    for place in range(span[0], span[1]):
        counts[left[0][place], 0] += 1
    for place in range(other_span[0], other_span[1]):
        counts[right[0][place], 1] += 1
    dot, one, other = 0.0, 0.0, 0.0
    for text, (begin, end) in ((left, span), (right, other_span)):
        for place in range(begin, end):
            stem = text[0][place]
            mine, yours = counts[stem, 0], counts[stem, 1]
            counts[stem, 0], counts[stem, 1] = 0, 0
            square = weight[stem] * weight[stem]
            dot += mine * yours * square
            one += mine * mine * square
            other += yours * yours * square
    norms = sqrt(one * other)
    return dot / norms if norms > 0 else 0.0


@njit(cache=True, nogil=True)
def _split(seeds: Whole, order: Whole, begin: int, end: int, gap: int) -> Whole:
    """Sort a part of the seeds into groups without wide gaps: `blocks._parted`; return where they end."""
    ends, many = np.empty(end - begin, np.int64), 0
    waiting = np.empty((2 * (end - begin) + 2, 4), np.int64)
    waiting[0, 0], waiting[0, 1], waiting[0, 2], waiting[0, 3] = begin, end, 0, 0
    left = 1
    while left:
        left -= 1
        first, last, side, settled = waiting[left]
        part = order[first:last].copy()
        part = part[np.argsort(seeds[part, side], kind="mergesort")]
        order[first:last] = part
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
def _clusters(left: Columns, right: Columns, seeds: Whole, scratch: Columns, numbers: Columns) -> Whole:
    """Join seeds that lie close together on both sides: `blocks.View.clusters`, in any order."""
    widest, cosine = numbers[6], numbers[7]
    found, many = np.empty((len(seeds), 4), np.int64), 0
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
def _merged(found: Whole) -> Whole:
    """Join blocks that overlap on both sides: `blocks._merged`."""
    order = np.arange(len(found))
    for column in (3, 2, 1, 0):
        order = order[np.argsort(found[order, column], kind="mergesort")]
    done, many = np.empty((len(found), 4), np.int64), 0
    near, open_ones = np.empty((len(found) + 1, 4), np.int64), 0
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


@njit(cache=True, nogil=True)
def _shares(here: Columns, other: Columns, spans: Columns, scratch: Columns) -> tuple[float, float, float]:
    """Return what comes back of one side's stretch: rarity of distinct stems, cover, and plain words."""
    stems, free, plain = here[0], here[3], here[4]
    others, other_free, other_plain = other[0], other[3], other[4]
    weight, there = scratch[0], scratch[4][:, 0]
    for place in range(spans[2], spans[3]):
        if other_free[place]:
            there[others[place]] |= 1
            if other_plain[place]:
                there[others[place]] |= 2
    shared, back, whole, same, all_plain = 0.0, 0.0, 0.0, 0, 0
    for place in range(spans[0], spans[1]):
        if not free[place]:
            continue
        stem = stems[place]
        whole += weight[stem]
        if plain[place]:
            all_plain += 1
            same += (there[stem] & 2) > 0
        if there[stem] & 1:
            back += weight[stem]
            if not there[stem] & 4:
                shared += weight[stem]
                there[stem] |= 4
    for place in range(spans[2], spans[3]):
        there[others[place]] = 0
    return shared, _ratio(back, whole), _ratio(float(same), float(all_plain))


@njit(cache=True, nogil=True)
def _contrast(texts: Columns, mine: Stretch, yours: Stretch, scratch: Columns, numbers: Columns) -> float:
    hits, masses, first = _hits(texts[0], texts[1], mine, yours, scratch)
    begin, end = mine[0] - first, mine[1] - first
    inside = _ratio(total(hits, begin, end), total(masses, begin, end))
    contrast: float = inside - _outside(hits, masses, begin, end, numbers)
    return contrast


@njit(cache=True, nogil=True)
def _weighed(text: Columns, weight: Real) -> Columns:
    """Add the weight of each word and each row to the columns of a text."""
    stems, begins, ends, free, plain = text
    weights = weight[stems]
    return stems, begins, ends, free, plain, weights, rows_of(weights, begins, ends, 0, len(begins))


@njit(cache=True, nogil=True)
def _refined(left: Columns, right: Columns, block: Whole, scratch: Columns, numbers: Columns) -> bool:
    """Move the edges of a block in place: `blocks.View.refined`; return whether anything is left."""
    mine, yours = (block[0], block[1]), (block[2], block[3])
    for pad in numbers[9]:
        mine = _best((left, right), mine, yours, pad, scratch, numbers)
        if mine[0] >= mine[1]:
            return False
        yours = _best((right, left), yours, mine, pad, scratch, numbers)
        if yours[0] >= yours[1]:
            return False
    block[0], block[1], block[2], block[3] = mine[0], mine[1], yours[0], yours[1]
    return True


@njit(cache=True, nogil=True)
def likely_blocks(
    left: Columns, right: Columns, seeds: Whole, weight: Real, numbers: Columns, model: Columns
) -> Whole:
    """Return the blocks whose log-odds are not far too low, sorted: a selection of `blocks.measured_blocks`.

    Parameters
    ----------
    left, right : tuple
        Stems, begins and ends of rows, and which words nothing explains yet, and which of them are plain.
    seeds : int64 (N, 2)
        Rows that resemble each other.
    numbers, model : tuple
        The thresholds of `blocks`; the weights of `evidence`, and last the least log-odds.
    """
    back = np.empty(max(len(left[0]), len(right[0])))
    there, counts = np.zeros(len(weight), np.bool_), np.zeros((len(weight), 2), np.int64)
    scratch = (weight, there, numbers[0], back, counts)
    one, other = _weighed(left, weight), _weighed(right, weight)
    clusters = _clusters(one, other, seeds, scratch, numbers)
    kept = 0
    for block in clusters:
        if _refined(one, other, block, scratch, numbers):
            clusters[kept] = block
            kept += 1
    found: Whole = _merged(clusters[:kept])
    kept = 0
    for block in found:
        mine, yours = (block[0], block[1]), (block[2], block[3])
        spans = (one[1][mine[0]], one[2][mine[1] - 1], other[1][yours[0]], other[2][yours[1] - 1])
        if min(spans[1] - spans[0], spans[3] - spans[2]) < numbers[8]:
            continue
        shared, cover, plain = _shares(one, other, spans, scratch)
        _, also, plain_too = _shares(other, one, (spans[2], spans[3], spans[0], spans[1]), scratch)
        contrast = max(
            _contrast((one, other), mine, yours, scratch, numbers),
            _contrast((other, one), yours, mine, scratch, numbers),
        )
        odds = model[0] + model[1] * log(1.0 + shared) + model[2] * min(cover, also)
        if odds + model[3] * min(plain, plain_too) + model[4] * contrast >= model[5]:
            found[kept] = block
            kept += 1
    return found[:kept]
