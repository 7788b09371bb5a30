"""Compiled: which leaf of each tree a row of features comes to."""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def leaves(
    table: NDArray[np.float64],
    feature: NDArray[np.int32],
    threshold: NDArray[np.float64],
    value: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what each of T trees says of each row of a table, float64 (rows, T): see `weights.Weights`."""
    count, nodes = feature.shape
    found = np.empty((len(table), count))
    for row in range(len(table)):
        values = table[row]
        for tree in range(count):
            node = np.uint32(0)
            while node < nodes:
                beyond = values[np.uint32(feature[tree, node])] > threshold[tree, node]
                node = np.uint32(2 * node + 1 + beyond)
            found[row, tree] = value[tree, node - np.uint32(nodes)]
    return found
