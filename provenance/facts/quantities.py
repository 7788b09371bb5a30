"""Figures with what is said around them: the quantity each one states."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.facts.claims import Claims
from provenance.model import Figure, Mark, Readings
from provenance.reading.words import WORD, fold, word_hash

_REACH = 12  # words on either side of a figure that say which quantity it is
_FADE = 8.0  # words after which a neighbour's say is halved


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """One figure of one claim.

    Attributes
    ----------
    counted : dict of stem to weight
        The words that say what is counted.
    around : dict of stem to weight
        The words near the figure, weighed by rarity and nearness, what is counted included.
    names : frozenset of stems
        Names in the sentence.
    """

    claim: int
    article: int
    outlet: int
    figure: Figure
    counted: dict[int, float]
    around: dict[int, float]
    names: frozenset[int]


def quantities(readings: Readings, claims: Claims) -> list[Quantity]:
    """Return the quantities of all claims, in order."""
    known = background()
    result = []
    for claim, group in enumerate(claims.figures):
        if not group:
            continue
        sentence = int(claims.sentence[claim])
        low, high = (int(n) for n in readings.sentence_words[sentence : sentence + 2])
        hashes, begins = readings.word_hash[low:high], readings.word_begin[low:high]
        stems, idf = known.stem(hashes).astype(np.int64), known.idf(hashes)
        marks = readings.word_marks[low:high]
        named = (marks & Mark.CAPITAL > 0) & (marks & Mark.OPENS == 0) & (idf > 1)
        numbers = np.zeros(high - low, dtype=bool)
        for figure in group:
            numbers |= (begins >= figure.span.begin) & (begins < figure.span.end)
        names = frozenset(stems[named & ~numbers].tolist())
        for figure in group:
            place = int(np.searchsorted(begins, figure.span.begin))
            until = int(np.searchsorted(begins, figure.span.end))
            around = _around((place, until), stems, np.where(numbers, 0.0, idf))
            result.append(
                Quantity(
                    claim,
                    int(claims.article[claim]),
                    int(claims.outlet[claim]),
                    figure,
                    _counted(figure),
                    around,
                    names,
                )
            )
    return result


def _counted(figure: Figure) -> dict[int, float]:
    """Return the stems of the words that name what a figure counts, with their idf."""
    known = background()
    hashes = [word_hash(fold(match.group())) for match in WORD.finditer(figure.counted)]
    words = np.array(hashes, dtype=np.uint32)
    return dict(zip(known.stem(words).tolist(), known.idf(words).tolist(), strict=True))


def _around(
    place: tuple[int, int], stems: NDArray[np.int64], weight: NDArray[np.float64]
) -> dict[int, float]:
    """Return the words near a figure with their weights, fading with distance."""
    first, last = place
    found: dict[int, float] = {}
    for n in range(max(first - _REACH, 0), min(last + _REACH, len(stems))):
        far = first - n if n < first else n - last
        say = float(weight[n]) * 0.5 ** (max(far, 0) / _FADE)
        if weight[n] > 0.7:
            found[int(stems[n])] = max(found.get(int(stems[n]), 0.0), say)
    return found
