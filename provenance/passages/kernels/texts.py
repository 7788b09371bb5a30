"""The columns that compiled code works on: of a batch of articles, of one of them, of two side by side."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Whole = NDArray[np.int32]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]
Stretch = tuple[int, int]


class Text(NamedTuple):
    """N words of one article in R rows, with K different stems.

    Attributes
    ----------
    word : uint32 (N,)
    weight : float64 (N,)
    mass : float64 (N + 1,)
        Sums of the weights before each word, up to a constant.
    row : int32 (N,)
    marks : uint8 (N,)
        `Mark` flags, and those of `columns`.
    begin : int32 (R + 1,)
        First word of each row.
    at : int32 (N,)
        Of each word the place of its stem in `stems`.
    stems : uint32 (K,)
        Sorted.
    entry : int32 (K + 1,)
        Which of the next two columns are about each stem.
    holds, times : int32
        A row that holds it, and how often.
    distinct : int32 (R,)
        How many stems each row has.
    grams : uint64 (N - 1,)
        Pairs of neighbouring stems, sorted.
    order : int32 (N - 1,)
        Where each of them begins.
    """

    word: NDArray[np.uint32]
    weight: Real
    mass: Real
    row: Whole
    marks: NDArray[np.uint8]
    begin: Whole
    at: Whole
    stems: NDArray[np.uint32]
    entry: Whole
    holds: Whole
    times: Whole
    distinct: Whole
    grams: NDArray[np.uint64]
    order: Whole


class Told(NamedTuple):
    """What of a text copies are judged by.

    Compiled code hands every column of a tuple on by itself and counts its owners: of all of `Text` that took
    longer than the work.
    """

    word: NDArray[np.uint32]
    weight: Real
    row: Whole
    marks: NDArray[np.uint8]


class Batch(NamedTuple):
    """A articles, one after the other: `words` and `rows` say where each begins, the rest is as in `Text`.

    `many` is how many stems each article has; columns of an article's stems begin where its words do.
    """

    words: Offsets
    rows: Offsets
    word: NDArray[np.uint32]
    weight: Real
    mass: Real
    row: Whole
    marks: NDArray[np.uint8]
    begin: Whole
    many: Whole
    at: Whole
    stems: NDArray[np.uint32]
    entry: Whole
    holds: Whole
    times: Whole
    distinct: Whole
    grams: NDArray[np.uint64]
    order: Whole


class Shared(NamedTuple):
    """The stems of two texts, numbered.

    Attributes
    ----------
    left, right : int32
        The number of each of the two texts' stems.
    weight : float64 (V,)
    here, there : int32 (V,)
        The other way round: the place of a stem in each text, -1 if it is not there.
    """

    left: Whole
    right: Whole
    weight: Real
    here: Whole
    there: Whole


class Lengths(NamedTuple):
    """Of each row, as two texts weigh its stems: weighted length, weight, and how much of that comes back.

    Attributes
    ----------
    norm, mass, hits : float64 (R,)
    """

    norm: Real
    mass: Real
    hits: Real


class Cells(NamedTuple):
    """All rows of two texts against each other.

    Attributes
    ----------
    affordable : bool
        Whether stems meet so seldom that nothing had to be left out.
    dot : float64, shared : int32 (rows, other rows)
        Products of the weights of the stems that both rows have, summed, and how many there are.
    left, right : Lengths
    """

    affordable: bool
    dot: Real
    shared: Whole
    left: Lengths
    right: Lengths


@njit(cache=True, nogil=True)
def text_of(batch: Batch, article: int) -> Text:
    """Return the columns of one article."""
    first, last = batch.words[article], batch.words[article + 1]
    begin, end = batch.rows[article], batch.rows[article + 1]
    stems = batch.many[article]
    pairs = max(first, last - 1)
    return Text(
        batch.word[first:last],
        batch.weight[first:last],
        batch.mass[first : last + 1],
        batch.row[first:last],
        batch.marks[first:last],
        batch.begin[begin + article : end + article + 1],
        batch.at[first:last],
        batch.stems[first : first + stems],
        batch.entry[first + article : first + article + stems + 1],
        batch.holds[first:last],
        batch.times[first:last],
        batch.distinct[begin:end],
        batch.grams[first:pairs],
        batch.order[first:pairs],
    )


@njit(cache=True, nogil=True)
def told(text: Text) -> Told:
    """Return what of a text copies are judged by."""
    return Told(text.word, text.weight, text.row, text.marks)


@njit(cache=True, nogil=True)
def roomy(table: Any, used: int, more: int) -> Any:  # noqa: ANN401 - whatever the table holds
    """Return the table, or a larger one with the same first rows, that takes so many rows more."""
    if used + more <= len(table):
        return table
    larger = np.empty((max(2 * len(table), used + more, 64), table.shape[1]), table.dtype)
    larger[:used] = table[:used]
    return larger
