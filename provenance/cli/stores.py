"""Commands that work on a store: every new drop against all there is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import Format, Mapping, Only, Paths, Quiet, Sets
from provenance.cli.running import changed, listed, mapped, part_name, progress, spoken
from provenance.cli.writing import write
from provenance.errors import NothingToTraceError

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
Index = Annotated[
    str,
    typer.Option(
        "--index",
        envvar="PROVENANCE_INDEX",
        help="A Redis server that holds the bands of sentences, such as redis://localhost:6379/0.",
    ),
]
_WAIT = 10.0


@app.command(epilog="Example: provenance ingest drops/monday --store news.duckdb")
def ingest(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths,
    store: At,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006 - typer copies it
    wait: Wait = _WAIT,
    index: Index = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the drop brought as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Compare a drop with all the store has, add it, and tell what it brings."""
    with spoken():
        from provenance.pipeline import ingest as line

        chosen = changed(settings) if settings else None
        with line.open_store(store, chosen, wait=wait, writing=True, live=index) as opened:
            with progress(quiet=quiet or as_json) as told:
                drop = line.ingest(listed(paths), opened, progress=told, mapping=mapped(mapping))
            if quiet:
                return
            whole = line.stored(opened)
        from provenance.news import news

        brought = drop.articles if drop.tally.new or drop.tally.changed else ()
        if as_json:
            from provenance.renderers.news import written

            sys.stdout.buffer.write(written(news(whole, brought), (drop.name, drop.tally), drop.skipped))
            return
        from provenance.renderers.terminal import print_news, print_tally

        typer.echo(f"drop {drop.name}")
        print_tally(drop.tally, sum(each.step != "ingest" for each in drop.skipped))
        if brought:
            print_news(whole, news(whole, brought))


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
    wait: Wait = _WAIT,
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


@app.command(epilog='Example: provenance trace "at least six weeks" --store news.duckdb')
def trace(
    store: There,
    words: Annotated[str, typer.Argument(help="The words to look for.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="A text to look for instead, such as a press release.")
    ] = None,
    wait: Wait = _WAIT,
    index: Index = "",
) -> None:
    """Find every article that carries a text, oldest first, and what each changed."""
    with spoken():
        from provenance.loaders import load
        from provenance.pipeline.tracing import carried

        if file is None and not words.strip():
            raise NothingToTraceError
        with _reading(store, wait, index) as opened:
            text = words if file is None else load([file], opened.settings)[0][0].text
            trail = carried(text, opened)
        from provenance.renderers.terminal import print_trail

        print_trail(trail)


@app.command(epilog="Example: provenance watch inbox/ --store news.duckdb")
def watch(
    folder: Annotated[Path, typer.Argument(help="The folder to watch, with the folders inside it.")],
    store: At,
    settle: Annotated[float, typer.Option(help="Seconds a file must stay as it is before it is read.")] = 2.0,
    wait: Wait = 60.0,
    index: Index = "",
) -> None:
    """Ingest what appears in a folder, until stopped; half-copied files are left until they are whole."""
    with spoken():
        from provenance.model import Skipped
        from provenance.pipeline.following import follow

        for each in follow(folder, store, settle=settle, wait=wait, live=index):
            if isinstance(each, Skipped):
                typer.echo(f"left out {each.origin}: {each.reason}", err=True)
            else:
                tally = each.tally
                typer.echo(f"drop {each.name}: {tally.new} new, {tally.changed} changed, {tally.known} known")


@app.command(epilog="Example: provenance forget harbor-post_bridge --store news.duckdb")
def forget(
    store: There,
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of articles.")] = None,
    outlet: Annotated[str, typer.Option("--outlet", help="All articles of this outlet.")] = "",
    wait: Wait = _WAIT,
    index: Index = "",
) -> None:
    """Remove articles, their earlier versions, and all that was derived from them."""
    with spoken():
        from provenance.pipeline import ingest as line

        with line.open_store(store, wait=wait, writing=True, live=index) as opened:
            wanted = line.forgettable(opened, ids or [], outlet)
            line.forget(opened, wanted)
        typer.echo(f"forgot {len(wanted)} article{'s' if len(wanted) != 1 else ''}")


@app.command(epilog="Example: provenance export --store news.duckdb --format parquet --out tables/")
def export(
    store: There,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")],
    form: Format = "parquet",
    wait: Wait = _WAIT,
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


@app.command(epilog="Example: provenance migrate --store news.duckdb --set shingle_size=4")
def migrate(
    store: There,
    settings: Sets = [],  # noqa: B006
    wait: Wait = _WAIT,
) -> None:
    """Move a store on to this version, or to other settings; the old file is kept beside it."""
    with spoken():
        from provenance.pipeline.migrating import migrate as moved

        with progress(quiet=False) as told:
            kept = moved(store, changed(settings) if settings else None, wait=wait, progress=told)
        typer.echo(f"moved on; the old store is {kept}")


@contextmanager
def _reading(store: Path, wait: float, index: str = "") -> "Iterator[Store]":
    from provenance.pipeline.opened import open_store

    with open_store(store, wait=wait, live=index) as opened:
        yield opened


def _part(store: Path, wait: float, *, drop: str = "", **asked: str) -> "Comparison":
    """Return what a store holds, or the part that was asked for."""
    from provenance.pipeline import ingest as line
    from provenance.pipeline.slicing import Choice, sliced

    with _reading(store, wait) as opened:
        ids = frozenset(line.of_drop(opened, drop)) if drop else None
        return sliced(line.stored(opened), Choice(**asked, ids=ids))
