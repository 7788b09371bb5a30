"""Compiled: stretches of characters as words, and stretches of words as bits."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Bits = NDArray[np.uint64]


@njit(cache=True, nogil=True)
def placed(
    texts: tuple[Numbers, Numbers, NDArray[np.int32], NDArray[np.int32]],
    owner: Numbers,
    begin: Numbers,
    end: Numbers,
) -> tuple[Numbers, Numbers]:
    """Return the numbers of the words inside stretches of characters: `texts.Text.within` of many articles.

    Parameters
    ----------
    texts : tuple
        Where the words of each article begin and stop in a row of all words, and where each word begins and
        ends in its article's text.
    owner, begin, end : int64 (N,)
        The article of each stretch, and its characters.
    """
    starts, stops, begins, ends = texts
    first, stop = np.zeros(len(owner), np.int64), np.zeros(len(owner), np.int64)
    for number in range(len(owner)):
        low, high = starts[owner[number]], stops[owner[number]]
        one = low + np.searchsorted(begins[low:high], begin[number])
        other = low + np.searchsorted(ends[low:high], end[number], side="right")
        first[number], stop[number] = one - low, max(one, other) - low
    return first, stop


@njit(cache=True, nogil=True)
def marked(bits: Bits, first: Numbers, stop: Numbers) -> None:
    """Set the bits of stretches of words, 64 to a number; they may overlap."""
    every = ~np.uint64(0)
    for number in range(len(first)):
        low, high = first[number], stop[number] - 1
        if low > high:
            continue
        head = every << np.uint64(low & 63)
        tail = every >> np.uint64(63 - (high & 63))
        if low >> 6 == high >> 6:
            bits[low >> 6] |= head & tail
            continue
        bits[low >> 6] |= head
        for place in range((low >> 6) + 1, high >> 6):
            bits[place] = every
        bits[high >> 6] |= tail


@njit(cache=True, nogil=True)
def ones(value: np.uint64) -> np.int64:
    """Count the bits of a number that are set (Warren, Hacker's Delight, 5-1)."""
    value -= (value >> np.uint64(1)) & np.uint64(0x5555555555555555)
    value = (value & np.uint64(0x3333333333333333)) + (
        (value >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    value = (value + (value >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((value * np.uint64(0x0101010101010101)) >> np.uint64(56))
