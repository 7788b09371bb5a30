"""Where a passage begins and ends in characters: its words, and the marks that belong to them."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Readings
from provenance.passages.columns import Views

_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
_FAR = 8  # characters of punctuation that can follow a word
_KEPT = 10_000  # marks remembered: a quotation that many articles carry ends alike in most of them
_MARKS = re.compile(rf"(?:[^\w\s]|_){{1,{_FAR}}}")
_CLOSING = re.compile(r"[.,!?]?\"[.,]?")  # American style puts the stop inside, British style outside

Whole = NDArray[np.int64]


def edges(  # noqa: PLR0913, PLR0917 - columns of the findings, and what they are in
    articles: NDArray[np.int32],
    characters: Whole,
    inside: Whole,
    whole: NDArray[np.bool_],
    views: Views,
    readings: Readings,
) -> Whole:
    """Return the characters of findings in both articles, given those from their first to their last words.

    Copied words take along the punctuation that stands before and after them in both texts alike;
    whole sentences are taken as they stand.

    Parameters
    ----------
    articles : int32 (F, 2)
    characters, inside : int64 (F, 4)
        Left begin, left end, right begin, right end: characters, and words of all views.
    whole : bool (F,)
        Which are made of sentences.

    Returns
    -------
    int64 (F, 4)
    """
    found = characters.copy()
    found[whole] = _sentences(characters[whole], inside[whole], views, readings)
    copied = np.flatnonzero(~whole)
    rows = zip(articles[copied].tolist(), characters[copied].tolist(), strict=True)
    marked = [_with_marks(readings.articles, *row) for row in rows]
    found[copied] = np.array(marked, np.int64).reshape(-1, 4)
    return found


def _sentences(characters: Whole, inside: Whole, views: Views, readings: Readings) -> Whole:
    """Return the characters of some words, with all of a sentence that begins or ends there."""
    found, sentence = characters.copy(), views.whole.sentence
    for side in (0, 2):
        begin, end = inside[:, side], inside[:, side + 1]
        opens, closes = views.opens[begin], views.opens[end]
        found[opens, side] = readings.sentence_begin[sentence[begin[opens]]]
        found[closes, side + 1] = readings.sentence_end[sentence[end[closes] - 1]]
    return found


def _with_marks(
    articles: Sequence[Article], pair: list[int], characters: list[int]
) -> tuple[int, int, int, int]:
    """Return the characters of copied words with the marks that touch them on both sides alike."""
    one, other = articles[pair[0]].text, articles[pair[1]].text
    begin, end, start, stop = characters
    ahead, behind, after = 0, 0, 0
    # a space on either side, as there mostly is, settles it
    if begin and start and one[begin - 1] != " " and other[start - 1] != " ":
        ahead = _agree(_before(one, begin), _before(other, start))
    if end < len(one) and stop < len(other) and one[end] != " " and other[stop] != " ":
        behind, after = _behind(_after(one, end), _after(other, stop))
    return begin - ahead, end + behind, start - ahead, stop + after


@lru_cache(_KEPT)
def _behind(one: str, other: str) -> tuple[int, int]:
    """Count the marks behind the last word that belong to it on each side.

    A quotation that ends on both sides ends here, whichever stop the two set before or after the mark.
    """
    if one == other and '"' not in one:
        return len(one), len(other)
    mine, yours = _CLOSING.match(one), _CLOSING.match(other)
    if mine and yours:
        return mine.end(), yours.end()
    both = _agree(one, other)
    return both, both


def _before(text: str, at: int) -> str:
    """Return the marks that touch a word on its left, the nearest first."""
    return _marks(text[max(0, at - _FAR) : at][::-1])


def _after(text: str, at: int) -> str:
    """Return the marks that touch a word on its right."""
    return _marks(text[at : at + _FAR])


@lru_cache(_KEPT)
def _marks(text: str) -> str:
    """Return the marks that a text begins with, those that mean the same as one."""
    touching = _MARKS.match(text)
    return touching[0].translate(_SAME) if touching else ""


@lru_cache(_KEPT)
def _agree(one: str, other: str) -> int:
    """Count the characters two strings begin with alike."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
