"""What can be read of a store of any schema: its articles, drops and versions."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.model import Article
from provenance.settings import Settings
from provenance.store import opening
from provenance.store.bulk import insert, strings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_VERSION = ("id", "content", "title", "text", "published", "drop", "replaced_by", "changes")


@dataclass(frozen=True, slots=True)
class OldDrop:
    """A drop as an older store has it; its articles as their columns."""

    name: str
    called: str
    articles: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Contents:
    """All of an older store that is not worked out from the rest."""

    settings: Settings
    drops: list[OldDrop]
    versions: list[tuple[Any, ...]]


def contents(path: Path, wait: float) -> Contents:
    """Read a store, whatever its schema.

    Raises
    ------
    NoStoreError, NotAStoreError, StoreBusyError
    """
    opening.exists(path)
    connection = opening.connected(path, wait, writing=False)
    try:
        known = opening.meta(connection, path) or {}
        stored = json.loads(known.get("settings", "{}"))
        names = {each.name for each in fields(Settings)}
        settings = Settings(**{name: value for name, value in stored.items() if name in names})
        drops = connection.execute('SELECT "drop", name FROM drops ORDER BY ingested').fetchall()
        found = [OldDrop(drop, called, _articles(connection, drop)) for drop, called in drops]
        columns = ", ".join(f'"{name}"' for name in _VERSION)
        versions = connection.execute(f"SELECT {columns} FROM versions").fetchall()  # noqa: S608
    finally:
        connection.close()
    return Contents(settings, found, versions)


def bring_versions(connection: "DuckDBPyConnection", old: Contents) -> None:
    """Write the earlier versions of articles."""
    columns = {name: strings(row[place] for row in old.versions) for place, name in enumerate(_VERSION)}
    insert(connection, "versions", columns)


def free_name(path: Path) -> Path:
    """Return a name for the copy of a store that no file has."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.before-{number}{path.suffix}")).exists():
        number += 1
    return kept


def _articles(connection: "DuckDBPyConnection", drop: str) -> list[dict[str, Any]]:
    there = {
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = 'articles'"
        ).fetchall()
    }
    names = [each.name for each in fields(Article) if each.name in there]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = connection.execute(
        f'SELECT {columns} FROM articles WHERE "drop" = ? ORDER BY number',  # noqa: S608
        [drop],
    ).fetchall()
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for each in found:
        each["inferred"] = frozenset(each.get("inferred") or ())
    return found
