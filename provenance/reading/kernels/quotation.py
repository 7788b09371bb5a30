"""Compiled: what stands inside quotation marks."""

import numpy as np
from numba import njit

from provenance.reading.alphabet import ALNUM, DIGIT, DOUBLE, LOWER, SINGLE, SPACE
from provenance.reading.kernels.characters import (
    APOSTROPHE_MARK,
    BLANK,
    BRACKET,
    BRACKET_CLOSED,
    CLOSE,
    CLOSE_ONE,
    COLON,
    COMMA,
    DOT,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    EXCLAMATION,
    HYPHEN,
    LEFT,
    LOW,
    OPEN,
    OPEN_ONE,
    PAREN,
    PAREN_CLOSED,
    PERCENT,
    QUESTION,
    RIGHT,
    SEMICOLON,
    STRAIGHT,
    Codes,
    Rows,
)

_OWNER = (ord("s"), ord("S"))
_LOOSE = (PAREN, BRACKET, EM_DASH, EN_DASH, HYPHEN, OPEN_ONE, APOSTROPHE_MARK)
_ENDING = (
    DOT,
    COMMA,
    EXCLAMATION,
    QUESTION,
    ELLIPSIS,
    SEMICOLON,
    COLON,
    PERCENT,
    PAREN_CLOSED,
    BRACKET_CLOSED,
)


@njit(cache=True, nogil=True)
def _owns(codes: Codes, kinds: Codes, place: int, end: int) -> bool:
    code = codes[place - 1]
    return code in _OWNER and place + 2 < end and codes[place + 1] == BLANK and kinds[place + 2] & LOWER != 0


@njit(cache=True, nogil=True)
def _another(kinds: Codes, begin: int, end: int) -> bool:
    """Tell whether another mark follows."""
    for place in range(begin, end):
        if kinds[place] & DOUBLE:
            return True
    return False


@njit(cache=True, nogil=True)
def quoted(
    codes: Codes, kinds: Codes, block_begin: Rows, block_end: Rows, sentence: Rows, spans: Rows
) -> int:
    """Twin of `quotation.quoted` over all blocks; fills `spans` (N, 2) and returns how many."""
    count = at = 0
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        while at < len(sentence) and sentence[at, 2] < block:
            at += 1
        opened = single = -1
        low = german = False
        final = begin
        for place in range(begin, end):
            code = codes[place]
            kind = kinds[place]
            if not kind & (SINGLE | DOUBLE):
                continue
            before = codes[place - 1] if place > begin else np.uint32(BLANK)
            was = kinds[place - 1] if place > begin else np.uint32(SPACE)
            will = kinds[place + 1] if place + 1 < end else np.uint32(SPACE)
            if kind & SINGLE:
                if opened >= 0:
                    continue
                if single < 0:
                    if code != CLOSE_ONE and not was & ALNUM and not will & SPACE and not will & DIGIT:
                        single = place
                elif (
                    code != OPEN_ONE
                    and not will & ALNUM
                    and not was & SPACE
                    and not _owns(codes, kinds, place, end)
                ):
                    spans[count, 0], spans[count, 1] = single + 1, place
                    final, single = place + 1, -1
                    count += 1
                continue
            tight = not will & SPACE
            loose = was & SPACE or before in _LOOSE
            ended = was & ALNUM or before in _ENDING
            if opened < 0 and (
                code == OPEN
                or code == LOW
                or code == LEFT
                or (loose and tight)
                or (code == STRAIGHT and tight and not ended)
                or (code == STRAIGHT and was & SPACE and _another(kinds, place + 1, end))
            ):
                opened, single, low, german = place, -1, code == LOW, code == RIGHT
            elif opened >= 0 and (
                code == CLOSE
                or code == STRAIGHT
                or (code == LEFT if german else code == RIGHT)
                or (low and code == OPEN)
            ):
                if code == STRAIGHT and was & SPACE and tight:
                    continue
                spans[count, 0], spans[count, 1] = opened + 1, place
                final, opened = place + 1, -1
                count += 1
            elif opened < 0 and not (code == STRAIGHT and was & DIGIT):
                while (
                    at + 1 < len(sentence) and sentence[at + 1, 2] == block and sentence[at + 1, 0] <= place
                ):
                    at += 1
                spans[count, 0], spans[count, 1] = max(final, sentence[at, 0]), place
                final, single = place + 1, -1
                count += 1
        if opened >= 0:
            spans[count, 0], spans[count, 1] = opened + 1, end
            count += 1
    return count
