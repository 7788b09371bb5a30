"""In which claims each thing stands."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KEY = np.uint64(32)  # bits
_PLACE = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """T things of claims, K of them different, and the claims that hold each.

    Attributes
    ----------
    place : int64 (T,)
        Which of the K things each is.
    starts : int64 (K + 1,)
    owner : int64 (T,)
        The claims that hold thing k, in order: ``starts[k]`` up to ``starts[k + 1]``.
    """

    place: NDArray[np.int64]
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]

    @classmethod
    def of(cls, key: NDArray[np.integer[Any]], owner: NDArray[np.int64]) -> "Index":
        """Sort things by their keys of 32 bits; `owner`: the claim each belongs to, in order."""
        # With its place each key is a number of its own; plain numbers are sorted much faster than places.
        both = np.sort(key.astype(np.uint64) << _KEY | np.arange(len(key), dtype=np.uint64))
        order = (both & _PLACE).astype(np.int64)
        number, starts = runs((both >> _KEY).view(np.int64))
        place = np.empty(len(key), dtype=np.int64)
        place[order] = number
        return cls(place, starts, owner[order])

    @property
    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """What compiled code takes."""
        return self.place, self.starts, self.owner


def runs(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return in which stretch of equal values each place is, and where the stretches begin (R + 1,)."""
    fresh = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return np.cumsum(fresh) - 1, np.append(np.flatnonzero(fresh), len(values))
