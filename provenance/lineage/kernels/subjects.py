"""Compiled: what an article's words tell of its subject, and what of that the shared ones tell, too."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.lineage.kernels.stretches import ones

Numbers = NDArray[np.int64]
Words = NDArray[np.uint32]
Bits = NDArray[np.uint64]


@njit(cache=True, nogil=True)
def told(
    word: Words, table: tuple[Words, Words, NDArray[np.uint16], Numbers, int, Numbers]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return how much each word tells, and the first and the next word with the same stem (-1: none)."""
    hashes, stems, documents, starts, shift, steps = table
    weight = np.zeros(len(word), np.int64)
    first, after = np.full(len(word), -1, np.int64), np.full(len(word), -1, np.int64)
    keys = np.empty(len(word), np.uint64)
    count = 0
    for number in range(len(word)):
        bucket = word[number] >> np.uint32(shift)
        stem, seen = word[number], 0
        for known in range(starts[bucket], starts[bucket + np.uint32(1)]):
            if hashes[known] == word[number]:
                stem, seen = stems[known], documents[known]
                break
        if steps[seen] > 0:
            weight[number] = steps[seen]
            keys[count] = (np.uint64(stem) << np.uint64(32)) | np.uint64(number)
            count += 1
    keys = np.sort(keys[:count])
    before = np.int64(-1)
    for number in range(count):
        at = np.int64(keys[number] & np.uint64(0xFFFFFFFF))
        first[at] = at
        if number > 0 and keys[number] >> np.uint64(32) == keys[number - 1] >> np.uint64(32):
            first[at], after[before] = first[before], at
        before = at
    return weight, first, after


@njit(cache=True, nogil=True)
def together(weight: Numbers) -> Numbers:
    """Return how much each 64 words tell together."""
    found = np.zeros((len(weight) >> 6) + 1, np.int64)
    for place in range(len(weight)):
        found[place >> 6] += weight[place]
    return found


@njit(cache=True, nogil=True)
def rest(bits: Bits, near: Bits, telling: tuple[Numbers, Bits, Numbers]) -> tuple[int, int]:
    """Count the other words near shared ones, and what they tell.

    `telling` is how much each word tells, which do at all, and how much each 64 words do: mostly all of these
    are near.
    """
    weight, tells, weights = telling
    count, total = 0, 0
    for place in range(len(bits)):
        other = near[place] & ~bits[place]
        count += ones(other)
        if other == ~np.uint64(0):
            total += weights[place]
            continue
        other &= tells[place]
        while other:
            total += weight[(place << 6) + _lowest(other)]
            other &= other - np.uint64(1)
    return count, total


@njit(cache=True, nogil=True)
def same(
    bits: Bits, near: Bits, telling: tuple[Numbers, Numbers, Numbers], tells: Bits, noted: tuple[Numbers, int]
) -> int:
    """Count what other words near shared ones tell that these tell, too: words with the same stems."""
    weight, first, after = telling
    seen, stamp = noted
    total = 0
    for place in range(len(bits)):
        shared = bits[place] & tells[place]
        while shared:
            other = first[(place << 6) + _lowest(shared)]
            shared &= shared - np.uint64(1)
            if seen[other] == stamp:
                continue
            seen[other] = stamp
            while other >= 0:
                if _is(near, other) and not _is(bits, other):
                    total += weight[other]
                other = after[other]
    return total


@njit(cache=True, nogil=True)
def _is(bits: Bits, place: int) -> bool:
    """Say whether a word is marked."""
    return bool((bits[place >> 6] >> np.uint64(place & 63)) & np.uint64(1))


@njit(cache=True, nogil=True)
def _lowest(bits: np.uint64) -> int:
    """Return the place of the lowest bit that is set."""
    return int(ones((bits & (~bits + np.uint64(1))) - np.uint64(1)))
