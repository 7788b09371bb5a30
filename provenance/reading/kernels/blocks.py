"""Compiled: what lines and blocks there are, and what can be told of them at a glance."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.reading.alphabet import (
    BULLET,
    CLOSER,
    DIGIT,
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
    WORD,
)
from provenance.reading.kernels.characters import (
    ASCII,
    BLANK,
    COLON,
    COMMA,
    DOT,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    EXCLAMATION,
    FEED,
    FNV,
    HYPHEN,
    PAREN,
    PRIME,
    QUESTION,
    RETURN,
    RIGHTS,
    SEMICOLON,
    SLASH,
    TO_LOWER,
    Codes,
    Keys,
    Rows,
)
from provenance.reading.kinds import (
    ENDED,
    LONG,
    LOOK,
    STOPPED,
    TITLE_OPENERS,
    TITLED,
    WORDLESS,
    WORDS,
)

Wrapping = tuple[int, int, int, float]  # see `sentences._flow`
DATELINE = 200  # characters: no dateline is longer
FIRST_WORD = 24  # characters: no first word that `kinds` knows is longer
PERHAPS = 2  # the line goes on if the text was wrapped by hand
COUNTED = 40  # characters: "1,024 comments" is shorter


def _letters(*signs: bytes) -> list[int]:
    """Return four letters each as the number that they make when characters are shifted in."""
    return [int.from_bytes(sign, "big") for sign in signs]


def _perfect(signs: list[int]) -> tuple[NDArray[np.int64], int]:
    """Return a table and a factor that finds each sign in it, so that one comparison tells a sign."""
    factor = next(
        each
        for each in range(0x9E37, 0xFFFFF, 2)
        if len({sign * each >> 16 & 63 for sign in signs}) == len(signs)
    )
    table = np.zeros(64, dtype=np.int64)
    for sign in signs:
        table[sign * factor >> 16 & 63] = sign
    return table, factor


# What `kinds` may find in a line, in lower case: rights reserved, contributed, available, Photo, Getty,
# caption, "via ", "Image:".
_TABLE, _FACTOR = _perfect(_letters(b"ts r", b"ntri", b"vail", b"hoto", b"etty", b"apti", b"via ", b"age:"))
# What `seams` may find anywhere: MORE, Image:, Photo:, Photograph:, Photos:, Picture:, "Image copyright".
_SEAMS, _SEAM_FACTOR = _perfect(_letters(b"MORE", b"age:", b"oto:", b"aph:", b"tos:", b"ure:", b"pyri"))
SMALL_D = ord("d")
_OPENING = tuple(map(ord, "([—–-"))
_TITLE_OPENING = tuple(map(ord, TITLE_OPENERS))
_JOINING = tuple(map(ord, " '’-"))  # between the first two words, see `signs`
_IN_NAME = tuple(map(ord, ".'’-/"))
_ENDING = (DOT, QUESTION, EXCLAMATION, ELLIPSIS)
_STOPPING = (DOT, COLON, SEMICOLON, COMMA, ELLIPSIS, EN_DASH, EM_DASH, HYPHEN)


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


@njit(cache=True, nogil=True)
def signs(codes: Codes, begins: Rows, found: NDArray[np.bool_]) -> None:
    """Mark in `found` the articles in which `seams.captions` or a list of links may find anything."""
    for article in range(len(begins) - 1):
        rolling = 0
        for place in range(begins[article], begins[article + 1]):
            rolling = (rolling << 8 | int(codes[place]) & 0xFF) & 0xFFFFFFFF
            if _SEAMS[rolling * _SEAM_FACTOR >> 16 & 63] == rolling and rolling:
                found[article] = True
                break


@njit(cache=True, nogil=True)
def _begins_sign(
    codes: Codes, kinds: Codes, first: int, end: int, firsts: tuple[Keys, Keys], short: bool
) -> bool:
    """Say whether a line's first word or two are a sign; in a short line, also that of a list's head."""
    key = FNV
    place = first
    for word in range(2):
        while place < end and kinds[place] & WORD:
            code = codes[place]
            if kinds[place] & UPPER and code < ASCII:
                code += TO_LOWER
            key = (key ^ np.uint64(code)) * PRIME
            place += 1
        if _holds(firsts[0], key) or (word == 0 and short and _holds(firsts[1], key)):
            return True
        if place + 1 >= end or codes[place] not in _JOINING or not kinds[place + 1] & WORD:
            return False
        key = (key ^ np.uint64(BLANK)) * PRIME
        place += 1
    return False


@njit(cache=True, nogil=True)
def _holds(keys: Keys, key: int) -> bool:
    at = np.searchsorted(keys, key)
    return bool(at < len(keys) and keys[at] == key)


@njit(cache=True, nogil=True)
def traits(
    codes: Codes,
    kinds: Codes,
    block_begin: Rows,
    block_end: Rows,
    firsts: tuple[Keys, Keys],
    lengths: tuple[int, int, int],
    found: Rows,
) -> None:
    """Twin of `kinds.traits`; `LOOK` is left out where no sign can be. `firsts`: hashes of first words."""
    short, longest, head_length = lengths
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        if end - begin > short:
            found[block] = LONG
            continue
        trait = blanks = 0
        wordless = True
        rolling = 0
        first = -1
        for place in range(begin, end):
            code, kind = codes[place], kinds[place]
            blanks += code == BLANK
            if kind & WORD:
                wordless = False
                if first < 0:
                    first = place
            rolling = (rolling << 8 | (int(code) | TO_LOWER) & 0xFF) & 0xFFFFFFFF
            if (
                _TABLE[rolling * _FACTOR >> 16 & 63] == rolling
                or code == RIGHTS
                or code == SLASH
                or (code >= ASCII and kind & WORD and place - first < FIRST_WORD)
            ):
                trait = LOOK
        opening = codes[begin]
        if opening in _OPENING or (kinds[begin] & DIGIT and end - begin <= COUNTED):
            trait = LOOK
        if (
            first >= 0
            and not trait
            and _begins_sign(codes, kinds, first, end, firsts, end - begin <= head_length)
        ):
            trait = LOOK
        last = end - 1
        while last >= begin and kinds[last] & CLOSER:
            last -= 1
        if last >= begin:
            code = codes[last]
            if code in (DOT, 63, 33, ELLIPSIS):
                trait |= ENDED
            if code in (DOT, 58, 59, COMMA, ELLIPSIS, EN_DASH, EM_DASH, 45):
                trait |= STOPPED
        head = begin
        while head < end and codes[head] in _TITLE_OPENING:
            head += 1
        if end - begin <= longest and not trait & STOPPED and head < end and kinds[head] & (UPPER | DIGIT):
            trait |= TITLED
        if wordless:
            trait |= WORDLESS
        found[block] = trait | (blanks + 1) << WORDS
