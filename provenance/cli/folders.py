"""Commands that compare folders and files."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import Mapping, Memory, Only, Out, Paths, Quiet, Semantic, Sets, Workers
from provenance.cli.running import Given, compared, name_for, spoken, stored
from provenance.cli.writing import write, write_key

app = typer.Typer()


@app.command(epilog="Example: provenance compare corpus/ --out reports/monday")
def compare(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths,
    out: Out = None,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006 - typer copies it
    only: Only = "",
    semantic: Semantic = None,
    workers: Workers = None,
    memory: Memory = None,
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
    from provenance.machine import Machine
    from provenance.renderers import load

    names = [name for name in only.split(",") if name] or None
    with spoken():
        machine = Machine.here(workers, None if memory is None else int(memory * 1e9))
        coming = partial(load, ["json"] if as_json else names)
        result = compared(paths, mapping, settings, Given(semantic, machine, coming), quiet=quiet or as_json)
        key = None
        if hide:
            from provenance.anonymise import anonymise

            result, key = anonymise(result)
        if as_json:
            from provenance.renderers import render_all

            for _, pieces in render_all(result, ["json"]):
                sys.stdout.buffer.writelines(pieces)
            return
        folder = out or Path("reports") / (name_for(paths) + ("-anonymous" if hide else ""))
        write(result, folder, names, machine, quiet=quiet)
        if key:
            write_key(key, folder, quiet=quiet)


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
    with spoken():
        result = compared(within or [one, other], "", settings, quiet=True)
        ids = [one, other] if within else [article.id for article in result.articles[:2]]
        from provenance.renderers.terminal.pair import print_pair

        print_pair(result, *ids)


@app.command(epilog="Example: provenance quotes corpus/ --speaker Cooper")
def quotes(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Folders and files with articles; '-' reads a list of paths from standard input."
        ),
    ] = None,
    speaker: Annotated[str, typer.Option(help="Only statements by speakers whose name holds this.")] = "",
    store: Annotated[
        Path | None, typer.Option("--store", help="List the quotes of a store instead of comparing files.")
    ] = None,
    mapping: Mapping = "",
    settings: Sets = [],  # noqa: B006
) -> None:
    """Follow each statement and show who changed it."""
    with spoken():
        result = stored(store) if store else compared(paths or [], mapping, settings, quiet=False)
        from provenance.renderers.terminal.quotes import print_quotes

        print_quotes(result, speaker)


@app.command(epilog="Example: provenance facts corpus/")
def facts(paths: Paths, mapping: Mapping = "", settings: Sets = []) -> None:  # noqa: B006
    """Show what all tell of a story, what one alone, what disagrees."""
    with spoken():
        result = compared(paths, mapping, settings, quiet=False)
        from provenance.renderers.terminal.facts import print_facts

        print_facts(result)


@app.command()
def settings() -> None:
    """List every setting: its default, unit, range and reason."""
    from provenance.renderers.terminal.settings import print_settings

    print_settings()
