"""Compiled: stops that may end a sentence, and the sentences between those that do."""

import numpy as np
from numba import njit

from provenance.reading.alphabet import ALNUM, BREAK, CLOSER, OPENER, SPACE, STOP, UPPER
from provenance.reading.kernels.characters import (
    APOSTROPHE_MARK,
    BLANK,
    CAPITAL_A,
    CAPITAL_Z,
    CLOSE,
    CLOSE_ONE,
    DOT,
    EM_DASH,
    EN_DASH,
    EXCLAMATION,
    FNV,
    FULL_EXCLAMATION,
    FULL_QUESTION,
    FULL_STOP,
    HYPHEN,
    OPEN,
    PRIME,
    QUESTION,
    RIGHT,
    SMALL_A,
    SMALL_Z,
    STRAIGHT,
    TO_LOWER,
    Codes,
    Keys,
    Rows,
)

DOUBTFUL, SURE, GLUED = 0, 1, 2  # ask `sentences.decide`; ends; ask `sentences.parted`, then `decide`


@njit(cache=True, nogil=True)
def stops(
    codes: Codes, kinds: Codes, block_begin: Rows, block_end: Rows, suspects: Keys, token: int, found: Rows
) -> int:
    """Twin of the search in `sentences.sentences`, over all blocks.

    Fills `found` (N, 9): block, begin of the stop, end of its run, end of its closers, begin of the token
    before, begin and end of the word after, flags (1 opens its block, 2 a dash between), and whether the
    decision is `SURE` (ends), `DOUBTFUL` (ask `decide`) or `GLUED` (ask `parted`, then `decide`).
    """
    count = 0
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        place = begin
        while place < end:
            if not kinds[place] & STOP:
                place += 1
                continue
            first = place
            plain = True  # only "?", "!" or a single "."
            while place < end and kinds[place] & STOP:
                place += 1
            while place + 1 < end and codes[place] == BLANK and codes[place + 1] == DOT:
                place += 2
            run = place
            for each in range(first, run):
                plain = plain and (
                    codes[each] == EXCLAMATION
                    or codes[each] == QUESTION
                    or (run - first == 1 and codes[each] == DOT)
                )
            quote = opener = False
            while place < end and kinds[place] & CLOSER:
                code = codes[place]
                quote = (
                    quote
                    or code == STRAIGHT
                    or code == APOSTROPHE_MARK
                    or code == CLOSE
                    or code == CLOSE_ONE
                    or code == RIGHT
                )
                opener = opener or code == OPEN
                place += 1
            stop = place
            if stop >= end:
                break
            following = kinds[stop]
            unspaced = (
                codes[first] == FULL_STOP or codes[first] == FULL_EXCLAMATION or codes[first] == FULL_QUESTION
            )
            glued = not (following & SPACE or unspaced)
            if glued:
                if not (following & UPPER and first > begin and kinds[first - 1] & ALNUM):
                    continue
                if opener:
                    stop = run
                    while codes[stop] != OPEN:
                        stop += 1
            right, dashed = stop, False
            while right < end and right - stop < token and kinds[right] & (SPACE | OPENER):
                dashed = (
                    dashed or codes[right] == HYPHEN or codes[right] == EN_DASH or codes[right] == EM_DASH
                )
                right += 1
            finish = right
            while finish < end and finish - right < token and not kinds[finish] & (SPACE | BREAK):
                finish += 1
            if finish == right:
                continue
            left, letters, key = first, True, FNV
            while left > begin and first - left < token and not kinds[left - 1] & (SPACE | BREAK):
                left -= 1
            for each in range(left, first):
                code = codes[each]
                if CAPITAL_A <= code <= CAPITAL_Z:
                    code += TO_LOWER
                letters = letters and SMALL_A <= code <= SMALL_Z
                key = (key ^ np.uint64(code)) * PRIME
            opens = left - begin < token
            if opens:
                for each in range(begin, left):
                    opens = opens and kinds[each] & OPENER != 0
            sure = (
                plain and not glued and not dashed and CAPITAL_A <= codes[right] <= CAPITAL_Z and not opener
            )
            if sure and codes[run - 1] == DOT and not quote:
                sure = run == stop and first - left > 1 and letters and not opens
                if sure:
                    at = np.searchsorted(suspects, key)
                    sure = at == len(suspects) or suspects[at] != key
            row = found[count]
            row[0], row[1], row[2], row[3], row[4], row[5], row[6] = (
                block,
                first,
                run,
                stop,
                left,
                right,
                finish,
            )
            row[7] = (1 if opens else 0) + (2 if dashed else 0)
            row[8] = SURE if sure else GLUED if glued else DOUBTFUL
            count += 1
    return count


@njit(cache=True, nogil=True)
def sentences(kinds: Codes, block_begin: Rows, block_end: Rows, ends: Rows, sentence: Rows) -> int:
    """Build sentences: from `ends` (N, 2), block and end, fill `sentence` (S, 3): begin, end, block."""
    count = at = 0
    for block in range(len(block_begin)):
        start = block_begin[block]
        while at < len(ends) and ends[at, 0] == block:
            stop = ends[at, 1]
            sentence[count, 0], sentence[count, 1], sentence[count, 2] = start, stop, block
            count += 1
            start = stop
            while kinds[start] & SPACE:
                start += 1
            at += 1
        if start < block_end[block]:
            sentence[count, 0], sentence[count, 1], sentence[count, 2] = start, block_end[block], block
            count += 1
    return count
