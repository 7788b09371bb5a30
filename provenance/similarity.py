"""Step `weigh`: how alike two articles are in their words, by scikit-learn's TF-IDF and the cosine.

The document frequency is the background's plus the corpus's own, so four articles are enough to mean
something, and a large corpus on one subject learns what is common in it. The matrix of all pairs never
exists: only pairs above a threshold are kept.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Readings
from provenance.settings import Settings

_BLOCK = 256  # articles scored against all at a time: 256 × 12,000 floats are 24 MB at worst


@dataclass(frozen=True, slots=True, eq=False)
class Similarities:
    """Cosines of article pairs above the threshold: left < right, sorted.

    Attributes
    ----------
    left, right : int32 (P,)
    cosine : float32 (P,)
    vectors : scipy.sparse.csr_array, (A, terms)
        The TF-IDF vectors, of length 1 each, for pairs that are asked for one by one.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    cosine: NDArray[np.float32]
    vectors: Any

    def of(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return the cosine of any pairs, float64 (P,), 0 to 1."""
        product = self.vectors[left].multiply(self.vectors[right]).sum(axis=1)
        return np.clip(np.asarray(product, dtype=np.float64).ravel(), 0.0, 1.0)


def weigh(readings: Readings, settings: Settings) -> Similarities:
    """Score every pair of articles whose TF-IDF cosine is at least ``settings.tfidf_threshold``."""
    vectors = _vectors(readings)
    left, right, cosine = [], [], []
    # Terms in very many articles make the product quadratic and weigh almost nothing: they are left out
    # of the search, and in the exact cosine of what the search finds.
    telling = _telling(vectors, settings)
    for begin in range(0, vectors.shape[0], _BLOCK):
        block = (telling[begin : begin + _BLOCK] @ telling.T).tocoo()
        rows, columns = block.row + begin, block.col
        kept = (rows < columns) & (block.data >= settings.tfidf_threshold / 2)
        left.append(rows[kept].astype(np.int32))
        right.append(columns[kept].astype(np.int32))
    one, other = np.concatenate(left), np.concatenate(right)
    found = Similarities(one, other, np.zeros(0, np.float32), vectors)
    cosine = found.of(one, other)
    kept = cosine >= settings.tfidf_threshold
    one, other, cosine = one[kept], other[kept], cosine[kept]
    order = np.lexsort((other, one))
    return Similarities(one[order], other[order], cosine[order].astype(np.float32), vectors)


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
    documents = np.bincount(counts.indices, minlength=shape[1])
    rarest = np.full(shape[1], np.inf)
    np.minimum.at(rarest, term_of_word, background().idf(words))
    total = background().total
    known = (total + 1) / np.exp(np.where(np.isfinite(rarest), rarest, 0.0))
    transformer.idf_ = 1.0 + np.log((total + shape[0] + 1) / (known + documents))
    return csr_array(transformer.transform(counts))


def _telling(vectors: Any, settings: Settings) -> Any:  # noqa: ANN401
    """Return the vectors without the terms that stand in more than ``settings.common_term`` articles."""
    documents = np.bincount(vectors.indices, minlength=vectors.shape[1])
    kept = documents[vectors.indices] <= settings.common_term
    telling = vectors.copy()
    telling.data = np.where(kept, telling.data, 0.0)
    telling.eliminate_zeros()
    return telling
