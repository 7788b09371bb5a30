"""What each character is, as tables: the compiled kernels ask them what the slow path asks `str` and `re`.

The tables are made from `str`, `re` and `unicodedata` themselves, so the two cannot disagree.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.reading.sentences import BREAKS, BULLETS, CLOSERS, MARKS, NEWLINES, OPENERS, STOPS
from provenance.reading.words import CURRENCIES, IGNORED, UNSEPARATED

SIZE = 0x10000  # beyond stand emoji, which are no part of a word, and rare scripts, read the slow way
BETWEEN = "\0"  # the first character of all; it decomposes into nothing and folds into itself
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
    """Make the tables: all characters at once, so that it takes hundredths of a second."""
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
        for run in re.finditer(f"(?:{pattern})+", everything):
            classes[run.start() : run.end()] |= flag
    for flag, test in {
        LOWER: str.islower,
        UPPER: str.isupper,
        ALNUM: str.isalnum,
        DIGIT: str.isdigit,
    }.items():
        classes[np.fromiter(map(test, characters), np.bool_, SIZE)] |= flag
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
    plain, cased = _encoded(_bare(characters)), _encoded(characters)
    starts = np.cumsum([0, *map(len, plain), *map(len, cased)], dtype=np.int32)
    return Alphabet(
        classes=classes,
        plain=starts[: SIZE + 1],
        cased=starts[SIZE:],
        pool=np.frombuffer(b"".join(plain) + b"".join(cased), dtype=np.uint8),
        crc=np.array([_crc_step(byte) for byte in range(256)], dtype=np.uint32),
    )


def _bare(characters: Sequence[str]) -> list[str]:
    """Take the marks from each character, as `words.fold` does with those of a word.

    Characters do not act on each other there, so they are decomposed together, with something between them.
    """
    apart = unicodedata.normalize("NFKD", BETWEEN.join(characters[1:])).split(BETWEEN)
    marks = dict.fromkeys(code for code, each in enumerate(characters) if unicodedata.combining(each))
    bare = [characters[0], *BETWEEN.join(apart).translate(marks).split(BETWEEN)]
    for each in "’ʼ":
        bare[ord(each)] = "'"
    return bare


def _encoded(characters: Sequence[str]) -> list[bytes]:
    """Fold the case of each character and encode it."""
    folded = BETWEEN.join(characters[1:]).casefold().encode("utf-8", "surrogatepass")
    return [characters[0].encode(), *folded.split(BETWEEN.encode())]


def _crc_step(byte: int) -> int:
    """Return one entry of CRC-32's table (the polynomial of zlib, Ethernet and PNG)."""
    for _ in range(8):
        byte = byte >> 1 ^ (0xEDB88320 if byte & 1 else 0)
    return byte
