"""Boosted trees as plain arrays: trained with scikit-learn, evaluated with NumPy alone."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError

FILE = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees over named features; their sum is the log odds of a paraphrase.

    Attributes
    ----------
    names : tuple of str
        The features, in the order of the columns of a feature table.
    feature : int16 (trees, nodes)
        Which feature a node asks for. A leaf asks feature 0 and leads to itself either way.
    threshold : float64 (trees, nodes)
        Up to and including this value the answer leads to `low`, else to `high`.
    low, high : int16 (trees, nodes)
    value : float64 (trees, nodes)
        What a leaf adds.
    depth : int
        Of the deepest tree.
    base : float
        The sum before any tree.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    low: NDArray[np.int16]
    high: NDArray[np.int16]
    value: NDArray[np.float64]
    depth: int
    base: float

    def log_odds(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log odds of each row of a feature table (rows, features)."""
        trees, nodes = self.feature.shape
        feature, threshold = self.feature.ravel().astype(np.intp), self.threshold.ravel()
        first = np.arange(trees) * nodes
        low = (self.low.astype(np.intp) + first[:, None]).ravel()
        high = (self.high.astype(np.intp) + first[:, None]).ravel()
        at = np.tile(first, (len(table), 1))
        row = np.arange(len(table))[:, None] * table.shape[1]
        values = np.ascontiguousarray(table).ravel()
        for _ in range(self.depth):
            below = values[row + feature[at]] <= threshold[at]
            at = np.where(below, low[at], high[at])
        total: NDArray[np.float64] = self.base + self.value.ravel()[at].sum(1)
        return total


@cache
def forest() -> Forest:
    """Load the trees that come with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a column.
    """
    with np.load(FILE) as table:
        wanted = set(Forest.__slots__)
        if set(table.files) != wanted:
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", f"{sorted(wanted)}")
        columns = {name: table[name] for name in wanted - {"names", "depth", "base"}}
        return Forest(
            names=tuple(str(table["names"]).split()),
            depth=int(table["depth"]),
            base=float(table["base"]),
            **columns,
        )
