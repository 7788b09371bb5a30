"""The command line: options in, one library call, files out. No logic of its own."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance import __version__
from provenance.errors import NotAFolderError, ProvenanceError, SettingError

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.pipeline.ending import Progress
    from provenance.settings import Settings

app = typer.Typer(
    name="provenance",
    help="Find what news articles share, where it came from, what was changed and who adds something.",
    epilog="Exit codes: 0 done; 1 unusable input (the message says why); 2 wrong usage; 130 stopped.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[str],
    typer.Argument(help="Folders and files with articles; '-' reads a list of paths from standard input."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Folder for the report. Default: reports/<name of the first path>."),
]
Mapping = Annotated[
    str, typer.Option("--map", help="Which columns mean what in tables, e.g. text=body,outlet=source.")
]
Sets = Annotated[
    list[str],
    typer.Option(
        "--set", help="Change a setting, e.g. --set shingle_size=4. `provenance settings` lists them."
    ),
]
Only = Annotated[
    str,
    typer.Option(
        "--only", help="Which outputs to write, with commas between: json,tables,markdown,heatmap,page."
    ),
]
Semantic = Annotated[
    Path | None,
    typer.Option(
        "--semantic", help="Folder of a sentence-transformers or model2vec model, as a second opinion."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


@app.callback(invoke_without_command=True)
def root(
    *, version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False
) -> None:
    """Answer --version."""
    if version:
        typer.echo(f"provenance {__version__}")
        raise typer.Exit


@app.command(epilog="Example: provenance compare corpus/ --out reports/monday")
def compare(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths,
    out: Out = None,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006 - typer copies it
    only: Only = "",
    semantic: Semantic = None,
    *,
    hide: Annotated[
        bool,
        typer.Option(
            "--anonymise",
            help="Call outlets A, B, C … everywhere. The key is written beside the folder, not into it.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print comparison.json and write no files.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Compare articles with each other and write the report."""
    with _spoken():
        result = _compared(paths, mapping, settings, semantic, quiet=quiet or as_json)
        key = None
        if hide:
            from provenance.anonymise import anonymise

            result, key = anonymise(result)
        if as_json:
            from provenance.renderers import render_all

            for _, pieces in render_all(result, ["json"]):
                sys.stdout.buffer.writelines(pieces)
            return
        folder = out or Path("reports") / (_name_for(paths) + ("-anonymous" if hide else ""))
        names = [name for name in only.split(",") if name] or None
        _write(result, folder, names, quiet=quiet)
        if key:
            _write_key(key, folder, quiet=quiet)


@app.command(epilog="Example: provenance explain corpus/harbor-post.txt corpus/daily-ledger.txt")
def explain(
    one: Annotated[
        str, typer.Argument(metavar="A", help="A file with one article, or an article's id with --in.")
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="The other file or id.")],
    within: Annotated[
        list[str],
        typer.Option("--in", help="Folders and files to find the two ids in (their context counts too)."),
    ] = [],  # noqa: B006
    settings: Sets = [],  # noqa: B006
) -> None:
    """Show what two articles share, with the shared words in colour."""
    with _spoken():
        result = _compared(within or [one, other], "", settings, quiet=True)
        ids = [one, other] if within else [article.id for article in result.articles[:2]]
        from provenance.renderers.terminal import print_pair

        print_pair(result, *ids)


@app.command(epilog="Example: provenance quotes corpus/ --speaker Cooper")
def quotes(
    paths: Paths,
    speaker: Annotated[str, typer.Option(help="Only statements by speakers whose name holds this.")] = "",
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006
) -> None:
    """Follow each statement through the articles and show who changed it."""
    with _spoken():
        result = _compared(paths, mapping, settings, quiet=False)
        from provenance.renderers.terminal import print_quotes

        print_quotes(result, speaker)


@app.command(epilog="Example: provenance facts corpus/")
def facts(paths: Paths, mapping: Mapping = "", settings: Sets = []) -> None:  # noqa: B006
    """Show the fact table of each story: what all tell, what one alone tells, which figures disagree."""
    with _spoken():
        result = _compared(paths, mapping, settings, quiet=False)
        from provenance.renderers.terminal import print_facts

        print_facts(result)


@app.command()
def settings() -> None:
    """List every setting with its default, unit, range and the reason for its value."""
    from provenance.renderers.terminal import print_settings

    print_settings()


def main() -> None:
    """Run the command line."""
    app()


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn what the package raises on purpose into one message and exit code 1."""
    try:
        yield
    except ProvenanceError as error:
        typer.echo(f"provenance: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        typer.echo("provenance: stopped; nothing half-written was left behind.", err=True)
        raise typer.Exit(130) from error


def _compared(
    paths: list[str], mapping: str, changes: list[str], semantic: Path | None = None, *, quiet: bool
) -> "Comparison":
    from provenance import pipeline

    chosen = _changed(changes)
    listed = [line.strip() for line in sys.stdin if line.strip()] if paths == ["-"] else paths
    with _progress(quiet=quiet) as progress:
        return pipeline.compare(
            listed,
            chosen,
            progress=progress,
            mapping=_mapped(mapping),
            semantic=semantic,
        )


def _changed(changes: list[str]) -> "Settings":
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


def _mapped(mapping: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in mapping.split(",") if part]
    for field, sign, column in pairs:
        if not (field and sign and column):
            option = "--map"
            raise SettingError(option, mapping, "field=column, with commas between several")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _name_for(paths: list[str]) -> str:
    """Name a report after what was compared."""
    first = Path(paths[0])
    return (
        "articles"
        if paths[0] == "-"
        else (first.resolve().name if first.is_dir() else first.stem) or "articles"
    )


def _write(result: "Comparison", folder: Path, only: list[str] | None, *, quiet: bool) -> None:
    """Write every file whole or not at all, and say if an earlier report gave way."""
    from provenance.renderers import render_all
    from provenance.renderers.terminal import print_summary

    earlier = (folder / "comparison.json").exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, pieces in render_all(result, only):
            _put(folder / name, pieces)
    except OSError as error:
        raise NotAFolderError(folder, f"writing failed: {error.strerror or error}") from error
    if earlier:
        typer.echo(f"provenance: replaced the earlier report in {folder}", err=True)
    if not quiet:
        print_summary(result, folder)


def _write_key(key: bytes, folder: Path, *, quiet: bool) -> None:
    """Write who is who beside the folder: what is handed to a class must not hold the answers."""
    place = folder.resolve()
    path = place.with_name(f"{place.name}-key.csv")
    try:
        _put(path, [key])
    except OSError as error:
        raise NotAFolderError(path.parent, f"writing failed: {error.strerror or error}") from error
    if not quiet:
        typer.echo(f"Key to the letters: {path}. Hand out the folder {folder}, keep the key.")


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece under another name, which becomes its own when all is there."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Progress | None]":
    """Show which step is at work; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from provenance.pipeline import STEPS

    columns = TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("load", total=len(STEPS))
        yield lambda step: bar.update(task, description=step, completed=STEPS.index(step))
