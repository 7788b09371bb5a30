"""Compiled: copies, blocks and digests of many pairs become findings that do not repeat each other."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.findings import (
    COLUMNS,
    DIGEST,
    EDITED,
    FIRST,
    KIND,
    LAST,
    PARAPHRASE,
    VERBATIM,
    WHOLE,
    Found,
    Matches,
    Page,
    Pages,
    Table,
    appended,
    made,
    page_of,
    same_enough,
    taken_in,
)
from provenance.passages.kernels.joining import joined
from provenance.passages.kernels.survey import IDENTICAL, LOOKED_AT
from provenance.passages.kernels.texts import Offsets, Real, Stretch, Truth, Whole

Numbers = tuple[Any, ...]


@njit(cache=True, nogil=True)
def _shared(one: Stretch, other: Stretch) -> int:
    """Count the words that two stretches have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@njit(cache=True, nogil=True)
def _sides(row: Offsets) -> tuple[Stretch, Stretch]:
    return (row[0], row[1]), (row[2], row[3])


@njit(cache=True, nogil=True)
def _mostly_body(stretch: Stretch, page: Page) -> bool:
    return bool(2 * page.body[stretch[0] : stretch[1]].sum() > stretch[1] - stretch[0])


@njit(cache=True, nogil=True)
def _leaves_out(words: Whole, body: Truth) -> bool:
    """Tell whether words of the body stand between some of its words: `copies._leaves_out`."""
    held = 0
    for word in words:
        held += body[word]
    return bool(body[words[0] : words[-1] + 1].sum() > held)


@njit(cache=True, nogil=True)
def _copied(table: Table, at: int, matches: Whole, first: int, texts: tuple[Page, Page]) -> None:
    """Write a copy into a row of the table, its matches beginning at `first`: `copies.copied`."""
    row, many = table.rows[at], len(matches)
    row[0], row[1] = matches[0, 0], matches[-1, 0] + 1
    row[2], row[3] = matches[0, 1], matches[-1, 1] + 1
    row[FIRST], row[LAST], row[WHOLE], row[DIGEST] = first, first + many, 0, 0
    exact = many == row[1] - row[0] and many == row[3] - row[2]
    verbatim = exact or not (
        _leaves_out(matches[:, 0], texts[0].body) or _leaves_out(matches[:, 1], texts[1].body)
    )
    row[KIND] = VERBATIM if verbatim else EDITED
    table.chance[at] = 1.0


@njit(cache=True, nogil=True)
def _told_by_copies(table: Table, inside: Truth, sides: tuple[Stretch, Stretch], numbers: Numbers) -> bool:
    """Tell whether copies within a block are all there is of it: `settle._fills`, `settle._explained`."""
    dense, fills = numbers
    copies, shared, other_shared = inside.any(), 0, 0
    for place in np.flatnonzero(inside):
        row = table.rows[place]
        mine, yours = _sides(row)
        here, there = _shared(sides[0], mine), _shared(sides[1], yours)
        longer = max(mine[1] - mine[0], yours[1] - yours[0])
        if (
            row[LAST] - row[FIRST] >= dense * longer
            and here >= fills * (sides[0][1] - sides[0][0])
            and there >= fills * (sides[1][1] - sides[1][0])
        ):
            return True
        copies = copies and row[KIND] == VERBATIM
        shared += here
        other_shared += there
    return bool(
        copies
        and shared >= dense * (sides[0][1] - sides[0][0])
        and other_shared >= dense * (sides[1][1] - sides[1][0])
    )


@njit(cache=True, nogil=True)
def _with_block(
    table: Table,
    count: int,
    block: tuple[Stretch, Stretch, float],
    held: Matches,
    texts: tuple[Page, Page],
    numbers: Numbers,
) -> tuple[int, Matches]:
    """Let a block take in what was found in it, unless that is all there is of it: `settle.settled`."""
    telling, ((copied, cut), most) = numbers
    mine, yours, chance = block
    if not (_mostly_body(mine, texts[0]) or _mostly_body(yours, texts[1])):
        return count, held
    inside = np.zeros(count, np.bool_)
    for place in range(count):
        one, other = _sides(table.rows[place])
        inside[place] = _shared(mine, one) > 0 and _shared(yours, other) > 0
    if _told_by_copies(table, inside, (mine, yours), telling):
        return count, held
    kept, hull = 0, (mine[0], mine[1], yours[0], yours[1])
    for place in range(count):
        row = table.rows[place]
        if inside[place]:
            hull = min(hull[0], row[0]), max(hull[1], row[1]), min(hull[2], row[2]), max(hull[3], row[3])
        else:
            table.rows[kept], table.chance[kept] = row, table.chance[place]
            kept += 1
    held = made(table, kept, hull, held, texts, most)
    row = table.rows[kept]
    row[KIND] = EDITED if same_enough(row, copied, cut) else PARAPHRASE
    table.chance[kept] = chance
    return kept + 1, held


@njit(cache=True, nogil=True)
def _with_digest(
    table: Table,
    count: int,
    sides: tuple[Stretch, Stretch],
    held: Matches,
    texts: tuple[Page, Page],
    numbers: Numbers,
) -> tuple[int, Matches]:
    """Let a digest stand for what was found in it, unless that explains it: `settle._with_digest`."""
    (explained, chance), most = numbers
    mine, yours = sides
    side = 0 if mine[1] - mine[0] < yours[1] - yours[0] else 1
    if not _mostly_body(sides[side], texts[side]):
        return count, held
    words = sides[side][1] - sides[side][0]
    for place in range(count):
        part = _sides(table.rows[place])[side]
        shared = _shared(part, sides[side])
        if 2 * shared <= part[1] - part[0] or shared >= explained * words:
            return count, held
    held = made(table, 0, (mine[0], mine[1], yours[0], yours[1]), held, texts, most)
    table.rows[0, DIGEST], table.chance[0] = 1, chance
    return 1, held


@njit(cache=True, nogil=True)
def settled(
    pages: Pages,
    pairs: tuple[Whole, Whole, Whole],
    copies: tuple[Offsets, Whole, Whole],
    blocks: tuple[Offsets, Whole, Real],
    numbers: Numbers,
) -> tuple[Offsets, Found, tuple[int, int]]:
    """Return what pairs of articles share before rewordings are looked for: `settle.settled`.

    Parameters
    ----------
    pairs : tuple
        Articles, int32 (P, 2); state and digest, as `survey.Surveyed` has them.
    copies : tuple
        Copies of each pair, where the matches of each end, and matches, as there.
    blocks : tuple
        Where those of each pair begin, their rows, (B, 4), in order, and their chances.
    numbers : tuple
        `settle.THRESHOLDS`.

    Returns
    -------
    int64 (P + 1,), Found, (int, int)
        Where the findings of each pair begin; findings and matches, and how many of the tables' rows.
    """
    telling, explained, making, neighbouring = numbers
    articles, states, digests = pairs
    of = np.zeros(len(articles) + 1, np.int64)
    found = Found(np.empty((64, 8), np.int32), np.empty((64, 1)), np.empty((256, 2), np.int32))
    many = (0, 0)
    for pair in range(len(articles)):
        one, last = copies[0][pair], copies[0][pair + 1]
        begin, end = blocks[0][pair], blocks[0][pair + 1]
        digest = digests[pair]
        something = last > one or end > begin or digest[0, 0] >= 0 or digest[1, 0] >= 0
        if states[pair] == IDENTICAL or (states[pair] == LOOKED_AT and something):
            texts = page_of(pages, articles[pair, 0]), page_of(pages, articles[pair, 1])
            left, right = texts
            rows = last - one + end - begin + 1
            table = Table(np.zeros((rows, COLUMNS), np.int64), np.zeros(rows))
            held = Matches(np.empty((64, 2), np.int32), 0)
            if states[pair] == IDENTICAL:
                every = np.empty((len(left.word), 2), np.int32)
                every[:, 0] = every[:, 1] = np.arange(len(every))
                held, count = appended(held, every, 0, 0), 1
                _copied(table, 0, every, 0, texts)
            else:
                count = 0
                for copy in range(one, last):
                    matches = copies[2][copies[1][copy - 1, 0] if copy else 0 : copies[1][copy, 0]]
                    _copied(table, count, matches, held.used, texts)
                    held, count = appended(held, matches, 0, 0), count + 1
                for block in range(begin, end):
                    rows_of = blocks[1][block]
                    mine = left.begin[rows_of[0]], left.begin[rows_of[1]]
                    yours = right.begin[rows_of[2]], right.begin[rows_of[3]]
                    whole = mine, yours, blocks[2][block]
                    count, held = _with_block(table, count, whole, held, texts, (telling, making))
                count, held = joined(table, count, held, texts, (making, neighbouring))
                mine, yours = (left.begin[0], left.begin[-1]), (right.begin[0], right.begin[-1])
                if digest[0, 0] >= 0:
                    mine = left.begin[digest[0, 0]], left.begin[digest[0, 1]]
                elif digest[1, 0] >= 0:
                    yours = right.begin[digest[1, 0]], right.begin[digest[1, 1]]
                if digest[0, 0] >= 0 or digest[1, 0] >= 0:
                    sides = mine, yours
                    count, held = _with_digest(table, count, sides, held, texts, (explained, making[1]))
            found, many = taken_in(found, many, table, count, held)
        of[pair + 1] = many[0]
    return of, found, many
