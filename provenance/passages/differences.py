"""Word by word, what differs between two stretches of words that belong together."""

from collections.abc import Sequence

MOST = 2**24  # cells of the table; larger stretches only meet in hostile text and stay one difference

Match = tuple[int, int]
Gap = tuple[int, int, int, int]  # left begin, left end, right begin, right end: word numbers


def longest_common(left: Sequence[int], right: Sequence[int]) -> list[Match]:
    """Return the places of a longest common subsequence.

    Bit-parallel (Hyyrö 2004): one bit of a long integer for each word of `right`, one step for each
    word of `left`.
    """
    if not left or not right or len(left) * len(right) > MOST:
        return []
    full = (1 << len(right)) - 1
    places: dict[int, int] = {}
    for at, word in enumerate(right):
        places[word] = places.get(word, 0) | 1 << at
    rows, row = [], full
    for word in left:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    found: list[Match] = []
    i, j = len(left) - 1, len(right) - 1
    while i >= 0 and j >= 0:
        if rows[i] >> j & 1:  # word j of the right does not lengthen the sequence here
            j -= 1
        elif i and not rows[i - 1] >> j & 1:
            i -= 1
        else:
            found.append((i, j))
            i, j = i - 1, j - 1
    return found[::-1]


def gaps(matches: Sequence[Match], left: tuple[int, int], right: tuple[int, int]) -> list[Gap]:
    """Return what lies between matches inside the given stretches, in order."""
    found: list[Gap] = []
    i, j = left[0], right[0]
    for at, there in [*matches, (left[1], right[1])]:
        if at > i or there > j:
            found.append((i, at, j, there))
        i, j = at + 1, there + 1
    return found
