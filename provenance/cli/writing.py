"""How commands write reports: all files of a run, or none of them."""

import os
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

_PIECE = 1_000_000  # bytes written at a time: of 40,000 records each by itself, half was spent in the system
Part = tuple[str, str | None]  # a renderer, and the one of its files that is meant


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
    from provenance.renderers import DEFAULT, load, parts
    from provenance.renderers.terminal.summary import print_summary

    earlier = (folder / "comparison.json").exists()
    names = [*DEFAULT] if only is None else only
    with _whole(folder) as place, uncollected():
        load(names)
        result.echoes()  # asked for by several, as the next: once is enough
        result.outlets()
        result.fact_tables()
        turns = _Turns(parts(names))
        other = (machine or Machine.here()).aside(partial(_put, result, place, turns))
        done = _put(result, place, turns)
        done |= other()
        _put(result, place, [part for part in turns.parts if part not in done])
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


class _Turns:
    """Parts that two processes take from in turn, each the next when it is done with one."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        take, give = os.pipe()
        self.taken = os.fdopen(take, "rb", buffering=0)
        os.write(give, bytes(range(len(parts))))
        os.close(give)

    def __iter__(self) -> Iterator[Part]:
        while number := self.taken.read(1):
            yield self.parts[number[0]]


def _put(result: "Comparison", folder: Path, parts: Iterable[Part]) -> set[Part]:
    """Write the files of some parts, piece by piece; return which parts."""
    from provenance.renderers import render_all

    done = set()
    for name, only in parts:
        for file, pieces in render_all(result, [name]):
            if only in {None, file}:
                with (folder / file).open("wb", buffering=_PIECE) as into:
                    into.writelines(pieces)
        done.add((name, only))
    return done
