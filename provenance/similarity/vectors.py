"""Articles as scikit-learn's TF-IDF vectors. Loading this takes most of a second: import it where needed."""

import numpy as np
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfTransformer

from provenance.background import background
from provenance.hashing import buckets, distinct, looked_up
from provenance.model import Bags

_BLOCK = 500_000  # words looked up at a time: what that takes is a few megabytes


def vectors(counted: Bags) -> csr_array:
    """Return the articles' TF-IDF vectors over the stems of their bodies, float64 (A, terms), of length 1.

    The weight of a word is ``1 + ln(count)`` times its idf in the background plus 1; an article without
    a body has a zero vector.
    """
    stems = background().stem(counted.words)
    terms = distinct(stems)
    term, starts = np.empty(len(stems), np.int32), buckets(terms)
    for begin in range(0, len(stems), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        term[block] = looked_up(terms, starts, stems[block])[0]
    del stems
    shape = (len(counted.bounds) - 1, max(len(terms), 1))
    counts = csr_array(
        (counted.counts.astype(np.float64), term, counted.bounds.astype(np.int32)), shape=shape
    )
    del term
    counts.sum_duplicates()
    if not shape[0]:
        return counts
    transformer = TfidfTransformer(sublinear_tf=True)
    transformer.fit(counts)
    transformer.idf_ = np.ones(shape[1])
    transformer.idf_[: len(terms)] += background().stem_idf(terms)
    return csr_array(transformer.transform(counts, copy=False))
