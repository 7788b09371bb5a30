"""Renderer `tables`: one CSV file a table, in UTF-8.

No byte order mark: scripts would read it as part of the first column's name. In Excel, open the files
by Data, From Text/CSV.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from provenance.comparison import Comparison
from provenance.facttable import FactTable
from provenance.records import Row
from provenance.renderers.plain import printable
from provenance.rows import Table

TABLES: tuple[Table, ...] = (
    "articles",
    "pairs",
    "passages",
    "quotes",
    "facts",
    "coverage",
    "outlets",
    "derivations",
)
COLUMNS: dict[Table, tuple[str, ...]] = {
    "articles": (
        "id",
        "outlet",
        "title",
        "published",
        "author",
        "url",
        "language",
        "origin",
        "words",
        "inferred",
    ),
    "pairs": (
        "left",
        "right",
        "relation",
        "confidence",
        "tfidf",
        "left_cover",
        "right_cover",
        "left_prose_cover",
        "right_prose_cover",
        "longest_run",
        "passages",
        "source",
        "strength",
        "reasons",
    ),
    "passages": (
        "left",
        "right",
        "left_begin",
        "left_end",
        "right_begin",
        "right_end",
        "kind",
        "similarity",
        "quoted",
        "left_text",
        "right_text",
        "also_in",
        "first_seen",
    ),
    "quotes": (
        "family",
        "speaker",
        "article",
        "begin",
        "end",
        "text",
        "original",
        "altered",
        "changes",
    ),
    "facts": (
        "kind",
        "fact",
        "story",
        "about",
        "article",
        "begin",
        "end",
        "text",
        "figure",
        "sure",
    ),
    "coverage": (
        "story",
        "outlet",
        "told",
        "of",
        "unique",
        "omitted",
        "left_out",
    ),
    "outlets": (
        "name",
        "articles",
        "words",
        "copied",
        "quoted",
        "unique",
        "original",
        "wire",
        "shared",
        "credits",
    ),
    "derivations": (
        "article",
        "kind",
        "share",
        "lead",
        "middle",
        "end",
        "sources",
        "credited",
        "source",
        "strength",
    ),
}
"""The columns of each table, so that an empty table has its headings too."""

# What a spreadsheet may run as a formula, the full-width forms included (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_BATCH = 2_000  # rows a piece: some hundred kilobytes
_REPEATED = 100  # characters: shorter ones are ids, names and kinds, which stand in thousands of rows


def render(comparison: Comparison) -> dict[str, Iterator[bytes]]:
    """Return one file a table: ``articles.csv``, ``pairs.csv``, ``passages.csv`` and so on, as in `TABLES`.

    ``facttable.csv`` has a column an outlet: story by story, under a row that names them.

    Lists are joined by `` | ``; a text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    files = {f"{name}.csv": _written(COLUMNS[name], comparison.rows(name)) for name in TABLES}
    return files | {"facttable.csv": _fact_table(comparison.fact_tables())}


def _fact_table(tables: Sequence[FactTable]) -> Iterator[bytes]:
    """Yield the fact tables one below the other, each with a row of its outlets' names above."""
    most = max((len(table.outlets) for table in tables), default=0)
    columns = range(most)
    yield line(
        ["story", "kind", "fact", "tellers", "disputed", "statement", *(f"outlet {n + 1}" for n in columns)]
    ).encode()
    for table in tables:
        rest = [""] * (most - len(table.outlets))
        lines = [line([table.story, "outlets", "", "", "", "", *table.outlets, *rest])]
        for row in table.rows:
            cells = [row.cells[each].mark if each in row.cells else "" for each in table.outlets]
            lines.append(
                line([table.story, row.kind, row.number, row.tellers, row.disputed, row.text, *cells, *rest])
            )
        yield "".join(lines).encode()


def _written(columns: tuple[str, ...], rows: Iterator[Row]) -> Iterator[bytes]:
    yield f"{','.join(columns)}\n".encode()
    while batch := list(islice(rows, _BATCH)):
        yield "".join(line([row[column] for column in columns]) for row in batch).encode()


def line(values: Iterable[Any]) -> str:
    """Return one line of a table: what `csv.writer` writes, in half its time where texts are long."""
    return f"{','.join([_quoted(cell(value)) for value in values])}\n"


def _quoted(text: str) -> str:
    if '"' in text:
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return f'"{text}"' if "," in text or "\n" in text else text


def cell(value: Any) -> str:  # noqa: ANN401 - whatever a table holds
    """Return a value as a cell that no spreadsheet runs and no reader of CSV stumbles over."""
    if isinstance(value, str):
        return _safe(value) if len(value) < _REPEATED else _safe.__wrapped__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else cell(" | ".join(map(str, value)))


@lru_cache(maxsize=10_000)
def _safe(text: str) -> str:
    # The writer leaves a lone carriage return unquoted, and readers take it for the end of a row.
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
