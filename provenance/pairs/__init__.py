"""Step `judge`: what the passages between two articles amount to.

The difference that matters is between copying and quoting the same person. Words in quotation marks, posts,
letters, transcripts and statements printed in full are set apart before anything is called a copy.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.batches import batches
from provenance.hashing import distinct
from provenance.model import Article, Candidates, Difference, Pair, Passage, Readings
from provenance.pairs.bodies import bodies, body_words
from provenance.pairs.documents import Paragraphs
from provenance.pairs.listing import in_columns
from provenance.pairs.measures import Measures, measured
from provenance.pairs.relations import relation
from provenance.settings import Settings

__all__ = ["body_words", "judge"]

_PAIRS, _WORDS = 4096, 1_000_000  # measured together: the words' columns take some 60 MB
_NOTHING = Measures()


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
    rank = _ranks(readings.articles)
    turned = rank[candidates.left] > rank[candidates.right]
    left = np.where(turned, candidates.right, candidates.left)
    right = np.where(turned, candidates.left, candidates.right)
    sharing = np.array([bool(those) for those in passages], np.bool_)
    kept = np.flatnonzero(sharing | (tfidf >= settings.tfidf_threshold) | listed)
    kept = kept[np.lexsort((rank[right[kept]], rank[left[kept]]))]
    found = [
        tuple(_mirrored(each) for each in passages[place]) if mirrored else passages[place]
        for place, mirrored in zip(kept.tolist(), turned[kept].tolist(), strict=True)
    ]
    wanted = Candidates(left[kept], right[kept])
    measures = [_NOTHING] * len(kept)
    for place, measure in _measured(readings, wanted, found):
        measures[place] = measure
    columns = (wanted.left.tolist(), wanted.right.tolist(), tfidf[kept].tolist(), measures, found)
    return [
        _pair((readings.articles[one], readings.articles[other]), alike, measure, those, settings)
        for one, other, alike, measure, those in zip(*columns, strict=True)
    ]


def _ranks(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Return the place of each article in the order of their ids."""
    ids = [article.id for article in articles]
    found = np.empty(len(ids), np.int64)
    found[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return found


def _measured(
    readings: Readings, pairs: Candidates, found: Sequence[tuple[Passage, ...]]
) -> Iterator[tuple[int, Measures]]:
    """Measure what those of the pairs share that have passages."""
    sharing = np.flatnonzero([bool(those) for those in found])
    known: dict[int, Paragraphs] = {}
    for part in batches(readings, Candidates(pairs.left[sharing], pairs.right[sharing]), _WORDS, _PAIRS):
        places = sharing[part]
        both = np.column_stack((pairs.left[places], pairs.right[places])).astype(np.int64)
        numbers = distinct(both.ravel())
        for number in numbers.tolist():
            if number not in known:
                known[number] = Paragraphs(readings.articles[number].text)
        texts = bodies(readings, numbers)
        within = in_columns(np.searchsorted(numbers, both), [found[place] for place in places.tolist()])
        paragraphs = [known[number] for number in numbers.tolist()]
        yield from zip(places.tolist(), measured(within, len(places), texts, paragraphs), strict=True)


def _mirrored(passage: Passage) -> Passage:
    return Passage(
        left=passage.right,
        right=passage.left,
        kind=passage.kind,
        similarity=passage.similarity,
        quoted=passage.quoted,
        differences=tuple(Difference(each.right, each.left) for each in passage.differences),
        reasons=passage.reasons,
    )


def _pair(
    sides: tuple[Article, Article],
    tfidf: float,
    found: Measures,
    passages: tuple[Passage, ...],
    settings: Settings,
) -> Pair:
    left, right = sides
    house = bool(left.outlet) and left.outlet == right.outlet
    name, confidence, reasons = relation(found, tfidf, settings, house=house)
    return Pair(
        left=left.id,
        right=right.id,
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
