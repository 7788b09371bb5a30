"""Which keys occur more than once, without keeping those that do not: all keys are made twice.

Of a thousand keys in news, nine hundred occur once. So keys are first counted, in a table that knows only
"seen" and "seen again" and takes two bits a slot; made a second time, the few that were seen again are kept.
Some of them share their slot with another (one in nine at eight slots a key); a sort removes these.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.keys import Again, joined
from provenance.candidates.kinds import Found
from provenance.settings import Settings

SLOTS = 8  # to a key: at four, one key in five is kept for nothing
_LEAST, _SLOTS_A_BYTE = 10, 4
_BITS = 64


class Sieve:
    """A table of slots in which keys are counted: none, one, more.

    Parameters
    ----------
    expected : int
        How many keys will be counted, about.
    most : int, optional
        Bytes that the table may take.
    """

    def __init__(self, expected: int, most: int | None = None) -> None:
        from provenance.candidates import kernels  # loads the compiler

        self._kernels = kernels
        bits = max((expected * SLOTS).bit_length(), _LEAST)
        if most is not None:
            bits = max(min(bits, (most * _SLOTS_A_BYTE).bit_length() - 1), _LEAST)
        self._shift = _BITS - bits
        self._table = np.zeros((1 << bits) // _SLOTS_A_BYTE, np.uint8)

    def count(self, keys: NDArray[np.uint64]) -> None:
        """Note that these keys occur."""
        self._kernels.count(keys, self._shift, self._table)

    def keeps(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the places of the keys that were counted more than once, and of few others."""
        found: NDArray[np.int64] = self._kernels.keeps(keys, self._shift, self._table)
        return found

    def sifted(self, made: Again) -> Iterator[list[Found]]:
        """Yield what is left of each batch."""
        for batch in made():
            held = [(keys, places, self.keeps(keys)) for keys, places in batch]
            yield [(keys[kept], places[kept]) for keys, places, kept in held]


def repeats(made: Again, expected: int, settings: Settings) -> Found:
    """Return the keys that occur more than once and their places, sorted by key."""
    if expected >= settings.compile_above:
        sieve = Sieve(expected)
        for batch in made():
            for keys, _ in batch:
                sieve.count(keys)
        made = partial(sieve.sifted, made)
    keys, places = joined(list(made()))
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    equal = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    chosen = equal[:-1] | equal[1:] if len(order) else np.zeros(0, np.bool_)
    return ordered[chosen], places[order[chosen]]


def shared(shingles: NDArray[np.uint32], sieve: Sieve | None, settings: Settings) -> NDArray[np.bool_] | None:
    """Mark shingles that may occur more than once; None where so few are not worth the compiler.

    Parameters
    ----------
    shingles : uint32 (H,)
    sieve : Sieve, optional
        In which the shingles of all articles were counted (see `of_shingles`), if there are others.
    """
    if sieve is None:
        if len(shingles) < settings.compile_above:
            return None
        sieve = Sieve(len(shingles))
        sieve.count(of_shingles(shingles))
    marked = np.zeros(len(shingles), np.bool_)
    marked[sieve.keeps(of_shingles(shingles))] = True
    return marked


def of_shingles(shingles: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the keys under which a sieve counts shingles: they are hashes already."""
    return shingles.astype(np.uint64) << np.uint64(32)
