"""Compiled: MinHash values of rows of shingles, of all or of those that other rows may have in common."""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True, inline="always")
def _mixed(value: np.uint32) -> np.uint32:
    """Twin of `hashing.fmix32`."""
    value ^= value >> np.uint32(16)
    value = np.uint32(value * np.uint32(0x85EBCA6B))
    value ^= value >> np.uint32(13)
    value = np.uint32(value * np.uint32(0xC2B2AE35))
    value ^= value >> np.uint32(16)
    return value


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
            mixed = _mixed(shingles[place])
            for column in range(width):
                permuted = np.uint32(mixed * factors[column] + offsets[column])
                line[column] = min(line[column], permuted)
    return values


@njit(cache=True, nogil=True)
def arrange(
    shingles: NDArray[np.uint32], bounds: NDArray[np.int64], shared: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the shingles mixed as `sign` mixes them, the shared ones of a row first, and where these end."""
    mixed, middle = np.empty(len(shingles), np.uint32), np.empty(len(bounds) - 1, np.int64)
    for row in range(len(bounds) - 1):
        low, high = bounds[row], bounds[row + 1]
        for place in range(bounds[row], bounds[row + 1]):
            value = _mixed(shingles[place])
            if shared[place]:
                mixed[low] = value
                low += 1
            else:
                high -= 1
                mixed[high] = value
        middle[row] = low
    return mixed, middle


@njit(cache=True, nogil=True)
def sign_shared(
    mixed: NDArray[np.uint32],
    bounds: NDArray[np.int64],
    middle: NDArray[np.int64],
    rows: NDArray[np.int32],
    often: NDArray[np.bool_],
    factors: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """Return the rows whose minima all come from shared shingles, or that stand often, and these minima.

    Parameters
    ----------
    mixed, middle
        See `arrange`.
    rows : int32 (R,)
        The rows that come into question.
    often : bool (N,)
        Rows that several sentences have: they are kept whatever they share.
    factors, offsets : uint32 (columns,)
    """
    kept = np.empty(len(rows), np.int32)
    values = np.empty((len(rows), len(factors)), np.uint32)
    count = 0
    for row in rows:
        whole, stop = True, bounds[row + 1] if often[row] else middle[row]
        for column in range(len(factors)):
            factor, offset = factors[column], offsets[column]
            least = np.uint32(0xFFFFFFFF)
            for place in range(bounds[row], stop):
                least = min(least, np.uint32(mixed[place] * factor + offset))
            for place in range(stop, bounds[row + 1]):
                if np.uint32(mixed[place] * factor + offset) < least:
                    whole = False
                    break
            if not whole:
                break
            values[count, column] = least
        if whole:
            kept[count] = row
            count += 1
    return kept[:count].copy(), values[:count].copy()
