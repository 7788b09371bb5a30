"""Which keys occur more than once, without keeping those that do not: all keys are made twice.

Of a thousand keys in news, nine hundred occur once. So keys are first counted, in a table that knows only
"seen" and "seen again" and takes two bits a slot; made a second time, the few that were seen again are kept.
Some of them share their slot with another (one in nine at eight slots a key); a sort removes these.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.keys import Again, joined
from provenance.candidates.kinds import Found
from provenance.settings import Settings

SLOTS = 8  # to a key: at four, one key in five is kept for nothing
_LEAST, _SLOTS_A_BYTE = 10, 4
_BITS = 64
_BLOCK = 1_000_000  # shingles turned into keys at a time: 8 MB
_PARTS = 4  # in which keys that were kept are sorted
_UPPER = np.uint64(_BITS - 2)  # bits of a key below those that say of which part it is


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
    keys, places = zip(*repeated(made, expected, settings), strict=True)
    return np.concatenate(keys), np.concatenate(places)


def repeated(made: Again, expected: int, settings: Settings) -> Iterator[Found]:
    """Yield what `repeats` returns in parts, each with the keys between two bounds.

    What was kept of all keys is there once; what sorting, and what the caller makes of it, takes is there for
    one part alone.
    """
    if expected < settings.compile_above:
        yield _twice(*joined(list(made())))
        return
    sieve = Sieve(expected)
    for batch in made():
        for keys, _ in batch:
            sieve.count(keys)
    parts: list[list[list[Found]]] = [[] for _ in range(_PARTS)]
    for batch in sieve.sifted(made):
        split = [_split(*found) for found in batch]
        for number, part in enumerate(parts):
            part.append([each[number] for each in split])
    del sieve
    while parts:
        yield _twice(*joined(parts.pop(0)))


def _split(keys: NDArray[np.uint64], places: NDArray[np.int64]) -> list[Found]:
    """Return keys and places of each part, in their order."""
    part = (keys >> _UPPER).astype(np.uint8)
    return [(keys[held], places[held]) for held in (part == number for number in range(_PARTS))]


def _twice(keys: NDArray[np.uint64], places: NDArray[np.int64]) -> Found:
    """Sort by key, and keep what occurs more than once."""
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
        for begin in range(0, len(shingles), _BLOCK):
            sieve.count(of_shingles(shingles[begin : begin + _BLOCK]))
    marked = np.zeros(len(shingles), np.bool_)
    for begin in range(0, len(shingles), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        marked[block][sieve.keeps(of_shingles(shingles[block]))] = True
    return marked


def of_shingles(shingles: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the keys under which a sieve counts shingles: they are hashes already."""
    return shingles.astype(np.uint64) << np.uint64(32)
