"""How usual words are between their neighbours: how often general news has the same two in a row.

Counted once over 12,000 articles (`data/neighbours.npz`, made by ``tests/training/neighbours.py``), so that
which of two articles has the more usual phrase does not depend on what else is compared.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError
from provenance.lineage.shares import Numbers, spread

FILE = Path(__file__).parent.parent / "data" / "neighbours.npz"
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the first word of two keeps all its bits
_STEPS = 16.0  # of a nat: counts are kept as logarithms in bytes


def usual(
    words: NDArray[np.uint32], first: Numbers, stop: Numbers, bounds: tuple[Numbers, Numbers]
) -> NDArray[np.float64]:
    """Return for stretches of words how usual they are between their neighbours.

    The mean over each two neighbouring words, from the one before a stretch to the one after it, of the
    logarithm of how often general news has them.

    Parameters
    ----------
    words : uint32 (W,)
        Hashes of the words that stretches are numbered in.
    first, stop : int64 (2, D)
    bounds : pair of int64 (2, D)
        Where the article of each stretch begins and ends among `words`.

    Returns
    -------
    float64 (2, D)
    """
    begin, end = bounds
    last = np.maximum(end - 1, begin)  # of n words there are n - 1 neighbours
    low = np.clip(first - 1, begin, last)
    high = np.clip(stop, low, last)
    lengths = (high - low).ravel()
    places = spread(low.ravel(), high.ravel())
    seen = commonness(keys(words[places], words[places + 1]))
    owner = np.repeat(np.arange(len(lengths)), lengths)
    total = np.bincount(owner, seen, len(lengths))
    return np.asarray((total / np.maximum(lengths, 1)).reshape(first.shape))


def keys(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash two words that stand side by side."""
    mixed = (one.astype(np.uint64) * _MIX + other) * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


def commonness(asked: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return the logarithm of how often general news has two words side by side; 0 if hardly ever."""
    known, steps = _table()
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[place] == asked, steps[place] / _STEPS, 0.0)


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Load the table that comes with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a column.
    """
    with np.load(FILE) as table:
        if set(table.files) != {"keys", "steps"}:
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", "columns ['keys', 'steps']")
        return table["keys"], table["steps"]
