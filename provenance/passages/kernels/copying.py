"""Compiled: the copied stretches of two texts, with the same edges as the plain code gives them."""

from typing import Any

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.passages.kernels.lent import lent
from provenance.passages.kernels.speech import common_words, widened
from provenance.passages.kernels.texts import Real, Stretch, Truth, Whole, Words, roomy

Columns = tuple[Any, ...]
Runs = tuple[Whole, Whole, Whole]
Linked = tuple[Real, Whole, Whole]

QUOTED, CAPITAL = int(Mark.QUOTED), int(Mark.CAPITAL)
BODY, STOCK = 64, 128  # added to the marks of a word, see `columns`
FEW = 64  # chains that insertion sorts faster than merging
MOST_GAP = 60  # words between two runs of a chain whose places fit the bits of one number


@njit(cache=True, nogil=True)
def _parted(
    here: Whole, there: Whole, at: int, rest: tuple[int, int], texts: tuple[Words, Words], light: float
) -> bool:
    """Tell whether a sentence ends before match `at`: `copies._parted`."""
    mine, yours = texts
    left = mine.row[here[at - 1]] != mine.row[here[at]]
    right = yours.row[there[at - 1]] != yours.row[there[at]]
    if left and right:
        return True
    if not (left or right):
        return False
    mass = 0.0
    for place in range(rest[0], rest[1]):
        mass += mine.weight[here[place]]
    return mass < light


@njit(cache=True, nogil=True)
def _tidied(
    here: Whole, there: Whole, many: int, texts: tuple[Words, Words], numbers: Columns
) -> tuple[int, int]:
    """Return what is left without words that dangle over the end of a sentence: `copies._tidied`."""
    dangling, light = numbers[9:11]
    begin, end = 0, many
    for cut in range(1, min(dangling, many - 1) + 1):
        if _parted(here, there, cut, (0, cut), texts, light):
            begin = cut
        if _parted(here, there, many - cut, (many - cut, many), texts, light):
            end = many - cut
    return (begin, end) if end - begin > many // 2 else (0, many)


@njit(cache=True, nogil=True)
def _convincing(
    here: Whole, there: Whole, texts: tuple[Words, Words], numbers: Columns, together: float
) -> bool:
    """Tell whether chance, names and stock phrases do not explain what agrees: `copies._convincing`."""
    mine, yours = texts
    weight, marks, other_marks = mine.weight, mine.marks, yours.marks
    least_run, sure_run, least_mass, least_words, _, quoted_mass, long_run, fresh_words = numbers[:8]
    names, end = numbers[8], len(here)
    run, fresh, first = 0, -1, 0
    mass, whole, quoted, other_quoted, opened, own_here, own_all = 0.0, 0.0, 0, 0, 0, 0, 0
    for place in range(end):
        i, j = here[place], there[place]
        if (marks[i] & BODY or other_marks[j] & BODY) and not marks[i] & STOCK:
            own_here += 1
            own_all += 1
            mass += weight[i]
        whole += weight[i]
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
        if capital >= names * everything:
            return False
    longer = max(here[end - 1] - here[0], there[end - 1] - there[0]) + 1
    close = end >= together * longer
    both = 2 * min(quoted, other_quoted) > end
    if (
        (run >= sure_run and fresh >= fresh_words)
        or (close and fresh >= least_words and mass >= least_mass)
        or (both and run >= least_run and mass >= quoted_mass)
    ):
        return True
    spoken_words, spoken, one_sided, alone = numbers[13:17]
    words = (own_all + end) / 2 - (0.0 if both else one_sided)
    asked = spoken + (alone if run == end else 0.0)
    speech = close and 2 * max(quoted, other_quoted) > end
    return speech and words >= spoken_words and words + (mass + whole) / 4 >= asked


@njit(cache=True, nogil=True)
def _matches(blocks: Whole, texts: tuple[Words, Words], here: Whole, there: Whole) -> int:
    """Write the equal words of a chain, given from its last run to its first: `copies._matches`.

    Returns
    -------
    int
        How many there are; -1 if two runs stand too far apart for one number's bits.
    """
    words, others = texts[0].word, texts[1].word
    found, last = 0, len(blocks) - 1
    i, j = blocks[last, 0], blocks[last, 1]
    for place in range(last, -1, -1):
        i1, j1 = blocks[place, 0], blocks[place, 1]
        if j1 - j > MOST_GAP or i1 - i > MOST_GAP:
            return -1
        if i1 > i and j1 > j:
            here[found], there[found], here[found + 1], there[found + 1] = i, j, i1, j1
            found = common_words(words, others, here, there, found)
        i, j = i1 + blocks[place, 2], j1 + blocks[place, 2]
        for step in range(blocks[place, 2]):
            if words[i1 + step] == others[j1 + step]:
                here[found], there[found] = i1 + step, j1 + step
                found += 1
    return found


@njit(cache=True, nogil=True)
def _said_again(used: Truth, other_used: Truth, here: Whole, there: Whole, numbers: Columns) -> bool:
    """Tell whether stronger copies hold most of this one."""
    repeated, covered = numbers[11:13]
    first, last, begin, end = here[0], here[-1] + 1, there[0], there[-1] + 1
    one = used[first:last].sum() / (last - first)
    other = other_used[begin:end].sum() / (end - begin)
    return bool(min(one, other) > covered or (max(one, other) > covered and len(here) < repeated))


@njit(cache=True, nogil=True)
def _too_short(words: int, at: Stretch, texts: tuple[Words, Words], numbers: Columns) -> bool:
    """Tell whether a chain has fewer words than copies do, or quotations where it begins."""
    marks = texts[0].marks[at[0]] & texts[1].marks[at[1]]
    return words < numbers[0] and not (words >= numbers[17] and marks & QUOTED)


@njit(cache=True, nogil=True)
def _strongest(runs_found: Runs, linked: Linked, texts: tuple[Words, Words], numbers: Columns) -> Whole:
    """Return the runs that chains may end with, the strongest first: short ones that stand alone are none."""
    (lefts, rights, lengths), (score, before, _) = runs_found, linked
    followed = np.zeros(len(score), np.bool_)
    for run in range(len(score)):
        if before[run] >= 0:
            followed[before[run]] = True
    order, many = np.empty(len(score), np.int32), 0
    for run in range(len(score)):
        alone = before[run] < 0 and not followed[run]
        if alone and _too_short(lengths[run], (lefts[run], rights[run]), texts, numbers):
            continue
        order[many] = run
        many += 1
    if many > FEW:
        found = order[:many]
        return found[np.argsort(-score[found], kind="mergesort")]
    for place in range(1, many):
        moved, at = order[place], place
        while at > 0 and score[order[at - 1]] < score[moved]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = moved
    return order[:many]


@njit(cache=True, nogil=True)
def _followed(end: int, runs_found: Runs, linked: Linked, taken: Truth, blocks: Whole) -> tuple[int, int]:
    """Write the runs of the chain that ends with one, from the last to the first, and take them.

    Returns
    -------
    int, int
        How many there are, and their words.
    """
    (lefts, rights, lengths), (_, before, skip) = runs_found, linked
    run, last, total = end, 0, 0
    while run >= 0 and not taken[run]:
        taken[run] = True
        cut = skip[run] if before[run] >= 0 and not taken[before[run]] else 0
        blocks[last, 0], blocks[last, 1] = lefts[run] + cut, rights[run] + cut
        blocks[last, 2] = lengths[run] - cut
        total += lengths[run] - cut
        last += 1
        run = before[run]
    return last, total


@njit(cache=True, nogil=True)
def _hopeless(here: Whole, there: Whole, texts: tuple[Words, Words], numbers: Columns) -> bool:
    """Tell whether matches cannot convince: nothing is quoted, and few of them stand in a row."""
    marks, other_marks, sure_run, least_words = texts[0].marks, texts[1].marks, numbers[1], numbers[3]
    flags, run, longest = 0, 0, 0
    before, before_there = -2, -2
    for place in range(len(here)):
        i, j = here[place], there[place]
        run = run + 1 if (i == before + 1) & (j == before_there + 1) else 1
        longest = max(longest, run)
        before, before_there = i, j
        flags |= marks[i] | other_marks[j]
    return not flags & QUOTED and longest < min(sure_run, least_words)


@njit(cache=True, nogil=True)
def _told(
    here: Whole, there: Whole, texts: tuple[Words, Words], numbers: Columns, around: Columns
) -> tuple[Whole, Whole]:
    """Return the matches of a chain that convince, with those of the quotation around; none if none do."""
    if _hopeless(here, there, texts, numbers):
        return here[:0], there[:0]
    first, stop = _tidied(here, there, len(here), texts, numbers)
    mine, yours = here[first:stop], there[first:stop]
    if len(mine) >= numbers[0] and _convincing(mine, yours, texts, numbers, numbers[4]):
        return mine, yours
    wider, other = widened(mine, yours, texts, around)
    if (
        len(wider) == len(mine)  # and what is asked of more words is no less
        or len(wider) < numbers[0]
        or not _convincing(wider, other, texts, numbers, numbers[18])
    ):
        return mine[:0], yours[:0]
    return wider, other


@njit(cache=True, nogil=True)
def copies(
    runs_found: Runs, linked: Linked, texts: tuple[Words, Words], numbers: Columns, around: Columns
) -> tuple[bool, Whole, Whole]:
    """Return the copied stretches of two texts, the strongest first: `copies.copies`.

    Parameters
    ----------
    runs_found, linked : tuple
        What `runs.runs` and `chains.link` return.
    numbers, around : tuple
        The thresholds of `copies` and of `speech`.

    Returns
    -------
    sure : bool
        False where the plain code has to look.
    ends : int32
        Where the matches of each stretch end.
    matches : int32 (M, 2)
    """
    order = _strongest(runs_found, linked, texts, numbers)
    ends, matches, many, kept = np.empty(len(order), np.int32), np.empty((0, 2), np.int32), 0, 0
    if not len(order):
        return True, ends, matches
    taken, blocks = np.zeros(len(linked[0]), np.bool_), np.empty((len(linked[0]), 3), np.int32)
    used, other_used = np.zeros(len(texts[0].word), np.bool_), np.zeros(len(texts[1].word), np.bool_)
    here, there = np.empty(len(used) + 2, np.int32), np.empty(len(used) + 2, np.int32)
    for end in order:
        last, total = _followed(end, runs_found, linked, taken, blocks)
        if not last or _too_short(total, (blocks[last - 1, 0], blocks[last - 1, 1]), texts, numbers):
            continue
        found = _matches(blocks[:last], texts, here, there)
        if found < 0:
            return False, ends[:0], matches[:0]
        if found < 1:
            continue
        mine, yours = _told(lent(here)[:found], lent(there)[:found], texts, numbers, around)
        if not len(mine) or _said_again(used, other_used, mine, yours, numbers):
            continue
        used[mine[0] : mine[-1] + 1] = True
        other_used[yours[0] : yours[-1] + 1] = True
        matches = roomy(matches, many, len(mine))
        for place in range(len(mine)):
            matches[many + place, 0], matches[many + place, 1] = mine[place], yours[place]
        many += len(mine)
        ends[kept] = many
        kept += 1
    return True, ends[:kept], matches[:many]
