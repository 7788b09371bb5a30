"""Which ``metadata.csv`` speaks of which file: any in its folder or above, the nearest last and strongest."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from provenance.loaders.draft import Source, Terms
from provenance.loaders.intake.finding import Found
from provenance.loaders.metadata.sidecar import NAME, Sidecar, look_up, sidecar
from provenance.model import Skipped


class Companions:
    """The ``metadata.csv`` files beside the articles of a run; each is read once."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._read: dict[Path, Sidecar | None] = {}
        self._met: dict[Path, set[str]] = {}

    def columns(self, found: Found) -> dict[str, str]:
        """Collect what they say of one file."""
        parts = PurePosixPath(found.inside).parts
        columns: dict[str, str] = {}
        for depth in range(len(parts)):
            folder = found.root.joinpath(*parts[:depth])
            known = self._of(folder, found)
            if known:
                name, row = look_up(known, "/".join(parts[depth:]))
                columns.update(row)
                if not found.rank[1]:  # files given one by one: rows for the others are no mistake
                    self._met.setdefault(folder, set()).add(name)
        return columns

    def notes(self) -> Iterator[Skipped]:
        """Say what in them was wrong, and which rows named a file that was not read."""
        for folder, known in sorted(self._read.items()):
            if known is None:
                continue
            for flaw in known.flaws:
                yield Skipped(
                    known.origin, "load", f"{flaw.where}: {flaw.reason}" if flaw.where else flaw.reason
                )
            if folder in self._met:
                for name in sorted(known.rows.keys() - self._met[folder]):
                    yield Skipped(known.origin, "load", f"it names {name}, which was not read")

    def _of(self, folder: Path, found: Found) -> Sidecar | None:
        """Read a folder's file, once; a link out of the given folder is not followed."""
        if folder not in self._read:
            path = folder / NAME
            usable = path.is_file() and path.resolve().is_relative_to(found.root)
            up = len(folder.relative_to(found.root).parts)
            shown = found.path.parents[len(PurePosixPath(found.inside).parts) - 1 - up] / NAME
            source = Source("", shown.as_posix(), ".csv", lambda: path.open("rb"))
            self._read[folder] = sidecar(source, self._terms) if usable else None
        return self._read[folder]
