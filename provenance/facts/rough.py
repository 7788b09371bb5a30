"""Numbers that are rough by themselves: "a third of", "three in four", "dozens of"."""

from provenance.facts.numbers import DIVISORS, NUMBER_WORDS, PLURALS, SCALES, TIMES
from provenance.facts.tokens import Number, Sentence

__all__ = ["OPENERS", "rough"]

OPENERS = frozenset({"a", "one", "half", "tens", *NUMBER_WORDS, *PLURALS})  # words they begin with, or digits
_HALVES = frozenset({"first", "second", "other", "last", "latter", "a"})  # before "half": no share of a whole
_SHARE = 0.1  # a third is what lies within 10 % of it
_TENS = (20.0, 1e3)  # as in "tens of thousands"
_IN = (("in",), ("out", "of"))  # between the two numbers of "three in four"
_TEN = 10.0  # shares are told in numbers up to it,
_DIGITS = 2  # which have so many digits at most
_SECOND = frozenset(
    {*DIVISORS, "of", "the", *(between[0] for between in _IN)}
)  # the second word of any of them


def rough(sentence: Sentence, at: int) -> Number | None:
    """Read the rough number that begins at a word, if one does."""
    if sentence.folded(at + 1) not in _SECOND:
        return None
    return _half(sentence, at) or _share(sentence, at) or _plural(sentence, at)


def _half(sentence: Sentence, at: int) -> Number | None:
    """Read "half of the", "half the"; "the second half" is none."""
    whole = (
        sentence.folded(at) == "half"
        and sentence.folded(at + 1) in {"of", "the"}
        and sentence.folded(at + 2) != "a"
        and sentence.folded(at - 1) not in _HALVES
    )
    return _percent(at, at + 1, 1 / 2) if whole else None


def _share(sentence: Sentence, at: int) -> Number | None:
    """Read a share of a whole: "a third of", "two-thirds", "three in four"."""
    article = sentence.folded(at) == "a"
    count = 1.0 if article or sentence.folded(at) == "one" else _small(sentence, at)
    if not count:
        return None
    following = sentence.folded(at + 1)
    divisor = DIVISORS.get(following, 0)
    if divisor and count < divisor and sentence.adjacent(at + 1):
        plain = following.endswith("s") and following != "quarters"  # those are of a year as well
        told = plain or (sentence.folded(at + 2) == "of" and sentence.folded(at + 3) != "a")
        return _percent(at, at + 2, count / divisor) if told else None
    for between in _IN:
        last = at + 1 + len(between)
        said = tuple(sentence.folded(n) for n in range(at + 1, last)) == between
        whole = _small(sentence, last) if said and not article else 0.0
        if count < whole and sentence.folded(last + 1).rstrip("s") + "s" not in TIMES:
            return _percent(at, last + 1, count / whole)
    return None


def _percent(first: int, last: int, share: float) -> Number:
    size = 100 * share
    return Number(first, last, size, 1.0, "%", ((1 - _SHARE) * size, (1 + _SHARE) * size))


def _small(sentence: Sentence, at: int) -> float:
    """Return a number up to ten; 0 for any other word."""
    folded = sentence.folded(at)
    digits = float(folded) if folded.isdecimal() and len(folded) <= _DIGITS else 0.0
    value = NUMBER_WORDS.get(folded, digits)
    return value if value <= _TEN else 0.0


def _plural(sentence: Sentence, at: int) -> Number | None:
    """Read "dozens of", "hundreds of thousands of"."""
    folded = sentence.folded(at)
    low, high = _TENS if folded == "tens" else PLURALS.get(folded, (0.0, 0.0))
    if not low or sentence.folded(at + 1) != "of" or sentence.folded(at - 1) in SCALES:
        return None
    if sentence.folded(at + 2) == "thousands":
        scale = SCALES["thousand"]
        return Number(at, at + 3, low * scale, low * scale, "", (low * scale, high * scale))
    return Number(at, at + 1, low, low, "", (low, high)) if folded != "tens" else None
