"""Compiled: words, folded and hashed."""

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.reading.alphabet import (
    ALNUM,
    APOSTROPHE,
    CURRENCY,
    DECIMAL,
    DIGIT,
    DROPPED,
    JOINED,
    LETTER,
    UNSPACED,
    UPPER,
    WORD,
)
from provenance.reading.kernels.characters import ASCII, COMMA, DOT, TO_LOWER, Codes, Filled, Rows, Tables

KEPT = ALNUM | APOSTROPHE  # of ASCII, what a folded word keeps
QUOTED, NUMBER, CAPITAL, OPENS = int(Mark.QUOTED), int(Mark.NUMBER), int(Mark.CAPITAL), int(Mark.OPENS)


@njit(cache=True, nogil=True, inline="always")
def _word_end(codes: Codes, kinds: Codes, place: int, end: int) -> int:
    """Return where the word that begins at `place` ends, `place` itself if none does: `words.WORD`'s twin."""
    kind = kinds[place]
    figure = place + 1 if kind & CURRENCY else place
    if figure < end and kinds[figure] & DECIMAL:
        at = figure
        while at < end and kinds[at] & DECIMAL:
            at += 1
        while at + 1 < end and (codes[at] == DOT or codes[at] == COMMA) and kinds[at + 1] & DECIMAL:
            at += 1
            while at < end and kinds[at] & DECIMAL:
                at += 1
        while at < end and kinds[at] & LETTER:
            at += 1
        return at
    if not kind & LETTER:
        return place + 1 if kind & UNSPACED else place
    if place + 3 < end and codes[place + 1] == DOT and codes[place + 3] == DOT and kinds[place + 2] & LETTER:
        at = place + 4
        while at + 1 < end and codes[at + 1] == DOT and kinds[at] & LETTER:
            at += 2
        if at < end and kinds[at] & LETTER and not (at + 1 < end and kinds[at + 1] & WORD):
            at += 1
        return at
    at = place + 1
    while at < end and kinds[at] & (JOINED | DROPPED):
        at += 1
    while at + 1 < end and kinds[at] & APOSTROPHE and kinds[at + 1] & (JOINED | DROPPED):
        at += 2
        while at < end and kinds[at] & (JOINED | DROPPED):
            at += 1
    return at


@njit(cache=True, nogil=True)
def words(
    codes: Codes, kinds: Codes, tables: Tables, sentence: Rows, spans: Rows, columns: Filled, ends: Rows
) -> int:
    """Twin of the loop over `words.WORD`: fills `columns` and `ends`, the words up to each sentence's end."""
    plain, cased, pool, crc = tables
    hashes, begins, finishes, marks = columns
    count = at = 0
    for number in range(len(sentence)):
        place, end = sentence[number, 0], sentence[number, 1]
        mark = OPENS
        while place < end:
            kind = kinds[place]
            if not kind & (LETTER | DECIMAL | CURRENCY | UNSPACED):
                place += 1
                continue
            finish = _word_end(codes, kinds, place, end)
            if finish == place:
                place += 1
                continue
            figure = kind & (CURRENCY | DECIMAL) != 0
            value = np.uint32(0xFFFFFFFF)
            seen = np.uint32(0)
            for each in range(place, finish):
                code = codes[each]
                own = kinds[each]
                seen |= own
                if code < ASCII:
                    if own & KEPT or (figure and code == DOT):
                        low = code | np.uint32(TO_LOWER) if own & UPPER else code
                        value = (value >> np.uint32(8)) ^ crc[(value ^ low) & np.uint32(0xFF)]
                elif not own & (DROPPED | CURRENCY):
                    first = cased[code] if figure else plain[code]
                    last = cased[code + 1] if figure else plain[code + 1]
                    for byte in range(first, last):
                        value = (value >> np.uint32(8)) ^ crc[(value ^ pool[byte]) & np.uint32(0xFF)]
            while at < len(spans) and spans[at, 1] <= place:
                at += 1
            if at < len(spans) and spans[at, 0] <= place:
                mark |= QUOTED
            if kind & UPPER:
                mark |= CAPITAL
            if seen & DIGIT:
                mark |= NUMBER
            hashes[count], begins[count] = value ^ np.uint32(0xFFFFFFFF), place
            finishes[count], marks[count] = finish, mark
            count += 1
            mark = 0
            place = finish
        ends[number] = count
    return count
