"""Which rows of a matrix have a product at or above a threshold: two ways, the same pairs.

The matrix of all products never exists: a row is compared with those in its reach alone.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Times = NDArray[np.float64]
Reach = tuple[Rows, Rows, Rows]  # rows, and for each the first and the end of the rows to compare it with

_BLOCK = 256  # rows multiplied at a time: 256 × 12,000 floats are 24 MB at worst
_SCORED = 4096  # pairs scored at a time: of 400 terms each 13 MB
_COUNTED = 500_000  # values counted at a time: NumPy makes places of 8 bytes of them
# Part of the threshold that the common terms of two mean articles may bring: at a half, 12,000 articles take
# 1.9 s of CPU; at a quarter more is multiplied (2.2 s), at three quarters more pairs are worked out (3.9 s).
_COMMON = 0.5


def reach(begins: Times, ends: Times, asked: NDArray[np.bool_]) -> Reach:
    """Return the rows that are asked about and which others may be of the same days.

    Parameters
    ----------
    begins : float64 (A,), ascending
        Earliest moment of each row.
    ends : float64 (A,)
        Last moment another of the same days may begin.
    asked : bool (A,)
    """
    rows = np.flatnonzero(asked)
    stop = np.searchsorted(begins, ends[rows], side="right")  # who begins later is too late
    if len(rows) == len(asked):
        return rows, rows + 1, stop  # each pair is met from its first row
    # Before the first row whose end, or an earlier one's, reaches this row all are too early.
    return rows, np.searchsorted(np.maximum.accumulate(ends), begins[rows], side="left"), stop


def multiplied(vectors: Any, within: Reach, threshold: float) -> tuple[Rows, Rows]:  # noqa: ANN401
    """Return the pairs of rows above 0 and at or above the threshold, and more from beyond their reach.

    Parameters
    ----------
    vectors : scipy.sparse.csr_array, (A, terms)
        No negative values; terms ascending within a row.
    within : Reach
    threshold : float
    """
    rows, first, stop = within
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for begin in range(0, len(rows), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        low, high = first[block].min(), stop[block].max()
        product = (vectors[rows[block]] @ vectors[low:high].T).tocoo()
        alike = product.data >= threshold
        left.append(rows[block][product.row[alike]])
        right.append(product.col[alike] + low)
    return np.concatenate(left), np.concatenate(right)


def accumulated(vectors: Any, within: Reach, threshold: float) -> tuple[Rows, Rows]:  # noqa: ANN401
    """Do what `multiplied` does, for many rows of unit length: common terms are looked at last, if at all.

    The few hundred terms that stand in most articles are most of a product's work and little of a vector's
    length. What they can add to a cosine is at most the product of the lengths of the two vectors' parts in
    them (Cauchy-Schwarz); only where the rest comes that near to the threshold is the cosine worked out.
    """
    from provenance.kernels import alike  # loads the compiler

    common = _common(vectors, threshold)
    length = np.sqrt(_squares(vectors, common))
    postings = _arrays(_without(vectors, common).tocsc())
    found = alike(_arrays(vectors), postings, length, within, threshold)
    return found[:, 0], found[:, 1]


def products(vectors: Any, left: Rows, right: Rows) -> Times:  # noqa: ANN401
    """Return the product of each pair of rows, float64 (P,), to the last bit as scipy adds it up."""
    from provenance.kernels import multiplied as by_terms  # loads the compiler

    columns = _arrays(vectors)
    found = np.zeros(len(left))
    for begin in range(0, len(left), _SCORED):
        block = slice(begin, begin + _SCORED)
        bounds, parts = by_terms(columns, left[block], right[block])
        met = np.flatnonzero(np.diff(bounds))
        found[begin + met] = np.add.reduceat(parts, bounds[met]) if len(met) else 0.0
    return found


def _without(vectors: Any, common: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """Return the vectors without the common terms."""
    kept = ~common[vectors.indices]
    before = np.zeros(len(kept) + 1, np.int32)
    np.cumsum(kept, out=before[1:])
    held = vectors.data[kept], vectors.indices[kept], before[vectors.indptr]
    return type(vectors)(held, shape=vectors.shape)


def _squares(vectors: Any, common: NDArray[np.bool_]) -> Times:  # noqa: ANN401
    """Return the squared length of each row's part in the common terms."""
    found = np.zeros(vectors.shape[0])
    for begin in range(0, len(found), _BLOCK):
        bounds = vectors.indptr[begin : begin + _BLOCK + 1]
        held = slice(bounds[0], bounds[-1])
        row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        weights = np.where(common[vectors.indices[held]], vectors.data[held] ** 2, 0.0)
        found[begin : begin + _BLOCK] = np.bincount(row, weights, minlength=len(bounds) - 1)
    return found


def _common(vectors: Any, threshold: float) -> NDArray[np.bool_]:  # noqa: ANN401
    """Mark the most frequent terms, as many as the bound on what they bring leaves room for."""
    frequency, brought = np.zeros(vectors.shape[1], np.int64), np.zeros(vectors.shape[1])
    for begin in range(0, len(vectors.data), _COUNTED):
        block = slice(begin, begin + _COUNTED)
        frequency += np.bincount(vectors.indices[block], minlength=len(frequency))
        brought += np.bincount(
            vectors.indices[block], np.square(vectors.data[block]), minlength=len(frequency)
        )
    ranked = np.argsort(-frequency, kind="stable")
    common = np.zeros(vectors.shape[1], np.bool_)
    common[ranked] = np.cumsum(brought[ranked]) <= _COMMON * threshold * vectors.shape[0]
    return common


def _arrays(matrix: Any) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:  # noqa: ANN401
    """Return where each line of a sparse matrix begins, the places in it, and the values."""
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32, copy=False), matrix.data
