"""Compiled: the runs of words that two texts share."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.texts import Offsets, Real, Whole

SHORTEST = 2  # words of a run
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, and half of the bits set
ROOMY = 8  # hashes for each pair: seven others in eight are ruled out


class Grams(NamedTuple):
    """The different pairs of neighbouring stems of a text, in the order they are met.

    Attributes
    ----------
    wide : int
        How many stems there are: with it, a pair's two make one number.
    heard : uint8
        By hash, whether a pair may occur: most pairs of another text are ruled out by one look.
    slots : int32
        Where a pair is looked up, -1 where none is.
    key : int64
        The two stems of each pair, as one number.
    often : int32
        How often it occurs.
    at : int32 (N - 1,)
        Which pair begins at each word.
    rank : int32 (N - 1,)
        How many of the same pair begin before it.
    """

    wide: int
    heard: NDArray[np.uint8]
    slots: Whole
    key: Offsets
    often: Whole
    at: Whole
    rank: Whole


@njit(cache=True, nogil=True, inline="always")
def _mixed(key: int) -> np.uint64:
    return (np.uint64(key) * MIX) >> np.uint64(32)


@njit(cache=True, nogil=True)
def grams(stems: Whole) -> Grams:
    """Give each pair of neighbouring stems of a text a number.

    Parameters
    ----------
    stems : int32 (N,)
        The stem of each word.
    """
    count, wide = max(0, len(stems) - 1), 0
    for stem in stems:
        wide = max(wide, stem + 1)
    size = 64
    while size < 2 * count:
        size *= 2
    slots, last = np.full(size, -1, np.int32), np.uint64(size - 1)
    heard, most = np.zeros(ROOMY // 2 * size, np.uint8), np.uint64(ROOMY // 2 * size - 1)
    keys, often = np.empty(count, np.int64), np.empty(count, np.int32)
    at, rank = np.empty(count, np.int32), np.empty(count, np.int32)
    many = 0
    for place in range(count):
        key = np.int64(stems[place]) * wide + stems[place + 1]
        mixed = _mixed(key)
        slot = mixed & last
        while slots[slot] >= 0 and keys[slots[slot]] != key:
            slot = (slot + np.uint64(1)) & last
        if slots[slot] < 0:
            slots[slot], keys[many], often[many] = many, key, 0
            heard[mixed & most] = 1
            many += 1
        gram = slots[slot]
        at[place], rank[place] = gram, often[gram]
        often[gram] += 1
    return Grams(wide, heard, slots, keys[:many], often[:many], at, rank)


@njit(cache=True, nogil=True)
def _met(known: Grams, yours: Whole, shared: Whole) -> tuple[Whole, Whole, Whole]:
    """Return where the other text has pairs of this one: their numbers, how often, and where, in order."""
    heard, slots, keys, wide = known.heard, known.slots, known.key, known.wide
    most, last, count = np.uint64(len(heard) - 1), np.uint64(len(slots) - 1), len(yours)
    gram, places, maybe = np.empty(count, np.int32), np.empty(count, np.int32), np.uint64(0)
    other = np.int64(shared[yours[0]])
    for place in range(1, count):
        one, other = other, np.int64(shared[np.uint32(yours[place])])
        places[maybe] = place - 1
        may = heard[_mixed(one * wide + other) & most] * ((one | other) >= 0)
        maybe += np.uint64(may)  # no branch to be guessed
    times, many = np.zeros(len(keys), np.int32), 0
    for at in range(maybe):
        place = places[at]
        key = np.int64(shared[yours[place]]) * wide + shared[yours[place + 1]]
        slot = _mixed(key) & last
        while slots[slot] >= 0 and keys[slots[slot]] != key:
            slot = (slot + np.uint64(1)) & last
        one = slots[slot]
        if one >= 0:
            gram[many], places[many] = one, place
            times[one] += 1
            many += 1
    return gram[:many], times, places[:many]


@njit(cache=True, nogil=True)
def _gathered(gram: Whole, times: Whole, places: Whole) -> tuple[Whole, Whole]:
    """Put the places of each pair side by side: where each pair's begin, and all of them."""
    low, found, used = np.full(len(times), -1, np.int32), np.empty(len(places), np.int32), 0
    for at in range(len(gram)):
        one = gram[at]
        if low[one] < 0:
            low[one] = used
            used += times[one]
        found[low[one]] = places[at]
        low[one] += 1
    return low, found


@njit(cache=True, nogil=True)
def _most(gram: Whole, times: Whole, often: Whole, crowded: int) -> int:
    """Return how many runs there may be."""
    size = 0
    for one in gram:
        size += (
            min(often[one], 2 * often[one] // times[one] + 1)
            if often[one] * times[one] > crowded
            else often[one]
        )
    return size


@njit(cache=True, nogil=True)
def runs(
    known: Grams, yours: Whole, shared: Whole, mass: Real, numbers: tuple[int, float]
) -> tuple[Whole, Whole, Whole]:
    """Return the runs worth chaining: `runs.shared_runs`, less those that are short and light.

    Parameters
    ----------
    known : Grams
        Of the left text.
    yours : int32
        The stem of each word of the right text.
    shared : int32
        Of each stem of the right text its place in the left one, or -1.
    mass : float64
        Sums of the weights before each word of the left text.
    numbers : tuple
        How many meetings of a pair are too many, and what is light.
    """
    crowded, lightest = numbers
    nothing = np.empty(0, np.int32)
    if not len(known.at) or not len(yours):
        return nothing, nothing, nothing
    gram, times, places = _met(known, yours, shared)
    if not len(gram):
        return nothing, nothing, nothing
    behind_last, places = _gathered(gram, times, places)
    size = _most(gram, times, known.often, crowded)
    left, right, length = np.empty((3, size + 1), np.int32)
    at, often, rank, count = known.at, known.often, known.rank, len(known.at)
    last = np.full(count + len(yours), -2, np.int32)  # by diagonal: the place its latest run reached
    open_run = np.empty(count + len(yours), np.int32)
    shared_ones, found, met = np.empty(count + 1, np.int32), 0, 0
    for i in range(count):
        shared_ones[met] = i
        met += times[np.uint32(at[i])] > 0
    for i in shared_ones[:met]:
        many = times[at[i]]
        step, begin, end = 1, 0, many
        if often[at[i]] * many > crowded:
            ahead = rank[i] if rank[i] < many else -1
            behind = many - (often[at[i]] - rank[i])
            if ahead < 0 or behind < 0 or ahead == behind:
                begin = max(ahead, behind)
                if begin < 0:
                    continue
                end = begin + 1
            else:
                begin, end = min(ahead, behind), max(ahead, behind) + 1
                step = end - 1 - begin
        low = behind_last[at[i]] - many
        for place in range(low + begin, low + end, step):
            j = places[place]
            diagonal = np.uint64(j - i + count)
            follows = last[diagonal] == i - 1
            run = open_run[diagonal] if follows else found
            left[found], right[found], length[found] = i, j, 1  # overwritten by the next one if it follows
            length[run] += 1
            found += not follows
            last[diagonal], open_run[diagonal] = i, run
    kept = 0
    for run in range(found):
        i, j, words = left[run], right[run], length[run]
        left[kept], right[kept], length[kept] = i, j, words
        kept += (words > SHORTEST) | (mass[i + words] - mass[i] > lightest)
    return left[:kept], right[:kept], length[:kept]
