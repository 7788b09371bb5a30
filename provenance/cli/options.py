"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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


def _kinds(value: str) -> str:
    """Refuse an unknown kind of output before anything is read."""
    if value:
        from provenance.renderers import RENDERERS

        wanted = [name.strip() for name in value.split(",") if name.strip()]
        if unknown := [name for name in wanted if name not in RENDERERS]:
            message = f"no output of the kind {unknown[0]!r}; there are: {', '.join(RENDERERS)}."
            raise typer.BadParameter(message)
        return ",".join(wanted)
    return value


def _format(value: str) -> str:
    """Refuse an unknown format before the store is opened."""
    if value not in FORMATS:
        message = f"no format {value!r}; there are: {', '.join(FORMATS)}."
        raise typer.BadParameter(message)
    return value


FORMATS = ("parquet", "csv", "jsonl", "graphml", "prov")
Format = Annotated[
    str, typer.Option("--format", callback=_format, help="One of: parquet, csv, jsonl, graphml, prov.")
]
Only = Annotated[
    str,
    typer.Option(
        "--only",
        callback=_kinds,
        help="Which outputs to write, with commas between: json, tables, markdown, page, heatmap, facts, "
        "facttable, lineage, timeline (these by default), svg, graph, prov.",
    ),
]
Semantic = Annotated[
    Path | None,
    typer.Option(
        "--semantic", help="Folder of a sentence-transformers or model2vec model, as a second opinion."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Threads that work side by side. Default: all cores.")
]
Memory = Annotated[
    float | None,
    typer.Option(
        "--memory",
        min=0.05,
        help="GB above which the search for candidates goes to disk. Default: half of the machine's.",
    ),
]
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
WAIT = 10.0  # seconds for another process to finish its batch
