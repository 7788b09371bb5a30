"""Compiled: neighbours among the findings of one pair of texts become one: `settle.joined`."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.findings import (
    DIGEST,
    EDITED,
    FIRST,
    KIND,
    LAST,
    PARAPHRASE,
    VERBATIM,
    WHOLE,
    Matches,
    Page,
    Table,
    appended,
    made,
    same_enough,
)
from provenance.passages.kernels.texts import Offsets, Stretch

Numbers = tuple[Any, ...]


@njit(cache=True, nogil=True)
def _between(row: Offsets, other: Offsets, side: int) -> Stretch:
    """Return the words between two findings on one side."""
    begin = min(row[2 * side + 1], other[2 * side + 1])
    return begin, max(begin, row[2 * side], other[2 * side])


@njit(cache=True, nogil=True)
def _comes_back(mine: Stretch, yours: Stretch, page: Page, other: Page) -> float:
    """Return the share, by rarity, of the words of a gap that stand in the other gap."""
    back, everything = 0.0, 0.0
    for place in range(mine[0], mine[1]):
        everything += page.weight[place]
        for there in range(yours[0], yours[1]):
            if page.stem[place] == other.stem[there]:
                back += page.weight[place]
                break
    share: float = back / everything
    return share


@njit(cache=True, nogil=True)
def _one_passage(row: Offsets, other: Offsets, texts: tuple[Page, Page], numbers: Numbers) -> bool:
    """Tell whether two findings belong together: `settle._one_passage`."""
    close, near, far, filled_near, filled, moved = numbers
    shorter = min(row[1] - row[0], row[3] - row[2], other[1] - other[0], other[3] - other[2])
    if row[KIND] == VERBATIM and other[KIND] == VERBATIM and other[2] < row[2] and shorter >= moved:
        return False
    mine, yours = _between(row, other, 0), _between(row, other, 1)
    gap, least = max(mine[1] - mine[0], yours[1] - yours[0]), min(mine[1] - mine[0], yours[1] - yours[0])
    if gap <= max(close, min(near, shorter)):
        return True
    if gap > min(far, filled_near * shorter) or least <= close:
        return False
    return bool(
        _comes_back(mine, yours, texts[0], texts[1]) >= filled
        and _comes_back(yours, mine, texts[1], texts[0]) >= filled
    )


@njit(cache=True, nogil=True)
def _only_furniture(row: Offsets, other: Offsets, held: Matches, texts: tuple[Page, Page]) -> bool:
    """Tell whether two copies follow each other with nothing between them that is body text."""
    last, first = held.places[row[LAST] - 1], held.places[other[FIRST]]
    if last[0] >= first[0] or last[1] >= first[1]:
        return False
    for side in range(2):
        begin, end = _between(row, other, side)
        if texts[side].body[begin:end].any():
            return False
    return True


@njit(cache=True, nogil=True)
def _merged(
    table: Table, pair: tuple[int, int], held: Matches, texts: tuple[Page, Page], numbers: Numbers
) -> Matches:
    """Write two neighbours as one finding into the row of the first: `settle._merged`."""
    row, other = table.rows[pair[0]], table.rows[pair[1]]
    hull = min(row[0], other[0]), max(row[1], other[1]), min(row[2], other[2]), max(row[3], other[3])
    copies = row[KIND] == VERBATIM and other[KIND] == VERBATIM
    if copies and _only_furniture(row, other, held, texts):
        used = held.used
        held = appended(held, held.places[row[FIRST] : row[LAST]], 0, 0)
        held = appended(held, held.places[other[FIRST] : other[LAST]], 0, 0)
        row[0], row[1], row[2], row[3] = hull
        row[FIRST], row[LAST], row[WHOLE], row[DIGEST] = used, held.used, 0, 0
        table.chance[pair[0]] = 1.0
        return held
    (copied, cut), most = numbers
    chance, whole = table.chance[pair[1]], max(row[WHOLE], other[WHOLE])
    if row[WHOLE] and other[WHOLE]:
        chance = max(table.chance[pair[0]], chance)
    held = made(table, pair[0], hull, held, texts, most)
    row[KIND] = EDITED if same_enough(row, copied, cut) else PARAPHRASE
    row[WHOLE], table.chance[pair[0]] = whole, chance
    return held


@njit(cache=True, nogil=True)
def _in_order(table: Table, count: int) -> None:
    """Sort findings by their left and then their right stretch."""
    rows = table.rows[:count]
    order = np.argsort(rows[:, 2] << 32 | rows[:, 3], kind="mergesort")
    order = order[np.argsort((rows[:, 0] << 32 | rows[:, 1])[order], kind="mergesort")]
    rows[:], table.chance[:count] = rows[order], table.chance[:count][order]


@njit(cache=True, nogil=True)
def joined(
    table: Table, count: int, held: Matches, texts: tuple[Page, Page], numbers: Numbers
) -> tuple[int, Matches]:
    """Join neighbours whose gap is small, or filled with words that come back: `settle.joined`.

    Parameters
    ----------
    count : int
        How many rows of the table count.
    numbers : tuple
        The shares that make a finding edited, the cells of the largest table; what makes two one passage.

    Returns
    -------
    int, Matches
        How many are left, sorted, and the matches with theirs.
    """
    if count < 2:  # noqa: PLR2004 - two can be joined
        return count, held
    making, neighbouring = numbers
    _in_order(table, count)
    done = 0
    for place in range(count):
        if done and _one_passage(table.rows[done - 1], table.rows[place], texts, neighbouring):
            held = _merged(table, (done - 1, place), held, texts, making)
        else:
            table.rows[done], table.chance[done] = table.rows[place], table.chance[place]
            done += 1
    return done, held
