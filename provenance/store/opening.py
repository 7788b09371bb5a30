"""A store opened: one file, one writer, and only with the settings it was written with."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from provenance import __version__
from provenance.errors import (
    NoStoreError,
    NotAStoreError,
    OtherSettingsError,
    StoreBusyError,
    StoreSchemaError,
)
from provenance.settings import Settings
from provenance.store.schema import SCHEMA, statements

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PAUSE = 0.2  # seconds between two tries to open a file that another process holds
# What changes only how much is read in or written out, not what is found.
_FREE = {name for name in Settings.__dataclass_fields__ if name.startswith("max_")} - {
    "max_expanded",
    "max_linked",
} | {"report_bytes", "compile_above"}

Recipe = tuple[tuple[str, str], ...]


def connected(path: Path, wait: float, *, writing: bool) -> "DuckDBPyConnection":
    """Open the file; wait up to `wait` seconds while another process holds it.

    Raises
    ------
    StoreBusyError, NotAStoreError
    """
    import duckdb

    until = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=not writing)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise NotAStoreError(path, str(error).splitlines()[0]) from error
            if time.monotonic() >= until:
                raise StoreBusyError(path, wait) from error
            time.sleep(_PAUSE)
        except duckdb.Error as error:
            raise NotAStoreError(path, str(error).splitlines()[0]) from error


def created(connection: "DuckDBPyConnection", settings: Settings, recipe: Recipe) -> None:
    """Lay out the tables of a new store, all or none."""
    connection.execute("BEGIN")
    for each in statements():
        connection.execute(each)
    meta = {
        "schema": str(SCHEMA),
        "version": __version__,
        "settings": json.dumps(asdict(settings)),
        "recipe": json.dumps(recipe),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
    connection.execute("COMMIT")


def meta(connection: "DuckDBPyConnection", path: Path) -> dict[str, str] | None:
    """Return what the store says of itself; None if the file is empty.

    Raises
    ------
    NotAStoreError
        If it holds tables of something else.
    """
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return None
    if "meta" not in tables or "drops" not in tables:
        raise NotAStoreError(path, f"a database with the tables {', '.join(sorted(tables)[:5])}")
    return dict(connection.execute("SELECT name, value FROM meta").fetchall())


def told(connection: "DuckDBPyConnection", name: str) -> str | None:
    """Return one thing that a store says of itself."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchall()
    return str(found[0][0]) if found else None


def tell(connection: "DuckDBPyConnection", name: str, value: str) -> None:
    """Write one more thing that a store says of itself."""
    connection.execute("INSERT INTO meta VALUES (?, ?)", [name, value])


def checked(path: Path, known: dict[str, str], recipe_of: Callable[[Settings], Recipe]) -> Settings:
    """Return the settings a store was written with.

    Raises
    ------
    StoreSchemaError
        If another version laid its tables out, or made its keys, differently.
    """
    if known.get("schema") != str(SCHEMA):
        raise StoreSchemaError(path, f"schema {known.get('schema')}", f"schema {SCHEMA}")
    stored = json.loads(known["settings"])
    names = {each.name for each in fields(Settings)}
    if stored.keys() != names:
        odd = sorted(stored.keys() ^ names)
        raise StoreSchemaError(path, f"settings that differ in {', '.join(odd)}", "those of this version")
    settings = Settings(**stored)
    made, expected = json.loads(known["recipe"]), [list(each) for each in recipe_of(settings)]
    if made != expected:
        changed = [f"{name} {value}" for name, value in made if [name, value] not in expected]
        raise StoreSchemaError(path, f"keys made by {', '.join(changed)}", "this version's")
    return settings


def agreed(path: Path, stored: Settings, wanted: Settings | None) -> Settings:
    """Return the settings to work with.

    Raises
    ------
    OtherSettingsError
        If others were asked for than the store was written with.
    """
    if wanted is None:
        return stored
    differing = {
        each.name: (getattr(stored, each.name), getattr(wanted, each.name))
        for each in fields(Settings)
        if each.name not in _FREE and getattr(stored, each.name) != getattr(wanted, each.name)
    }
    if differing:
        raise OtherSettingsError(path, differing)
    return stored


def exists(path: Path) -> None:
    """Refuse to read a store that is not there.

    Raises
    ------
    NoStoreError
    """
    if not path.exists():
        raise NoStoreError(path)
