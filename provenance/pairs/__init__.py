"""Step `judge`: what the passages between two articles amount to.

The difference that matters is between copying and quoting the same person. Words in quotation marks, posts,
letters, transcripts and statements printed in full are set apart before anything is called a copy.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Difference, Pair, Passage, Readings
from provenance.pairs.bodies import body, body_words
from provenance.pairs.measures import Measures, Side, measure, side
from provenance.pairs.relations import relation
from provenance.settings import Settings

__all__ = ["body_words", "judge"]


def judge(  # noqa: PLR0913 - two columns beside the candidates, and what depends on the whole corpus
    readings: Readings,
    candidates: Candidates,
    passages: Sequence[tuple[Passage, ...]],
    tfidf: NDArray[np.float64],
    settings: Settings,
    *,
    listed: bool,
) -> list[Pair]:
    """Measure each candidate pair and name its relation.

    Parameters
    ----------
    passages, tfidf : parallel to `candidates`
    settings : Settings
    listed : bool
        List pairs that share nothing too.

    Returns
    -------
    list of Pair
        Those with a passage or a cosine of at least ``settings.tfidf_threshold``, or all candidates if
        `listed`. Sorted by article ids.
    """
    sides: dict[int, Side] = {}
    pairs = []
    for place, found in enumerate(passages):
        if not found and not listed and tfidf[place] < settings.tfidf_threshold:
            continue
        numbers = int(candidates.left[place]), int(candidates.right[place])
        if readings.articles[numbers[0]].id > readings.articles[numbers[1]].id:
            numbers = numbers[::-1]
            found = tuple(_mirrored(passage) for passage in found)  # noqa: PLW2901
        pairs.append(_pair(readings, numbers, sides, found, float(tfidf[place]), settings))
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))


def _mirrored(passage: Passage) -> Passage:
    turned = tuple(Difference(each.right, each.left) for each in passage.differences)
    return replace(passage, left=passage.right, right=passage.left, differences=turned)


def _pair(  # noqa: PLR0913, PLR0917 - one pair's measures, gathered in one place
    readings: Readings,
    numbers: tuple[int, int],
    sides: dict[int, Side],
    passages: tuple[Passage, ...],
    tfidf: float,
    settings: Settings,
) -> Pair:
    if passages:
        for number in numbers:
            if number not in sides:
                sides[number] = side(readings.articles[number], body(readings, number))
        found = measure(sides[numbers[0]], sides[numbers[1]], passages, tfidf)
    else:
        found = Measures((0.0, 0.0), (0.0, 0.0), 0, 0, 0, 0, 0, 0, tfidf)
    name, confidence, reasons = relation(found, settings)
    return Pair(
        left=readings.articles[numbers[0]].id,
        right=readings.articles[numbers[1]].id,
        tfidf=tfidf,
        left_cover=found.cover[0],
        right_cover=found.cover[1],
        left_prose_cover=found.prose[0],
        right_prose_cover=found.prose[1],
        longest_run=found.run,
        passages=passages,
        relation=name,
        confidence=confidence,
        reasons=reasons,
    )
