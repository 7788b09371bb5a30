"""Step `propose`: which of many articles are worth aligning, without looking at every pair.

Four kinds of keys bring two articles together, each where the others are blind:

* LSH bands of sentence signatures: sentences edited here and there;
* runs of eight words: a short quote inside a long sentence, whose Jaccard similarity is low;
* shorter runs of rare words inside quotation marks, and two very short ones near each other: what is left of
  a quotation in which every fourth word was changed.

To these come the pairs that TF-IDF finds similar: a rewrite may share no run at all. A key that stands in
very many articles is not expanded into pairs but looked at together with the words around it: text that
is reprinted a hundred times has the same neighbours everywhere, a stock phrase has not.

What a key brings together depends on which articles have it and on nothing else in the corpus, so that an
index that grows can say what a new article changes: `held` gives articles' keys, `changed` what
pairs come and go when the lists of some keys change.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.disk import Shelf
from provenance.candidates.growth import changed, held
from provenance.candidates.keys import everything, evidence, repeats
from provenance.candidates.listing import Listed, chained_note, distinct, expanded
from provenance.machine import Machine
from provenance.model import Candidates, Readings, Sketches, Skipped
from provenance.settings import Settings

__all__ = ["Listed", "chained_note", "changed", "held", "propose", "propose_from_disk"]


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
    found = evidence(readings, sketches, bands, settings, kept=repeats)
    return _paired(((what, [listed]) for what, listed in found), similar, len(readings.articles), settings)


def propose_from_disk(
    parts: Iterable[tuple[int, Readings, Sketches, Iterable[NDArray[np.uint64]]]],
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    settings: Settings,
    machine: Machine,
    folder: Path,
) -> tuple[Candidates, list[Skipped]]:
    """Return the same candidates when the keys of all articles are too many for memory.

    Parameters
    ----------
    parts : iterable
        Number of the first article, readings, sketches and LSH bands of some articles after the other.
    machine : Machine
    folder : Path
        Where the keys may be kept meanwhile.
    """
    count = 0
    with Shelf(folder, machine) as shelf:
        for first, readings, sketches, bands in parts:
            for kind, (what, listed) in enumerate(
                evidence(readings, sketches, bands, settings, kept=everything)
            ):
                shelf.add(kind, what, listed, first)
            count = first + len(readings.articles)
        kinds = ((what, shelf.repeated(kind)) for kind, what in shelf.kinds.items())
        return _paired(kinds, similar, count, settings)


def _paired(
    kinds: Iterable[tuple[str, Iterable[Listed]]],
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    count: int,
    settings: Settings,
) -> tuple[Candidates, list[Skipped]]:
    """Return all pairs that keys of any kind make, and those that are alike."""
    known = _packed(similar[0], similar[1], count)
    chains: dict[str, int] = {}
    for what, parts in kinds:
        many = 0
        for listed in parts:
            left, right, chained = expanded(listed, settings)
            known = distinct(np.concatenate((known, _packed(left, right, count))))
            many += len(np.unique(chained))
        chains[what] = max(chains.get(what, 0), many)
    known = distinct(known)
    candidates = Candidates((known // count).astype(np.int32), (known % count).astype(np.int32))
    return candidates, chained_note(chains, settings)


def _packed(one: NDArray[np.int32], other: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Return each pair of different articles once, as one number."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    return distinct((low * count + high)[low != high])
