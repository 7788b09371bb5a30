"""Very many values, held as bytes and made anew whenever they are asked for."""

import marshal
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import eq
from typing import Any, Generic, NamedTuple, TypeVar, overload

Value = TypeVar("Value")


class Part(NamedTuple):
    """So many rows, and their bytes."""

    rows: int
    held: bytes


def pack(rows: tuple[tuple[Any, ...], ...]) -> Part:
    """Return rows of plain values as bytes. What is held once in them comes back as one."""
    return Part(len(rows), marshal.dumps(rows))


class Packed(Sequence[Value], Generic[Value]):
    """Values in parts; a part is held as the bytes of its values' rows.

    A fact and what it holds are a dozen objects of Python, of 12,000 articles 200 MB; their bytes are a
    third, and a copy of the process hands them over as they are. Values are made in passing: two that are
    asked for at the same place are equal, and not the same.

    Parameters
    ----------
    made : callable
        Makes a value of its row. It must be fit for pickling: a function of a module.
    parts : iterable of Part
        What `pack` made of the rows, part by part.
    """

    __slots__ = ("_ends", "_made", "_parts")

    def __init__(self, made: Callable[[Any], Value], parts: Iterable[Part]) -> None:
        kept = [part for part in parts if part.rows]
        self._made = made
        self._parts = [part.held for part in kept]
        self._ends = list(accumulate(part.rows for part in kept))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Value]:
        return map(self._made, self.rows())

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as they were packed: who writes them down needs no values made of them."""
        for part in self._parts:
            yield from marshal.loads(part)  # noqa: S302 - made here, and never from outside

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, place: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        place = range(len(self))[place]
        part = bisect_right(self._ends, place)
        rows = marshal.loads(self._parts[part])  # noqa: S302 - made here
        return self._made(rows[place - self._ends[part]])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))
