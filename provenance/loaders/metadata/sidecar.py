"""``metadata.csv``: what the user knows about the files beside it. It overrides what the files say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from provenance.loaders import csv
from provenance.loaders.draft import Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.finding import split_name

NAME = "metadata.csv"
COLUMNS = ("outlet", "title", "published", "author", "url", "section", "language", "owner", "credit")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One ``metadata.csv``: attributes by file, and what was wrong with it."""

    origin: str
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()


def sidecar(source: Source, terms: Terms) -> Sidecar:
    """Read a ``metadata.csv``; files are named by their path from its folder, with or without suffix."""
    rows: dict[str, dict[str, str]] = {}
    flaws: list[Flaw] = []
    try:
        for number, row in csv.records(source, terms):
            where = f"row {number}"
            if isinstance(row, Flaw):
                flaws.append(row)
                continue
            cells = {name.strip().lower(): " ".join(value.split()) for name, value in row.items()}
            if not cells.get("file"):
                flaws.append(Flaw(where, "no file named; expected the columns file, " + ", ".join(COLUMNS)))
                continue
            path = str(PurePosixPath(cells["file"].replace("\\", "/")))
            if path in rows:
                flaws.append(Flaw(where, f"{path} stands in an earlier row already; that one counts"))
                continue
            rows[path] = {name: cells[name] for name in COLUMNS if cells.get(name)}
    except UnusableError as error:
        flaws.append(Flaw("", str(error)))
    return Sidecar(source.origin, rows, tuple(flaws))


def look_up(known: Sidecar, path: str) -> tuple[str, Mapping[str, str]]:
    """Find a file's row by its path with or without suffix."""
    bare = str(PurePosixPath(path).parent / split_name(PurePosixPath(path).name)[0])
    name = path if path in known.rows else bare
    return name, known.rows.get(name, {})
