"""A few words, looked for among all the words of a story."""

from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from provenance.reading.words import word_hash

__all__ = ["Few"]

_HALF = 16  # bits


class Few:
    """A few words by their hashes.

    One word in hundreds has the upper half of its hash in common with one of these, so a table of the
    halves spares the others the bisection; `np.isin` would sort them all.
    """

    def __init__(self, hashes: Iterable[int]) -> None:
        self._hashes = np.array(sorted(set(hashes)), dtype=np.uint32)
        self._halves = np.zeros(1 << _HALF, dtype=bool)
        self._halves[self._hashes >> _HALF] = True

    @classmethod
    def of(cls, words: Iterable[str], *, owning: bool = False) -> Self:
        """Take folded words; `owning`: their forms with an apostrophe and s too."""
        endings = ("", "'s") if owning else ("",)
        return cls(word_hash(word + ending) for word in words for ending in endings)

    def among(self, hashes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Say which hashes are among these."""
        found: NDArray[np.bool_] = self._halves[hashes >> _HALF]
        maybe = np.flatnonzero(found)
        some = hashes[maybe]
        place = np.minimum(np.searchsorted(self._hashes, some), len(self._hashes) - 1)
        found[maybe] = self._hashes[place] == some
        return found
