"""Compiled: which keys may occur more than once, told by two bits for each slot of a table."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Table = NDArray[np.uint8]  # four slots a byte; of each the low bit says "seen", the high bit "seen again"


@njit(cache=True, nogil=True)
def count(keys: Keys, shift: int, table: Table) -> None:
    """Note every key in the slot that its upper bits, ``key >> shift``, name."""
    for key in keys:
        slot = key >> np.uint64(shift)
        byte = np.int64(slot >> np.uint64(2))
        seen = np.uint8(1) << np.uint8((slot & np.uint64(3)) << np.uint64(1))
        held = table[byte]
        table[byte] = held | seen | ((held & seen) << np.uint8(1))


@njit(cache=True, nogil=True)
def keeps(keys: Keys, shift: int, table: Table) -> NDArray[np.int64]:
    """Return the places of the keys whose slot was met more than once."""
    places = np.empty(len(keys), np.int64)
    found = 0
    for place in range(len(keys)):
        slot = keys[place] >> np.uint64(shift)
        again = np.uint8(2) << np.uint8((slot & np.uint64(3)) << np.uint64(1))
        places[found] = place
        found += (table[np.int64(slot >> np.uint64(2))] & again) != 0
    return places[:found]
