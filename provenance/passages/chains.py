"""Chains: runs that stand in the same order in both texts, close enough together to be one passage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body
from provenance.passages.runs import Runs

REACH = 20  # words: a sentence; what stands further apart is two passages, as far as order goes
MISSED = 0.6  # what an unmatched word costs; a matched one earns 1 and a quarter of its weight
RARE = 0.25
PAIR = 2  # words a run must keep after what overlaps the run before is taken off
MOST_ACTIVE, LEAST_ACTIVE = 64, 8  # chains that may go on at one place; more only in hostile text
STEPS = 2_000_000  # comparisons of runs, about a second; ordinary texts need some thousand


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand in both texts in a row: `left` and `right` are word numbers of the bodies."""

    left: int
    right: int
    length: int


Chain = tuple[Block, ...]


def chains(runs: Runs, left: Body) -> list[Chain]:
    """Return the best chains of runs, the strongest first; no run is in two of them."""
    score, before, skip = link(runs, left)
    taken = np.zeros(len(score), bool)
    found: list[Chain] = []
    starts, lefts, rights = runs.length.tolist(), runs.left.tolist(), runs.right.tolist()
    for end in np.lexsort((runs.right, runs.left, -score)).tolist():
        blocks: list[Block] = []
        run = end
        while run >= 0 and not taken[run]:
            taken[run] = True
            cut = skip[run] if before[run] >= 0 and not taken[before[run]] else 0
            blocks.append(Block(lefts[run] + cut, rights[run] + cut, starts[run] - cut))
            run = before[run]
        if blocks:
            found.append(tuple(reversed(blocks)))
    return found


def link(runs: Runs, left: Body) -> tuple[NDArray[np.float64], list[int], list[int]]:
    """Find for every run the run it best follows.

    Returns
    -------
    score : float64 (R,)
        Of the best chain that ends in each run.
    before : list of int
        The run it follows, -1 for none.
    skip : list of int
        How many of its first words overlap the run before and belong to that one.
    """
    lefts, rights, lengths = runs.left.tolist(), runs.right.tolist(), runs.length.tolist()
    mass = (left.mass * RARE).tolist()
    score: list[float] = []
    before: list[int] = []
    skip: list[int] = []
    active: list[int] = []
    limit = most_active(len(lefts))
    for run, (i, j, length) in enumerate(zip(lefts, rights, lengths, strict=True)):
        best, follows, cut = length + mass[i + length] - mass[i], -1, 0
        own = best
        active = [old for old in active if lefts[old] + lengths[old] + REACH >= i]
        for old in active:
            across, down = i - lefts[old] - lengths[old], j - rights[old] - lengths[old]
            lap = max(0, -across, -down)
            if (lap and lap > length - PAIR) or across + lap > REACH or down + lap > REACH:
                continue
            gain = own if not lap else length - lap + mass[i + length] - mass[i + lap]
            total = score[old] + gain - MISSED * max(across + lap, down + lap)
            if total > best and score[old] > MISSED * max(across + lap, down + lap):
                best, follows, cut = total, old, lap
        score.append(best)
        before.append(follows)
        skip.append(cut)
        active.append(run)
        if len(active) > limit:
            active.remove(min(active, key=lambda old: (score[old], old)))
    return np.array(score), before, skip


def most_active(runs: int) -> int:
    """Return how many chains may go on at one place where there are so many runs."""
    return max(LEAST_ACTIVE, min(MOST_ACTIVE, STEPS // max(1, runs)))
