"""Step `propose`: which of many articles are worth aligning, without looking at every pair.

Three kinds of keys bring two articles together, each where the others are blind:

* LSH bands of sentence signatures: sentences edited here and there;
* runs of eight words: a short quote inside a long sentence, whose Jaccard similarity is low;
* shorter runs of rare words inside quotation marks.

To these come the pairs that TF-IDF finds similar: a rewrite may share no run at all. A key that stands in
very many articles is not expanded into pairs but looked at together with the words around it: text that
is reprinted a hundred times has the same neighbours everywhere, a stock phrase has not.

What a key brings together depends on which articles have it and on nothing else in the corpus, so that an
index that grows can say what a new article changes: `held` gives articles' keys, `changed` what
pairs come and go when the lists of some keys change.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.growth import changed, held
from provenance.candidates.keys import evidence, repeats
from provenance.candidates.listing import Listed, chained_note, expanded
from provenance.model import Candidates, Readings, Sketches, Skipped
from provenance.settings import Settings

__all__ = ["Listed", "chained_note", "changed", "held", "propose"]


def propose(
    readings: Readings,
    sketches: Sketches,
    bands: Iterable[NDArray[np.uint64]],
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    settings: Settings,
) -> tuple[Candidates, list[Skipped]]:
    """Return the article pairs worth aligning.

    Parameters
    ----------
    readings : Readings
    sketches : Sketches
        Of the same readings.
    similar : pair of int32 arrays
        Article numbers that TF-IDF brought together.
    settings : Settings

    Returns
    -------
    Candidates
    list of Skipped
        What was not expanded into all its pairs, and why.
    """
    found = [similar]
    chains: dict[str, int] = {}
    for what, listed in evidence(readings, sketches, bands, settings, kept=repeats):
        left, right, chained = expanded(listed, settings)
        found.append((left, right))
        chains[what] = max(chains.get(what, 0), len(np.unique(chained)))
    left = np.concatenate([pair[0] for pair in found]).astype(np.int64)
    right = np.concatenate([pair[1] for pair in found]).astype(np.int64)
    low, high = np.minimum(left, right), np.maximum(left, right)
    count = len(readings.articles)
    packed = np.unique((low * count + high)[low != high])
    candidates = Candidates((packed // count).astype(np.int32), (packed % count).astype(np.int32))
    return candidates, chained_note(chains, settings)
