"""Step `judge`: what the passages between two articles amount to.

The difference that matters is between copying and quoting the same person. Words in quotation marks, posts,
letters, transcripts and statements printed in full are set apart before anything is called a copy.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.batches import batches
from provenance.model import Article, Candidates, Difference, Pair, Passage, Readings, Span
from provenance.pairs.bodies import Bodies, bodies, body_words
from provenance.pairs.measures import Measures, measured
from provenance.pairs.relations import relation
from provenance.settings import Settings

__all__ = ["body_words", "judge"]

_PAIRS, _WORDS = 4096, 1_000_000  # measured together: the words' columns take some 60 MB


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
    kept = [
        place
        for place, found in enumerate(passages)
        if found or listed or tfidf[place] >= settings.tfidf_threshold
    ]
    pairs: list[Pair] = []
    known: dict[int, list[Span]] = {}
    wanted = Candidates(candidates.left[kept], candidates.right[kept])
    for part in batches(readings, wanted, _WORDS, _PAIRS):
        places = [kept[place] for place in part.tolist()]
        numbers = _ordered(readings, candidates.left[places].tolist(), candidates.right[places].tolist())
        texts = bodies(readings, sorted({number for pair in numbers for number in pair[:2]}), known)
        found = [passages[place] for place in places]
        pairs += _judged(texts, numbers, found, tfidf[places].tolist(), settings)
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))


def _ordered(readings: Readings, left: list[int], right: list[int]) -> list[tuple[int, int, bool]]:
    """Return the two numbers of each pair in the order of their ids, and whether they were turned round."""
    articles = readings.articles
    return [
        (other, one, True) if articles[one].id > articles[other].id else (one, other, False)
        for one, other in zip(left, right, strict=True)
    ]


def _judged(
    texts: Bodies,
    numbers: list[tuple[int, int, bool]],
    passages: list[tuple[Passage, ...]],
    tfidf: list[float],
    settings: Settings,
) -> list[Pair]:
    """Judge pairs that are measured together."""
    slots = [(texts.slots[one], texts.slots[other]) for one, other, _ in numbers]
    found = [
        tuple(_mirrored(each) for each in those) if turned else those
        for (_, _, turned), those in zip(numbers, passages, strict=True)
    ]
    measures = measured(slots, found, tfidf, texts)
    return [
        _pair(texts.articles[one], texts.articles[other], measure, each, settings)
        for (one, other), measure, each in zip(slots, measures, found, strict=True)
    ]


def _mirrored(passage: Passage) -> Passage:
    turned = tuple(Difference(each.right, each.left) for each in passage.differences)
    return replace(passage, left=passage.right, right=passage.left, differences=turned)


def _pair(
    left: Article, right: Article, found: Measures, passages: tuple[Passage, ...], settings: Settings
) -> Pair:
    name, confidence, reasons = relation(found, settings)
    return Pair(
        left=left.id,
        right=right.id,
        tfidf=found.tfidf,
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
