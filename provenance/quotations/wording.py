"""Words as they are compared inside quotations: spelling, numerals and contractions brought to one form."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from provenance.reading.words import WORD, fold

FILE = Path(__file__).parent.parent / "data" / "wording.toml"
_ENDING = re.compile(r"(n't|'(?:re|ve|ll|d|m|s))$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# British spellings made American by rule; both sides pass through, so a wrong result only has to agree.
# Each is tried on words that hold the letters before it.
_RULES = (
    ("is", re.compile(r"(?<=[a-z]{3})is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    ("our", re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ful|ite|ites|hood|hoods|er|ers)?$"), r"or\1"),
    ("yse", re.compile(r"(?<=[a-z]{3})yse(s|d)?$"), r"yze\1"),
    ("re", re.compile(r"^(cent|theat|met|kilomet|lit|fib|calib|spect|somb|meag)re(s|d)?$"), r"\1er\2"),
    ("ogue", re.compile(r"(?<=[a-z]{3})ogue(s)?$"), r"og\1"),
)


class Form(NamedTuple):
    """One comparable word and the characters of the text it stands for."""

    word: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Lists:
    """The tables of `data/wording.toml`."""

    negations: frozenset[str]
    modals: frozenset[str]
    intensifiers: frozenset[str]
    numbers: dict[str, float]
    contractions: dict[str, str]
    spellings: dict[str, str]


@cache
def lists() -> Lists:
    """Load the tables that come with the package."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Lists(
        negations=frozenset(table["negations"].split()),
        modals=frozenset(table["modals"].split()),
        intensifiers=frozenset(table["intensifiers"].split()),
        numbers={word: float(value) for word, value in table["numbers"].items()},
        contractions=table["contractions"],
        spellings=table["spellings"],
    )


@lru_cache(maxsize=4_096)  # each wording of a family is compared with each other
def forms(text: str) -> tuple[Form, ...]:
    """Return the words of a quotation as they are compared, several where one is a contraction."""
    found: list[Form] = []
    for match in WORD.finditer(text):
        begin, end = match.span()
        found += [Form(part, begin, end) for part in _parts(match.group())]
        if text[end : end + 1] == "%":
            found += [Form(part, end, end + 1) for part in ("per", "cent")]
    return tuple(found)


@lru_cache(maxsize=16_384)
def _parts(written: str) -> tuple[str, ...]:
    """Return a word as it is compared, in two parts if it is a contraction."""
    known, word = lists(), fold(written)
    made = known.spellings.get(word)
    if made is None:
        ending = _ENDING.search(word)
        made = word
        if ending and ending.start():
            made = f"{word[: ending.start()]} {known.contractions[ending.group()]}"
    return tuple(plain(part) for part in made.split())


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Return a folded word in the one spelling in which it is compared."""
    known = lists()
    word = known.spellings.get(word, word)
    if word in known.numbers:
        return f"{known.numbers[word]:g}"
    if word[:1].isdecimal() and _DIGITS.fullmatch(word):
        return f"{float(word):g}" if len(word) < 15 else word  # noqa: PLR2004 - longer ones lose digits as floats
    for letters, rule, change in _RULES:
        if letters in word:
            word = rule.sub(change, word)
    return word


def is_figure(word: str) -> bool:
    """Tell whether a comparable word is a number."""
    return word[:1].isdigit()
