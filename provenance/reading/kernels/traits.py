"""Compiled: what can be told of articles and blocks at a glance: signs, and how they begin and end."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.reading.alphabet import CLOSER, DIGIT, UPPER, WORD
from provenance.reading.kernels.characters import (
    ASCII,
    BLANK,
    COMMA,
    DOT,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    FNV,
    PRIME,
    RIGHTS,
    SLASH,
    TO_LOWER,
    Codes,
    Keys,
    Rows,
)
from provenance.reading.kinds import ENDED, LONG, LOOK, STOPPED, TITLE_OPENERS, TITLED, WORDLESS, WORDS

FIRST_WORD = 24  # characters: no first word that `kinds` knows is longer
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
_OPENING = tuple(map(ord, "([—–-"))
_TITLE_OPENING = tuple(map(ord, TITLE_OPENERS))
_JOINING = tuple(map(ord, " '’-"))  # between the first two words, see `signs`


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
