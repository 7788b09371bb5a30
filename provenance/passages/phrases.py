"""Stock phrases: runs of words that news uses everywhere, whoever writes it.

The table (`data/phrases.npz`, made by ``tests/training/phrases.py``) holds the runs of four words that at
least eight outlets of 12,000 US articles of 2012-2020 use in sentences of their own. A text that a hundred
outlets reprint is not in it: equal sentences were counted once.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError
from provenance.hashing import buckets, looked_up

FILE = Path(__file__).parents[1] / "data" / "phrases.npz"
WORDS = 4  # three are too common to say anything ("one of the"), five miss phrases with a free end
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: spreads neighbours far apart


def grams(words: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Hash every run of `WORDS` words."""
    if len(words) < WORDS:
        return np.zeros(0, np.uint64)
    found = np.zeros(len(words) - WORDS + 1, np.uint64)
    for place in range(WORDS):
        found ^= words[place : len(words) - WORDS + 1 + place].astype(np.uint64)
        found *= MIX
        found ^= found >> np.uint64(29)
    return found


def stock(words: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which words of a text stand in a stock phrase."""
    known, starts = _known()
    _, begun = looked_up(known, starts, (grams(words) >> np.uint64(32)).astype(np.uint32))
    inside = np.zeros(len(words), np.bool_)
    for step in range(WORDS):
        inside[step : step + len(begun)] |= begun
    return inside


def looked_up_in() -> tuple[NDArray[np.uint32], NDArray[np.int64], int]:
    """Return what compiled code needs to find stock phrases.

    Returns
    -------
    runs : uint32 (N,)
        Upper halves of the hashes, sorted.
    starts : int64
        Where those begin that have the same upper bits, see `hashing.buckets`.
    shift : int
        By which such a half is shifted to have these bits alone.
    """
    runs, starts = _known()
    return runs, starts, 33 - (len(starts) - 1).bit_length()


@cache
def _known() -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the runs, sorted, and where they are looked up."""
    with np.load(FILE) as table:
        if table.files != ["runs"]:
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", "['runs']")
        runs: NDArray[np.uint32] = table["runs"]
        return runs, buckets(runs)
