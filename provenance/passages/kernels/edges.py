"""Compiled: where a block begins and ends: its edges move to where the words stop coming back."""

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Echo, Look, Numbers
from provenance.passages.kernels.texts import Real, Stretch, Whole, within


@njit(cache=True, nogil=True)
def heaviest(scores: Real, begin: int, end: int) -> Stretch:
    """Return the stretch of greatest sum that meets ``begin:end``: `blocks.heaviest`."""
    total, lowest, lowest_at = 0.0, 0.0, 0
    best, last, first = -np.inf, begin + 1, 0
    for row in range(begin):
        lowest, lowest_at = (total, row) if total < lowest else (lowest, lowest_at)
        total += scores[row]
    for row in range(begin, len(scores)):
        lower = (row < end) & (total < lowest)
        lowest = total if lower else lowest
        lowest_at = row if lower else lowest_at
        total += scores[row]
        more = total - lowest
        better = more > best
        best = more if better else best
        last = row + 1 if better else last
        first = lowest_at if better else first
    return first, last


@njit(cache=True, nogil=True, inline="always")
def _hits(
    here: Echo, other: Echo, mine: Stretch, reach: tuple[int, Stretch], look: Look
) -> tuple[Stretch, tuple[float, float, float], Stretch]:
    """Weigh the words around `mine` that stand in the other text's stretch: `blocks.View._hits`.

    Parameters
    ----------
    reach : int, (int, int)
        How many rows beyond `mine` are near; the stretch of the other text.

    Returns
    -------
    (int, int)
        The rows around.
    float, float, float
        What they share, what those near share, and what `mine` shares.
    (int, int)
        The rows near: `hits` holds what each of them shares.
    """
    pad, yours = reach
    both, part, opens, hits, total = here.both, here.part, here.opens, here.hits, here.total
    marks, rows, around = look.marks, len(opens) - 1, look.numbers[0]
    first, last = max(0, mine[0] - around), min(rows, mine[1] + around)
    near = (max(first, mine[0] - pad), min(last, mine[1] + pad))
    look.uses[0] += 1
    use, others, whole = look.uses[0], other.both, 0.0
    for place in range(np.uint64(other.opens[yours[0]]), np.uint64(other.opens[yours[1]])):
        stem = np.uint32(others[place])
        more = total[stem]
        whole += more if marks[stem] != use else 0.0  # here and below: no branch to be guessed
        marks[stem] = use
    for outside in ((0, first), (last, rows)):
        for place in range(opens[outside[0]], opens[outside[1]]):
            if marks[both[place]] == use:
                whole -= part[place]
    close, own = 0.0, 0.0
    for row in range(near[0], near[1]):
        hit = 0.0
        for place in within(opens, row):
            more = part[place]
            hit += more if marks[np.uint32(both[place])] == use else 0.0
        hits[row] = hit
        close += hit
        own += hit if mine[0] <= row < mine[1] else 0.0
    return (first, last), (whole, close, own), near


@njit(cache=True, nogil=True, inline="always")
def ratio(part: float, whole: float) -> float:
    """Return a share; of nothing it is 0."""
    return part / whole if whole > 0 else 0.0


@njit(cache=True, nogil=True, inline="always")
def _outside(mass: Real, rows: Stretch, hit: float, inside: Stretch, numbers: Numbers) -> float:
    """Return the share that the text around shares with the other side's stretch: `blocks.View._outside`."""
    share, prior = numbers[4], numbers[5]
    around = mass[rows[1]] - mass[rows[0]] - (mass[inside[1]] - mass[inside[0]])
    part: float = (hit + share * prior) / (around + prior)
    return part


@njit(cache=True, nogil=True)
def _best(here: Echo, other: Echo, stretches: tuple[Stretch, Stretch], pad: int, look: Look) -> Stretch:
    """Return the rows, near the given ones, that the other side explains best: `blocks.View._best`."""
    (mine, yours), mass, hits, numbers = stretches, here.mass, here.hits, look.numbers
    reach = (max(0, yours[0] - pad), min(len(other.opens) - 1, yours[1] + pad))
    around, (whole, close, own), near = _hits(here, other, mine, (pad, reach), look)
    core = ratio(own, mass[mine[1]] - mass[mine[0]])
    base = _outside(mass, around, whole - close, near, numbers)
    asked = min(numbers[3], max(numbers[2], base + numbers[1] * (core - base)))
    for row in range(near[0], near[1]):
        hits[row] -= asked * (mass[row + 1] - mass[row])
    found = heaviest(hits[near[0] : near[1]], mine[0] - near[0], mine[1] - near[0])
    return found[0] + near[0], found[1] + near[0]


@njit(cache=True, nogil=True)
def contrast(
    here: Echo, other: Echo, mine: Stretch, yours: Stretch, look: Look
) -> tuple[float, float, float]:
    """Say how much more of a stretch comes back than of the text around it: `blocks.View._contrast`.

    Returns
    -------
    float, float, float
        That; the weight of what comes back, and its share of the stretch.
    """
    around, (whole, _, own), _ = _hits(here, other, mine, (0, yours), look)
    inside = ratio(own, here.mass[mine[1]] - here.mass[mine[0]])
    return inside - _outside(here.mass, around, whole - own, mine, look.numbers), own, inside


@njit(cache=True, nogil=True)
def refined(left: Echo, right: Echo, block: Whole, look: Look) -> bool:
    """Move the edges of a block in place: `blocks.View.refined`; return whether anything is left."""
    mine, yours = (block[0], block[1]), (block[2], block[3])
    for pad in look.numbers[9]:
        mine = _best(left, right, (mine, yours), pad, look)
        if mine[0] >= mine[1]:
            return False
        yours = _best(right, left, (yours, mine), pad, look)
        if yours[0] >= yours[1]:
            return False
    block[0], block[1], block[2], block[3] = mine[0], mine[1], yours[0], yours[1]
    return True
