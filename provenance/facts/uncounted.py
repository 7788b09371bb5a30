"""Numbers that count nothing: dates, times, ages, scores, ordinals, and numbers that are part of a name."""

import re

from provenance.facts.numbers import AGES, DIVISORS, MONTHS, NAMERS, UNITS
from provenance.facts.tokens import Number, Sentence

_NUMBERED = re.compile(r"\b(?:No|Nos|no|Sec|Art|Ch|Vol|p|pp|v)\.? ?$")
_CLOCK = frozenset({"am", "pm", "oclock", "o'clock", "gmt", "et"})
_OF_TIMES = frozenset(":/")
_AGED = frozenset({"aged", "ages"})
_OLDEST = 120  # years
_YEARS = (1700, 2100)
_DIGITS_OF_A_YEAR = 4


def counts_nothing(sentence: Sentence, number: Number, qualified: bool) -> bool:
    """Say whether a number counts nothing. `qualified`: words like "more than" stand before it."""
    beside = _around(sentence, number)
    return (
        _date_or_time(sentence, number, beside)
        or _in_a_list(sentence, number, beside)
        or _of_a_name(sentence, number)
        or _score(sentence, number)
        or _age(sentence, number, beside[1])
        or _fraction(sentence, number)
        or (_a_year(sentence, number) and not qualified)
    )


def _written_in_digits(sentence: Sentence, number: Number) -> bool:
    """Say whether a number is written in digits."""
    return sentence.tokens[number.first].raw[0].isdigit()


def _around(sentence: Sentence, number: Number) -> tuple[str, str]:
    """Return the characters before and after a number."""
    begin, end = sentence.tokens[number.first].begin, sentence.tokens[number.last - 1].end
    return sentence.text[max(begin - 1, 0) : begin], sentence.text[end : end + 1]


def _date_or_time(sentence: Sentence, number: Number, beside: tuple[str, str]) -> bool:
    """Say whether a number is a day or a time: Jan. 22, 22 January, the 22nd of January, 5:30, 5 p.m."""
    following = sentence.folded(number.last)
    if not _OF_TIMES.isdisjoint(beside) or following in _CLOCK:
        return True
    if not _written_in_digits(sentence, number):
        return False
    month_after = following in MONTHS or (following == "of" and sentence.folded(number.last + 1) in MONTHS)
    return month_after or sentence.folded(number.first - 1) in MONTHS


def _in_a_list(sentence: Sentence, number: Number, beside: tuple[str, str]) -> bool:
    """Say whether a number numbers something: No. 2, #2, or "2." before the first word."""
    begin = sentence.tokens[number.first].begin
    before, after = beside
    opens = number.first == 0 and after in {".", ")"} and _written_in_digits(sentence, number)
    return opens or before == "#" or _NUMBERED.search(sentence.text[max(begin - 6, 0) : begin]) is not None


def _of_a_name(sentence: Sentence, number: Number) -> bool:
    """Say whether a number belongs to a name: Section 702, a C-17, Park 51, Group of Seven, one-on-one."""
    first = number.first
    if sentence.folded(first - 1) == "of" and first > 1 and sentence.tokens[first - 2].raw == "Group":
        return True  # but "a group of 150 men" counts
    if sentence.hyphenated(number.last) and sentence.folded(number.last) in {"on", "to", "for", "by"}:
        return True
    if not sentence.adjacent(first):
        return False
    before = sentence.tokens[first - 1]
    if before.folded in NAMERS or not _written_in_digits(sentence, number):
        return before.folded in NAMERS
    if sentence.hyphenated(first) and not before.raw[0].isdigit():
        return True
    named = before.raw[0].isupper() and first > 1 and not number.currency
    return named and before.folded not in {"the", "about", "us"}


def _score(sentence: Sentence, number: Number) -> bool:
    """Say whether a number is one side of a score or a vote: 348-77."""
    if not _written_in_digits(sentence, number):
        return False
    sides = [at for at in (number.first, number.last) if sentence.hyphenated(at)]
    return any(
        sentence.tokens[at - 1].raw[0].isdigit() and sentence.tokens[at].raw[0].isdigit() for at in sides
    )


def _age(sentence: Sentence, number: Number, after: str) -> bool:
    """Say whether a number is an age: 47-year-old, "Smith, 47, said", aged 16 and 13."""
    first, last = number.first, number.last
    if sentence.folded(last) in AGES and sentence.folded(last + 1) == "old":
        return True
    if sentence.folded(first - 1) in _AGED or sentence.folded(first - 3) in _AGED:
        return True
    between = after == "," and sentence.between(first).strip() == ","
    if not between or not _written_in_digits(sentence, number):
        return False
    return number.value < _OLDEST and number.step >= 1 and sentence.tokens[first - 1].raw[0].isupper()


def _fraction(sentence: Sentence, number: Number) -> bool:
    """Say whether a number is the upper half of a fraction: two-thirds."""
    return sentence.folded(number.last) in DIVISORS


def _a_year(sentence: Sentence, number: Number) -> bool:
    """Say whether four bare digits name a year rather than a count."""
    raw = sentence.tokens[number.first].raw
    bare = raw.isdigit() and len(raw) == _DIGITS_OF_A_YEAR and number.last == number.first + 1
    if not bare or not _YEARS[0] <= number.value <= _YEARS[1]:
        return False
    return sentence.folded(number.last) not in {"percent", "people", *UNITS}
