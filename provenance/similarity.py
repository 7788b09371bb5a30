"""Step `weigh`: how alike two articles are in their words, by scikit-learn's TF-IDF and the cosine.

The document frequency is the background's alone: four articles are enough to mean something, and what two
articles score never depends on which others were there. The matrix of all pairs never exists: articles
are compared with those of the same days, and only pairs above a threshold are kept.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.dates import bounds
from provenance.model import Kind, Readings
from provenance.settings import Settings

_BLOCK = 256  # articles scored at a time: 256 × 12,000 floats are 24 MB at worst


@dataclass(frozen=True, slots=True, eq=False)
class Similarities:
    """Article pairs above the threshold, left < right, sorted, and the vectors to score any other.

    Attributes
    ----------
    left, right : int32 (P,)
    vectors : scipy.sparse.csr_array, (A, terms)
        TF-IDF vectors of length 1; a zero vector where an article has no body.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    vectors: Any

    def of(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return the cosine of each pair of articles, float64 (P,), 0 to 1."""
        found = np.empty(len(left))
        for begin in range(0, len(left), _BLOCK):
            block = slice(begin, begin + _BLOCK)
            product = self.vectors[left[block]].multiply(self.vectors[right[block]])
            found[block] = np.asarray(product.sum(axis=1)).ravel()
        return np.clip(found, 0.0, 1.0)


def weigh(readings: Readings, settings: Settings) -> Similarities:
    """Find the article pairs whose TF-IDF cosine is at least ``settings.tfidf_threshold``.

    Articles are compared if they may have been published within ``settings.story_days`` of each other; an
    article without a date is compared with all.
    """
    vectors = _vectors(readings)
    begins, ends = _times(readings, settings.story_days)
    order = np.argsort(begins, kind="stable")
    begins, ends, ordered = begins[order], ends[order], vectors[order]
    left, right = [], []
    for first in range(0, len(order), _BLOCK):
        last = min(first + _BLOCK, len(order))
        # Sorted by earliest moment: whoever begins after the latest end of this block is too late for it.
        reach = int(np.searchsorted(begins, ends[first:last].max(), side="right"))
        block = (ordered[first:last] @ ordered[first:reach].T).tocoo()
        rows, columns = block.row + first, block.col + first
        kept = (rows < columns) & (block.data >= settings.tfidf_threshold) & (begins[columns] <= ends[rows])
        left.append(order[rows[kept]])
        right.append(order[columns[kept]])
    one = np.concatenate([np.zeros(0, np.int64), *left])
    other = np.concatenate([np.zeros(0, np.int64), *right])
    low, high = np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32)
    place = np.lexsort((high, low))
    return Similarities(low[place], high[place], vectors)


def _times(readings: Readings, days: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the earliest moment of each article and the last moment another of its story may begin."""
    known = [bounds(article.published) or (-np.inf, np.inf) for article in readings.articles]
    times = np.array(known, dtype=np.float64).reshape(-1, 2)
    return times[:, 0], times[:, 1] + days


def _vectors(readings: Readings) -> Any:  # noqa: ANN401 - scipy ships no types
    """Return the articles' TF-IDF vectors over the stems of their bodies."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer

    lengths = np.diff(readings.sentence_words)
    body = np.repeat(readings.sentence_kind == Kind.BODY, lengths)
    sentence_counts = np.diff(readings.article_sentences)
    article = np.repeat(np.repeat(np.arange(len(sentence_counts)), sentence_counts), lengths)[body]
    words, place = np.unique(readings.word_hash[body], return_inverse=True)
    terms, term_of_word = np.unique(background().stem(words), return_inverse=True)
    shape = (len(readings.articles), max(len(terms), 1))
    ones = np.ones(len(article), dtype=np.float64)
    counts = csr_array((ones, (article, term_of_word[place])), shape=shape)
    counts.sum_duplicates()
    transformer = TfidfTransformer(sublinear_tf=True)
    transformer.fit(counts)
    commonest = np.full(shape[1], np.inf)
    np.minimum.at(commonest, term_of_word, background().idf(words))
    transformer.idf_ = 1.0 + np.where(np.isfinite(commonest), commonest, 0.0)
    return csr_array(transformer.transform(counts))
