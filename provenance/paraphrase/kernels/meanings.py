"""Compiled: how alike in meaning two sentences are, word for word and taken together."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.paraphrase.tallies import ALIKE, COARSE, Pair, Side
from provenance.paraphrase.vectors import DIMENSIONS, SCALE

Vectors = NDArray[np.float32]
Places = NDArray[np.int32]


@njit(cache=True, nogil=True, fastmath=True)
def product(one: NDArray[np.float32], other: NDArray[np.float32]) -> np.float32:
    """Return the product of two vectors of small whole numbers, exact in whatever order it is added up."""
    total = np.float32(0)
    for place in range(DIMENSIONS):
        total += one[place] * other[place]
    return total


@njit(cache=True, nogil=True)
def likest(
    vectors: Vectors,
    places: tuple[Places, Places],
    stands: NDArray[np.bool_],
    best: NDArray[np.float32],
) -> None:
    """Write how alike the likest word of the other side is, in steps of 1/`ALIKE`, for words of either side.

    Parameters
    ----------
    vectors : float32 (V, DIMENSIONS)
    places : pair of int32
        Rows of `vectors`, 0 for words that have none.
    stands : bool (2, L)
        Which words stand on the other side: their like is there.
    best : float32 (2, L)
        What is written.
    """
    mine, yours = places
    best[0, : len(mine)] = 0
    best[1, : len(yours)] = 0
    for i in range(len(mine)):
        if mine[i]:
            here, vector, most = stands[0, i], vectors[mine[i]], best[0, i]
            for j in range(len(yours)):
                if yours[j] and not (here and stands[1, j]):
                    alike = product(vector, vectors[yours[j]])
                    most = max(most, alike)
                    best[1, j] = max(best[1, j], alike)
            best[0, i] = most
    for side in range(2):
        for place in range(len(places[side])):
            steps = min(np.rint(best[side, place] * np.float32(ALIKE / SCALE**2)), np.float32(ALIKE))
            best[side, place] = ALIKE if stands[side, place] else steps


@njit(cache=True, nogil=True)
def gist(
    vectors: Vectors,
    places: Places,
    weight: NDArray[np.float32],
    left_out: NDArray[np.bool_],
    found: NDArray[np.float32],
) -> None:
    """Write the vectors of words, added up by their weight, without some that are left out."""
    found[:] = 0
    for i in range(len(places)):
        if places[i] and not left_out[i]:
            coarse, vector = np.rint(weight[i] * np.float32(COARSE)), vectors[places[i]]
            for place in range(DIMENSIONS):
                found[place] += coarse * vector[place]


@njit(cache=True, nogil=True)
def gists(
    whole: tuple[NDArray[np.float32], NDArray[np.float32]],
    lone: NDArray[np.float32],
    sides: NDArray[np.float64],
    pair: NDArray[np.float64],
) -> None:
    """Write the squared lengths and inner products of what both sentences say, and of what only one says."""
    for side in range(2):
        sides[side, Side.GIST] = _inner(whole[side], whole[side])
        sides[side, Side.LONE_GIST] = _inner(lone[side], lone[side])
    pair[Pair.GIST] = _inner(whole[0], whole[1])
    pair[Pair.LONE_GIST] = _inner(lone[0], lone[1])


@njit(cache=True, nogil=True, fastmath=True)
def _inner(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return the product of two vectors of whole numbers, exact in double precision."""
    total = 0.0
    for place in range(DIMENSIONS):
        total += np.float64(one[place]) * np.float64(other[place])
    return total
