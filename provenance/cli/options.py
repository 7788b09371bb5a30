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
