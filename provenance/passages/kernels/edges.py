"""Compiled: where a block begins and ends: its edges move to where the words stop coming back."""

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Echo, Look, Numbers
from provenance.passages.kernels.texts import Real, Stretch, Whole


@njit(cache=True, nogil=True)
def heaviest(scores: Real, begin: int, end: int) -> Stretch:
    """Return the stretch of greatest sum that meets ``begin:end``: `blocks.heaviest`."""
    total, lowest, lowest_at = 0.0, 0.0, 0
    best, last, first = -np.inf, begin + 1, 0
    for after in range(1, len(scores) + 1):
        if 1 <= after - 1 < end and total < lowest:
            lowest, lowest_at = total, after - 1
        total += scores[after - 1]
        if after > begin and total - lowest > best:
            best, last, first = total - lowest, after, lowest_at
    return first, last


@njit(cache=True, nogil=True, inline="always")
def _hits(
    here: Echo, other: Echo, mine: Stretch, reach: tuple[int, Stretch], look: Look
) -> tuple[Stretch, float, Stretch]:
    """Weigh the words around `mine` that stand in the other text's stretch: `blocks.View._hits`.

    Parameters
    ----------
    reach : int, (int, int)
        How many rows beyond `mine` are near; the stretch of the other text.

    Returns
    -------
    (int, int)
        The rows around.
    float
        What they share.
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
    for place in range(other.opens[yours[0]], other.opens[yours[1]]):
        stem = others[place]
        if marks[stem] != use:
            marks[stem] = use
            whole += total[stem]
    for outside in ((0, first), (last, rows)):
        for place in range(opens[outside[0]], opens[outside[1]]):
            if marks[both[place]] == use:
                whole -= part[place]
    for row in range(near[0], near[1]):
        hit = 0.0
        for place in range(opens[row], opens[row + 1]):
            if marks[both[place]] == use:
                hit += part[place]
        hits[row] = hit
    return (first, last), whole, near


@njit(cache=True, nogil=True, inline="always")
def ratio(part: float, whole: float) -> float:
    """Return a share; of nothing it is 0."""
    return part / whole if whole > 0 else 0.0


@njit(cache=True, nogil=True, inline="always")
def _outside(here: Echo, rows: Stretch, whole: float, inside: Stretch, numbers: Numbers) -> float:
    """Return the share that the text around shares with the other side's stretch: `blocks.View._outside`."""
    share, mass = numbers[4], numbers[5]
    hit = whole - here.hits[inside[0] : inside[1]].sum() + share * mass
    around = here.mass[rows[1]] - here.mass[rows[0]] - (here.mass[inside[1]] - here.mass[inside[0]])
    part: float = hit / (around + mass)
    return part


@njit(cache=True, nogil=True)
def _best(here: Echo, other: Echo, stretches: tuple[Stretch, Stretch], pad: int, look: Look) -> Stretch:
    """Return the rows, near the given ones, that the other side explains best: `blocks.View._best`."""
    (mine, yours), mass, numbers = stretches, here.mass, look.numbers
    reach = (max(0, yours[0] - pad), min(len(other.opens) - 1, yours[1] + pad))
    around, whole, near = _hits(here, other, mine, (pad, reach), look)
    core = ratio(here.hits[mine[0] : mine[1]].sum(), mass[mine[1]] - mass[mine[0]])
    base = _outside(here, around, whole, near, numbers)
    asked = min(numbers[3], max(numbers[2], base + numbers[1] * (core - base)))
    scores = np.empty(near[1] - near[0])
    for row in range(near[0], near[1]):
        scores[row - near[0]] = here.hits[row] - asked * (mass[row + 1] - mass[row])
    found = heaviest(scores, mine[0] - near[0], mine[1] - near[0])
    return found[0] + near[0], found[1] + near[0]


@njit(cache=True, nogil=True)
def contrast(here: Echo, other: Echo, mine: Stretch, yours: Stretch, look: Look) -> float:
    """Say how much more of a stretch comes back than of the text around it: `blocks.View._contrast`."""
    around, whole, _ = _hits(here, other, mine, (0, yours), look)
    inside = ratio(here.hits[mine[0] : mine[1]].sum(), here.mass[mine[1]] - here.mass[mine[0]])
    more: float = inside - _outside(here, around, whole, mine, look.numbers)
    return more


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
