"""Step `judge`: what the passages between two articles amount to.

The difference that matters is between copying and quoting the same person. Words in quotation marks, posts,
letters, transcripts and statements printed in full are set apart before anything is called a copy.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.batches import batches
from provenance.hashing import distinct
from provenance.model import Article, Candidates, Pair, Passage, Readings, many
from provenance.pairs.bodies import bodies, body_words
from provenance.pairs.listing import in_columns
from provenance.pairs.measures import Known, Measures, measured
from provenance.pairs.mirrors import mirrored
from provenance.pairs.relations import relation
from provenance.settings import Settings

__all__ = ["body_words", "judge"]

_PAIRS, _WORDS = 4096, 1_000_000  # measured together: the words' columns take some 60 MB
_NOTHING = Measures()


class _Found(NamedTuple):
    """What was found of each of some pairs, in columns."""

    tfidf: list[float]
    measures: list[Measures]
    passages: list[tuple[Passage, ...]]


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
    found = [passages[place] for place in kept.tolist()]
    other = np.flatnonzero(turned[kept] & sharing[kept]).tolist()
    for place, those in zip(other, mirrored([found[place] for place in other]), strict=True):
        found[place] = those
    wanted = Candidates(left[kept], right[kept])
    measures = [_NOTHING] * len(kept)
    for place, measure in _measured(readings, wanted, found):
        measures[place] = measure
    return _pairs(readings.articles, wanted, _Found(tfidf[kept].tolist(), measures, found), settings)


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
    known: dict[int, Known] = {}
    for part in batches(readings, Candidates(pairs.left[sharing], pairs.right[sharing]), _WORDS, _PAIRS):
        places = sharing[part]
        both = np.column_stack((pairs.left[places], pairs.right[places])).astype(np.int64)
        numbers = distinct(both.ravel())
        for number in numbers.tolist():
            if number not in known:
                known[number] = Known.of(readings.articles[number])
        texts = bodies(readings, numbers)
        within = in_columns(np.searchsorted(numbers, both), [found[place] for place in places.tolist()])
        looked = [known[number] for number in numbers.tolist()]
        yield from zip(places.tolist(), measured(within, len(places), texts, looked), strict=True)


def _pairs(articles: Sequence[Article], pairs: Candidates, found: _Found, settings: Settings) -> list[Pair]:
    """Make the pairs, each with its relation."""
    left, right = ([articles[each] for each in side.tolist()] for side in (pairs.left, pairs.right))
    named = [
        relation(measures, tfidf, settings, house=bool(one.outlet) and one.outlet == other.outlet)
        for measures, tfidf, one, other in zip(found.measures, found.tfidf, left, right, strict=True)
    ]
    relations, confidences, reasons = zip(*named, strict=True) if named else ((), (), ())
    return many(
        Pair,
        [each.id for each in left],
        [each.id for each in right],
        found.tfidf,
        [each.cover[0] for each in found.measures],
        [each.cover[1] for each in found.measures],
        [each.prose[0] for each in found.measures],
        [each.prose[1] for each in found.measures],
        [each.run for each in found.measures],
        found.passages,
        relations,
        confidences,
        reasons,
        [None] * len(left),
    )
