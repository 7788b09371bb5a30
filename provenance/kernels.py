"""The few hot loops, compiled by numba. Each has a slow, obvious twin in the tests.

Importing this module loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Sparse = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]  # begins of lines, places, values
_ROUNDING = 1e-9  # far more than sums of some thousand products up to 1 can differ by their order


@njit(cache=True, nogil=True)
def run_keys(words: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    """Return the keys of all runs of `size` words: `hashing.run_keys`."""
    keys = np.empty(max(len(words) - size + 1, 0), dtype=np.uint64)
    for place in range(len(keys)):
        key = np.uint64(0)
        for offset in range(size):
            key = key * np.uint64(0x9E3779B97F4A7C15) + np.uint64(words[place + offset]) + np.uint64(offset)
            key ^= key >> np.uint64(33)
            key *= np.uint64(0xFF51AFD7ED558CCD)
            key ^= key >> np.uint64(33)
            key *= np.uint64(0xC4CEB9FE1A85EC53)
            key ^= key >> np.uint64(33)
        keys[place] = key
    return keys


@njit(cache=True, nogil=True)
def bags(
    article_sentences: NDArray[np.int64],
    sentence_words: NDArray[np.int64],
    body: NDArray[np.bool_],
    words: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.int32]]:
    """Return the columns of `model.Bags`: sort each article's body words and count them."""
    count = len(article_sentences) - 1
    bounds = np.zeros(count + 1, np.int64)
    kept, often = np.empty(len(words) // 2 + 1, np.uint32), np.empty(len(words) // 2 + 1, np.int32)
    found = 0
    for article in range(count):
        first, last = article_sentences[article], article_sentences[article + 1]
        own = np.empty(sentence_words[last] - sentence_words[first], np.uint32)
        size = 0
        for sentence in range(first, last):
            if body[sentence]:
                for place in range(sentence_words[sentence], sentence_words[sentence + 1]):
                    own[size] = words[place]
                    size += 1
        own = np.sort(own[:size])
        if found + size > len(kept):
            more = len(kept) + size
            kept, often = (
                np.append(kept, np.empty(more, np.uint32)),
                np.append(often, np.empty(more, np.int32)),
            )
        for place in range(size):
            if place and own[place] == own[place - 1]:
                often[found - 1] += 1
            else:
                kept[found], often[found] = own[place], 1
                found += 1
        bounds[article + 1] = found
    return bounds, kept[:found].copy(), often[:found].copy()


@njit(cache=True, nogil=True)
def alike(
    vectors: Sparse,
    postings: Sparse,
    length: NDArray[np.float64],
    windows: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    threshold: float,
) -> NDArray[np.int64]:
    """Return the pairs of rows with a product above 0 and at least a threshold, int64 (P, 2).

    The inverted index of Bayardo, Ma and Srikant (2007), with the bound of Anastasiu and Karypis (2014) on
    what the terms without postings can add.

    Parameters
    ----------
    vectors : rows of terms, ascending, and their weights
    postings : of each term, the rows that have it, ascending, and its weight there
        Empty for the terms that are left out.
    length : float64 (rows,)
        Of each row's part in the terms that are left out.
    windows : row, first, stop
        Rows to compare, each with rows ``first`` up to ``stop``; `first` ascends.
    threshold : float
    """
    begin, term, weight = vectors
    near = np.zeros(len(begin) - 1)
    spread = np.zeros(len(postings[0]) - 1)
    opens = postings[0][:-1].copy()  # where the postings of each term begin that no row has left behind
    found = np.empty((1024, 2), np.int64)
    count = 0
    for row, first, stop in zip(*windows):  # noqa: B905 - numba knows no `strict`
        for place in range(begin[row], begin[row + 1]):
            spread[term[place]] = weight[place]
            opens[term[place]] = _add(
                postings, opens[term[place]], (term[place], weight[place]), (first, stop), near
            )
        for other in range(first, stop):
            if near[other] + length[row] * length[other] >= threshold - _ROUNDING:
                product = _product(spread, vectors, other)
                if product > 0 and product >= threshold:
                    if count == len(found):
                        found = np.concatenate((found, np.empty_like(found)))
                    found[count, 0], found[count, 1] = row, other
                    count += 1
            near[other] = 0.0
        for place in range(begin[row], begin[row + 1]):
            spread[term[place]] = 0.0
    return found[:count]


@njit(cache=True, nogil=True)
def _add(
    postings: Sparse,
    place: int,
    brings: tuple[int, float],
    window: tuple[int, int],
    near: NDArray[np.float64],
) -> int:
    """Add what a term brings, with its weight, to each row of a window; return where that begins.

    Postings before `place` are of earlier rows.
    """
    begin, rows, weights = postings
    stop = begin[brings[0] + 1]
    while place < stop and rows[place] < window[0]:
        place += 1
    opened = place
    while place < stop and rows[place] < window[1]:
        near[rows[place]] += brings[1] * weights[place]
        place += 1
    return opened


@njit(cache=True, nogil=True)
def _product(spread: NDArray[np.float64], vectors: Sparse, row: int) -> float:
    """Return a row's product with a vector, added in the order of the terms, as scipy adds it."""
    begin, term, weight = vectors
    product = 0.0
    for place in range(begin[row], begin[row + 1]):
        product += spread[term[place]] * weight[place]
    return product


@njit(cache=True, nogil=True)
def multiplied(
    vectors: Sparse, left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Multiply pairs of rows term by term; fastest where pairs with the same left row stand together.

    Returns
    -------
    bounds : int64 (P + 1,)
        Where the products of each pair begin.
    products : float64
        Of the terms that both have, ascending by term.
    """
    begin, term, weight = vectors
    spread = np.zeros(term.max() + 1 if len(term) else 0)
    bounds = np.zeros(len(left) + 1, np.int64)
    found = np.empty((begin[right + 1] - begin[right]).sum())
    count = 0
    for pair in range(len(left)):
        if pair == 0 or left[pair] != left[pair - 1]:
            before = left[max(pair - 1, 0)]
            for place in range(begin[before], begin[before + 1]):
                spread[term[place]] = 0.0
            for place in range(begin[left[pair]], begin[left[pair] + 1]):
                spread[term[place]] = weight[place]
        for place in range(begin[right[pair]], begin[right[pair] + 1]):
            if spread[term[place]]:
                found[count] = spread[term[place]] * weight[place]
                count += 1
        bounds[pair + 1] = count
    return bounds, found[:count]
