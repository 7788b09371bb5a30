"""What each character is, as tables: the compiled kernels ask them what the slow path asks `str` and `re`.

The tables are made from `str`, `re` and `unicodedata` themselves, so the two cannot disagree.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.reading.sentences import BREAKS, BULLETS, CLOSERS, MARKS, NEWLINES, OPENERS, STOPS
from provenance.reading.words import CURRENCIES, IGNORED, UNSEPARATED

SIZE = 0x10000  # beyond stand emoji, which are no part of a word, and rare scripts, read the slow way
PICTURES = (0x1F300, 0x1FB00)  # code points beyond the table that are surely no letters or figures

SPACE, NEWLINE, STOP, CLOSER, OPENER, BREAK, LOWER, UPPER = (1 << bit for bit in range(8))
ALNUM, DECIMAL, LETTER, JOINED, UNSPACED, DROPPED, DIGIT, WORD = (1 << bit for bit in range(8, 16))
BULLET, MARK, CURRENCY, APOSTROPHE, DOUBLE, SINGLE = (1 << bit for bit in range(16, 22))


@dataclass(frozen=True, slots=True, eq=False)
class Alphabet:
    """Tables over the characters below `SIZE`.

    Attributes
    ----------
    classes : uint32 (SIZE,)
        What each character is: the flags above.
    plain, cased : int32 (SIZE + 1,)
        Where in `pool` the folded form of a character begins, as UTF-8: in words, and in figures.
    pool : uint8
    crc : uint32 (256,)
    """

    classes: NDArray[np.uint32]
    plain: NDArray[np.int32]
    cased: NDArray[np.int32]
    pool: NDArray[np.uint8]
    crc: NDArray[np.uint32]


@cache
def alphabet() -> Alphabet:
    """Make the tables; a fifth of a second, so only large inputs ask for them."""
    characters = [chr(code) for code in range(SIZE)]
    everything = "".join(characters)
    classes = np.zeros(SIZE, dtype=np.uint32)
    patterns = {
        SPACE: r"\s",
        DECIMAL: r"\d",
        LETTER: rf"[^\W\d_{UNSEPARATED}]",
        JOINED: rf"[^\W_{UNSEPARATED}]",
        UNSPACED: f"[{UNSEPARATED}]",
        WORD: r"\w",
    }
    for flag, pattern in patterns.items():
        classes[[match.start() for match in re.finditer(pattern, everything, re.DOTALL)]] |= flag
    for flag, test in {
        LOWER: str.islower,
        UPPER: str.isupper,
        ALNUM: str.isalnum,
        DIGIT: str.isdigit,
    }.items():
        classes[[code for code, character in enumerate(characters) if test(character)]] |= flag
    sets = {
        NEWLINE: NEWLINES,
        STOP: STOPS,
        CLOSER: CLOSERS,
        OPENER: OPENERS,
        BREAK: BREAKS,
        BULLET: BULLETS,
        MARK: MARKS,
        DROPPED: IGNORED,
        CURRENCY: CURRENCIES,
        APOSTROPHE: "'’ʼ",
        DOUBLE: '"“”„«»',
        SINGLE: "'‘’",
    }
    for flag, members in sets.items():
        classes[[ord(member) for member in members]] |= flag
    plain = [_folded(character) for character in characters]
    cased = [_encoded(character.casefold()) for character in characters]
    starts = np.cumsum([0, *map(len, plain), *map(len, cased)], dtype=np.int32)
    return Alphabet(
        classes=classes,
        plain=starts[: SIZE + 1],
        cased=starts[SIZE:],
        pool=np.frombuffer(b"".join(plain) + b"".join(cased), dtype=np.uint8),
        crc=np.array([_crc_step(byte) for byte in range(256)], dtype=np.uint32),
    )


def _folded(character: str) -> bytes:
    """Fold one character as `words.fold` folds those of a word; characters do not act on each other there."""
    if character in "’ʼ":
        return b"'"
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each)
    )
    return _encoded(bare.casefold())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _crc_step(byte: int) -> int:
    """Return one entry of CRC-32's table (the polynomial of zlib, Ethernet and PNG)."""
    for _ in range(8):
        byte = byte >> 1 ^ (0xEDB88320 if byte & 1 else 0)
    return byte
