"""What datasketch draws and chooses for some settings, worked out here: loading it and SciPy takes long."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

_NODES = 100  # of a quadrature that is exact for polynomials up to degree 199: bands of 128 permutations are


def affine32(count: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the factors and offsets, each uint32 (count,), of datasketch's ``affine32`` scheme."""
    # The old generator is the one datasketch draws from: its draws for a seed never change.
    draw = np.random.RandomState(seed)
    factors = draw.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 1 << 32, count, dtype=np.uint32)


@cache
def best_bands(threshold: float, count: int) -> tuple[int, int]:
    """Return bands and rows in each with the least error by datasketch's measure.

    That is, with equal weights, the chance to see a pair below the threshold and to miss one above, each over
    all similarities there [datasketch, `MinHashLSH`]. Of equals the first counts, fewer bands before more.
    """
    sizes = [(bands, rows) for bands in range(1, count + 1) for rows in range(1, count // bands + 1)]
    bands, rows = np.array(sizes, dtype=np.float64).T
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    seen, missed = np.zeros(len(sizes)), np.zeros(len(sizes))
    for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
        below, above = node * threshold, threshold + node * (1 - threshold)
        seen += weight * threshold * (1 - (1 - below**rows) ** bands)
        missed += weight * (1 - threshold) * (1 - above**rows) ** bands
    return sizes[int(np.argmin(seen + missed))]
