"""Compiled: every word of a corpus looked up, and every pair of neighbours that a quotation has too."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Columns = tuple[Any, ...]


@njit(cache=True, nogil=True)
def places(hashes: NDArray[np.uint32], words: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Return where each word stands among sorted hashes, -1 where it does not."""
    # The first sixteen bits of a hash lead to within a word or two of its place.
    starts = np.zeros((1 << 16) + 1, np.int32)
    for hashed in hashes:
        starts[(hashed >> np.uint32(16)) + np.uint32(1)] += 1
    for bucket in range(1 << 16):
        starts[bucket + 1] += starts[bucket]
    found = np.full(len(words), np.int32(-1))
    for number in range(len(words)):
        bucket = words[number] >> np.uint32(16)
        for place in range(starts[bucket], starts[bucket + np.uint32(1)]):
            if hashes[place] == words[number]:
                found[number] = place
                break
    return found


@njit(cache=True, nogil=True)
def strewn(
    readings: Columns, table: Columns, likely: NDArray[np.bool_], least: float, content: float
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the keys of `pairing.neighbours`, and their first words, that may be among those marked likely.

    Parameters
    ----------
    readings : tuple
        ``word_hash``, the place of each word in the table, ``sentence_words``, and whether each word is free.
    table : tuple
        Stem and weight at each place; the last weight is that of words that are unknown.
    likely : bool (2 ** n,)
        By the first n bits of a key.
    least, content : float
        The least weight of a pair, and of a word in it.
    """
    hashes, place, sentences, free = readings
    stems, weights = table
    bits = 0
    while 1 << bits < len(likely):
        bits += 1
    shift = np.uint64(64 - bits)
    keys, where = np.empty(len(hashes), np.uint64), np.empty(len(hashes), np.int64)
    count = 0
    for sentence in range(len(sentences) - 1):
        one, one_stem, one_weight = -1, np.uint64(0), 0.0
        for word in range(sentences[sentence], sentences[sentence + 1]):
            weight = weights[place[word]]
            if weight < content or not free[word]:
                continue
            stem = np.uint64(stems[place[word]] if place[word] >= 0 else hashes[word])
            if one >= 0 and one_stem != stem and one_weight + weight >= least:
                key = (one_stem * np.uint64(0x9E3779B97F4A7C15)) ^ (stem << np.uint64(17))
                if likely[key >> shift]:
                    keys[count], where[count] = key, one
                    count += 1
            one, one_stem, one_weight = word, stem, weight
    return keys[:count].copy(), where[:count].copy()


@njit(cache=True, nogil=True)
def held(
    known: Columns, words: NDArray[np.uint32], table: Columns, stretches: Columns
) -> NDArray[np.float64]:
    """Return how much of a statement's weight each stretch of text holds, in whatever order.

    Parameters
    ----------
    known : tuple
        Hashes and stems of known words, and what `Background.looked_up` says of where they are.
    words : uint32 (W,)
        Of the readings.
    table : tuple
        ``begin`` and ``stem`` of `statements.Columns`, and of each of their words what it counts.
    stretches : tuple
        The statement of each, and its first and last word among `words`, half open.
    """
    hashes, stems, starts, shift = known
    begin, stem, weight = table
    statement, low, high = stretches
    near = np.empty(max(0, (high - low).max()) if len(low) else 0, np.uint32)
    found = np.zeros(len(low))
    for each in range(len(low)):
        count = 0
        for word in range(low[each], high[each]):
            near[count] = words[word]
            upper = words[word] >> np.uint32(shift)
            for place in range(starts[upper], starts[upper + np.uint32(1)]):
                if hashes[place] == words[word]:
                    near[count] = stems[place]
                    break
            count += 1
        for own in range(begin[statement[each]], begin[statement[each] + 1]):
            if weight[own] <= 0.0:
                continue
            for place in range(count):
                if near[place] == stem[own]:
                    found[each] += weight[own]
                    break
    return found
