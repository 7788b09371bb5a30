"""Texts are compared, not offsets: pieces of one article, by what they cover of it."""

import re
from collections.abc import Iterable

# Two texts tell the same once they share half of the shorter one; a passage is found once half of it is.
HALF = 0.5
_PLAIN = str.maketrans("“”‘’«»\u00a0", '""\'\'"" ')


def overlap(one: str, other: str) -> int:
    """Count the characters that two pieces of one text have in common.

    Parameters
    ----------
    one, other : str
        Contiguous pieces of the same text; quotation marks and white space may be written in different ways.

    Returns
    -------
    int
        The shorter one's length when it stands in the longer, else the longest end of one that begins the
        other.
    """
    begin, end = _where(_plain(one), _plain(other))
    return end - begin


def _where(text: str, piece: str) -> tuple[int, int]:
    """Say which part of a text a piece covers."""
    if piece in text:
        begin = text.index(piece)
        return begin, begin + len(piece)
    if text in piece:
        return 0, len(text)
    longest = min(len(text), len(piece)) - 1
    head = next((n for n in range(longest, 0, -1) if text.startswith(piece[-n:])), 0)
    tail = next((n for n in range(longest, 0, -1) if text.endswith(piece[:n])), 0)
    return (0, head) if head >= tail else (len(text) - tail, len(text))


def cover(text: str, pieces: Iterable[str]) -> float:
    """Say which share of a text several pieces cover together."""
    plain = _plain(text)
    covered = bytearray(len(plain))
    for piece in pieces:
        begin, end = _where(plain, _plain(piece))
        covered[begin:end] = b"\1" * (end - begin)
    return sum(covered) / len(plain) if plain else 0.0


def same(one: str, other: str) -> bool:
    shorter = min(len(_plain(one)), len(_plain(other)))
    return shorter > 0 and overlap(one, other) >= HALF * shorter


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def start(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:70]}…"


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
