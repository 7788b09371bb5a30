"""Compiled: the runs of words that two texts share, and which of them follow each other."""

import numpy as np
from numba import njit

from provenance.passages.kernels.texts import Real, Text, Whole

SHORTEST = 2  # words of a run


@njit(cache=True, nogil=True)
def runs(mine: Text, yours: Text, crowded: int, lightest: float) -> tuple[Whole, Whole, Whole]:
    """Return the runs worth chaining: `runs.shared_runs`, less those that are short and light."""
    mass, ranked, order = mine.mass, mine.grams, mine.order
    others, places = yours.grams, yours.order
    keys = ranked  # as many as there are places
    low, many = np.zeros(len(keys), np.int32), np.zeros(len(keys), np.int32)
    rank, count = np.zeros(len(keys), np.int32), np.zeros(len(keys), np.int32)
    at, there = 0, 0
    while at < len(keys) and there < len(others):
        if ranked[at] < others[there]:
            at += 1
        elif ranked[at] > others[there]:
            there += 1
        else:
            key, first, begin = ranked[at], there, at
            while there < len(others) and others[there] == key:
                there += 1
            while at < len(keys) and ranked[at] == key:
                at += 1
            for place in range(begin, at):
                where = order[place]
                low[where], many[where] = first, there - first
                rank[where], count[where] = place - begin, at - begin
    size = 0
    for i in range(len(keys)):
        size += min(many[i], 2) if count[i] * many[i] > crowded else many[i]
    left, right, length = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    last = np.full(len(keys) + len(others), -2, np.int32)  # by diagonal: the place its latest run reached
    open_run = np.empty(len(keys) + len(others), np.int32)
    found = 0
    for i in range(len(keys)):
        if not many[i]:
            continue
        dense = count[i] * many[i] > crowded
        step, begin, end = 1, 0, many[i]
        if dense:
            ahead = rank[i] if rank[i] < many[i] else -1
            behind = many[i] - (count[i] - rank[i])
            if ahead < 0 or behind < 0 or ahead == behind:
                begin = max(ahead, behind)
                if begin < 0:
                    continue
                end = begin + 1
            else:
                begin, end = min(ahead, behind), max(ahead, behind) + 1
                step = end - 1 - begin
        for place in range(begin, end, step):
            j = places[low[i] + place]
            diagonal = j - i + len(keys)
            if last[diagonal] == i - 1:
                length[open_run[diagonal]] += 1
            else:
                left[found], right[found], length[found] = i, j, 2
                open_run[diagonal] = found
                found += 1
            last[diagonal] = i
    kept = 0
    for run in range(found):
        if length[run] > SHORTEST or mass[left[run] + length[run]] - mass[left[run]] > lightest:
            left[kept], right[kept], length[kept] = left[run], right[run], length[run]
            kept += 1
    return left[:kept], right[:kept], length[:kept]


@njit(cache=True, nogil=True)
def link(
    lefts: Whole,
    rights: Whole,
    lengths: Whole,
    mass: Real,
    rare: float,
    numbers: tuple[float, float, float, int],
) -> tuple[Real, Whole, Whole]:
    """Find for every run the run it best follows: `chains.link`.

    `rare` scales the masses; `numbers` are the reach, what a missed word costs, the fewest words kept and
    how many chains may go on.
    """
    reach, missed, pair, limit = numbers
    count = len(lefts)
    score = np.zeros(count)
    before, skip = np.full(count, -1, np.int32), np.zeros(count, np.int32)
    active = np.empty(limit + 2, np.int64)
    going = 0
    for run in range(count):
        i, j, length = lefts[run], rights[run], lengths[run]
        own = length + rare * (mass[i + length] - mass[i])
        best, follows, cut = own, -1, 0
        kept = 0
        for place in range(going):
            old = active[place]
            if lefts[old] + lengths[old] + reach < i:
                continue
            active[kept] = old
            kept += 1
            across, down = i - lefts[old] - lengths[old], j - rights[old] - lengths[old]
            lap = max(0, -across, -down)
            if (lap and lap > length - pair) or across + lap > reach or down + lap > reach:
                continue
            gain = own if not lap else length - lap + rare * (mass[i + length] - mass[i + lap])
            price = missed * max(across + lap, down + lap)
            total = score[old] + gain - price
            if total > best and score[old] > price:
                best, follows, cut = total, old, lap
        score[run], before[run], skip[run] = best, follows, cut
        active[kept] = run
        going = kept + 1
        if going > limit:
            worst = 0
            for place in range(1, going):
                if score[active[place]] < score[active[worst]]:
                    worst = place
            for place in range(worst, going - 1):
                active[place] = active[place + 1]
            going -= 1
    return score, before, skip
