"""The trained numbers: boosted trees and word weights as plain arrays, evaluated with NumPy alone."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError
from provenance.paraphrase.batches import Batch

FILE = Path(__file__).parent / "weights.npz"
GRAIN = 1024  # steps of a word's weight: sums of multiples of 1/1024 are exact
ROWS = 256  # rows sent down the trees at a time: their places stay in the cache


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """T trees of depth D over named features, and a weight for every word that tells something.

    Attributes
    ----------
    names : tuple of str
        The features, in the order of the columns of a table.
    feature : int32 (T, 2 ** D - 1)
        Which feature a node asks for; the children of node n are 2 n + 1 and 2 n + 2.
    threshold : float64 (T, 2 ** D - 1)
        Up to and including this value the answer leads to the first child.
    value : float64 (T, 2 ** D)
        What a leaf adds.
    base : float
        The sum before any tree.
    stems : uint32 (N,)
        Hashes of stems, sorted.
    lone, shared : float64 (N,)
        What a stem adds when only one side has it, when both have it.
    slope, offset : float
        Log odds = offset + slope * trees + words.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    value: NDArray[np.float64]
    base: float
    stems: NDArray[np.uint32]
    lone: NDArray[np.float64]
    shared: NDArray[np.float64]
    slope: float
    offset: float

    def log_odds(self, batch: Batch) -> NDArray[np.float64]:
        """Return the log odds that the pairs of a batch state the same."""
        table = np.stack([batch.found[name] for name in self.names], axis=1)
        trees = self.grown(table) if batch.compiled else self.trees(table)
        return self.offset + self.slope * trees + batch.telling

    def grown(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what `trees` does, by compiled code; NumPy adds up, in its own order."""
        from provenance.paraphrase.kernels import leaves  # loads the compiler

        said: NDArray[np.float64] = leaves(table, self.feature, self.threshold, self.value).sum(1)
        return self.base + said

    def trees(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the trees say of each row of a table (rows, features)."""
        count, nodes = self.feature.shape
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        first = np.arange(count, dtype=np.int32) * nodes
        leaves = np.arange(count, dtype=np.int32) * (nodes + 1) - nodes
        total = np.empty(len(table))
        for begin in range(0, len(table), ROWS):
            rows = np.ascontiguousarray(table[begin : begin + ROWS])
            row = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
            values, at = rows.ravel(), np.zeros((len(rows), count), dtype=np.int32)
            for _ in range(nodes.bit_length()):
                node = at + first
                at = 2 * at + 1 + (values.take(row + feature.take(node)) > threshold.take(node))
            total[begin : begin + ROWS] = self.base + self.value.ravel().take(at + leaves).sum(1)
        return total

    def telling(self, stems: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return what each stem adds where both sides have it, and where only one has it: (stems, 2)."""
        place = np.minimum(np.searchsorted(self.stems, stems), len(self.stems) - 1)
        known = self.stems[place] == stems
        return np.stack([np.where(known, column[place], 0.0) for column in (self.shared, self.lone)], axis=1)


@cache
def weights() -> Weights:
    """Load the numbers that come with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a column.
    """
    with np.load(FILE) as table:
        if set(table.files) != set(Weights.__slots__):
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", f"{sorted(Weights.__slots__)}")
        columns = {name: table[name] for name in table.files if name != "names"}
        single = {name: float(column) for name, column in columns.items() if column.ndim == 0}
        return Weights(**(columns | single | {"names": tuple(str(table["names"]).split())}))
