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
    begins, owner = np.concatenate(([0], ends[:-1])), np.arange(len(ends))
    holding = np.flatnonzero(ends > begins)
    first, last = stretches[:, [1, 3]].copy(), stretches[holding][:, [1, 3]]
    first[holding] = matches[begins[holding]]
    steps = np.diff(matches, axis=0)
    after = np.flatnonzero((steps[:, 0] | steps[:, 1]) != 1)  # both are 1 or more within a finding
    of = np.searchsorted(ends, after, "right")
    after, of = after[after + 1 < ends[of]], of[after + 1 < ends[of]]
    opens = np.concatenate((stretches[:, [0, 2]], matches[after] + 1, matches[ends[holding] - 1] + 1))
    closes = np.concatenate((first, matches[after + 1], last))
    owner = np.concatenate((owner, of, holding))
    # before the first match, between two, after the last: in each finding in this order
    order = np.argsort(owner, kind="stable")
    order = order[np.any(closes > opens, axis=1)[order]]
    opens, closes = opens[order], closes[order]
    return owner[order], np.column_stack((opens[:, 0], closes[:, 0], opens[:, 1], closes[:, 1]))
