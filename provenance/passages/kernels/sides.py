"""What is worked out of each of two texts, and the room that one pair after the other is worked out in.

Weights are whole steps (`columns.GRAIN`), so sums are exact in whatever order they are added up: what a
stretch shares is summed over the few stems that both texts have, and what all of a text shares is known
stem by stem before.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from provenance.passages.kernels.texts import Batch, Real, Text, Truth, Whole

Numbers = tuple[Any, ...]


class Echo(NamedTuple):
    """What of one text's rows stands in the other text, too.

    Attributes
    ----------
    opens : int32 (R + 1,)
        Which of the next two columns are about each row.
    both : int32
        A stem that both texts have, by its place in the left text.
    part : float64
        The weight of all words of the row that have it.
    total : float64 (left stems,)
        The weight of all words of this text that have a shared stem.
    mass : float64 (R + 1,)
        Weight of the words before each row.
    hits : float64 (R,)
        Room for what each row shares with a stretch of the other text.
    """

    opens: Whole
    both: Whole
    part: Real
    total: Real
    mass: Real
    hits: Real


class Side(NamedTuple):
    """One of two texts, as both of them weigh its stems.

    Attributes
    ----------
    weight : float64 (K,)
    shared : int32 (K,)
        The place of each stem in the left text, if both have it; else -1.
    square, norm : float64 (R,)
        The weighted length of each row.
    back : float64 (R,)
        The weight of the words of each row that the other text has, too.
    rest : float64 (R,)
        The weighted length of its commonest shared stems alone, see `likeness`.
    free : bool (N,)
        Room for which words nothing explains yet.
    echo : Echo
    """

    weight: Real
    shared: Whole
    square: Real
    norm: Real
    back: Real
    rest: Real
    free: Truth
    echo: Echo


class Room(NamedTuple):
    """What both sides use in turn.

    Attributes
    ----------
    place : int32
        Of the stems of the batch: the place in the left text, -1 between pairs.
    rarity : float64
        The weight of a stem that so many rows hold.
    here, there : int32
        Shared stems: their places in both texts.
    sums : float64
        Of stems of one text, zero between uses.
    marks, parts : int32, float64
        The latest use that met each shared stem, and what it weighed there.
    uses : int64 (1,)
    """

    place: Whole
    rarity: Real
    here: Whole
    there: Whole
    sums: Real
    marks: Whole
    parts: Real
    uses: Whole


class Look(NamedTuple):
    """What edges are looked for with: room to mark stems, see `Room`, and thresholds."""

    marks: Whole
    uses: Whole
    numbers: Numbers


@njit(cache=True, nogil=True)
def _largest(begins: Any) -> int:  # noqa: ANN401 - offsets
    most = 0
    for at in range(len(begins) - 1):
        most = max(most, begins[at + 1] - begins[at])
    return most


@njit(cache=True, nogil=True)
def side_for(batch: Batch) -> Side:
    """Return columns long enough for one side of any pair of the batch."""
    words, rows, stems = _largest(batch.words), _largest(batch.rows), batch.many.max() + 1
    return Side(
        np.empty(stems),
        np.empty(stems, np.int32),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows),
        np.empty(words, np.bool_),
        Echo(
            np.empty(rows + 1, np.int32),
            np.empty(words + 1, np.int32),
            np.empty(words + 1),
            np.empty(stems),
            np.empty(rows + 1),
            np.empty(rows),
        ),
    )


@njit(cache=True, nogil=True)
def side_of(side: Side, text: Text) -> Side:
    """Return columns as long as a text needs them."""
    words, rows, stems, echo = (
        len(text.words.word),
        len(text.rows.begin) - 1,
        len(text.stems.number),
        side.echo,
    )
    return Side(
        side.weight[:stems],
        side.shared[:stems],
        side.square[:rows],
        side.norm[:rows],
        side.back[:rows],
        side.rest[:rows],
        side.free[:words],
        Echo(
            echo.opens[: rows + 1], echo.both, echo.part, echo.total, echo.mass[: rows + 1], echo.hits[:rows]
        ),
    )


@njit(cache=True, nogil=True)
def room_for(batch: Batch) -> Room:
    """Return room for any pair of the batch."""
    rows, stems = _largest(batch.rows), batch.many.max() + 1
    return Room(
        np.full(batch.different, -1, np.int32),
        np.zeros(2 * rows + 1),
        np.empty(stems, np.int32),
        np.empty(stems, np.int32),
        np.zeros(stems),
        np.zeros(stems, np.int32),
        np.empty(stems),
        np.zeros(1, np.int32),
    )
