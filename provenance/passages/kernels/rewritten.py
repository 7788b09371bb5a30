"""Compiled: sentences of many pairs that tell the same are paired off and joined with what was found."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.findings import (
    COLUMNS,
    DIGEST,
    FIRST,
    KIND,
    LAST,
    WHOLE,
    Found,
    Matches,
    Page,
    Pages,
    Table,
    appended,
    made,
    page_of,
    taken_in,
)
from provenance.passages.kernels.joining import joined
from provenance.passages.kernels.texts import Offsets, Real, Stretch, Truth, Whole

Numbers = tuple[Any, ...]


@njit(cache=True, nogil=True)
def _free(page: Page, taken: Offsets, least_words: int, covered: float) -> Truth:
    """Tell which rows are sentences of the body that nothing was found in yet: `rewordings.free_rows`."""
    marks = np.zeros(len(page.word), np.bool_)
    for place in range(len(taken)):
        marks[taken[place, 0] : taken[place, 1]] = True
    found = np.zeros(len(page.begin) - 1, np.bool_)
    for row in range(len(found)):
        begin, end = page.begin[row], page.begin[row + 1]
        if page.body[begin] and end - begin >= least_words:
            found[row] = marks[begin:end].sum() / (end - begin) < covered
    return found


@njit(cache=True, nogil=True)
def _paired(rows: Whole, likely: Real, least: float, partner: Whole, chance: Real) -> Truth:
    """Pair the rows off, the likeliest first; of the left ones the partner, or -1, and the chance.

    Returns
    -------
    bool
        Which right ones have a partner.
    """
    used = np.zeros(rows[:, 1].max() + 1, np.bool_)
    places = np.flatnonzero(likely >= least)
    places = places[np.argsort(rows[places, 0] * len(used) + rows[places, 1], kind="mergesort")]
    for place in places[np.argsort(-likely[places], kind="mergesort")]:
        one, other = rows[place]
        if partner[one] < 0 and not used[other]:
            partner[one], chance[one], used[other] = other, likely[place], True
    return used


@njit(cache=True, nogil=True)
def _widened(
    mine: Stretch, yours: Stretch, texts: tuple[Page, Page], open_ones: Truth, numbers: tuple[float, float]
) -> Stretch:
    """Take in the sentence before or after if it too stands in the partner: `rewordings._widened`."""
    page, other = texts
    least_share, least_mass = numbers
    begin, end = mine
    first, last = other.begin[yours[0]], other.begin[yours[1]]
    for row in (mine[0] - 1, mine[1]):
        if row < 0 or row >= len(open_ones) or not open_ones[row]:
            continue
        back, everything = 0.0, 0.0
        for place in range(page.begin[row], page.begin[row + 1]):
            everything += page.weight[place]
            for there in range(first, last):
                if page.stem[place] == other.stem[there]:
                    back += page.weight[place]
                    break
        if back >= least_mass and back >= least_share * everything:
            begin, end = min(begin, row), max(end, row + 1)
    return begin, end


@njit(cache=True, nogil=True)
def _reworded(
    table: Table,
    held: Matches,
    texts: tuple[Page, Page],
    asked: tuple[Whole, Real, float],
    taken: Offsets,
    numbers: Numbers,
) -> tuple[int, Matches]:
    """Write into the table what is told in other words: `rewordings.reworded`; return how much that is."""
    rows, likely, least = asked
    (least_words, covered), widening, most = numbers
    left, right = texts
    partner, chance = np.full(len(left.begin), -1, np.int32), np.zeros(len(left.begin))
    paired = _paired(rows, likely, least, partner, chance)
    open_left = _free(left, taken[:, :2], least_words, covered)
    open_right = _free(right, taken[:, 2:], least_words, covered)
    for row in range(len(open_left)):
        open_left[row] = open_left[row] and partner[row] < 0
    for row in range(len(paired)):
        open_right[row] = open_right[row] and not paired[row]
    count, row = 0, 0
    while row < len(open_left):
        if partner[row] < 0:
            row += 1
            continue
        end, total = row + 1, chance[row]
        while partner[end] >= 0 and partner[end] == partner[end - 1] + 1:
            total += chance[end]
            end += 1
        mean, start = total / (end - row), partner[row]
        lefts, rights = (row, end), (start, start + end - row)
        lefts = _widened(lefts, rights, (left, right), open_left, widening)
        rights = _widened(rights, lefts, (right, left), open_right, widening)
        open_left[lefts[0] : lefts[1]] = False
        open_right[rights[0] : rights[1]] = False
        hull = left.begin[lefts[0]], left.begin[lefts[1]], right.begin[rights[0]], right.begin[rights[1]]
        held = made(table, count, hull, held, texts, most)
        table.chance[count] = mean
        count, row = count + 1, end
    return count, held


@njit(cache=True, nogil=True)
def rewritten(
    pages: Pages,
    articles: Whole,
    found: tuple[Offsets, Whole, Real, Whole],
    asked: tuple[Offsets, Whole, Real, float],
    numbers: Numbers,
) -> tuple[Offsets, Found, tuple[int, int]]:
    """Return what pairs of articles share, rewordings too.

    Parameters
    ----------
    articles : int32 (P, 2)
    found : tuple
        What `settling.settled` found: where that of each pair begins; (F, 8), (F,) and matches.
    asked : tuple
        The sentences of each pair that may tell the same: where they begin; rows, (Q, 2); probabilities; and
        the least that is asked for.
    numbers : tuple
        Of `rewordings`: what makes a sentence free, and what widens a stretch; `settle.THRESHOLDS`.

    Returns
    -------
    int64 (P + 1,), Found, (int, int)
        Where the findings of each pair begin; findings and matches, and how many of the tables' rows.
    """
    freeing, widening, settling = numbers
    making, neighbouring = settling[2], settling[3]
    owner, rows, chances, matches = found
    of = np.zeros(len(articles) + 1, np.int64)
    done = Found(np.empty((64, 8), np.int32), np.empty((64, 1)), np.empty((256, 2), np.int32))
    many = (0, 0)
    for pair in range(len(articles)):
        begin, end = owner[pair], owner[pair + 1]
        one, last = asked[0][pair], asked[0][pair + 1]
        if begin < end or one < last:
            table = Table(
                np.zeros((end - begin + last - one, COLUMNS), np.int64), np.zeros(end - begin + last - one)
            )
            held, again = Matches(np.empty((64, 2), np.int32), 0), 0
            texts = page_of(pages, articles[pair, 0]), page_of(pages, articles[pair, 1])
            if one < last and asked[2][one:last].max() >= asked[3]:
                taken = rows[begin:end, :4]
                again, held = _reworded(
                    table,
                    held,
                    texts,
                    (asked[1][one:last], asked[2][one:last], asked[3]),
                    taken,
                    (freeing, widening, making[1]),
                )
            count = again
            apart = Table(np.zeros((end - begin, COLUMNS), np.int64), np.zeros(end - begin))
            copies = 0
            for place in range(begin, end):
                row, first = rows[place], rows[place - 1, 7] if place else 0
                into, at = (table, count) if row[5] else (apart, copies)
                into.rows[at, :4] = row[:4]
                into.rows[at, FIRST], into.chance[at] = held.used, chances[place]
                held = appended(held, matches[first : row[7]], 0, 0)
                into.rows[at, LAST] = held.used
                into.rows[at, KIND], into.rows[at, WHOLE], into.rows[at, DIGEST] = row[4], row[5], row[6]
                if row[5]:
                    count += 1
                else:
                    copies += 1
            done, many = taken_in(done, many, apart, copies, held)
            if again or end - begin > 1:
                count, held = joined(table, count, held, texts, (making, neighbouring))
            done, many = taken_in(done, many, table, count, held)
        of[pair + 1] = many[0]
    return of, done, many
