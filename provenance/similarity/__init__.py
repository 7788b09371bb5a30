"""Step `weigh`: how alike two articles are in their words, by scikit-learn's TF-IDF and the cosine.

The document frequency is the background's alone: four articles are enough to mean something, and what two
articles score never depends on which others were there. The matrix of all pairs never exists: articles
are compared with those of the same days, and only pairs above a threshold are kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.dates import bounds
from provenance.model import Bags, Kind, Readings
from provenance.settings import Settings
from provenance.similarity.products import accumulated, multiplied, products, reach

_ARTICLE = np.uint64(32)  # bits of a word in a number that also holds its article
_PAIR = np.int64(32)
_BLOCK = 256  # pairs scored at a time


@dataclass(frozen=True, slots=True, eq=False)
class Similarities:
    """Article pairs above the threshold, left < right, sorted, and the vectors to score any other.

    Attributes
    ----------
    left, right : int32 (P,)
    vectors : scipy.sparse.csr_array, (A, terms)
        TF-IDF vectors of length 1; a zero vector where an article has no body.
    rows : int64 (A,), optional
        Which vector is each article's; they are in the articles' order if not given.
    compiled : bool
        There is so much that pairs are scored by compiled code.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    vectors: Any
    rows: NDArray[np.intp] | None = None
    compiled: bool = False

    def of(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return the cosine of each pair of articles, float64 (P,), 0 to 1."""
        rows = np.arange(self.vectors.shape[0]) if self.rows is None else self.rows
        if self.compiled:
            return np.clip(products(self.vectors, rows[left], rows[right]), 0.0, 1.0)
        return _cosines(self.vectors, rows[left], rows[right])


def weigh(readings: Readings, settings: Settings) -> Similarities:
    """Find the article pairs whose TF-IDF cosine is at least ``settings.tfidf_threshold``.

    Articles are compared if they may have been published within ``settings.story_days`` of each other; an
    article without a date is compared with all.
    """
    return weighing(readings, settings)()


def weighing(readings: Readings, settings: Settings) -> Callable[[], Similarities]:
    """Return the work of `weigh`, still to be done: it holds no more of the readings than it needs."""
    published = [article.published for article in readings.articles]
    everyone = np.ones(len(published), dtype=np.bool_)
    return partial(weigh_bags, bags(readings, settings), published, everyone, settings)


def bags(readings: Readings, settings: Settings) -> Bags:
    """Count the words of each article's body."""
    if len(readings.word_hash) >= settings.compile_above:
        from provenance.kernels import bags as counted  # loads the compiler

        body_sentences = readings.sentence_kind == Kind.BODY
        columns = readings.article_sentences, readings.sentence_words, body_sentences, readings.word_hash
        return Bags(*counted(*columns))
    lengths = np.diff(readings.sentence_words)
    body = np.repeat(readings.sentence_kind == Kind.BODY, lengths)
    sentence_counts = np.diff(readings.article_sentences)
    article = np.repeat(np.repeat(np.arange(len(sentence_counts)), sentence_counts), lengths)[body]
    coded = article.astype(np.uint64) << _ARTICLE | readings.word_hash[body].astype(np.uint64)
    coded, counts = np.unique(coded, return_counts=True)
    bounds_ = np.searchsorted(coded >> _ARTICLE, np.arange(len(sentence_counts) + 1, dtype=np.uint64))
    return Bags(bounds_.astype(np.int64), coded.astype(np.uint32), counts.astype(np.int32))


def cosines(counted: Bags, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the cosine of pairs of articles, float64 (P,), 0 to 1."""
    return _cosines(_vectors(counted), left, right)


def _cosines(
    vectors: Any,  # noqa: ANN401 - scipy ships no types
    left: NDArray[np.integer],
    right: NDArray[np.integer],
) -> NDArray[np.float64]:
    found = np.empty(len(left))
    for begin in range(0, len(left), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        product = vectors[left[block]].multiply(vectors[right[block]])
        found[block] = np.asarray(product.sum(axis=1)).ravel()
    return np.clip(found, 0.0, 1.0)


def joined(parts: Sequence[Bags]) -> Bags:
    """Put the counts of several batches behind each other."""
    sizes = np.concatenate([np.diff(part.bounds) for part in parts])
    return Bags(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def near(published: Sequence[str | None], to: Sequence[str | None], settings: Settings) -> NDArray[np.bool_]:
    """Mark the articles that may be of the days of some of the others, by their dates alone."""
    begins, ends = _times(published, settings.story_days)
    first, last = _times(to, settings.story_days)
    order = np.argsort(first, kind="stable")
    latest = np.maximum.accumulate(last[order]) if len(order) else last
    # Of those that begin before this one ends, does any end after this one begins?
    before = np.searchsorted(first[order], ends, side="right")
    return np.asarray((before > 0) & (np.append(-np.inf, latest)[before] >= begins), dtype=np.bool_)


def weigh_bags(
    counted: Bags, published: Sequence[str | None], asked: NDArray[np.bool_], settings: Settings
) -> Similarities:
    """Do what `weigh` does with counts alone, and only for pairs with an article that is asked about.

    Parameters
    ----------
    counted : Bags
        Of A articles.
    published : sequence of str or None, length A
    asked : bool (A,)
    settings : Settings
    """
    words_asked = counted.counts[np.repeat(asked, np.diff(counted.bounds))].sum()
    begins, ends = _times(published, settings.story_days)
    order = np.argsort(begins, kind="stable")
    begins, ends = begins[order], ends[order]
    vectors = _vectors(counted)[order]
    del counted  # as large as the vectors
    compiled = bool(words_asked >= settings.compile_above)
    find = accumulated if compiled else multiplied
    rows, columns = find(vectors, reach(begins, ends, asked[order]), settings.tfidf_threshold)
    earlier, later = np.minimum(rows, columns), np.maximum(rows, columns)
    kept = (rows != columns) & (begins[later] <= ends[earlier])
    one, other = order[earlier[kept]], order[later[kept]]
    pairs = np.unique((np.minimum(one, other) << _PAIR) | np.maximum(one, other))
    left, right = (pairs >> _PAIR).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
    return Similarities(left, right, vectors, np.argsort(order), compiled)


def _times(published: Sequence[str | None], days: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the earliest moment of each article and the last moment another of its story may begin."""
    known = [bounds(each) or (-np.inf, np.inf) for each in published]
    times = np.array(known, dtype=np.float64).reshape(-1, 2)
    return times[:, 0], times[:, 1] + days


def _vectors(counted: Bags) -> Any:  # noqa: ANN401 - scipy ships no types
    """Return the articles' TF-IDF vectors."""
    from provenance.similarity.vectors import vectors  # loads scikit-learn

    return vectors(counted)
