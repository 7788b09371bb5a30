"""Compiled: the articles that share most with each claim, and the two sentences that do in each."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Columns = tuple[Any, ...]
Counts = NDArray[np.int64]


@njit(cache=True, nogil=True)
def likest(claims: Columns, index: Columns, most: int) -> Counts:
    """Return the rows of `units.Units` (U, 4): claim, article, best and second.

    Parameters
    ----------
    claims : tuple
        ``items`` (N + 1,), ``weight`` (T,), ``outlet`` (N,), the article of each claim counted from 0 in
        the order of the claims (N,), and its number in the readings (N,).
    index : tuple
        ``place`` (T,), ``starts`` (K + 1,), ``owner`` (T,) as in `index.Index`, and which things bring
        claims together (K,).
    most : int
        Other articles for each claim.
    """
    items, weight, outlet, article, number = claims
    place, starts, owner, joins = index
    count = len(outlet)
    articles = article[-1] + 1 if count else 0
    shared, met = np.zeros(count), np.empty(count, np.int64)
    best, second = np.full(articles, -1), np.full(articles, -1)
    seen, chosen = np.empty(articles, np.int64), np.empty(most + 1, np.int64)
    rows, found = np.empty((count * min(most, articles), 4), np.int64), 0
    for claim in range(count):
        meetings = 0
        for item in range(items[claim], items[claim + 1]):
            thing = place[item]
            if not joins[thing]:
                continue
            for slot in range(starts[thing], starts[thing + 1]):
                other = owner[slot]
                if outlet[other] == outlet[claim]:
                    continue
                if shared[other] == 0.0:
                    met[meetings] = other
                    meetings += 1
                shared[other] += weight[item]
        looked = 0
        for meeting in range(meetings):
            other = met[meeting]
            where = article[other]
            if best[where] < 0:
                seen[looked] = where
                looked += 1
            if best[where] < 0 or _more(shared, other, best[where]):
                best[where], second[where] = other, best[where]
            elif second[where] < 0 or _more(shared, other, second[where]):
                second[where] = other
        kept = 0
        for look in range(looked):  # the articles that share most, in order, by insertion
            where = seen[look]
            at = kept
            while at > 0 and _before(shared, best, where, chosen[at - 1]):
                at -= 1
            if at < most:
                for later in range(min(kept, most - 1), at, -1):
                    chosen[later] = chosen[later - 1]
                chosen[at] = where
                kept = min(kept + 1, most)
        for where in np.sort(chosen[:kept]):
            rows[found, 0], rows[found, 1] = claim, number[best[where]]
            rows[found, 2] = best[where]
            rows[found, 3] = second[where] if second[where] >= 0 else best[where]
            found += 1
        for meeting in range(meetings):
            shared[met[meeting]] = 0.0
        for look in range(looked):
            best[seen[look]] = second[seen[look]] = -1
    return rows[:found].copy()


@njit(cache=True, nogil=True)
def _more(shared: NDArray[np.float64], one: int, other: int) -> bool:
    """Say whether one claim shares more than another; of equals the first does."""
    return shared[one] > shared[other] or (shared[one] == shared[other] and one < other)


@njit(cache=True, nogil=True)
def _before(shared: NDArray[np.float64], best: Counts, one: int, other: int) -> bool:
    """Say whether the best sentence of one article shares more than another's; of equals the first does."""
    mine, theirs = shared[best[one]], shared[best[other]]
    return mine > theirs or (mine == theirs and one < other)
