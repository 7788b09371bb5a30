"""Compiled: the findings of one pair of texts and of many, as tables."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.subsequence import longest
from provenance.passages.kernels.texts import Offsets, Real, Truth, Whole, roomy

VERBATIM, EDITED, PARAPHRASE = 0, 1, 2  # places in `finding.KINDS`
FIRST, LAST, KIND, WHOLE, DIGEST, COLUMNS = 4, 5, 6, 7, 8, 9


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
