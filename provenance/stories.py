"""Step `tell`: gather the articles that tell one event.

Average linkage over the pairs found, so that a chain of half-similar articles does not become one story.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Pair, Story
from provenance.settings import Settings

_COPYING = {"reprint", "wire copy"}
_SHARING = {"excerpt", "shared statement"}
_NEARER = 0.1  # cosine that a shared statement is worth; pairs of BASIL and of the trade press gain by it
_LEAST = 0.05  # a fainter cosine is chance and would only fill memory
_TICK = timedelta(microseconds=1)  # as finely as times are told apart
_FIRST = datetime(1, 1, 1)  # noqa: DTZ001 - stated times are compared as they are, without their zones
_UNKNOWN = -1  # close to every other time
_Distance = tuple[float, int, int]  # the mean weight below zero, and between which two clusters


class _Links(NamedTuple):
    """How close (0-1) which two articles are, by their numbers."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]


def tell(articles: Sequence[Article], pairs: Sequence[Pair], settings: Settings) -> list[Story]:
    """Gather articles into stories.

    Two stories become one while the mean cosine between their members is at least
    ``settings.story_threshold``. Pairs that were not found count as zero; so do pairs further apart in time
    than ``settings.story_days`` unless they share copied text. Two that share a statement are closer by a
    tenth, copies are as close as can be.

    Returns
    -------
    list of Story
        Every article is in exactly one. `origins` is not yet known.
    """
    ids = sorted(article.id for article in articles)
    links = _links({name: number for number, name in enumerate(ids)}, articles, pairs, settings.story_days)
    clusters = _joined(len(ids), links, settings.story_threshold)
    gathered = sorted(tuple(ids[each] for each in sorted(cluster)) for cluster in clusters)
    return [Story(f"story-{number}", group, None) for number, group in enumerate(gathered, start=1)]


def _links(
    numbers: dict[str, int], articles: Sequence[Article], pairs: Sequence[Pair], days: float
) -> _Links:
    """Return how close which articles are."""
    left = np.array([numbers[pair.left] for pair in pairs], np.int64)
    right = np.array([numbers[pair.right] for pair in pairs], np.int64)
    relations = [pair.relation for pair in pairs]
    copied = np.array([relation in _COPYING for relation in relations], np.bool_)
    sharing = np.array([relation in _SHARING for relation in relations], np.bool_)
    cosines = np.array([pair.tfidf for pair in pairs], np.float64)
    weights = np.where(copied, 1.0, np.minimum(1.0, cosines + np.where(sharing, _NEARER, 0.0)))
    times = np.zeros(len(numbers), np.int64)
    for article in articles:
        times[numbers[article.id]] = _moment(article.published)
    one, other = times[left], times[right]
    near = (one == _UNKNOWN) | (other == _UNKNOWN) | (abs(one - other) <= timedelta(days=days) // _TICK)
    kept = (weights >= _LEAST) & (near | copied)
    return _Links(left[kept], right[kept], weights[kept])


def _joined(count: int, links: _Links, threshold: float) -> list[list[int]]:
    """Join the two closest of so many clusters again and again."""
    clusters = _Clusters(count, links, threshold)
    close = np.flatnonzero(links.weight >= threshold)
    close = close[np.lexsort((links.right[close], links.left[close], -links.weight[close]))]
    ends = links.left[close].tolist(), links.right[close].tolist()
    alone = list(zip((-links.weight[close]).tolist(), *ends, strict=True))
    place = 0
    while True:
        while place < len(alone) and not clusters.alone(*alone[place][1:]):
            place += 1
        closest = min((*alone[place : place + 1], *clusters.closest()), default=None)
        if closest is None:
            return [members for members in clusters.members if members]
        clusters.join(*closest[1:])


class _Clusters:
    """Articles that were joined, and which two of the clusters are closest.

    Of each cluster of several articles only the nearest other one waits in a heap: what came nearer since has
    grown itself, and has its own place there. Two articles that are still alone are as close as they were:
    who asks knows these.

    Parameters
    ----------
    count : int
        Articles.
    links : _Links
    threshold : float
        The least mean weight between the members of two that may be joined.

    Attributes
    ----------
    members : list of list of int
        By the least of their numbers.
    """

    def __init__(self, count: int, links: _Links, threshold: float) -> None:
        self._threshold = threshold
        self._sums: list[dict[int, float]] = [{} for _ in range(count)]  # of weights between two clusters
        columns = links.left.tolist(), links.right.tolist(), links.weight.tolist()
        for one, other, weight in zip(*columns, strict=True):
            self._sums[one][other] = self._sums[other][one] = weight
        self.members: list[list[int]] = [[number] for number in range(count)]
        self._waiting: list[tuple[_Distance, int]] = []
        self._nearest: dict[int, _Distance] = {}

    def alone(self, one: int, other: int) -> bool:
        """Say whether neither of two articles was joined to another."""
        return len(self.members[one]) == 1 == len(self.members[other])

    def closest(self) -> list[_Distance]:
        """Return the two closest clusters one of which has several articles; nothing if none are close."""
        while self._waiting:
            found, cluster = self._waiting[0]
            if self._nearest.get(cluster) != found:
                heappop(self._waiting)  # it was joined to another one, or has grown since
            elif found != self._between(*found[1:]):
                heappop(self._waiting)  # the other one has grown
                self._wait(cluster)
            else:
                return [found]
        return []

    def join(self, one: int, other: int) -> None:
        """Join the second cluster to the first."""
        mine = self._sums[one]
        self.members[one] += self.members[other]
        self.members[other] = []
        for third, weight in self._sums[other].items():
            if third != one:
                theirs = self._sums[third]
                del theirs[other]
                mine[third] = theirs[one] = mine.get(third, 0.0) + weight
        del mine[other]
        self._sums[other] = {}
        self._nearest.pop(other, None)
        self._wait(one)

    def _between(self, one: int, other: int) -> _Distance | None:
        weight = self._sums[one].get(other)
        size = len(self.members[one]) * len(self.members[other])
        return None if weight is None else (-weight / size, one, other)

    def _wait(self, cluster: int) -> None:
        """Let the cluster that is nearest to one wait, the first of several, if it is close enough."""
        size, least = len(self.members[cluster]), -self._threshold
        nearest = [
            (distance, cluster, other) if cluster < other else (distance, other, cluster)
            for other, weight in self._sums[cluster].items()
            if (distance := -weight / (size * len(self.members[other]))) <= least
        ]
        if nearest:
            self._nearest[cluster] = min(nearest)
            heappush(self._waiting, (self._nearest[cluster], cluster))
        else:
            self._nearest.pop(cluster, None)


def _moment(published: str | None) -> int:
    """Return a stated time in microseconds; `_UNKNOWN` if there is none."""
    if not published:
        return _UNKNOWN
    padded = published if len(published) > len("2026-01") else (published + "-01-01")[: len("2026-01-01")]
    try:
        read = datetime.fromisoformat(padded).replace(tzinfo=None)
    except ValueError:
        return _UNKNOWN
    return (read - _FIRST) // _TICK
