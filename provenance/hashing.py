"""How words become keys: the bijections and the runs of words that sketches and candidates share.

Stored keys depend on every line here; a change needs a new name in `sketches.SHINGLES`.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", np.int64, np.uint32, np.uint64)

GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, TAOCP 3, 6.4)

# Bits of a key that a store keeps. Of 38 million keys of 12,000 articles 3 have these in common with another
# one (660 at 40 bits); what comes of it is a look at two articles that share nothing. Whole keys take a
# quarter more room.
_STORED = np.uint64(48)


def mix64(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter 64-bit values: the finaliser of MurmurHash3 (Appleby, public domain), a bijection."""
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xFF51AFD7ED558CCD)
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def fmix32(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Scatter 32-bit values as datasketch does before it permutes: MurmurHash3's 32-bit finaliser."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values = values ^ (values >> np.uint32(13))
    values = values * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def run_keys(words: NDArray[np.uint32], size: int, *, compiled: bool = False) -> NDArray[np.uint64]:
    """Return a 64-bit key for each run of `size` words of a column: shape (max(W - size + 1, 0),)."""
    count = max(len(words) - size + 1, 0)
    if compiled:
        from provenance import kernels

        found: NDArray[np.uint64] = kernels.run_keys(words, size)
        return found
    keys = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        keys = mix64(keys * GOLDEN + words[offset : offset + count].astype(np.uint64) + np.uint64(offset))
    return keys


def run_keys_at(words: NDArray[np.uint32], begins: NDArray[np.intp], size: int) -> NDArray[np.uint64]:
    """Return the keys of the runs of `size` words that begin at the given places."""
    keys = np.zeros(len(begins), dtype=np.uint64)
    for offset in range(size):
        keys = mix64(keys * GOLDEN + words[begins + offset].astype(np.uint64) + np.uint64(offset))
    return keys


def stored(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return keys as a store has them."""
    return keys >> (np.uint64(64) - _STORED)


def distinct(values: NDArray[Value]) -> NDArray[Value]:
    """Return each value once, sorted. NumPy's own hashes, ten times slower on keys of several columns."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def buckets(hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return where, of sorted hashes, those with the same upper bits begin; two to four buckets a hash."""
    bits = min(len(hashes).bit_length() + 1, 32)
    often = np.bincount(hashes >> np.uint32(32 - bits), minlength=1 << bits)
    return np.concatenate([[0], np.cumsum(often)]).astype(np.int64)


def looked_up(
    hashes: NDArray[np.uint32], starts: NDArray[np.int64], words: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the place of each word among sorted hashes, and whether it is there at all; 0 where not.

    Does what `np.searchsorted` does in a third of the time; `starts` come from `buckets`.
    """
    upper = words >> np.uint32(32 - (len(starts) - 1).bit_length() + 1)
    places, stops = starts[upper], starts[upper + np.uint32(1)]
    if not len(hashes):
        return places, np.zeros(len(words), np.bool_)
    known = np.asarray((hashes[np.minimum(places, len(hashes) - 1)] == words) & (places < stops))
    asked = np.flatnonzero(~known & (places + 1 < stops))
    while len(asked):  # few buckets have a second word, hardly any a third
        places[asked] += 1
        known[asked] = hashes[places[asked]] == words[asked]
        asked = asked[~known[asked] & (places[asked] + 1 < stops[asked])]
    return np.where(known, places, 0), known
