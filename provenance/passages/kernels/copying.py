"""Compiled: the chains of shared runs that may hold enough evidence to be a copy."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.model import Mark

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]
Columns = tuple[Any, ...]

QUOTED, CAPITAL = int(Mark.QUOTED), int(Mark.CAPITAL)
CLOSE = 1e-9  # sums that differ by less may differ in their order of summation only: the slow path decides
MOST_GAP = 60  # words between two runs of a chain whose places fit the bits of one number


@njit(cache=True, nogil=True)
def runs(mine: Columns, yours: Columns, mass: Real, crowded: int) -> tuple[Whole, Whole, Whole]:
    """Return the runs worth chaining: `runs.shared_runs`, less those that are short and light.

    Both texts are given as the columns of `columns.Grams`.
    """
    keys, order, ranked, _, count = mine
    _, places, others, _, _ = yours
    low, many = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
    at, there = 0, 0
    while at < len(keys) and there < len(others):
        if ranked[at] < others[there]:
            at += 1
        elif ranked[at] > others[there]:
            there += 1
        else:
            key, first = ranked[at], there
            while there < len(others) and others[there] == key:
                there += 1
            while at < len(keys) and ranked[at] == key:
                low[order[at]], many[order[at]] = first, there - first
                at += 1
    rank = mine[3]
    size = 0
    for i in range(len(keys)):
        size += min(many[i], 2) if count[i] * many[i] > crowded else many[i]
    left, right, length = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    last = np.full(len(keys) + len(others), -2, np.int64)  # by diagonal: the place its latest run reached
    open_run = np.zeros(len(keys) + len(others), np.int64)
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
        if length[run] > 2 or mass[left[run] + length[run]] - mass[left[run]] > 4.0:  # noqa: PLR2004
            left[kept], right[kept], length[kept] = left[run], right[run], length[run]
            kept += 1
    return left[:kept], right[:kept], length[:kept]


@njit(cache=True, nogil=True)
def link(
    lefts: Whole, rights: Whole, lengths: Whole, mass: Real, numbers: tuple[float, float, float, int]
) -> tuple[Real, Whole, Whole]:
    """Find for every run the run it best follows: `chains.link`.

    `mass` is already scaled; `numbers` are the reach, what a missed word costs, the fewest words kept and
    how many chains may go on.
    """
    reach, missed, pair, limit = numbers
    count = len(lefts)
    score = np.zeros(count)
    before, skip = np.full(count, -1, np.int64), np.zeros(count, np.int64)
    active = np.empty(limit + 2, np.int64)
    going = 0
    for run in range(count):
        i, j, length = lefts[run], rights[run], lengths[run]
        own = length + mass[i + length] - mass[i]
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
            gain = own if not lap else length - lap + mass[i + length] - mass[i + lap]
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


@njit(cache=True, nogil=True)
def _common(mine: Whole, yours: Whole, here: Whole, there: Whole, found: int) -> int:
    """Write the places of a longest common subsequence: `differences.longest_common`; return their end.

    `mine` and `yours` are whole texts; `here` and `there` hold, at `found`, where the stretches begin and,
    after it, where they end. They are overwritten.
    """
    i0, j0, i1, j1 = here[found], there[found], here[found + 1], there[found + 1]
    full = (np.uint64(1) << np.uint64(j1 - j0)) - np.uint64(1)
    rows = np.empty(i1 - i0, np.uint64)
    row = full
    for i in range(i0, i1):
        places = np.uint64(0)
        for j in range(j0, j1):
            if mine[i] == yours[j]:
                places |= np.uint64(1) << np.uint64(j - j0)
        met = row & places
        row = ((row + met) | (row - met)) & full
        rows[i - i0] = row
    i, j, many = i1 - i0 - 1, j1 - j0 - 1, 0
    while i >= 0 and j >= 0:
        if rows[i] >> np.uint64(j) & np.uint64(1):
            j -= 1
        elif i and not rows[i - 1] >> np.uint64(j) & np.uint64(1):
            i -= 1
        else:
            here[found + many], there[found + many] = i0 + i, j0 + j
            many += 1
            i, j = i - 1, j - 1
    for place in range(many // 2):
        other = found + many - 1 - place
        here[found + place], here[other] = here[other], here[found + place]
        there[found + place], there[other] = there[other], there[found + place]
    return found + many


@njit(cache=True, nogil=True)
def _parted(here: Whole, there: Whole, at: int, rest: tuple[int, int], text: Columns) -> int:
    """Tell whether a sentence ends before match `at`: 1 yes, 0 no, -1 too close to tell."""
    sentences, others, weight, light = text
    left = sentences[here[at - 1]] != sentences[here[at]]
    right = others[there[at - 1]] != others[there[at]]
    if left and right:
        return 1
    if not left and not right:
        return 0
    mass = 0.0
    for place in range(rest[0], rest[1]):
        mass += weight[here[place]]
    if abs(mass - light) < CLOSE:
        return -1
    return 1 if mass < light else 0


@njit(cache=True, nogil=True)
def _may_convince(here: Whole, there: Whole, left: Columns, right: Columns, numbers: Columns) -> bool:
    """Tell whether some matches may be a copy: `copies._tidied` and `copies._convincing`; in doubt yes."""
    _, sentences, weight, body, marks, stock = left
    _, other_sentences, _, other_body, other_marks, _ = right
    least_run, sure_run, least_mass, least_words, together, quoted_mass, long_run, fresh_words = numbers[:8]
    names, dangling, light = numbers[8:]
    many = len(here)
    begin, end = 0, many
    text = (sentences, other_sentences, weight, light)
    for cut in range(1, min(dangling, many - 1) + 1):
        ahead = _parted(here, there, cut, (0, cut), text)
        behind = _parted(here, there, many - cut, (many - cut, many), text)
        if ahead < 0 or behind < 0:
            return True
        if ahead:
            begin = cut
        if behind:
            end = many - cut
    if end - begin <= many // 2:
        begin, end = 0, many
    if end - begin < least_run:
        return False
    run, fresh, first = 0, -1, begin
    mass, quoted, other_quoted, opened, own_here, own_all = 0.0, 0, 0, begin, 0, 0
    for place in range(begin, end):
        i, j = here[place], there[place]
        if (body[i] or other_body[j]) and not stock[i]:
            own_here += 1
            own_all += 1
            mass += weight[i]
        quoted += (marks[i] & QUOTED) > 0
        other_quoted += (other_marks[j] & QUOTED) > 0
        if place + 1 == end or here[place + 1] != i + 1 or there[place + 1] != j + 1:
            if own_here > fresh:
                fresh, run, first = own_here, place + 1 - opened, opened
            opened, own_here = place + 1, 0
    if run < long_run:
        capital, everything = 0.0, 0.0
        for place in range(first, first + run):
            everything += weight[here[place]]
            if marks[here[place]] & CAPITAL:
                capital += weight[here[place]]
        if capital >= names * everything + CLOSE:
            return False
    if run >= sure_run and fresh >= fresh_words:
        return True
    longer = max(here[end - 1] - here[begin], there[end - 1] - there[begin]) + 1
    if fresh >= least_words and mass >= least_mass - CLOSE and end - begin >= together * longer - CLOSE:
        return True
    speech = 2 * min(quoted, other_quoted) > end - begin
    return speech and run >= least_run and mass >= quoted_mass - CLOSE


@njit(cache=True, nogil=True)
def promising(
    runs_found: Columns, linked: Columns, left: Columns, right: Columns, numbers: Columns
) -> tuple[Whole, Whole]:
    """Return the chains that may be copies, the strongest first: their ends, and rows of left, right, length.

    `left` and `right` are the word, sentence, weight, body, marks and stock columns of the two texts;
    `numbers` the thresholds of `copies`.
    """
    lefts, rights, lengths = runs_found
    score, before, skip = linked
    words, others = left[0], right[0]
    taken = np.zeros(len(score), np.bool_)
    blocks, ends = np.empty((len(score), 3), np.int64), np.empty(len(score), np.int64)
    here, there = np.empty(len(words) + 2, np.int64), np.empty(len(words) + 2, np.int64)
    first, kept = 0, 0
    for end in np.argsort(-score, kind="mergesort"):
        run, last, total = end, first, 0
        while run >= 0 and not taken[run]:
            taken[run] = True
            cut = skip[run] if before[run] >= 0 and not taken[before[run]] else 0
            blocks[last, 0], blocks[last, 1] = lefts[run] + cut, rights[run] + cut
            blocks[last, 2] = lengths[run] - cut
            total += lengths[run] - cut
            last += 1
            run = before[run]
        if total < numbers[0]:
            continue
        found, doubtful = 0, False
        i, j = blocks[last - 1, 0], blocks[last - 1, 1]
        for place in range(last - 1, first - 1, -1):
            i1, j1 = blocks[place, 0], blocks[place, 1]
            if j1 - j > MOST_GAP or i1 - i > MOST_GAP:
                doubtful = True
            elif i1 > i and j1 > j:
                here[found], there[found], here[found + 1], there[found + 1] = i, j, i1, j1
                found = _common(words, others, here, there, found)
            i, j = i1 + blocks[place, 2], j1 + blocks[place, 2]
            for a in range(blocks[place, 2]):
                if words[i1 + a] == others[j1 + a]:
                    here[found], there[found] = i1 + a, j1 + a
                    found += 1
        if doubtful or (
            found >= numbers[0] and _may_convince(here[:found], there[:found], left, right, numbers)
        ):
            blocks[first:last] = blocks[first:last][::-1].copy()
            ends[kept] = last
            kept += 1
            first = last
    return ends[:kept], blocks[:first]
