"""The columns that compiled code works on: of a batch of articles, and of one of them."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Whole = NDArray[np.int32]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]
Stretch = tuple[int, int]


class Words(NamedTuple):
    """N words of one article.

    Attributes
    ----------
    word : uint32 (N,)
    weight : float64 (N,)
    row : int32 (N,)
    marks : uint8 (N,)
        `Mark` flags, and those of `columns`.
    """

    word: NDArray[np.uint32]
    weight: Real
    row: Whole
    marks: NDArray[np.uint8]


class Stems(NamedTuple):
    """The K different stems of one article, in the order they are met.

    Attributes
    ----------
    at : int32 (N,)
        The stem of each word.
    number : int32 (K,)
        The number of each stem in the batch.
    often : int32 (K,)
        How many words have it.
    entry : int32 (K + 1,)
        Which of the next two columns are about each stem.
    holds, times : int32
        A row that holds it, and how often.
    """

    at: Whole
    number: Whole
    often: Whole
    entry: Whole
    holds: Whole
    times: Whole


class Rows(NamedTuple):
    """The R rows of one article.

    Attributes
    ----------
    begin : int32 (R + 1,)
        First word of each row.
    opens : int32 (R + 1,)
        Which of the next two columns are about each row.
    stem, times : int32
        A stem that it holds, and how often.
    """

    begin: Whole
    opens: Whole
    stem: Whole
    times: Whole


class Text(NamedTuple):
    """One article. Functions are given the part they read: each column of a tuple is handed on by itself.

    Attributes
    ----------
    mass : float64 (N + 1,)
        Sums of the weights before each word, up to a constant.
    """

    words: Words
    mass: Real
    stems: Stems
    rows: Rows


class Batch(NamedTuple):
    """A articles, one after the other; the columns are those of `Words`, `Stems` and `Rows`.

    Attributes
    ----------
    words, rows : int64 (A + 1,)
        Where the words and rows of each article begin. Columns of stems begin where the words do.
    many : int32 (A,)
        How many stems each article has.
    different : int
        How many stems all of them have.
    """

    words: Offsets
    rows: Offsets
    word: NDArray[np.uint32]
    weight: Real
    mass: Real
    marks: NDArray[np.uint8]
    row: Whole
    begin: Whole
    different: int
    many: Whole
    at: Whole
    number: Whole
    often: Whole
    entry: Whole
    holds: Whole
    times: Whole
    opens: Whole
    stem: Whole
    counts: Whole


@njit(cache=True, nogil=True, inline="always")
def within(opens: Whole, row: int) -> Any:  # noqa: ANN401 - a range, which compiled code hands on
    """Return the places that are about a row.

    Of a signed place compiled code asks each time whether it counts from the end. A quarter of what measures
    rows was that, so inner loops have unsigned places, and numbers of stems are made unsigned.
    """
    return range(np.uint64(opens[row]), np.uint64(opens[row + 1]))


@njit(cache=True, nogil=True)
def text_of(batch: Batch, article: int) -> Text:
    """Return the columns of one article."""
    first, last = batch.words[article], batch.words[article + 1]
    begin, end = batch.rows[article] + article, batch.rows[article + 1] + article + 1
    stems = first + batch.many[article]
    return Text(
        Words(
            batch.word[first:last], batch.weight[first:last], batch.row[first:last], batch.marks[first:last]
        ),
        batch.mass[first : last + 1],
        Stems(
            batch.at[first:last],
            batch.number[first:stems],
            batch.often[first:stems],
            batch.entry[first + article : stems + article + 1],
            batch.holds[first:last],
            batch.times[first:last],
        ),
        Rows(
            batch.begin[begin:end], batch.opens[begin:end], batch.stem[first:last], batch.counts[first:last]
        ),
    )


@njit(cache=True, nogil=True)
def roomy(table: Any, used: int, more: int) -> Any:  # noqa: ANN401 - whatever the table holds
    """Return the table, or a larger one with the same first rows, that takes so many rows more."""
    if used + more <= len(table):
        return table
    larger = np.empty((max(2 * len(table), used + more, 64), table.shape[1]), table.dtype)
    larger[:used] = table[:used]
    return larger
