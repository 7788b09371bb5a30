"""Compiled: which runs of words follow each other."""

import numpy as np
from numba import njit

from provenance.passages.kernels.lent import lent
from provenance.passages.kernels.texts import Real, Whole


@njit(cache=True, nogil=True)
def link(
    runs: tuple[Whole, Whole, Whole], mass: Real, rare: float, numbers: tuple[float, float, float, int]
) -> tuple[Real, Whole, Whole]:
    """Find for every run the run it best follows: `chains.link`.

    `rare` scales the masses; `numbers` are the reach, what a missed word costs, the fewest words kept and
    how many chains may go on.
    """
    lefts, rights, lengths = lent(runs[0]), lent(runs[1]), lent(runs[2])
    reach, missed, pair, limit = numbers
    count = len(lefts)
    score = np.zeros(count)
    before, skip = np.full(count, -1, np.int32), np.zeros(count, np.int32)
    active = np.empty(limit + 2, np.int32)
    here, there = np.empty(limit + 2, np.int32), np.empty(limit + 2, np.int32)  # where they end
    going = 0
    for run in range(count):
        i, j, length = lefts[run], rights[run], lengths[run]
        own = length + rare * (mass[i + length] - mass[i])
        best, follows, cut = own, -1, 0
        kept, most_lap = 0, max(0, length - pair)
        for place in range(going):
            across, down = i - here[place], j - there[place]
            if across > reach:
                continue  # and so for all runs that come
            active[kept], here[kept], there[kept] = active[place], here[place], there[place]
            kept += 1
            if (down > reach) | (down < -most_lap) | (across < -most_lap):
                continue
            lap = max(0, -across, -down)
            if across + lap > reach or down + lap > reach:
                continue
            old = active[kept - 1]
            gain = own if not lap else length - lap + rare * (mass[i + length] - mass[i + lap])
            price = missed * max(across + lap, down + lap)
            total = score[old] + gain - price
            if total > best and score[old] > price:
                best, follows, cut = total, old, lap
        score[run], before[run], skip[run] = best, follows, cut
        active[kept], here[kept], there[kept] = run, i + length, j + length
        going = kept + 1
        if going > limit:
            worst = 0
            for place in range(1, going):
                if score[active[place]] < score[active[worst]]:
                    worst = place
            for place in range(worst, going - 1):
                active[place], here[place], there[place] = (
                    active[place + 1],
                    here[place + 1],
                    there[place + 1],
                )
            going -= 1
    return score, before, skip
