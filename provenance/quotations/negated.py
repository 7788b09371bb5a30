"""Whether a cut parts words from their "not": "not elegantly stated", “elegantly stated”."""

import re
from collections.abc import Sequence
from functools import lru_cache

from provenance.quotations.wording import Form, forms, lists

_NEAR = 3  # words before the first that was kept: "no such impropriety", "never been so proud"
_OUTSIDE = 8  # words outside the marks among which the "not" may stand instead
_BREAK = re.compile(r"[.,;:?!…()–—]|\s-+\s")
# A new clause: what is denied before it says nothing of what follows.
_CLAUSE = frozenset(("that", "but", "because", "if", "when", "while", "as", "and", "or", "than")) | frozenset(
    ("which", "who", "what", "where", "how", "why", "i", "we", "he", "she", "they", "it", "you")
)
# Denials that affirm.
_AFFIRMS = frozenset(
    {"not only", "not just", "not merely", "not simply", "no doubt", "no wonder", "no matter"}
)

Denied = tuple[bool, bool]  # whether words before and after a version, outside its marks, deny


@lru_cache(maxsize=4_096)  # what many outlets carry alike stands in the same words
def denied(around: tuple[str, str]) -> Denied:
    """Tell whether the words around a version deny: a "not" there is not lost."""
    return _denies(around[0], -_OUTSIDE, None), _denies(around[1], 0, _OUTSIDE)


def parted(text: str, words: Sequence[Form], cut: tuple[int, int], outside: Denied) -> bool:
    """Tell whether leaving out the words of `cut`, at either end, turns what is left into its opposite."""
    first, stop = cut
    if first == 0 and stop < len(words):
        return _before(text, words, stop) and not outside[0]
    if first and stop == len(words):
        gap = text[words[first - 1].end : words[first].begin]
        return not _BREAK.search(gap) and _denial(words, first) and not outside[1]
    return False


def _before(text: str, words: Sequence[Form], stop: int) -> bool:
    """Tell whether a denial stands before the word at `stop`, in its clause."""
    if words[stop].word in _CLAUSE:
        return False
    for place in range(stop - 1, max(-1, stop - 1 - _NEAR), -1):
        if words[place].word in _CLAUSE or _BREAK.search(text, words[place].end, words[place + 1].begin):
            return False
        if words[place].word in lists().negations:
            return _denial(words, place)
    return False


def _denial(words: Sequence[Form], place: int) -> bool:
    pair = " ".join(form.word for form in words[place : place + 2])
    return words[place].word in lists().negations and pair not in _AFFIRMS


def _denies(text: str, first: int | None, stop: int | None) -> bool:
    return any(form.word in lists().negations for form in forms(text)[first:stop])
