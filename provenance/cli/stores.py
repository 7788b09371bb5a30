"""Commands that ask a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import (
    WAIT,
    DropName,
    Format,
    Index,
    Only,
    Outlet,
    Quiet,
    Since,
    Story,
    There,
    Until,
    Wait,
)
from provenance.cli.running import part_name, spoken
from provenance.cli.writing import write
from provenance.errors import NothingToTraceError

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.store import Store

app = typer.Typer()


@app.command(epilog="Example: provenance report --store news.duckdb --since 2026-03 --out reports/march")
def report(  # noqa: PLR0913, PLR0917
    store: There,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder. Default: reports/<the store's name and the part asked for>."),
    ] = None,
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    story: Story = "",
    drop: DropName = "",
    only: Only = "",
    wait: Wait = WAIT,
    *,
    quiet: Quiet = False,
) -> None:
    """Write the full report on what a store holds, or on a part of it."""
    with spoken():
        asked = {"since": since, "until": until, "outlet": outlet, "story": story, "drop": drop}
        result = _part(store, wait, **asked)
        names = [name for name in only.split(",") if name] or None
        write(result, out or Path("reports") / f"{store.stem}{part_name(asked)}", names, quiet=quiet)


@app.command(epilog="Example: provenance stories --store news.duckdb --since 2026-03-01")
def stories(  # noqa: PLR0913, PLR0917
    store: There,
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    drop: DropName = "",
    wait: Wait = WAIT,
) -> None:
    """List the stories of a store, those with most articles first."""
    with spoken():
        from provenance.renderers.terminal.news import print_stories

        print_stories(_part(store, wait, since=since, until=until, outlet=outlet, drop=drop))


@app.command(epilog="Example: provenance outlets --store news.duckdb")
def outlets(store: There, since: Since = "", until: Until = "", wait: Wait = WAIT) -> None:
    """List outlets: how much of their text is copied, quoted, own."""
    with spoken():
        from provenance.renderers.terminal.news import print_outlets

        print_outlets(_part(store, wait, since=since, until=until))


@app.command(epilog='Example: provenance trace "at least six weeks" --store news.duckdb')
def trace(
    store: There,
    words: Annotated[str, typer.Argument(help="The words to look for.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="A text to look for instead, such as a press release.")
    ] = None,
    wait: Wait = WAIT,
    index: Index = "",
) -> None:
    """Find who carries a text, oldest first, and what each changed."""
    with spoken():
        from provenance.pipeline.tracing import carried

        if file is None and not words.strip():
            raise NothingToTraceError
        with _reading(store, wait, index) as opened:
            trail = carried(words if file is None else _text(file, opened), opened)
        from provenance.renderers.terminal.trail import print_trail

        print_trail(trail)


@app.command(epilog="Example: provenance export --store news.duckdb --format parquet --out tables/")
def export(
    store: There,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")],
    form: Format = "parquet",
    wait: Wait = WAIT,
) -> None:
    """Write what a store holds as files for other programs."""
    with spoken():
        from provenance.pipeline import ingest as line

        kinds = {"csv": "tables", "graphml": "graph", "prov": "prov"}
        with _reading(store, wait) as opened:
            if form in kinds:
                write(line.stored(opened), out, [kinds[form]], quiet=True)
            else:
                line.export(opened, out, form)
        typer.echo(f"written to {out}")


@contextmanager
def _reading(store: Path, wait: float, index: str = "") -> "Iterator[Store]":
    from provenance.pipeline.opened import open_store

    with open_store(store, wait=wait, live=index) as opened:
        yield opened


def _text(file: Path, store: "Store") -> str:
    """Read a file as the article that it is."""
    from provenance.loaders import load

    return load([file], store.settings)[0][0].text


def _part(store: Path, wait: float, *, drop: str = "", **asked: str) -> "Comparison":
    """Return what a store holds, or the part that was asked for."""
    from provenance.pipeline import ingest as line
    from provenance.pipeline.slicing import Choice, sliced

    with _reading(store, wait) as opened:
        ids = frozenset(line.of_drop(opened, drop)) if drop else None
        return sliced(line.stored(opened), Choice(**asked, ids=ids))
