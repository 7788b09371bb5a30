"""Compiled: the stems and rows of every article of a batch, as `survey` asks for them."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.texts import Offsets, Whole

Columns = tuple[Any, ...]
SLOTS = 1 << 16  # to begin with; a table is never more than half full


@njit(cache=True, nogil=True)
def numbered(stem: NDArray[np.uint32]) -> tuple[int, Whole]:
    """Give the different stems numbers, in the order they are met.

    Stems are hashes: their lowest bits say where a table is looked into, which is never sorted.

    Returns
    -------
    int
        How many there are.
    int32 (N,)
    """
    found, known, many = np.empty(len(stem), np.int32), np.empty(SLOTS // 2 + 1, np.uint32), 0
    slots = np.full(SLOTS, -1, np.int32)
    last = len(slots) - 1
    for at in range(len(stem)):
        one = stem[at]
        slot = one & last
        while slots[slot] >= 0 and known[slots[slot]] != one:
            slot = (slot + 1) & last
        if slots[slot] < 0:
            slots[slot], known[many] = many, one
            many += 1
            found[at] = many - 1
            if 2 * many > len(slots):
                known = np.concatenate((known, np.empty(len(known), np.uint32)))
                slots = np.full(2 * len(slots), -1, np.int32)
                last = len(slots) - 1
                for number in range(many):
                    slot = known[number] & last
                    while slots[slot] >= 0:
                        slot = (slot + 1) & last
                    slots[slot] = number
        else:
            found[at] = slots[slot]
    return many, found


@njit(cache=True, nogil=True)
def laid(stem: NDArray[np.uint32], sentence: Offsets, words: Offsets, rows: Offsets) -> Columns:
    """Find the different stems of each article and of each of its rows.

    Parameters
    ----------
    stem : uint32 (N,)
    sentence : int64 (N,)
        A number that differs from sentence to sentence.
    words, rows : int64 (A + 1,)
        Words and rows of article a: from the a-th up to the next.

    Returns
    -------
    tuple
        The last columns of `texts.Batch`, from `row` on.
    """
    count, articles = len(stem), len(words) - 1
    different, numbers = numbered(stem)
    many, at = np.zeros(articles, np.int32), np.empty(count, np.int32)
    number, often = np.empty(count, np.int32), np.empty(count, np.int32)
    entry = np.zeros(count + articles, np.int32)
    holds, times = np.empty(count, np.int32), np.empty(count, np.int32)
    row = np.empty(count, np.int32)
    begins, opens = np.zeros((2, rows[articles] + articles), np.int32)
    held, counts = np.empty(count, np.int32), np.empty(count, np.int32)
    place, owner = np.empty(different, np.int32), np.full(different, -1, np.int32)
    latest = np.empty(different, np.int32)  # of each stem of the article, where its latest row is told
    for article in range(articles):
        first, last = words[article], words[article + 1]
        opened, begin = rows[article] + article, first + article
        found, told, here, fresh = 0, 0, -1, 0
        for word in range(first, last):
            if word == first or sentence[word] != sentence[word - 1]:
                here += 1
                begins[opened + here], opens[opened + here] = word - first, told
                fresh = told
            row[word] = here
            if owner[numbers[word]] != article:
                owner[numbers[word]], place[numbers[word]] = article, found
                number[first + found], often[first + found], latest[found] = numbers[word], 0, -1
                entry[begin + found + 1] = 0
                found += 1
            one = place[numbers[word]]
            at[word] = one
            often[first + one] += 1
            if latest[one] >= fresh:
                counts[first + latest[one]] += 1
            else:
                latest[one] = told
                held[first + told], counts[first + told] = one, 1
                entry[begin + one + 1] += 1
                told += 1
        begins[opened + here + 1], opens[opened + here + 1] = last - first, told
        many[article] = found
        for one in range(found):
            latest[one] = entry[begin + one]
            entry[begin + one + 1] += entry[begin + one]
        here = 0
        for place_told in range(told):
            while opens[opened + here + 1] <= place_told:
                here += 1
            one = held[first + place_told]
            holds[first + latest[one]], times[first + latest[one]] = here, counts[first + place_told]
            latest[one] += 1
    return row, begins, different, many, at, number, often, entry, holds, times, opens, held, counts
