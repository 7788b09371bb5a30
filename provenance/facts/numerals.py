"""Reads numbers, in digits or in words, from the words of a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, count
from operator import itemgetter

from provenance.facts.numbers import CURRENCIES, DIVISORS, NUMBER_WORDS, SCALES, SUFFIXES
from provenance.facts.rough import OPENERS, rough
from provenance.facts.tokens import Number, Sentence

_DIGITS = re.compile(r"([$€£¥]?)(\d[\d,]*(?:\.\d+)?)([^\W\d_]*)\.?")
_TEN, _HUNDRED = 10, 100
_ARTICLES = frozenset({"a", "one"})
_COUNTED = frozenset(
    {*SCALES, *DIVISORS, "in", "out"}
)  # what follows these in a number: "a third", "one in four"


@lru_cache(maxsize=65_536)
def _opens(folded: str) -> bool:
    """Say whether a number may begin with a word."""
    return folded in OPENERS or folded[:1].isdigit()


def numbers(sentence: Sentence) -> Iterator[Number]:
    """Read the numbers of a sentence, in order."""
    past = 0
    for at in compress(count(), map(_opens, map(itemgetter(1), sentence.tokens))):
        found = number(sentence, at) if at >= past else None
        if found is not None:
            yield found
            past = found.last


def number(sentence: Sentence, at: int) -> Number | None:
    """Read the longest number that begins at a word."""
    if sentence.folded(at) in _ARTICLES and sentence.folded(at + 1) not in _COUNTED:
        return None  # as most
    found = rough(sentence, at)
    if found is not None:
        return found
    read = _digits(sentence, at) or _words(sentence, at)
    if read is None:
        return None
    value, step, last, currency = read
    while sentence.folded(last) in SCALES and sentence.adjacent(last):
        scale = SCALES[sentence.folded(last)]
        value, step, last = value * scale, step * scale, last + 1
    return Number(at, last, value, step, currency)


def _digits(sentence: Sentence, at: int) -> tuple[float, float, int, str] | None:
    """Read a number in digits: value, step, the word after it, currency."""
    match = _DIGITS.fullmatch(sentence.tokens[at].raw) if at < len(sentence.tokens) else None
    if match is None:
        return None
    sign, digits, suffix = match.groups()
    scale = SUFFIXES.get(suffix.casefold(), 0.0) if suffix else 1.0
    if not scale:
        return None  # 10th, 1990s, 5am
    plain = digits.replace(",", "").rstrip(".")
    return float(plain) * scale, _step(plain) * scale, at + 1, CURRENCIES.get(sign, "")


def _step(plain: str) -> float:
    """Return the worth of the last digit that is not a closing zero: 150 → 10, 2.5 → 0.1."""
    if "." in plain:
        return float(10.0 ** -len(plain.split(".")[1]))
    return float(10.0 ** (len(plain) - len(plain.rstrip("0")))) if plain.strip("0") else 1.0


def _words(sentence: Sentence, at: int) -> tuple[float, float, int, str] | None:  # noqa: C901 - a case a word
    """Read a number in words: value, step, the word after it, no currency."""
    total, value, last = 0.0, 0.0, at
    if sentence.folded(at) in _ARTICLES:  # else "one" seldom counts: one day, one of them
        if sentence.folded(at + 1) not in SCALES:
            return None
        value, last = 1.0, at + 1
    elif sentence.folded(at) not in NUMBER_WORDS:
        return None
    while last == at or sentence.adjacent(last):
        folded = sentence.folded(last)
        if folded in NUMBER_WORDS:
            small = NUMBER_WORDS[folded]
            if value % _HUNDRED and (small >= _TEN or value % _TEN):
                break  # two numbers side by side
            value += small
        elif folded == "one" and value % _HUNDRED > _TEN and not value % _TEN:
            value += 1  # thirty-one
        elif folded == "hundred":
            value = max(value, 1.0) * SCALES[folded]
        elif folded in {"thousand", "million", "billion"}:
            total, value = total + max(value, 1.0) * SCALES[folded], 0.0
        elif folded != "and" or sentence.folded(last + 1) not in NUMBER_WORDS or total + value < _HUNDRED:
            break
        last += 1
    value += total
    return value, _step(str(int(value))), last, ""
