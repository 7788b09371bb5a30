"""Very many values at once, made of columns."""

from collections import deque
from collections.abc import Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar

Value = TypeVar("Value")


def many(kind: type[Value], *columns: Sequence[Any]) -> list[Value]:
    """Make frozen values of the columns of their fields.

    A frozen dataclass sets each field through `object.__setattr__`, half a microsecond for two. Here a field
    is filled for all values at once, with no step taken in Python, in less than half of that.

    Parameters
    ----------
    kind : type
        A dataclass with slots and no `__post_init__`.
    columns : sequence
        Of each field, in order and none left out, the entries of all values.

    Raises
    ------
    ValueError
        If there are more or fewer columns than fields, or one has more or fewer entries than the first.
    """
    values = list(map(object.__new__, repeat(kind, len(columns[0]))))
    for field, column in zip(fields(kind), columns, strict=True):  # type: ignore[arg-type]
        if len(column) != len(values):
            message = f"{field.name} has {len(column)} entries, the first column {len(values)}"
            raise ValueError(message)
        deque(map(getattr(kind, field.name).__set__, values, column), maxlen=0)
    return values
