"""What all commands do: read their options, call the library once, say what failed."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from provenance.errors import ProvenanceError, SettingError

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.machine import Machine
    from provenance.pipeline.means import Progress
    from provenance.settings import Settings

_FIRST = "datasketch"  # what `pipeline.ahead` asks for first, begun while Python still loads the pipeline
_NAMED = 60  # characters that a folder's name takes of what was asked for


@contextmanager
def spoken() -> Iterator[None]:
    """Turn what the package raises on purpose into one message and exit code 1."""
    try:
        yield
    except ProvenanceError as error:
        typer.echo(f"provenance: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        typer.echo("provenance: stopped; nothing half-written was left behind.", err=True)
        raise typer.Exit(130) from error


def _nothing() -> None:
    """Load nothing."""


class Given(NamedTuple):
    """A model, a machine, and what loads what the command needs when all is compared."""

    semantic: Path | None = None
    machine: "Machine | None" = None
    coming: Callable[[], None] = _nothing


def compared(
    paths: list[str],
    mapping: str,
    changes: list[str],
    given: Given = Given(),  # noqa: B008 - immutable
    *,
    quiet: bool,
) -> "Comparison":
    """Compare what the command line names, with the model and the machine it names."""
    from provenance.machine import Machine, Spare

    chosen = changed(changes)
    machine = given.machine or Machine.here()
    if machine.copies:
        machine = replace(machine, spare=Spare(partial(import_module, _FIRST), given.coming))
    from provenance import pipeline

    with progress(quiet=quiet) as told:
        return pipeline.compare(
            listed(paths),
            chosen,
            progress=told,
            mapping=mapped(mapping),
            semantic=given.semantic,
            machine=machine,
        )


def stored(store: Path) -> "Comparison":
    """Return all that a store holds."""
    from provenance.pipeline import ingest as line

    with line.open_store(store) as opened:
        return line.stored(opened)


def listed(paths: list[str]) -> list[str]:
    """Return the paths given, or those that standard input lists."""
    return [line.strip() for line in sys.stdin if line.strip()] if paths == ["-"] else paths


def changed(changes: list[str]) -> "Settings":
    """Apply ``name=value`` changes to the default settings."""
    from provenance.settings import Settings

    kinds: dict[str, type[float]] = {
        each.name: type(getattr(Settings(), each.name)) for each in fields(Settings)
    }
    values: dict[str, float] = {}
    for change in changes:
        name, _, value = change.partition("=")
        if name not in kinds:
            raise SettingError(name, value, "the name of a setting; `provenance settings` lists them")
        try:
            values[name] = kinds[name](value)
        except ValueError as error:
            raise SettingError(name, value, f"a value that reads as {kinds[name].__name__}") from error
    return replace(Settings(), **values)  # type: ignore[arg-type]


def mapped(mapping: str) -> dict[str, str]:
    """Read ``field=column`` pairs."""
    pairs = [part.partition("=") for part in mapping.split(",") if part]
    for field, sign, column in pairs:
        if not (field and sign and column):
            option = "--map"
            raise SettingError(option, mapping, "field=column, with commas between several")
    return {field.strip(): column.strip() for field, _, column in pairs}


def name_for(paths: list[str]) -> str:
    """Name a report after what was compared."""
    first = Path(paths[0])
    return (
        "articles"
        if paths[0] == "-"
        else (first.resolve().name if first.is_dir() else first.stem) or "articles"
    )


def part_name(asked: Mapping[str, str]) -> str:
    """Name a part of a store after what was asked for, so that each part has a folder of its own."""
    return "".join(f"-{option}-{_in_a_name(value)}" for option, value in asked.items() if value)


def _in_a_name(value: str) -> str:
    """Write a value for a folder's name; where another would be written alike, with a mark of its own."""
    folded = value.casefold()
    written = re.sub(r"[^\w.]+", "-", folded).strip("-.")[:_NAMED]
    of_dashes = "-" in folded and not re.fullmatch(r"[\d-]+", folded)  # dates are plain
    if written == folded.replace(" ", "-") and not of_dashes:
        return written
    mark = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{written}-{mark}".strip("-")


@contextmanager
def progress(*, quiet: bool) -> "Iterator[Progress | None]":
    """Show which step is at work; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("about"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("load", total=1.0)
        yield lambda step, done=0.0: bar.update(task, description=step, completed=_share_done(step, done))


def _share_done(step: str, done: float) -> float:
    """Return how much of a run's work lies before a place in a step."""
    from provenance.pipeline import STEPS, WORK

    before = sum(WORK[each] for each in STEPS[: STEPS.index(step)])
    return (before + WORK[step] * done) / sum(WORK.values())
