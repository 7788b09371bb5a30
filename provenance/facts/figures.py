"""Numbers in running text: their value, how exact the words are, the unit, and what is counted.

Years, dates, times of day, ages, ordinals, scores and numbers that are part of a name (a C-17, Flight
370, Section 702) count nothing and are left out.
"""

import re
from dataclasses import dataclass
from math import inf

from provenance.facts.numbers import (
    CURRENCIES,
    MONTHS,
    NAMERS,
    NUMBER_WORDS,
    SCALES,
    SUFFIXES,
    UNITS,
    YEARLY,
)
from provenance.model import Figure, Span
from provenance.reading.words import WORD, fold

__all__ = ["compatible", "figures", "value"]

_HINT = re.compile(r"\d|\b(?:" + "|".join(sorted({*NUMBER_WORDS, *SCALES, "dozen"})) + r")\b", re.IGNORECASE)
_DIGITS = re.compile(r"([$€£¥]?)(\d[\d,]*(?:\.\d+)?)([^\W\d_]*)\.?")
_NUMBERED = re.compile(r"\b(?:No|Nos|no|Sec|Art|Ch|Vol|p|pp|v)\.? ?$")
_GAP = re.compile(r"[\s\-‐‑–—”\"’]{0,3}")
_HYPHEN = re.compile(r"[-‐‑–—]")

# How the words before a figure bound it.
_BELOW = ("up to", "as many as", "as much as", "at most", "fewer than", "less than", "no more than", "under",
          "not more than", "a maximum of", "below")  # fmt: skip
_ABOVE = ("more than", "at least", "over", "upwards of", "upward of", "in excess of", "above", "exceeding",
          "no fewer than", "no less than", "a minimum of", "well over", "just over", "topped")  # fmt: skip
_NEARLY = ("nearly", "almost", "just under", "close to", "just short of", "approaching")
_ABOUT = ("about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "circa", "near",
          "in the region of", "a reported")  # fmt: skip
_QUALIFIERS = sorted(
    [(tuple(words.split()), sense) for sense, group in
     (("below", _BELOW), ("above", _ABOVE), ("nearly", _NEARLY), ("about", _ABOUT)) for words in group],
    key=lambda pair: -len(pair[0]),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the sentence: as it stands, folded, and its place in the sentence."""

    raw: str
    folded: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    """A parsed number: tokens ``first`` up to ``last``, its value, and the unit of its last written digit."""

    first: int
    last: int
    value: float
    step: float
    currency: str


def figures(text: str, span: Span) -> tuple[Figure, ...]:
    """Return the figures of one sentence, in order, with spans into `text`."""
    sentence = text[span.begin : span.end]
    if not _HINT.search(sentence):
        return ()
    tokens = [_Token(m.group(), fold(m.group()), m.start(), m.end()) for m in WORD.finditer(sentence)]
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        number = _number(sentence, tokens, at)
        if number is None:
            at += 1
            continue
        if not _counts_nothing(sentence, tokens, number):
            figure, number = _figure(sentence, tokens, number, span.begin)
            found.append(figure)
        at = number.last
    return tuple(found)


def compatible(one: Figure, other: Figure) -> bool:
    """Say whether two figures can both be right: each one's words allow what the other states.

    A plain round figure may be a rounding ("7,000" of 7,012); "about" widens it; "up to" and "more than"
    leave one side open. Two sharp figures are compatible only if one lies within the other's bounds.
    """
    open_sided = inf in (one.high, other.high) or 0.0 in (one.low, other.low)
    if open_sided or _ranged(one) or _ranged(other):
        return one.low <= other.high and other.low <= one.high
    middle, centre = (one.low + one.high) / 2, (other.low + other.high) / 2
    return one.low <= centre <= one.high or other.low <= middle <= other.high


def value(figure: Figure) -> float:
    """Return the number as written: the closed end of an open figure, else the middle."""
    if figure.high == inf:
        return figure.low
    return figure.high if figure.low == 0 else (figure.low + figure.high) / 2


def _ranged(figure: Figure) -> bool:
    """Say whether a figure is a range in so many words ("between 5 and 7")."""
    return figure.text.count(" to ") + figure.text.count(" and ") > 0


def _number(sentence: str, tokens: list[_Token], at: int) -> _Number | None:
    """Read the longest number that begins at a token."""
    token = tokens[at]
    if match := _DIGITS.fullmatch(token.raw):
        sign, digits, suffix = match.groups()
        plain = digits.replace(",", "").rstrip(".")
        value, step = float(plain), _step(plain)
        scale = SUFFIXES.get(suffix.casefold(), 0.0) if suffix else 1.0
        if not scale:
            return None
        value, step, last = value * scale, step * scale, at + 1
        currency = CURRENCIES.get(sign, "")
    else:
        words = _words(sentence, tokens, at)
        if words is None:
            return None
        value, step, last = words
        currency = ""
    while last < len(tokens) and tokens[last].folded in SCALES and _adjacent(sentence, tokens, last):
        scale = SCALES[tokens[last].folded]
        value, step, last = value * scale, step * scale, last + 1
    return _Number(at, last, value, step, currency)


def _step(plain: str) -> float:
    """Return the worth of the last digit that is not a closing zero: 150 → 10, 2.5 → 0.1."""
    if "." in plain:
        return float(10.0 ** -len(plain.split(".")[1]))
    return float(10.0 ** (len(plain) - len(plain.rstrip("0")))) if plain.strip("0") else 1.0


def _words(sentence: str, tokens: list[_Token], at: int) -> tuple[float, float, int] | None:
    """Read a number written in words: value, step, and the token after it."""
    folded = tokens[at].folded
    total, value, last = 0.0, 0.0, at
    if folded in {"a", "one"}:  # else "one" seldom counts: one day, one of them
        if at + 1 >= len(tokens) or tokens[at + 1].folded not in SCALES:
            return None
        value, last = 1.0, at + 1
    elif folded not in NUMBER_WORDS:
        return None
    while last < len(tokens) and (last == at or _adjacent(sentence, tokens, last)):
        folded = tokens[last].folded
        if folded in NUMBER_WORDS:
            if value % 100 and (NUMBER_WORDS[folded] >= 10 or value % 10):
                break
            value += NUMBER_WORDS[folded]
        elif folded == "hundred":
            value = max(value, 1.0) * 100
        elif folded in {"thousand", "million", "billion"}:
            total, value = total + max(value, 1.0) * SCALES[folded], 0.0
        elif not (folded == "and" and last + 1 < len(tokens) and tokens[last + 1].folded in NUMBER_WORDS
                  and (total or value >= 100)):  # fmt: skip
            break
        last += 1
    value += total
    return value, _step(str(int(value))), last


def _adjacent(sentence: str, tokens: list[_Token], at: int) -> bool:
    """Say whether only a space or a hyphen parts a token from the one before it."""
    return at > 0 and _GAP.fullmatch(sentence, tokens[at - 1].end, tokens[at].begin) is not None


def _hyphenated(sentence: str, tokens: list[_Token], at: int) -> bool:
    """Say whether a hyphen alone joins a token to the one before it."""
    between = sentence[tokens[at - 1].end : tokens[at].begin] if 0 < at < len(tokens) else ""
    return _HYPHEN.fullmatch(between) is not None


def _counts_nothing(sentence: str, tokens: list[_Token], number: _Number) -> bool:
    """Say whether a number is a date, time, age, score, ordinal or part of a name."""
    first, last = number.first, number.last
    before = tokens[first - 1] if first else None
    after = tokens[last].folded if last < len(tokens) else ""
    digits = tokens[first].raw[0].isdigit()
    begin, end = tokens[first].begin, tokens[last - 1].end
    if _NUMBERED.search(sentence[max(begin - 6, 0) : begin]) or (
        after == "of" and tokens[first].folded == "one"
    ):
        return True
    if sentence[begin - 1 : begin] in {":", "/", "#"} or sentence[end : end + 1] in {":", "/"}:
        return True
    grouped = (
        before is not None
        and before.folded == "of"
        and first > 1
        and tokens[first - 2].folded in {"group", "big"}
    )
    listed = first == 0 and sentence[end : end + 1] in {".", ")"} and digits
    versus = _hyphenated(sentence, tokens, last) and after in {"on", "to", "for", "by"}
    if grouped or listed or versus:
        return True  # the Group of Seven; 1. First; one-on-one
    if after in {"am", "pm", "oclock", "o'clock", "th", "year-old", "gmt", "et"}:
        return True
    if before is not None:
        if before.folded in MONTHS or (before.folded in NAMERS and _adjacent(sentence, tokens, first)):
            return True
        if digits and _hyphenated(sentence, tokens, first):
            return not before.raw[0].isdigit() or number.value < 2000  # a C-17; the 77 of 348-77
        named = before.raw[0].isupper() and first > 1 and _adjacent(sentence, tokens, first)
        if digits and named and not number.currency and before.folded not in {"the", "about", "us"}:
            return True
        aged = sentence[tokens[first - 1].end : begin].strip() == "," and sentence[end : end + 1] == ","
        if digits and aged and number.value < 120 and number.step >= 1 and before.raw[0].isupper():
            return True  # "Smith, 47, said"
        if before.folded == "aged":
            return True
    if digits and (
        after in MONTHS or (after == "of" and tokens[min(last + 1, len(tokens) - 1)].folded in MONTHS)
    ):
        return True
    if _hyphenated(sentence, tokens, last) and last < len(tokens):
        if tokens[last].raw[0].isdigit():
            return True  # the 348 of 348-77
        if after in YEARLY and last + 1 < len(tokens) and tokens[last + 1].folded == "old":
            return True
    if after in YEARLY and last + 1 < len(tokens) and tokens[last + 1].folded == "old":
        return True
    if after in {"third", "thirds", "quarter", "quarters", "fifth", "fifths", "fourths"}:
        return True
    return _a_year(tokens, number, after)


def _a_year(tokens: list[_Token], number: _Number, after: str) -> bool:
    """Say whether four bare digits name a year rather than a count."""
    raw = tokens[number.first].raw
    if not (
        raw.isdigit() and len(raw) == 4 and 1700 <= number.value <= 2100 and number.last == number.first + 1
    ):
        return False
    return after not in {"percent", "people", *UNITS} and _qualifier(tokens, number.first)[0] in {"", "about"}


def _qualifier(tokens: list[_Token], first: int) -> tuple[str, int]:
    """Return how the words before a figure bound it, and the token where those words begin."""
    for words, sense in _QUALIFIERS:
        begin = first - len(words)
        if begin >= 0 and all(tokens[begin + i].folded == word for i, word in enumerate(words)):
            return sense, begin
    return "", first


def _figure(sentence: str, tokens: list[_Token], number: _Number, base: int) -> tuple[Figure, _Number]:
    """Bound a number by the words around it and name what it counts; a range swallows both its ends."""
    sense, begin = _qualifier(tokens, number.first)
    last, high_end = number.last, None
    if last + 1 < len(tokens) and tokens[last].folded in {"to", "and"}:
        between = number.first > 0 and tokens[number.first - 1].folded == "between"
        other = _number(sentence, tokens, last + 1)
        joined = tokens[last].folded == "to" or between
        if other is not None and joined and other.value > number.value * (1e-9 if between else 1.0):
            high_end, last = other, other.last
            begin = number.first
    low, high = _bounds(number, sense)
    if high_end is not None:
        value_low = number.value
        if number.value * 1000 <= high_end.value and tokens[high_end.last - 1].folded in SCALES:
            value_low = number.value * SCALES[tokens[high_end.last - 1].folded]  # "5 to 7 million"
        low, high = min(value_low, high_end.value), high_end.value
    elif tokens[last - 1].end < len(sentence) and _open_after(sentence, tokens, last):
        low, high = number.value, inf
    unit, counted = _counted(sentence, tokens, last, number.currency)
    span = Span(base + tokens[begin].begin, base + tokens[last - 1].end)
    if unit == "%" and sentence[tokens[last - 1].end :].lstrip().startswith("%"):
        span = Span(span.begin, base + sentence.index("%", tokens[last - 1].end) + 1)
    written = sentence[span.begin - base : span.end - base]
    return (
        Figure(written, low, high, unit, counted, span),
        _Number(number.first, last, number.value, number.step, number.currency),
    )


def _open_after(sentence: str, tokens: list[_Token], last: int) -> bool:
    """Say whether a figure is followed by a plus sign or "or more"."""
    if sentence[tokens[last - 1].end] == "+":
        return True
    return [t.folded for t in tokens[last : last + 2]] == ["or", "more"]


def _bounds(number: _Number, sense: str) -> tuple[float, float]:
    """Return what a number's words allow.

    A plain figure with closing zeros may be rounded by half its last digit, at most 5 %; below 100 and
    without closing zeros it is exact. "About" allows at least 5 % and at most 10 %.
    """
    value, half = number.value, number.step / 2
    if sense == "above":
        return value, inf
    if sense == "below":
        return 0.0, value
    if sense == "nearly":
        return 0.9 * value, value
    if sense == "about":
        slack = max(min(half, 0.1 * value), 0.05 * value)
    elif number.step == 1.0 or value < 100 <= value / number.step * 10:
        slack = 0.0
    else:
        slack = min(half, 0.05 * value) if value >= 100 or number.step < 1 else 0.0
    return value - slack, value + slack


def _counted(sentence: str, tokens: list[_Token], last: int, currency: str) -> tuple[str, str]:
    """Return the unit of a figure and the words that say what it counts."""
    unit = currency
    if sentence[tokens[last - 1].end :].lstrip()[:1] == "%":
        unit = "%"
    if last < len(tokens):
        folded = tokens[last].folded
        if folded in UNITS:
            unit, last = UNITS[folded], last + 1
        elif folded == "per" and last + 1 < len(tokens) and tokens[last + 1].folded == "cent":
            unit, last = "%", last + 2
    if sentence[tokens[last - 1].end : tokens[last].begin if last < len(tokens) else None].strip(" -‐‑–%+"):
        return unit, ""  # a comma or a bracket: what follows is another thought
    begin = last
    if last < len(tokens) and tokens[last].folded == "of":
        begin = last = last + 1
    while last < len(tokens) and tokens[last].folded in {
        "the",
        "additional",
        "more",
        "other",
        "a",
        "his",
        "her",
        "its",
    }:
        begin = last = last + 1
    while last < len(tokens) and last - begin < 5 and not _stops(tokens[last]):
        if last > begin and sentence[tokens[last - 1].end : tokens[last].begin].strip(" -‐‑'’()"):
            break
        last += 1
        if tokens[last - 1].folded.endswith("s") and tokens[last - 1].raw.islower() and unit != "$":
            break  # a plural in lower case is what is counted; what follows is its state
    if last == begin:
        return unit, ""
    return unit, sentence[tokens[begin].begin : tokens[last - 1].end]


_ENDS = frozenset(
    "who whom which that were was are is be been being have has had will would could can may might should in on at by "
    "for from to of with without and or but as after before since during while when where if than then over under "
    "into out up down off about against between among through across within he she it they we i you said says say "
    "told according also not no only just so".split()
)


def _stops(token: _Token) -> bool:
    """Say whether a word ends what is counted: a function word (the name "IS" is none) or a number."""
    return token.raw[0].isdigit() or (token.folded in _ENDS and not token.raw.isupper())
