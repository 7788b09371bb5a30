"""Commands that change a store: every new drop against all there is."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import WAIT, At, Index, Mapping, Paths, Quiet, Sets, There, Wait
from provenance.cli.running import changed, listed, mapped, progress, spoken

app = typer.Typer()


@app.command(epilog="Example: provenance ingest drops/monday --store news.duckdb")
def ingest(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths,
    store: At,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006 - typer copies it
    wait: Wait = WAIT,
    index: Index = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the drop brought as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Compare a drop with all the store has and tell what it brings."""
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
        from provenance.renderers.terminal.news import print_news, print_tally

        typer.echo(f"drop {drop.name}")
        print_tally(drop.tally, sum(each.step != "ingest" for each in drop.skipped))
        if brought:
            print_news(whole, news(whole, brought))


@app.command(epilog="Example: provenance watch inbox/ --store news.duckdb")
def watch(
    folder: Annotated[Path, typer.Argument(help="The folder to watch, with the folders inside it.")],
    store: At,
    settle: Annotated[float, typer.Option(help="Seconds a file must stay as it is before it is read.")] = 2.0,
    wait: Wait = 60.0,
    index: Index = "",
) -> None:
    """Ingest what appears in a folder.

    It goes on until it is stopped; half-copied files are left until they are whole.
    """
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
    wait: Wait = WAIT,
    index: Index = "",
) -> None:
    """Remove articles and all that was derived from them.

    Their earlier versions go, too.
    """
    with spoken():
        from provenance.pipeline import ingest as line

        with line.open_store(store, wait=wait, writing=True, live=index) as opened:
            wanted = line.forgettable(opened, ids or [], outlet)
            line.forget(opened, wanted)
        typer.echo(f"forgot {len(wanted)} article{'s' if len(wanted) != 1 else ''}")


@app.command(epilog="Example: provenance migrate --store news.duckdb --set shingle_size=4")
def migrate(
    store: There,
    settings: Sets = [],  # noqa: B006
    wait: Wait = WAIT,
) -> None:
    """Move a store on to this version, or to other settings.

    The old file is kept beside it.
    """
    with spoken():
        from provenance.pipeline.migrating import migrate as moved

        with progress(quiet=False) as told:
            kept = moved(store, changed(settings) if settings else None, wait=wait, progress=told)
        typer.echo(f"moved on; the old store is {kept}")
