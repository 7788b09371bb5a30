"""Compiled: the findings of one pair of texts, joined and made, as `settle` does in plain code."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.subsequence import longest
from provenance.passages.kernels.texts import Offsets, Real, Stretch, Truth, Whole, roomy

VERBATIM, EDITED, PARAPHRASE = 0, 1, 2  # places in `finding.KINDS`
FIRST, LAST, KIND, WHOLE, DIGEST, COLUMNS = 4, 5, 6, 7, 8, 9
Numbers = tuple[Any, ...]


class Pages(NamedTuple):
    """The words of A articles, one after the other: of article a from ``words[a]`` up to the next.

    Attributes
    ----------
    words, rows : int64 (A + 1,)
        Where the words and the sentences of each begin.
    word, stem : uint32 (N,)
    weight : float64 (N,)
    body : bool (N,)
    begin : int64 (R,)
        The first word of each sentence, among all.
    """

    words: Offsets
    rows: Offsets
    word: NDArray[np.uint32]
    stem: NDArray[np.uint32]
    weight: Real
    body: Truth
    begin: Offsets


class Page(NamedTuple):
    """The words of one article; `begin` has its end, too."""

    word: NDArray[np.uint32]
    stem: NDArray[np.uint32]
    weight: Real
    body: Truth
    begin: Offsets


class Table(NamedTuple):
    """Findings of one pair.

    Attributes
    ----------
    rows : int64 (N, COLUMNS)
        Left begin, left end, right begin, right end; the first of its matches and behind the last; its
        kind, whether it is whole, and whether a digest.
    chance : float64 (N,)
    """

    rows: Offsets
    chance: Real


class Matches(NamedTuple):
    """Places of equal words, in a table with room: `used` of them count."""

    places: Whole
    used: int


@njit(cache=True, nogil=True)
def page_of(pages: Pages, article: int) -> Page:
    """Return the words of one article."""
    first, last = pages.words[article], pages.words[article + 1]
    rows, end = pages.rows[article], pages.rows[article + 1]
    begin = np.empty(end - rows + 1, np.int64)
    for row in range(rows, end):
        begin[row - rows] = pages.begin[row] - first
    begin[-1] = last - first
    return Page(
        pages.word[first:last],
        pages.stem[first:last],
        pages.weight[first:last],
        pages.body[first:last],
        begin,
    )


@njit(cache=True, nogil=True)
def appended(held: Matches, places: Any, mine: int, yours: int) -> Matches:  # noqa: ANN401 - of any width
    """Return matches with some more, moved on by so many words."""
    table = roomy(held.places, held.used, len(places))
    for place in range(len(places)):
        table[held.used + place, 0] = places[place, 0] + mine
        table[held.used + place, 1] = places[place, 1] + yours
    return Matches(table, held.used + len(places))


@njit(cache=True, nogil=True)
def made(
    table: Table, at: int, hull: tuple[int, int, int, int], held: Matches, texts: tuple[Page, Page], most: int
) -> Matches:
    """Write a finding of whole sentences into a row of the table, but for its kind and chance."""
    begin, end, start, stop = hull
    row, used = table.rows[at], held.used
    if (end - begin) * (stop - start) <= most:
        held = appended(held, longest(texts[0].word[begin:end], texts[1].word[start:stop]), begin, start)
    row[0], row[1], row[2], row[3] = begin, end, start, stop
    row[FIRST], row[LAST] = used, held.used
    row[KIND], row[WHOLE], row[DIGEST] = PARAPHRASE, 1, 0
    return held


@njit(cache=True, nogil=True)
def same_enough(row: Offsets, copied: float, cut: float) -> bool:
    """Tell whether so many words of a finding are the same that it is edited and not reworded."""
    mine, yours = row[1] - row[0], row[3] - row[2]
    return bool(row[LAST] - row[FIRST] >= min(copied * max(mine, yours), cut * min(mine, yours)))


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


class Found(NamedTuple):
    """Findings of many pairs, in tables with room for more: see `finding.Findings`."""

    rows: Whole
    chance: Real
    matches: Whole


@njit(cache=True, nogil=True)
def taken_in(
    found: Found, many: tuple[int, int], table: Table, count: int, held: Matches
) -> tuple[Found, tuple[int, int]]:
    """Put the findings of a pair behind those of others; how many there are, and how many matches."""
    rows, chance, matches = found
    first, used = many
    rows, chance = roomy(rows, first, count), roomy(chance, first, count)
    for place in range(count):
        row = table.rows[place]
        begin, end = row[FIRST], row[LAST]
        matches = roomy(matches, used, end - begin)
        matches[used : used + end - begin] = held.places[begin:end]
        used += end - begin
        for column in range(4):
            rows[first + place, column] = row[column]
        rows[first + place, 4], rows[first + place, 5] = row[KIND], row[WHOLE]
        rows[first + place, 6], rows[first + place, 7] = row[DIGEST], used
        chance[first + place, 0] = table.chance[place]
    return Found(rows, chance, matches), (first + count, used)
