"""Compiled: the keys of sentences, and their shingles."""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True, inline="always")
def _mixed(key: np.uint64) -> np.uint64:
    """Twin of `hashing.mix64`."""
    key ^= key >> np.uint64(33)
    key *= np.uint64(0xFF51AFD7ED558CCD)
    key ^= key >> np.uint64(33)
    key *= np.uint64(0xC4CEB9FE1A85EC53)
    return key ^ (key >> np.uint64(33))


@njit(cache=True, nogil=True)
def keys(
    words: NDArray[np.uint32], bounds: NDArray[np.int64], sentences: NDArray[np.int32]
) -> NDArray[np.uint64]:
    """Twin of `sketches.sentence_keys`, for some sentences."""
    found = np.zeros(len(sentences), np.uint64)
    for row in range(len(sentences)):
        first, last = bounds[sentences[row]], bounds[sentences[row] + 1]
        total = np.uint64(0)
        for place in range(first, last):
            step = np.uint64(place - first + 1) * np.uint64(0x9E3779B97F4A7C15)
            total += _mixed(np.uint64(words[place]) + step)
        found[row] = total
    return found


@njit(cache=True, nogil=True)
def shingles(
    words: NDArray[np.uint32],
    ends: NDArray[np.int64],
    sentences: NDArray[np.int32],
    bounds: NDArray[np.int64],
    size: int,
) -> NDArray[np.uint32]:
    """Return the hashed runs of `size` words of some sentences: those of row n from ``bounds[n]`` on.

    The place of a sentence shorter than that is left empty.
    """
    found = np.zeros(bounds[-1], np.uint32)
    for row in range(len(sentences)):
        first, at = ends[sentences[row]], bounds[row]
        for place in range(first, ends[sentences[row] + 1] - size + 1):
            key = np.uint64(0)
            for offset in range(size):
                step = key * np.uint64(0x9E3779B97F4A7C15)
                key = _mixed(step + np.uint64(words[place + offset]) + np.uint64(offset))
            found[at] = key >> np.uint64(32)
            at += 1
    return found
