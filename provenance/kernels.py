"""The few hot loops, compiled by numba. Each has a slow, obvious twin in the tests.

Importing this module loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def sign(
    shingles: NDArray[np.uint32],
    bounds: NDArray[np.int64],
    factors: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """Return MinHash values, uint32 (len(bounds) - 1, len(factors)): see `hashing.fmix32` for the mixing."""
    count = len(bounds) - 1
    width = len(factors)
    values = np.full((count, width), np.uint32(0xFFFFFFFF), dtype=np.uint32)
    for row in range(count):
        line = values[row]
        for place in range(bounds[row], bounds[row + 1]):
            mixed = shingles[place]
            mixed ^= mixed >> np.uint32(16)
            mixed = np.uint32(mixed * np.uint32(0x85EBCA6B))
            mixed ^= mixed >> np.uint32(13)
            mixed = np.uint32(mixed * np.uint32(0xC2B2AE35))
            mixed ^= mixed >> np.uint32(16)
            for column in range(width):
                permuted = np.uint32(mixed * factors[column] + offsets[column])
                line[column] = min(line[column], permuted)
    return values


@njit(cache=True, nogil=True)
def seen_twice(keys: NDArray[np.uint64], bits: int) -> NDArray[np.bool_]:
    """Mark keys whose low `bits` occur more than once: a superset of those that repeat, without a sort."""
    mask = np.uint64((1 << bits) - 1)
    counts = np.zeros(1 << bits, dtype=np.uint8)
    for key in keys:
        place = key & mask
        if counts[place] < 2:  # noqa: PLR2004 - two is what "repeats" means
            counts[place] += 1
    marked = np.empty(len(keys), dtype=np.bool_)
    for place in range(len(keys)):
        marked[place] = counts[keys[place] & mask] > 1
    return marked


@njit(cache=True, nogil=True)
def run_keys(words: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    """Return the keys of all runs of `size` words: `hashing.run_keys`."""
    keys = np.empty(max(len(words) - size + 1, 0), dtype=np.uint64)
    for place in range(len(keys)):
        key = np.uint64(0)
        for offset in range(size):
            key = key * np.uint64(0x9E3779B97F4A7C15) + np.uint64(words[place + offset]) + np.uint64(offset)
            key ^= key >> np.uint64(33)
            key *= np.uint64(0xFF51AFD7ED558CCD)
            key ^= key >> np.uint64(33)
            key *= np.uint64(0xC4CEB9FE1A85EC53)
            key ^= key >> np.uint64(33)
        keys[place] = key
    return keys
