"""Word by word, what differs between two stretches of words that belong together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body

MOST = 2**24  # cells of the table; larger stretches only meet in hostile text and stay one difference

Match = tuple[int, int]


def longest_common(left: Sequence[int], right: Sequence[int]) -> list[Match]:
    """Return the places of a longest common subsequence.

    Bit-parallel (Hyyrö 2004): one bit of a long integer for each word of `right`, one step for each
    word of `left`; words that only one of them has are left out, since no sequence goes through them.
    """
    if not left or not right or len(left) * len(right) > MOST:
        return []
    both = {*left}.intersection(right)
    here = [at for at, word in enumerate(left) if word in both]
    there = [at for at, word in enumerate(right) if word in both]
    full = (1 << len(there)) - 1
    places = dict.fromkeys(both, 0)
    for bit, at in enumerate(there):
        places[right[at]] |= 1 << bit
    rows, row = [], full
    for at in here:
        met = row & places[left[at]]
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    found: list[Match] = []
    i, j = len(here) - 1, len(there) - 1
    while i >= 0 and j >= 0:
        if rows[i] >> j & 1:  # word j of the right does not lengthen the sequence here
            j -= 1
        elif i and not rows[i - 1] >> j & 1:
            i -= 1
        else:
            found.append((here[i], there[j]))
            i, j = i - 1, j - 1
    return found[::-1]


def common_words(left: Body, right: Body, mine: tuple[int, int], yours: tuple[int, int]) -> NDArray[np.int64]:
    """Return where two stretches of words hold the same ones in the same order, int64 (M, 2)."""
    words, others = left.word[slice(*mine)], right.word[slice(*yours)]
    matches: NDArray[np.int64]
    if left.compiled and len(words) * len(others) <= MOST:
        from provenance.passages.kernels import longest

        matches = longest(words, others)
    else:
        found = longest_common(words.tolist(), others.tolist())
        matches = np.array(found, np.int64).reshape(-1, 2)
    matches += np.array((mine[0], yours[0]))
    return matches


def gaps(
    matches: NDArray[np.int64], ends: NDArray[np.int64], stretches: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what lies between the matches of each of F findings, and before and after them.

    Parameters
    ----------
    matches : int64 (M, 2)
        Of all findings, one after the other.
    ends : int64 (F,)
        Where the matches of each end.
    stretches : int64 (F, 4)
        Left begin, left end, right begin, right end: word numbers.

    Returns
    -------
    int64 (G,), int64 (G, 4)
        Which finding each gap is in; left begin, left end, right begin, right end.
    """
    begins = np.array([0, *ends[:-1]])
    closed = np.insert(matches, ends, stretches[:, [1, 3]], axis=0)  # each finding's end after its matches
    owner = np.repeat(np.arange(len(ends)), ends - begins + 1)
    before = np.empty_like(closed)
    before[1:] = closed[:-1] + 1
    before[begins + np.arange(len(ends))] = stretches[:, [0, 2]]
    open_ones = np.flatnonzero((closed > before).any(1))
    columns = before[open_ones, 0], closed[open_ones, 0], before[open_ones, 1], closed[open_ones, 1]
    return owner[open_ones], np.stack(columns, axis=1)
