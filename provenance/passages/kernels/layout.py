"""Compiled: the stems and bigrams of every article of a batch, sorted, as `survey` asks for them."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Whole = NDArray[np.int32]
Columns = tuple[Any, ...]


@njit(cache=True, nogil=True)
def laid(stem: NDArray[np.uint32], row: Whole, words: Offsets, rows: Offsets) -> Columns:
    """Sort the stems of each article and its pairs of neighbouring stems.

    Parameters
    ----------
    stem : uint32 (N,)
    row : int32 (N,)
        Of each word its row within the article.
    words, rows : int64 (A + 1,)
        Words and rows of article a: from the a-th up to the next.

    Returns
    -------
    tuple
        The last columns of `texts.Batch`, from `many` on.
    """
    count = len(stem)
    articles = len(words) - 1
    at, many = np.empty(count, np.int32), np.zeros(articles, np.int32)
    stems, begins = np.empty(count, np.uint32), np.zeros(count + articles, np.int32)
    holds, times = np.empty(count, np.int32), np.empty(count, np.int32)
    distinct = np.zeros(rows[articles], np.int32)
    grams, order = np.zeros(count, np.uint64), np.empty(count, np.int32)
    for article in range(articles):
        first, last = words[article], words[article + 1]
        if first == last:
            continue
        own, begin = rows[article], first + article
        found, entry = -1, -1
        for place in np.argsort(stem[first:last], kind="mergesort"):
            word = first + place
            if found < 0 or stems[first + found] != stem[word]:
                found += 1
                stems[first + found] = stem[word]
                begins[begin + found] = entry + 1
            elif holds[first + entry] == row[word]:
                at[word] = found
                times[first + entry] += 1
                continue
            at[word] = found
            entry += 1
            holds[first + entry], times[first + entry] = row[word], 1
            distinct[own + row[word]] += 1
        begins[begin + found + 1] = entry + 1
        many[article] = found + 1
        keys = np.empty(last - first - 1, np.uint64)
        for place in range(len(keys)):
            keys[place] = (np.uint64(stem[first + place]) << np.uint64(32)) | np.uint64(
                stem[first + place + 1]
            )
        for place, where in enumerate(np.argsort(keys, kind="mergesort")):
            grams[first + place], order[first + place] = keys[where], where
    return many, at, stems, begins, holds, times, distinct, grams, order
