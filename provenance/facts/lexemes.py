"""Words as facts are compared by: synonyms, inflections and the forms of a name meet in one key."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from math import log
from typing import NamedTuple, cast

from provenance.background import background
from provenance.facts.frames import EVENT_OF, HAPPENING_OF, STATE_OF
from provenance.facts.numbers import CALENDAR
from provenance.reading.words import fold, word_hash

_STEM = 5  # letters of a name that count, so that Syria meets Syrian, and Iraq Iraqi
_NAMED = 0.6  # idf from which a capitalised word is a name; that of "Trump" is 0.8, of "He" 0.3
_GROUPS = frozenset({"is", "isis", "isil"})  # one group, many names


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word by itself.

    Attributes
    ----------
    folded : str
    key : str
        What it is compared by.
    stem : int
        Hash of its stem.
    weight : float
        Its idf.
    name : bool
    event, happening : str
        What it says happens, see `frames`; empty for most.
    """

    folded: str
    key: str
    stem: int
    weight: float
    name: bool
    event: str
    happening: str


class Word(NamedTuple):
    """A word where it stands in a text."""

    lexeme: Lexeme
    begin: int
    end: int


# As Word._make, without a call of Python for each of a million words.
_word = cast("Callable[[tuple[Lexeme, int, int]], Word]", partial(tuple.__new__, Word))


def words(text: str, begins: list[int], ends: list[int]) -> list[Word]:
    """Return the words that stand between these places of a text."""
    raws = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    return list(map(_word, zip(map(lexeme, raws), begins, ends, strict=True)))


@lru_cache(maxsize=131_072)  # the vocabulary of a large story; a few words make up most of any text
def lexeme(raw: str) -> Lexeme:
    """Look a word up, as it is written."""
    folded = fold(raw)
    weight, stem = _known(word_hash(folded))
    event = EVENT_OF.get(folded, "")
    if raw.isupper() and len(raw) > 1 and folded not in {"us", "un"}:
        return Lexeme(folded, "is" if folded in _GROUPS else folded, stem, weight, True, event, "")
    name = raw[0].isupper() and weight >= _NAMED and folded.removesuffix("'s") not in CALENDAR
    meaning = STATE_OF.get(folded) or event
    form = folded.rstrip("s'")[:_STEM] if name else str(stem)
    return Lexeme(folded, meaning or form, stem, weight, name, event, HAPPENING_OF.get(folded, ""))


def _known(hashed: int) -> tuple[float, int]:
    """Return a word's idf and its stem as `background` has them, without the cost of arrays of one."""
    hashes, documents, stems = _columns()
    place = bisect_left(hashes, hashed)
    if place == len(hashes) or hashes[place] != hashed:
        return log(background().total + 1), hashed
    return log((background().total + 1) / (documents[place] + 1)), stems[place]


@cache
def _columns() -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Return `background`'s hashes, documents and stems as views, of which Python quickly takes one value."""
    known = background()
    return memoryview(known.hashes.data), memoryview(known.documents.data), memoryview(known.stems.data)
