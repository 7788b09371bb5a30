"""Rows in and out of DuckDB as NumPy columns: many at a time, never one by one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Columns = Mapping[str, NDArray[Any]]
# Rows that DuckDB packs together. Given more at once it makes a group of a sixth of that after every four,
# and a group takes whole blocks of the file: a tenth of the room of all keys would be empty.
_GROUP = 122_880


def insert(connection: "DuckDBPyConnection", table: str, columns: Columns) -> None:
    """Add rows. Columns of lists come as JSON text; DuckDB turns them into what the table holds."""
    count = len(next(iter(columns.values())))
    if not count:
        return
    query = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
    types = dict(connection.execute(query, [table]).fetchall())
    chosen = ", ".join(
        f'from_json("{name}", \'["{types[name][:-2]}"]\')' if types[name].endswith("[]") else f'"{name}"'
        for name in columns
    )
    names = ", ".join(f'"{name}"' for name in columns)
    for first in range(0, count, _GROUP):
        rows = slice(first, first + _GROUP)
        connection.register("incoming", {name: each[rows] for name, each in columns.items()})
        try:
            connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {chosen} FROM incoming')  # noqa: S608
        finally:
            connection.unregister("incoming")


def strings(values: Iterable[str | None]) -> NDArray[Any]:
    """Make a column of texts, some of which may be missing."""
    return np.array([*values, None], dtype=object)[:-1]


def lists(values: Iterable[Sequence[Any]]) -> NDArray[Any]:
    """Make a column of lists."""
    return strings(json.dumps(list(each), ensure_ascii=False) for each in values)


def blobs(values: Iterable[NDArray[Any]]) -> NDArray[Any]:
    """Make a column of arrays' bytes."""
    return np.array([*(each.tobytes() for each in values), None], dtype=object)[:-1]


def asked(connection: "DuckDBPyConnection", name: str, columns: Columns) -> None:
    """Lay columns out as a temporary table, to be joined with."""
    connection.register("incoming", dict(columns))
    try:
        connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608
    finally:
        connection.unregister("incoming")
