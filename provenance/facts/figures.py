"""Figures in running text: their value, how exact the words are, the unit, and what is counted."""

import re
from math import inf

from provenance.facts.numbers import ENDS, LEADS, MEASURES, QUALIFIERS, SCALES, UNITS
from provenance.facts.numerals import number, numbers
from provenance.facts.tokens import Number, Sentence, Token
from provenance.facts.uncounted import counts_nothing
from provenance.model import Figure, Span

__all__ = ["compatible", "figures", "measure", "value", "worth"]

_PHRASES = sorted(
    ((tuple(words.split()), sense) for sense, group in QUALIFIERS.items() for words in group),
    key=lambda pair: (-len(pair[0]), pair),
)
_QUALIFIERS = {  # by their last word, the longest first
    last: [pair for pair in _PHRASES if pair[0][-1] == last] for last in {pair[0][-1] for pair in _PHRASES}
}
_EXACT_BELOW = 100.0  # smaller numbers are not rounded
_ROUNDED = 0.05  # a plain round figure stands for what is within 5 % of it, and half its last digit
_ROUGH = 0.1  # "about" allows 10 %, and half the last digit, but never less than 5 %
_WHOLE = 0.5  # a whole number stands for what rounds to it: 50 for 49.9
_OTHER_UNIT = 0.2  # of one given in hours and one in minutes, either may be rounded so much
_PERCENT = re.compile(r"\s*%")
_COUNTED_WORDS = 5  # at most so many name what is counted


def figures(text: str, span: Span, words: tuple[list[int], list[int]] | None = None) -> tuple[Figure, ...]:
    """Return the figures of one sentence, in order, with spans into `text`.

    `words`: where the sentence's words begin and end, counted from its first character, if that is known.
    """
    stretch = text[span.begin : span.end]
    sentence = Sentence.of(stretch, words)
    found: list[Figure] = []
    past = 0
    for each in numbers(sentence):
        sense, begin = _qualifier(sentence, each.first)
        if each.first >= past and not counts_nothing(sentence, each, sense not in {"", "about"}):
            figure, past = _figure(sentence, each, (sense, begin), span.begin)
            found.append(figure)
    return tuple(found)


def compatible(one: Figure, other: Figure) -> bool:
    """Say whether two figures can both be right: each one's words allow what the other states.

    A plain round figure may be a rounding ("7,000" of 7,012); "about" widens it; "up to" and "more than"
    leave one side open. Two sharp figures are compatible only if one lies within the other's bounds, and of
    one measure in two units if they are nearly equal.
    """
    if one.unit != other.unit:
        (low, high), (least, most) = _widened(one), _widened(other)
        return low <= most and least <= high
    mine, theirs = value(one), value(other)
    if one.low <= theirs <= one.high or other.low <= mine <= other.high:
        return True
    open_sided = inf in (one.high, other.high) or 0.0 in (one.low, other.low)
    if open_sided or _ranged(one) or _ranged(other):
        return one.low <= other.high and other.low <= one.high
    return (mine % 1 == 0 or theirs % 1 == 0) and abs(mine - theirs) <= _WHOLE


def value(figure: Figure) -> float:
    """Return the number as written: the closed end of an open figure, else the middle."""
    if figure.high == inf:
        return figure.low
    return figure.high if figure.low == 0 else (figure.low + figure.high) / 2


def measure(figure: Figure) -> str:
    """Return what a figure's unit measures; the unit itself where no other one measures the same."""
    return MEASURES.get(figure.unit, (figure.unit, 1.0))[0]


def worth(figure: Figure) -> float:
    """Return how many of the smallest unit of its measure a figure's unit is worth."""
    return MEASURES.get(figure.unit, ("", 1.0))[1]


def _widened(figure: Figure) -> tuple[float, float]:
    """Return a figure's bounds in the smallest unit of its measure; the choice of unit rounds them."""
    size = worth(figure)
    return (1 - _OTHER_UNIT / 2) * figure.low * size, (1 + _OTHER_UNIT / 2) * figure.high * size


def _ranged(figure: Figure) -> bool:
    """Say whether a figure is a range in so many words ("between 5 and 7")."""
    return " to " in figure.text or figure.text.startswith("between ")


def _qualifier(sentence: Sentence, first: int) -> tuple[str, int]:
    """Return how the words before a figure bound it, and the word where those begin."""
    for words, sense in _QUALIFIERS.get(sentence.folded(first - 1), ()):
        begin = first - len(words)
        if begin >= 0 and all(sentence.folded(begin + i) == word for i, word in enumerate(words)):
            return sense, begin
    return "", first


def _figure(sentence: Sentence, found: Number, qualifier: tuple[str, int], base: int) -> tuple[Figure, int]:
    """Bound a number by the words around it and name what it counts; return the word after it too."""
    sense, begin = qualifier
    low, high = _bounds(found, sense)
    upper = _upper_end(sentence, found)
    last = found.last
    if upper is not None:
        last = upper.last
        begin = found.first - (sentence.folded(found.first - 1) == "between")
        scale = SCALES.get(sentence.folded(last - 1), 1.0)  # "5 to 7 million"
        low = found.value * (scale if found.value * scale <= upper.value else 1.0)
        high = upper.value
    elif _open_after(sentence, last):
        low, high = found.value, inf
    unit, after, counted = _counted(sentence, last, found.currency)
    end = sentence.tokens[last - 1].end
    if unit == "%" and _PERCENT.match(sentence.text, end):
        end = sentence.text.index("%", end) + 1
    elif unit and not found.currency:
        end = sentence.tokens[after - 1].end
    start = sentence.tokens[begin].begin
    return Figure(sentence.text[start:end], low, high, unit, counted, Span(base + start, base + end)), last


def _upper_end(sentence: Sentence, lower: Number) -> Number | None:
    """Return the upper end of a range: between 5 and 7, 5 to 7."""
    between = sentence.folded(lower.first - 1) == "between" and sentence.folded(lower.last) == "and"
    if not between and sentence.folded(lower.last) != "to":
        return None
    upper = number(sentence, lower.last + 1)
    return upper if upper is not None and upper.value > lower.value else None


def _open_after(sentence: Sentence, last: int) -> bool:
    """Say whether a figure is followed by a plus sign or "or more"."""
    end = sentence.tokens[last - 1].end
    return sentence.text[end : end + 1] == "+" or (
        sentence.folded(last) == "or" and sentence.folded(last + 1) == "more"
    )


def _bounds(found: Number, sense: str) -> tuple[float, float]:
    """Return what a number's words allow."""
    size, half = found.value, found.step / 2
    if sense == "above":
        return size, inf
    if sense == "below":
        return 0.0, found.bounds[1] if found.bounds else size
    if found.bounds and sense != "nearly":
        return found.bounds
    if sense == "nearly":
        return (1 - _ROUGH) * size, size
    slack = 0.0
    if sense == "about":
        slack = max(min(half, _ROUGH * size), _ROUNDED * size)
    elif found.step < 1 or (found.step > 1 and size >= _EXACT_BELOW):
        slack = min(half, _ROUNDED * size)
    return size - slack, size + slack


def _counted(sentence: Sentence, last: int, currency: str) -> tuple[str, int, str]:
    """Return a figure's unit, the word after the unit, and the words that say what it counts."""
    tokens, unit = sentence.tokens, currency
    end = tokens[last - 1].end
    if _PERCENT.match(sentence.text, end):
        unit = "%"
    following = sentence.text[end : tokens[last].begin] if last < len(tokens) else "."
    if following.strip(' -‐‑–%+”"'):
        return unit, last, ""  # a comma or a bracket: what follows is another thought
    if sentence.folded(last) in UNITS:
        unit, last = UNITS[sentence.folded(last)], last + 1
    elif sentence.folded(last) == "per" and sentence.folded(last + 1) == "cent":
        unit, last = "%", last + 2
    begin = last + (sentence.folded(last) == "of")
    while sentence.folded(begin) in LEADS:
        begin += 1
    return unit, last, _noun(sentence, begin, unit)


def _noun(sentence: Sentence, begin: int, unit: str) -> str:
    """Return the words from `begin` to the plural, the pause or the function word that ends the noun."""
    tokens, last = sentence.tokens, begin
    while last < len(tokens) and last - begin < _COUNTED_WORDS and not _stops(tokens[last]):
        if last > begin and sentence.between(last).strip(" -‐‑'’()"):
            break
        last += 1
        plural = tokens[last - 1].folded.endswith("s") and not tokens[last - 1].raw.isupper() and unit != "$"
        verb = last < len(tokens) and tokens[last].raw.islower() and not tokens[last].folded.endswith("s")
        if plural and (tokens[last - 1].raw.islower() or verb):
            break  # a plural in lower case, or before it, is what is counted; what follows is its state
    if last > begin + 1 and tokens[last - 1].raw.islower() and tokens[last - 1].folded.endswith("ed"):
        last -= 1  # "eleven men handed over"
    return sentence.text[tokens[begin].begin : tokens[last - 1].end] if last > begin else ""


def _stops(token: Token) -> bool:
    """Say whether a word ends what is counted: a function word (the name "IS" is none) or a number."""
    return token.raw[0].isdigit() or (token.folded in ENDS and not token.raw.isupper())
