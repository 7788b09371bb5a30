"""Compiled: what is counted of each article's side of its pairs, all articles in one call."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.lineage.kernels.stretches import marked, ones
from provenance.lineage.kernels.subjects import rest, same, together, told

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]
Words = NDArray[np.uint32]
Bits = NDArray[np.uint64]


@njit(cache=True, nogil=True)
def counted(
    texts: tuple[Numbers, Numbers, Words, Marks, Marks],
    table: tuple[Words, Words, NDArray[np.uint16], Numbers, int, Numbers],
    stretches: tuple[Numbers, Numbers, Numbers],
    partners: tuple[Numbers, Numbers, Numbers],
    wanted: Marks,
    reach: tuple[int, int],
) -> Numbers:
    """Count what `traits.Counts` names of each wanted row, int64 (rows, 8).

    Parameters
    ----------
    texts : tuple
        Where the words of each article begin and stop in a row of all words; of each word its hash, whether
        it is quoted and whether a colon announces it.
    table : tuple
        `Background.looked_up` with the stems, and how much a word tells by the articles it stands in.
    stretches : tuple of int64
        First and last word of each stretch, half open, and the bounds of each row's.
    partners : tuple of int64
        The bounds of each article's rows, these rows, and whose text each shares.
    wanted : bool (rows,)
    reach : (int, int)
        Words of an opening, and words around a shared one that are near.
    """
    starts, stops, word, quoted, colon = texts
    first, stop, bounds = stretches
    rows_of, rows, others = partners
    opening, around = reach
    found = np.zeros((len(wanted), 8), np.int64)
    place = np.full(len(starts), -1, np.int64)
    for article in range(len(starts)):
        mine = rows[rows_of[article] : rows_of[article + 1]]
        if not wanted[mine].any():
            continue
        low, high = starts[article], stops[article]
        bits = np.zeros((len(mine), (high - low >> 6) + 1), np.uint64)
        for number in range(len(mine)):
            inside = slice(bounds[mine[number]], bounds[mine[number] + 1])
            marked(bits[number], first[inside], stop[inside])
        totals = _totals(bits)
        longest = np.argsort(totals)[::-1]
        with_whom = others[rows_of[article] : rows_of[article + 1]]
        for number in range(len(mine)):
            place[with_whom[number]] = number
        kinds = _bits(quoted[low:high]), _bits(colon[low:high])
        telling = told(word[low:high], table)
        tells = _bits(telling[0] > 0)
        weights = together(telling[0])
        seen = np.full(high - low, -1, np.int64)
        near = np.zeros(bits.shape[1], np.uint64)
        for number in range(len(mine)):
            row = mine[number]
            if not wanted[row]:
                continue
            _look(bits[number], kinds[0], kinds[1], opening, found[row])
            near[:] = np.uint64(0)
            inside = slice(bounds[row], bounds[row + 1])
            marked(near, np.maximum(first[inside] - around, 0), np.minimum(stop[inside] + around, high - low))
            found[row, 4], found[row, 5] = rest(bits[number], near, (telling[0], tells, weights))
            found[row, 6] = same(bits[number], near, telling, tells, (seen, number))
            theirs = others[rows_of[with_whom[number]] : rows_of[with_whom[number] + 1]]
            found[row, 7] = _of_a_third((bits, totals, longest), number, place[theirs])
        place[with_whom] = -1
    return found


@njit(cache=True, nogil=True)
def _bits(marks: Marks) -> Bits:
    """Return marks as bits, 64 to a number."""
    found = np.zeros((len(marks) >> 6) + 1, np.uint64)
    for place in range(len(marks)):
        found[place >> 6] |= np.uint64(marks[place]) << np.uint64(place & 63)
    return found


@njit(cache=True, nogil=True)
def _look(bits: Bits, quoted: Bits, colon: Bits, opening: int, found: Numbers) -> None:
    """Count the shared words: all, those of the opening, those announced, those quoted."""
    last = np.uint64(0)
    left = opening
    for place in range(len(bits)):
        here = bits[place]
        found[0] += ones(here)
        if left > 0:
            found[1] += ones(here & (~np.uint64(0) >> np.uint64(64 - min(left, 64))))
            left -= 64
        found[2] += ones(here & ~((here << np.uint64(1)) | last) & colon[place])
        found[3] += ones(here & quoted[place])
        last = here >> np.uint64(63)


@njit(cache=True, nogil=True)
def _totals(bits: Bits) -> Numbers:
    """Count the words that each row marks."""
    found = np.zeros(len(bits), np.int64)
    for number in range(len(bits)):
        for place in range(bits.shape[1]):
            found[number] += ones(bits[number, place])
    return found


@njit(cache=True, nogil=True)
def _of_a_third(marks: tuple[Bits, Numbers, Numbers], mine: int, friends: Numbers) -> int:
    """Return the most words that a row marks and this one does not, of those that are no friend's.

    `marks` are the rows, how many words each marks, and their order by that, falling: where a row marks no
    more words than were found, none behind it has more that this one does not.
    """
    bits, totals, longest = marks
    apart = np.ones(len(bits), np.bool_)
    apart[mine] = False
    for friend in friends:
        if friend >= 0:
            apart[friend] = False
    most = 0
    for third in longest:
        if totals[third] <= most:
            break
        if apart[third]:
            count = 0
            for place in range(bits.shape[1]):
                count += ones(bits[third, place] & ~bits[mine, place])
            most = max(most, count)
    return most
