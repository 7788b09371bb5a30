"""Renderer `tables`: one CSV file a table, in UTF-8.

No byte order mark: scripts would read it as part of the first column's name. In Excel, open the files
by Data, From Text/CSV.
"""

import csv
import io
from typing import Any

from provenance.comparison import Comparison, Table
from provenance.renderers.plain import printable

TABLES: tuple[Table, ...] = ("articles", "pairs", "passages", "quotes", "facts", "outlets")
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
    ),
    "outlets": (
        "name",
        "articles",
        "words",
        "copied",
        "quoted",
        "credited",
        "unique",
        "original",
        "wire",
        "shared",
        "credits",
    ),
}
"""The columns of each table, so that an empty table has its headings too."""

# What a spreadsheet may run as a formula, the full-width forms included (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return one file a table: ``articles.csv``, ``pairs.csv``, ``passages.csv`` and so on, as in `TABLES`.

    Lists are joined by `` | ``; a text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    return {f"{name}.csv": _table(comparison, name) for name in TABLES}


def _table(comparison: Comparison, name: Table) -> bytes:
    rows = comparison.table(name)
    columns = list(dict.fromkeys((*COLUMNS[name], *(column for row in rows for column in row))))
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return sheet.getvalue().encode()


def cell(value: Any) -> str:  # noqa: ANN401 - whatever a table holds
    """Return a value as a cell that no spreadsheet runs and no reader of CSV stumbles over."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    # The writer leaves a lone carriage return unquoted, and readers take it for the end of a row.
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
