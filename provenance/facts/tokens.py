"""A sentence as the words that numbers are read from, and a number as some of these words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple, cast

from provenance.reading.words import WORD, fold

__all__ = ["Number", "Sentence", "Token"]

_GAP = re.compile(r"[\s\-‐‑–—”\"’]{0,3}")
_HYPHEN = re.compile(r"[-‐‑–—]")
_folded = lru_cache(maxsize=65_536)(fold)  # a few words make up most of any text


class Token(NamedTuple):  # of all values here the one made by the hundred thousand, so it is a tuple
    """A word of a sentence: as it stands, folded, and its place in the sentence."""

    raw: str
    folded: str
    begin: int
    end: int


# As Token._make, without a call of Python for each.
_token = cast("Callable[[tuple[str, str, int, int]], Token]", partial(tuple.__new__, Token))


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `first` up to `last` as a number.

    Attributes
    ----------
    step : float
        The worth of its last digit that is not zero.
    currency : str
        The unit that comes with it; a share of a whole is in percent.
    bounds : tuple of float or None
        Between which numbers it lies, if it is rough by itself: "hundreds", "a third".
    """

    first: int
    last: int
    value: float
    step: float
    currency: str
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words."""

    text: str
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: str, words: tuple[list[int], list[int]] | None = None) -> "Sentence":
        """Take a sentence apart; `words`: where its words begin and end, if that is known."""
        if words is None:
            matches = [match.span() for match in WORD.finditer(text)]
            words = [begin for begin, _ in matches], [end for _, end in matches]
        begins, ends = words
        raws = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        return cls(text, tuple(map(_token, zip(raws, map(_folded, raws), begins, ends, strict=True))))

    def folded(self, at: int) -> str:
        """Return a word as it is compared; nothing beyond the ends."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def between(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return (
            self.text[self.tokens[at - 1].end : self.tokens[at].begin] if 0 < at < len(self.tokens) else ","
        )

    def adjacent(self, at: int) -> bool:
        """Say whether only a space, a hyphen or a quotation mark parts a word from the one before it."""
        return _GAP.fullmatch(self.between(at)) is not None

    def hyphenated(self, at: int) -> bool:
        """Say whether a hyphen alone joins a word to the one before it."""
        return _HYPHEN.fullmatch(self.between(at)) is not None
