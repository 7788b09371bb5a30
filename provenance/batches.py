"""Pairs of articles in batches whose words fit into bounded memory."""

from collections.abc import Iterator
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Readings

_UNDATED = "~"  # sorts behind every date


def batches(
    readings: Readings, candidates: Candidates, words: int, pairs: int | None = None
) -> Iterator[NDArray[np.intp]]:
    """Split pairs into parts whose articles have no more words together than that.

    An article is laid out again for every part it has a pair in. So a part takes the articles that have most
    partners in it, and all pairs between those it took: 60,715 pairs of 10,496 articles that need 41 million
    words laid out when they come day by day, two million at a time, need 22 million.

    Parameters
    ----------
    words : int
        Of all articles of a part together, each counted once; a single pair may have more.
    pairs : int, optional
        That a part may have at most.

    Yields
    ------
    int64
        Which pairs, in order; each of all pairs is in one part.
    """
    sizes = np.diff(readings.sentence_words[readings.article_sentences])
    wanted = np.zeros(len(sizes), np.bool_)
    wanted[candidates.left] = wanted[candidates.right] = True
    if sizes[wanted].sum() <= words:
        parts = iter((np.arange(len(candidates.left)),))
    else:
        parts = map(np.array, _Apart(candidates, sizes.tolist(), _days(readings)).parts(words))
    for part in parts:
        step = pairs or max(1, len(part))
        for begin in range(0, len(part), step):
            yield part[begin : begin + step]


def _days(readings: Readings) -> list[int]:
    """Return the place of each article by its day: who shares text is mostly of the same days."""
    rank = np.empty(len(readings.articles), np.intp)
    published = [each.published or _UNDATED for each in readings.articles]
    rank[np.argsort(np.array(published), kind="stable")] = np.arange(len(rank))
    found: list[int] = rank.tolist()
    return found


class _Apart:
    """Pairs that wait for a part: of each article its partners, and which pair that makes."""

    def __init__(self, candidates: Candidates, sizes: list[int], days: list[int]) -> None:
        self._sizes, self._days = sizes, days
        self._waiting: list[dict[int, int]] = [{} for _ in sizes]
        both = zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)
        for place, (one, other) in enumerate(both):
            self._waiting[one][other] = self._waiting[other][one] = place

    def parts(self, words: int) -> Iterator[list[int]]:
        """Return the places of the pairs of each part."""
        order = sorted(range(len(self._sizes)), key=self._days.__getitem__)
        first = 0
        while True:
            while first < len(order) and not self._waiting[order[first]]:
                first += 1
            if first == len(order):
                return
            yield self._pairs_of(self._grown(order[first:], words))

    def _grown(self, order: list[int], words: int) -> set[int]:
        """Return articles that have pairs: the first one, then whichever has most partners among them."""
        held, total = set[int](), 0
        met: dict[int, int] = {}
        near: list[tuple[int, int, int]] = []
        others = iter(order)
        while True:
            while near and (near[0][2] in held or -near[0][0] != met[near[0][2]]):
                heappop(near)
            article = near[0][2] if near else next(self._fresh(others, held), None)
            if article is None or (len(held) > 1 and total + self._sizes[article] > words):
                return held
            held.add(article)
            total += self._sizes[article]
            for partner in self._waiting[article]:
                if partner not in held:
                    met[partner] = met.get(partner, 0) + 1
                    heappush(near, (-met[partner], self._days[partner], partner))

    def _fresh(self, order: Iterator[int], held: set[int]) -> Iterator[int]:
        return (article for article in order if self._waiting[article] and article not in held)

    def _pairs_of(self, held: set[int]) -> list[int]:
        """Take out the pairs between the articles held."""
        taken = []
        for article in held:
            waiting = self._waiting[article]
            for partner in [each for each in waiting if each in held]:
                taken.append(waiting.pop(partner))
                del self._waiting[partner][article]
        return sorted(taken)
