"""Compiled: what each character is, what lines and blocks there are, and where a dateline may begin."""

import numpy as np
from numba import njit

from provenance.reading.alphabet import (
    BULLET,
    DOUBLE,
    LOWER,
    MARK,
    NEWLINE,
    SINGLE,
    SIZE,
    SPACE,
    STOP,
    UNSPACED,
    UPPER,
)
from provenance.reading.kernels.characters import BLANK, FEED, PAREN, RETURN, Codes, Rows

Wrapping = tuple[int, int, int, float]  # see `sentences._flow`
DATELINE = 200  # characters: no dateline is longer
PERHAPS = 2  # the line goes on if the text was wrapped by hand


SMALL_D = ord("d")
_IN_NAME = tuple(map(ord, ".'’-/"))


@njit(cache=True, nogil=True)
def classify(codes: Codes, classes: Codes, kinds: Codes, counts: Rows) -> None:
    """Fill `kinds` with each character's class, `counts` of breaks, stops, marks, unspaced ones."""
    breaks = stops = marks = unspaced = 0
    for place in range(len(codes)):
        code = codes[place]
        kind = classes[code] if code < SIZE else np.uint32(0)
        kinds[place] = kind
        breaks += kind & NEWLINE != 0
        stops += kind & STOP != 0
        marks += kind & (SINGLE | DOUBLE) != 0
        unspaced += kind & UNSPACED != 0
    counts[0], counts[1], counts[2], counts[3] = breaks, stops, marks, unspaced


@njit(cache=True, nogil=True)
def _blocks(codes: Codes, kinds: Codes, begin: int, end: int, lines: Rows, wrapping: Wrapping) -> int:
    flowing_line, wrapped_line, least, share = wrapping
    count = 0
    place = last = begin
    while place < end:
        if kinds[place] & NEWLINE:
            place += 1
            continue
        raw = place
        first = final = -1
        while place < end:
            kind = kinds[place]
            if kind & NEWLINE:
                break
            if not kind & SPACE:
                if first < 0:
                    first = place
                final = place + 1
            place += 1
        if first >= 0:
            gap = raw - last
            for each in range(last, raw - 1):
                if codes[each] == RETURN and codes[each + 1] == FEED:
                    gap -= 1
            lines[count, 0], lines[count, 1], lines[count, 2] = first, final, 1 if gap > 1 else 0
            count += 1
            last = place
    single = flowing = 0
    for each in range(1, count):
        if lines[each, 2]:
            lines[each, 2] = 1
            continue
        single += 1
        length = lines[each - 1, 1] - lines[each - 1, 0]
        tail, head = kinds[lines[each - 1, 1] - 1], kinds[lines[each, 0]]
        loose = codes[lines[each - 1, 1]] == BLANK
        if head & LOWER and not tail & MARK and (length >= flowing_line or loose):
            flowing += 1
            lines[each, 2] = 0
        else:
            lines[each, 2] = PERHAPS if length >= wrapped_line and not head & BULLET else 1
    wrapped = flowing >= least and flowing >= share * single
    kept = 0
    for each in range(count):
        if each and (lines[each, 2] == 0 or (lines[each, 2] == PERHAPS and wrapped)):
            lines[kept - 1, 1] = lines[each, 1]
        else:
            lines[kept, 0], lines[kept, 1] = lines[each, 0], lines[each, 1]
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def blocks(
    codes: Codes, kinds: Codes, begins: Rows, lines: Rows, owners: Rows, wrapping: Wrapping, heads: int
) -> int:
    """Twin of `sentences.blocks` over all articles.

    Fills `lines` (N, 3) with begin, end and whether a dateline may begin there, and `owners` with how many
    blocks there are up to each article's end.
    """
    count = 0
    for article in range(len(begins) - 1):
        own = lines[count:]
        found = _blocks(codes, kinds, begins[article], begins[article + 1], own, wrapping)
        for each in range(found):
            if each < heads and _heads(codes, kinds, own[each, 0], own[each, 1]):
                own[each, 2] = 1
            else:
                own[each, 2] = 0
        count += found
        owners[article + 1] = count
    return count


@njit(cache=True, nogil=True)
def _heads(codes: Codes, kinds: Codes, begin: int, end: int) -> bool:
    """Say whether a dateline may begin here: a superset of what `seams` matches."""
    if codes[begin] == SMALL_D:  # "date 2026-01-22"
        return True
    if codes[begin] == PAREN:
        return True
    if not kinds[begin] & UPPER or begin + 1 >= end:
        return False
    if kinds[begin + 1] & UPPER or codes[begin + 1] in _IN_NAME:
        return True
    for place in range(begin, min(end, begin + DATELINE)):
        if codes[place] == PAREN:
            return True
    return False
