"""Named measures of a batch of pairs."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.bool_]
Column = NDArray[np.float64]


class Measured(dict[str, Column]):
    """Features by name, in a fixed order."""

    def both(self, name: str, left: NDArray[np.number], right: NDArray[np.number]) -> None:
        """Add a measure that each side has, without saying which side is which."""
        self[f"{name}_low"] = np.minimum(left, right).astype(np.float64)
        self[f"{name}_high"] = np.maximum(left, right).astype(np.float64)

    def shares(self, name: str, part: Column, whole: Column, empty: float = 0.0) -> None:
        """Add what of either side, (2, B), has some property."""
        self.both(name, *(share(*side, empty) for side in zip(part, whole, strict=True)))


def share(part: NDArray[np.number], whole: NDArray[np.number], empty: float = 0.0) -> Column:
    """Divide; nothing of nothing is `empty`."""
    out = np.full(len(part), empty)
    np.divide(part, whole, out=out, where=whole > 0)
    return out


def harmonic(one: Column, other: Column) -> Column:
    """Return the harmonic mean."""
    return share(2 * one * other, one + other)
