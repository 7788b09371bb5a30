"""How commands write reports: all files of a run, or none of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import typer

from provenance.errors import NotAFolderError

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.machine import Machine


def write(
    result: "Comparison",
    folder: Path,
    only: list[str] | None,
    machine: "Machine | None" = None,
    *,
    quiet: bool,
) -> None:
    """Write all files or none, and say if an earlier report gave way."""
    from provenance.machine import Machine, uncollected
    from provenance.renderers import DEFAULT
    from provenance.renderers.terminal import print_summary

    earlier = (folder / "comparison.json").exists()
    names = [*DEFAULT] if only is None else only
    large = sum(result.words) >= result.settings.compile_above
    with _whole(folder) as place, uncollected():
        if large:
            result.echoes()  # asked for by several; once is enough
        half = partial(_put, result, place, names[1::2])
        other = (machine or Machine.here()).aside(half) if large else half
        _put(result, place, names[::2])
        other()
    if earlier:
        typer.echo(f"provenance: replaced the earlier report in {folder}", err=True)
    if not quiet:
        print_summary(result, folder)


def write_key(key: bytes, folder: Path, *, quiet: bool) -> None:
    """Write who is who beside the folder: what is handed to a class must not hold the answers."""
    path = folder.resolve()
    path = path.with_name(f"{path.name}-key.csv")
    with _whole(path.parent) as place:
        (place / path.name).write_bytes(key)
    if not quiet:
        typer.echo(f"Key to the letters: {path}. Hand out the folder {folder}, keep the key.")


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """Give a place to write into, whose files come into the folder together when all are there."""
    from provenance.machine import abandon

    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = Path(mkdtemp(prefix=".", suffix=".part", dir=folder))
        try:
            yield place
            for file in sorted(place.iterdir()):
                file.replace(folder / file.name)
        finally:
            abandon()
            rmtree(place, ignore_errors=True)
    except OSError as error:
        raise NotAFolderError(folder, f"writing failed: {error.strerror or error}") from error


def _put(result: "Comparison", folder: Path, names: Iterable[str]) -> None:
    """Write the files of some renderers, piece by piece."""
    from provenance.renderers import render_all

    for name, pieces in render_all(result, names):
        with (folder / name).open("wb") as file:
            file.writelines(pieces)
