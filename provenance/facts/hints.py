"""Which claims may hold what a detector looks for: asked of all words of a story at once."""

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.few import Few
from provenance.model import Mark


def holding(claims: Claims, few: Few) -> list[int]:
    """Return the claims that hold one of a few words, in order."""
    found: list[int] = np.flatnonzero(np.bincount(claims.holder[few.among(claims.hash)])).tolist()
    return found


def places(claims: Claims, words: NDArray[np.intp]) -> dict[int, list[int]]:
    """Return which claims hold some words (numbers of columns, in order), and as which of theirs."""
    found: dict[int, list[int]] = {}
    for claim, word in zip(claims.holder[words].tolist(), words.tolist(), strict=True):
        found.setdefault(claim, []).append(word - claims.begins[claim])
    return found


def numbered(claims: Claims, least: int) -> list[int]:
    """Return the claims with at least so many words in digits, in order."""
    digits = (claims.marks & Mark.NUMBER) > 0
    counts = np.bincount(claims.holder[digits], minlength=len(claims.sentence))
    found: list[int] = np.flatnonzero(counts >= least).tolist()
    return found
