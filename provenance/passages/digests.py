"""Digests: a few sentences, in a text about other things, that retell the whole of the other text.

What two reports on one event share is spread over all of both. A digest is the opposite: one stretch of
one text finds its words again all over the other, and the rest of it does not.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.passages.blocks import Block, heaviest
from provenance.passages.columns import Rows
from provenance.passages.likeness import Common, Likeness, Likes

# Swept on PAN 2013 training (42 true summaries among 1,000 pairs). True ones contrast by .33 to .75, the
# 158 pairs of the same make without one by at most .29.
CONTRAST = 0.36  # share of its words that come back, above the same share of the text around
AROUND = 0.45  # the text around shares at most this much: more, and both report on one event
SCATTERED = 0.78  # of what comes back, the part found in one place is less
PLACE = 1.5  # times its length is one place
SPREAD = 0.3  # share of the other text from the first to the last sentence that resembles it
RESEMBLES = 0.2  # cosine
CONDENSED = 3  # the other text is that much longer at least
EMBEDDED = 2  # and so is the text around
LEAST_WORDS = 60
PRIOR_SHARE, PRIOR_MASS = 0.2, 100.0
ROUNDS = 4  # of moving the threshold between inside and outside; it settles after two or three
STEPS = 8  # places tried within each place's length
CHANCE = 0.9  # 34 of 38 found in PAN 2013 training are true


THRESHOLDS = (  # in the order in which the compiled code takes them
    *(CONTRAST, AROUND, LEAST_WORDS, CONDENSED, EMBEDDED, PRIOR_SHARE, PRIOR_MASS, ROUNDS),
    *(SPREAD, RESEMBLES, PLACE, STEPS, SCATTERED),
)


def digest(rows: tuple[Rows, Rows], likes: Likes) -> Block | None:
    """Return the stretch of one text that retells the other, with all of the other, if there is one."""
    for side in (0, 1):
        stretch = _stretch(side, rows, likes.common, likes.alike)
        if stretch is not None:
            return retold(side, stretch, len(rows[1 - side].begin))
    return None


def retold(side: int, stretch: tuple[int, int], others: int) -> Block:
    """Return the rows of one side with all of the other's."""
    everything = (0, others)
    return Block(*((stretch, everything) if side == 0 else (everything, stretch)), CHANCE)


def _stretch(side: int, rows: tuple[Rows, Rows], shared: Common, alike: Likeness) -> tuple[int, int] | None:
    mine, yours = (shared.left, shared.right) if side == 0 else (shared.right, shared.left)
    if min(len(mine), len(yours)) < LEAST_WORDS:
        return None
    there = np.zeros(len(shared.weight), np.bool_)
    there[yours] = True
    weights = shared.weight[mine]
    begins = rows[side].begin
    hits = np.add.reduceat(weights * there[mine], begins)
    masses = np.add.reduceat(weights, begins)
    begin, end, inside, around = _contrasted(hits, masses)
    if begin == 0:
        return None  # the lead of a news report sums up its event, and so every other report on it
    first, last = int(begins[begin]), int(rows[side].end[end - 1])
    words = last - first
    if (
        inside - around < CONTRAST
        or around > AROUND
        or words < LEAST_WORDS
        or len(yours) < CONDENSED * words
        or len(mine) - words < EMBEDDED * words
        or not _spread((begin, end), alike, side, len(rows[1 - side].begin))
    ):
        return None
    part = _in_one_place(mine[first:last], yours, shared.weight)
    return (begin, end) if part < SCATTERED else None


def _contrasted(hits: NDArray[np.float64], masses: NDArray[np.float64]) -> tuple[int, int, float, float]:
    """Find the rows that share most against the rest; return them and both shares."""
    asked = hits.sum() / max(masses.sum(), 1e-9) + 0.1
    begin, end, inside, around = 0, len(hits), 0.0, 0.0
    for _ in range(ROUNDS):
        begin, end = heaviest(hits - asked * masses, 0, len(hits))
        mass, hit = masses[begin:end].sum(), hits[begin:end].sum()
        inside = float(hit / mass) if mass else 0.0
        around = float((hits.sum() - hit + PRIOR_SHARE * PRIOR_MASS) / (masses.sum() - mass + PRIOR_MASS))
        asked = (inside + around) / 2
    return begin, end, inside, around


def _spread(stretch: tuple[int, int], alike: Likeness, side: int, length: int) -> bool:
    """Tell whether sentences all over the other text resemble the stretch, and all of it is resembled."""
    mine, yours = (alike.left, alike.right) if side == 0 else (alike.right, alike.left)
    within = (mine >= stretch[0]) & (mine < stretch[1])
    resembling = yours[within & (alike.cosine > RESEMBLES)]
    if not len(resembling):
        return False
    best = np.zeros(stretch[1] - stretch[0])
    np.maximum.at(best, mine[within] - stretch[0], alike.cosine[within])
    reach = resembling.max() - resembling.min() + 1
    return bool(reach >= SPREAD * length and np.cumsum(best)[-1] / len(best) > RESEMBLES)


def _in_one_place(mine: NDArray[np.int64], yours: NDArray[np.int64], weight: NDArray[np.float64]) -> float:
    """Return how much of what comes back stands in one place of the other text."""
    both = np.intersect1d(mine, yours)
    whole = float(weight[both].sum())
    size = max(1, int(PLACE * len(mine)))
    step = max(1, size // STEPS)
    kept = np.zeros(len(weight), np.bool_)
    kept[both] = True
    best = 0.0
    for begin in range(0, max(1, len(yours) - size + step), step):
        here = yours[begin : begin + size]
        best = max(best, float(weight[np.unique(here[kept[here]])].sum()))
    return best / whole if whole else 1.0
