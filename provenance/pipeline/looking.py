"""Pairs of a store's articles looked at: read, aligned and judged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance import passages, similarity
from provenance.model import Bags, Candidates, Pair, Readings
from provenance.pairs import judge
from provenance.pipeline.library import Library
from provenance.pipeline.means import Means
from provenance.store import Store, articles

Numbers = NDArray[np.int32]
Ends = tuple[Numbers, Numbers]  # article numbers of pairs


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """The articles of pairs: numbers, readings, words."""

    numbers: Numbers
    readings: Readings
    counted: Bags

    def candidates(self, ends: Ends) -> Candidates:
        """Return pairs of store numbers as pairs of these articles.

        Left is whose id comes first, as in a comparison, where articles are numbered by their ids.
        """
        place = np.full(int(self.numbers.max(initial=-1)) + 1, -1, dtype=np.int32)
        place[self.numbers] = np.arange(len(self.numbers), dtype=np.int32)
        left, right = place[ends[0]], place[ends[1]]
        rank = np.argsort(np.argsort([article.id for article in self.readings.articles]))
        turned = rank[left] > rank[right]
        return Candidates(np.where(turned, right, left), np.where(turned, left, right))


def looked_at(
    fresh: tuple[Numbers, Readings], ends: Sequence[Ends], store: Store, library: Library, means: Means
) -> Looked:
    """Read the articles of pairs, the fresh ones first."""
    means.told("align")
    sides = [side for pair in ends for side in pair]
    partners = np.setdiff1d(np.concatenate(sides), fresh[0]).astype(np.int32)
    numbers = np.concatenate([fresh[0], partners])
    readings = library.take(numbers)
    counted = similarity.joined(
        [similarity.bags(fresh[1], means.settings), articles.bags(store.connection, partners)]
    )
    return Looked(numbers, readings, counted)


def aligned(looked: Looked, wanted: Ends, means: Means, *, listed: bool) -> list[Pair]:
    """Align and judge pairs of articles by number."""
    candidates = looked.candidates(wanted)
    found = passages.align(looked.readings, candidates, means.score, means.settings)
    means.told("judge")
    cosines = similarity.cosines(looked.counted, candidates.left, candidates.right)
    return judge(looked.readings, candidates, found, cosines, means.settings, listed=listed)
