"""Commands that work on a store: every new drop against all there is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import Mapping, Only, Paths, Quiet, Sets
from provenance.cli.running import changed, listed, mapped, progress, spoken, write

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.store import Store

app = typer.Typer()

At = Annotated[Path, typer.Option("--store", help="The store: one DuckDB file, made if it does not exist.")]
There = Annotated[Path, typer.Option("--store", help="The store: a DuckDB file that `ingest` made.")]
Wait = Annotated[float, typer.Option("--wait", help="Seconds to wait while another process uses the store.")]
Since = Annotated[str, typer.Option("--since", help="Published on this day (month, year) or later.")]
Until = Annotated[str, typer.Option("--until", help="Published on this day (month, year) or earlier.")]
Outlet = Annotated[str, typer.Option("--outlet", help="Articles of this outlet and what they share.")]
Story = Annotated[str, typer.Option("--story", help="Only this story, as `provenance stories` calls it.")]
DropName = Annotated[str, typer.Option("--drop", help="Articles of one drop and what they share.")]
_WAIT = 10.0


@app.command(epilog="Example: provenance ingest drops/monday --store news.duckdb")
def ingest(  # noqa: PLR0913 - one parameter an option
    paths: Paths,
    store: At,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006 - typer copies it
    wait: Wait = _WAIT,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the drop brought as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Compare a drop with all the store has, add it, and tell what it brings."""
    with spoken():
        from provenance.pipeline import ingest as line
        from provenance.pipeline.slicing import Choice, sliced

        chosen = changed(settings) if settings else None
        with line.opened(store, chosen, wait=wait, writing=True) as opened:
            with progress(quiet=quiet or as_json) as told:
                drop = line.ingest(listed(paths), opened, progress=told, mapping=mapped(mapping))
            if quiet:
                return
            whole = line.result(opened)
        from provenance.news import news

        if as_json:
            from provenance.renderers.news import written

            sys.stdout.buffer.write(written(news(whole, drop.articles), drop.name, drop.skipped))
            return
        from provenance.renderers.terminal import print_news

        typer.echo(f"drop {drop.name}")
        near = sliced(whole, Choice(ids=frozenset(drop.articles))) if drop.articles else whole
        print_news(whole, news(near, drop.articles), len(drop.skipped))


@app.command(epilog="Example: provenance report --store news.duckdb --since 2026-03 --out reports/march")
def report(  # noqa: PLR0913, PLR0917
    store: There,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder. Default: reports/<the store's name>.")
    ] = None,
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    story: Story = "",
    drop: DropName = "",
    only: Only = "",
    wait: Wait = _WAIT,
    *,
    quiet: Quiet = False,
) -> None:
    """Write the full report on what a store holds, or on a part of it."""
    with spoken():
        result = _part(store, wait, since=since, until=until, outlet=outlet, story=story, drop=drop)
        names = [name for name in only.split(",") if name] or None
        write(result, out or Path("reports") / store.stem, names, quiet=quiet)


@app.command(epilog="Example: provenance stories --store news.duckdb --since 2026-03-01")
def stories(  # noqa: PLR0913, PLR0917
    store: There,
    since: Since = "",
    until: Until = "",
    outlet: Outlet = "",
    drop: DropName = "",
    wait: Wait = _WAIT,
) -> None:
    """List the stories of a store, those with most articles first."""
    with spoken():
        from provenance.renderers.terminal import print_stories

        print_stories(_part(store, wait, since=since, until=until, outlet=outlet, drop=drop))


@app.command(epilog="Example: provenance outlets --store news.duckdb")
def outlets(store: There, since: Since = "", until: Until = "", wait: Wait = _WAIT) -> None:
    """List the outlets of a store: how much of their text is copied, quoted, their own."""
    with spoken():
        from provenance.renderers.terminal import print_outlets

        print_outlets(_part(store, wait, since=since, until=until))


@contextmanager
def _reading(store: Path, wait: float) -> "Iterator[Store]":
    from provenance.pipeline import ingest as line

    with line.opened(store, wait=wait) as opened:
        yield opened


def _part(store: Path, wait: float, *, drop: str = "", **asked: str) -> "Comparison":
    """Return what a store holds, or the part that was asked for."""
    from provenance.pipeline import ingest as line
    from provenance.pipeline.slicing import Choice, sliced

    with _reading(store, wait) as opened:
        ids = frozenset(line.of_drop(opened, drop)) if drop else None
        return sliced(line.result(opened), Choice(**asked, ids=ids))
