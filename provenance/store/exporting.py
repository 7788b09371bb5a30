"""The documented tables as files that other programs read."""

from pathlib import Path
from typing import TYPE_CHECKING

from provenance.store.schema import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What only this package can use: hashes, keys, and what they make.
_INSIDE = {"meta", "keys", "chains", "bags", "candidates", "said", "heard", "hearing", "echoes"}
_HOW = {"parquet": "(FORMAT parquet, COMPRESSION zstd)", "jsonl": "(FORMAT json)"}


def export(connection: "DuckDBPyConnection", folder: Path, kind: str) -> list[Path]:
    """Write every table that people use to a file of its own.

    Parameters
    ----------
    kind : {"parquet", "jsonl"}
    """
    written = []
    for name in TABLES:
        if name in _INSIDE:
            continue
        path = folder / f"{name}.{kind}"
        part = folder / f".{name}.{kind}.part"
        target = str(part).replace("'", "''")
        connection.execute(f"COPY (SELECT * FROM \"{name}\" ORDER BY ALL) TO '{target}' {_HOW[kind]}")  # noqa: S608
        part.replace(path)
        written.append(path)
    return written
