"""Compiled: columns lent to functions that only use them.

Numba counts the owners of an array whenever a function is given it or a part of it is taken, one atomic
addition each. For columns that outlive all pairs that was a quarter of the time a pair of texts took. A lent
column names no owner, so there is nothing to count. Whoever lends it must hold it as long as it, or a part
of it, is used.
"""

from typing import Any

from numba import njit
from numba.core import cgutils
from numba.extending import intrinsic

from provenance.passages.kernels.sides import Echo, Room, Side
from provenance.passages.kernels.texts import Batch


@intrinsic
def lent(_: Any, array: Any) -> Any:  # noqa: ANN401 - numba's own types
    """Return the same array without an owner."""

    def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        column = context.make_array(signature.args[0])(context, builder, arguments[0])
        column.meminfo = cgutils.get_null_value(column.meminfo.type)
        column.parent = cgutils.get_null_value(column.parent.type)
        return column._getvalue()  # noqa: SLF001 - so numba's own code reads a structure

    return array(array), made


@njit(cache=True, nogil=True)
def lent_batch(batch: Batch) -> Batch:
    """Lend the columns of a batch."""
    return Batch(
        lent(batch.words),
        lent(batch.rows),
        lent(batch.word),
        lent(batch.weight),
        lent(batch.mass),
        lent(batch.marks),
        lent(batch.row),
        lent(batch.begin),
        batch.different,
        lent(batch.many),
        lent(batch.at),
        lent(batch.number),
        lent(batch.often),
        lent(batch.entry),
        lent(batch.holds),
        lent(batch.times),
        lent(batch.opens),
        lent(batch.stem),
        lent(batch.counts),
    )


@njit(cache=True, nogil=True)
def lent_side(side: Side) -> Side:
    """Lend the columns of one side."""
    echo = side.echo
    return Side(
        lent(side.weight),
        lent(side.shared),
        lent(side.square),
        lent(side.norm),
        lent(side.back),
        lent(side.rest),
        lent(side.free),
        Echo(
            lent(echo.opens),
            lent(echo.both),
            lent(echo.part),
            lent(echo.total),
            lent(echo.mass),
            lent(echo.hits),
        ),
    )


@njit(cache=True, nogil=True)
def lent_room(room: Room) -> Room:
    """Lend what both sides use in turn."""
    return Room(
        lent(room.place),
        lent(room.rarity),
        lent(room.here),
        lent(room.there),
        lent(room.sums),
        lent(room.marks),
        lent(room.parts),
        lent(room.uses),
    )
