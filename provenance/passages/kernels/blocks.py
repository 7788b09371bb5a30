"""Compiled: the blocks of two texts that may be reuse, with the same edges as the plain code gives them.

Weights are whole steps (`columns.GRAIN`), so sums are exact in whatever order they are added up: what a
stretch shares is summed here over the places of its stems, not over all words around.
"""

from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.passages.kernels.texts import Offsets, Real, Stretch, Text, Truth, Whole

Numbers = tuple[Any, ...]
CAPITAL = int(Mark.CAPITAL)
FEW = 64  # rows that insertion sorts faster than merging


class Side(NamedTuple):
    """One of two texts as its blocks are looked for.

    Attributes
    ----------
    numbers : int32
        The number of each of its stems, see `texts.Shared`.
    places : int32
        Of every number the place of the stem, -1 if it is not there.
    free, plain : bool (N,)
        Words that nothing explains yet; those of them that are content and no names.
    mass : float64 (R + 1,)
        Weight of the words before each row.
    hits : float64 (R,)
        Room for the weight of what each row shares, all zero.
    """

    text: Text
    numbers: Whole
    places: Whole
    free: Truth
    plain: Truth
    mass: Real
    hits: Real


class Scratch(NamedTuple):
    """What both sides use in turn: weights of stems, room for counts of them (all zero), and thresholds."""

    weight: Real
    counts: Whole
    numbers: Numbers


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
def side_of(text: Text, numbers: Whole, places: Whole, weight: Real, content: float) -> Side:
    """Return one of two texts, all of it free."""
    count, rows = len(text.word), len(text.distinct)
    plain, mass = np.empty(count, np.bool_), np.zeros(rows + 1)
    for at in range(count):
        plain[at] = text.weight[at] > content and not text.marks[at] & CAPITAL
        mass[text.row[at] + 1] += weight[numbers[text.at[at]]]
    for row in range(rows):
        mass[row + 1] += mass[row]
    return Side(text, numbers, places, np.ones(count, np.bool_), plain, mass, np.zeros(rows))


@njit(cache=True, nogil=True)
def _hits(here: Side, other: Side, mine: Stretch, yours: Stretch, scratch: Scratch) -> tuple[Stretch, float]:
    """Weigh the words of each row around `mine` that stand in `yours`: `blocks.View._hits`.

    Returns
    -------
    (int, int)
        The rows around; for them `hits` holds the answer, and has to be cleared.
    float
        Its sum.
    """
    weight, counts, around = scratch.weight, scratch.counts, scratch.numbers[0]
    first, last = max(0, mine[0] - around), min(len(here.hits), mine[1] + around)
    whole = 0.0
    span = other.text.begin[yours[0]], other.text.begin[yours[1]]
    for at in range(span[0], span[1]):
        number = other.numbers[other.text.at[at]]
        stem = here.places[number]
        if stem < 0 or counts[number, 0]:
            continue
        counts[number, 0] = 1
        for entry in range(here.text.entry[stem], here.text.entry[stem + 1]):
            row = here.text.holds[entry]
            if first <= row < last:
                hit = here.text.times[entry] * weight[number]
                here.hits[row] += hit
                whole += hit
    for at in range(span[0], span[1]):
        counts[other.numbers[other.text.at[at]], 0] = 0
    return (first, last), whole


@njit(cache=True, nogil=True)
def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


@njit(cache=True, nogil=True)
def _outside(here: Side, rows: Stretch, whole: float, inside: Stretch, numbers: Numbers) -> float:
    """Return the share that the text around shares with the other side's stretch: `blocks.View._outside`."""
    share, mass = numbers[4], numbers[5]
    hit = whole - here.hits[inside[0] : inside[1]].sum() + share * mass
    around = here.mass[rows[1]] - here.mass[rows[0]] - (here.mass[inside[1]] - here.mass[inside[0]])
    part: float = hit / (around + mass)
    return part


@njit(cache=True, nogil=True)
def _best(here: Side, other: Side, mine: Stretch, yours: Stretch, pad: int, scratch: Scratch) -> Stretch:
    """Return the rows, near the given ones, that the other side explains best: `blocks.View._best`."""
    numbers, mass = scratch.numbers, here.mass
    reach = (max(0, yours[0] - pad), min(len(other.hits), yours[1] + pad))
    rows, whole = _hits(here, other, mine, reach, scratch)
    near, until = max(rows[0], mine[0] - pad), min(rows[1], mine[1] + pad)
    core = _ratio(here.hits[mine[0] : mine[1]].sum(), mass[mine[1]] - mass[mine[0]])
    base = _outside(here, rows, whole, (near, until), numbers)
    asked = min(numbers[3], max(numbers[2], base + numbers[1] * (core - base)))
    scores = np.empty(until - near)
    for row in range(near, until):
        scores[row - near] = here.hits[row] - asked * (mass[row + 1] - mass[row])
    found = heaviest(scores, mine[0] - near, mine[1] - near)
    here.hits[rows[0] : rows[1]] = 0.0
    return found[0] + near, found[1] + near


@njit(cache=True, nogil=True)
def _cosine(left: Side, right: Side, block: Whole, scratch: Scratch) -> float:
    """Return how alike the words of two stretches are: `blocks.View._cosine`."""
    weight, counts = scratch.weight, scratch.counts
    for side, text, first in ((0, left, 0), (1, right, 2)):
        begin = text.text.begin
        for at in range(begin[block[first]], begin[block[first + 1]]):
            counts[text.numbers[text.text.at[at]], side] += 1
    dot, one, other = 0.0, 0.0, 0.0
    for text, first in ((left, 0), (right, 2)):
        begin = text.text.begin
        for at in range(begin[block[first]], begin[block[first + 1]]):
            stem = text.numbers[text.text.at[at]]
            mine, yours = counts[stem, 0], counts[stem, 1]
            counts[stem, 0], counts[stem, 1] = 0, 0
            square = weight[stem] * weight[stem]
            dot += mine * yours * square
            one += mine * mine * square
            other += yours * yours * square
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
def _clusters(left: Side, right: Side, seeds: Whole, scratch: Scratch) -> Whole:
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
def _merged(found: Whole) -> Whole:
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


@njit(cache=True, nogil=True)
def _shares(here: Side, other: Side, spans: Numbers, scratch: Scratch) -> tuple[float, float, float]:
    """Return what comes back of one side's stretch: rarity of distinct stems, cover, and plain words."""
    weight, there = scratch.weight, scratch.counts
    for at in range(spans[2], spans[3]):
        if other.free[at]:
            number = other.numbers[other.text.at[at]]
            there[number, 0] = 1
            if other.plain[at]:
                there[number, 1] = 1
    shared, back, whole, same, all_plain = 0.0, 0.0, 0.0, 0, 0
    for at in range(spans[0], spans[1]):
        if not here.free[at]:
            continue
        number = here.numbers[here.text.at[at]]
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
        number = other.numbers[other.text.at[at]]
        there[number, 0], there[number, 1] = 0, 0
    return shared, _ratio(back, whole), _ratio(float(same), float(all_plain))


@njit(cache=True, nogil=True)
def _contrast(here: Side, other: Side, mine: Stretch, yours: Stretch, scratch: Scratch) -> float:
    """Say how much more of a stretch comes back than of the text around it: `blocks.View._contrast`."""
    rows, whole = _hits(here, other, mine, yours, scratch)
    inside = _ratio(here.hits[mine[0] : mine[1]].sum(), here.mass[mine[1]] - here.mass[mine[0]])
    contrast: float = inside - _outside(here, rows, whole, mine, scratch.numbers)
    here.hits[rows[0] : rows[1]] = 0.0
    return contrast


@njit(cache=True, nogil=True)
def _refined(left: Side, right: Side, block: Whole, scratch: Scratch) -> bool:
    """Move the edges of a block in place: `blocks.View.refined`; return whether anything is left."""
    mine, yours = (block[0], block[1]), (block[2], block[3])
    for pad in scratch.numbers[9]:
        mine = _best(left, right, mine, yours, pad, scratch)
        if mine[0] >= mine[1]:
            return False
        yours = _best(right, left, yours, mine, pad, scratch)
        if yours[0] >= yours[1]:
            return False
    block[0], block[1], block[2], block[3] = mine[0], mine[1], yours[0], yours[1]
    return True


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
    clusters = _clusters(left, right, seeds, scratch)
    kept = 0
    for place in range(len(clusters)):
        if _refined(left, right, clusters[place], scratch):
            clusters[kept] = clusters[place]
            kept += 1
    found = _merged(clusters[:kept])
    measures = np.empty((len(found), 4))
    kept = 0
    for place in range(len(found)):
        mine, yours = (found[place, 0], found[place, 1]), (found[place, 2], found[place, 3])
        one, other = left.text.begin, right.text.begin
        spans = one[mine[0]], one[mine[1]], other[yours[0]], other[yours[1]]
        if min(spans[1] - spans[0], spans[3] - spans[2]) < numbers[8]:
            continue
        shared, cover, plain = _shares(left, right, spans, scratch)
        _, also, plain_too = _shares(right, left, (spans[2], spans[3], spans[0], spans[1]), scratch)
        contrast = max(
            _contrast(left, right, mine, yours, scratch), _contrast(right, left, yours, mine, scratch)
        )
        cover, plain = min(cover, also), min(plain, plain_too)
        odds = model[0] + model[1] * log(1.0 + shared) + model[2] * cover + model[3] * plain
        if odds + model[4] * contrast >= model[5]:
            found[kept] = found[place]
            measures[kept, 0], measures[kept, 1] = shared, cover
            measures[kept, 2], measures[kept, 3] = plain, contrast
            kept += 1
    return found[:kept], measures[:kept]
