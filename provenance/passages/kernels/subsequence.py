"""Compiled: the same words in the same order in two stretches of any length."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Bits = NDArray[np.uint64]

WORD = 64  # bits of one number


@njit(cache=True, nogil=True)
def _rows(mine: Words, yours: Words) -> Bits:
    """Return, word by word of `mine`, which words of `yours` do not lengthen the sequence up to it."""
    wide = (len(yours) + WORD - 1) // WORD
    rows = np.empty((len(mine) + 1, wide), np.uint64)
    rows[0] = ~np.uint64(0)
    slots = 1
    while slots < len(yours):
        slots *= 2
    mask = np.uint32(slots - 1)  # hashes of words: their lower bits are spread well
    last, before = np.full(slots, -1, np.int32), np.empty(len(yours), np.int32)
    for j in range(len(yours)):
        slot = yours[j] & mask
        before[j], last[slot] = last[slot], j
    places = np.empty(wide, np.uint64)
    for i in range(len(mine)):
        places[:] = 0
        word = mine[i]
        j = last[word & mask]
        while j >= 0:
            if yours[j] == word:
                places[j // WORD] |= np.uint64(1) << np.uint64(j % WORD)
            j = before[j]
        carry = np.uint64(0)
        for part in range(wide):
            row = rows[i, part]
            met = row & places[part]
            total = row + met
            added = total + carry
            carry = np.uint64(total < row) | np.uint64(added < total)
            rows[i + 1, part] = added | (row & ~met)
    return rows[1:]


@njit(cache=True, nogil=True)
def longest(mine: Words, yours: Words) -> NDArray[np.int64]:
    """Return the places of a longest common subsequence, (M, 2): `differences.longest_common`.

    The time grows with the product of the lengths, 64 words of `yours` at a time.
    """
    rows = _rows(mine, yours)
    found = np.empty((min(len(mine), len(yours)), 2), np.int64)
    one = np.uint64(1)
    i, j, at = len(mine) - 1, len(yours) - 1, len(found)
    while i >= 0 and j >= 0:
        part, bit = j // WORD, np.uint64(j % WORD)
        if rows[i, part] >> bit & one:
            j -= 1
        elif i and not rows[i - 1, part] >> bit & one:
            i -= 1
        else:
            at -= 1
            found[at, 0], found[at, 1] = i, j
            i, j = i - 1, j - 1
    return found[at:]
