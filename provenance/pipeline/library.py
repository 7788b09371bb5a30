"""The articles of a store as they were read: within one change each once, however often it is asked for."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance import reading
from provenance.model import Readings
from provenance.pipeline.means import Means
from provenance.store import Store, articles

Numbers = NDArray[np.int32]


class Library:
    """Readings of a store's articles, by number, with what is known of their outlets' habits.

    Parameters
    ----------
    store : Store
        In it nothing about the articles taken may change as long as the library is used.
    means : Means
    """

    def __init__(self, store: Store, means: Means) -> None:
        self._store, self._means = store, means
        self._parts: list[Readings] = []
        self._place: dict[int, tuple[int, int]] = {}

    def put(self, numbers: Numbers, readings: Readings) -> None:
        """Keep articles that were read."""
        part = len(self._parts)
        self._parts.append(readings)
        self._place |= {number: (part, place) for place, number in enumerate(numbers.tolist())}

    def of(self, ids: Iterable[str]) -> Readings:
        """Return articles in the order of their ids."""
        numbered = sorted(articles.numbered(self._store.connection, ids))
        return self.take(np.array([number for _, number in numbered], dtype=np.int32))

    def take(self, numbers: Numbers) -> Readings:
        """Return articles in the order of their numbers here; those not yet read are read now."""
        missing = np.array([each for each in numbers.tolist() if each not in self._place], dtype=np.int32)
        if len(missing):
            self.put(missing, read_again(self._store, missing, self._means))
        places = [self._place[each] for each in numbers.tolist()]
        part, place = np.array(places, dtype=np.int64).reshape(-1, 2).T
        order = np.argsort(part, kind="stable")
        pieces = [reading.chosen(self._parts[each], place[part == each]) for each in np.unique(part).tolist()]
        merged = reading.joined(pieces or [reading.read_apart([], self._means.settings)])
        return merged if len(pieces) < 2 else reading.chosen(merged, np.argsort(order))  # noqa: PLR2004


def read_again(store: Store, numbers: Numbers, means: Means) -> Readings:
    """Read articles of the store as they were read, with what is known of their outlets' habits."""
    apart = reading.read_apart(articles.load(store.connection, numbers), means.settings)
    return replace(apart, sentence_kind=articles.kinds(store.connection, numbers))
