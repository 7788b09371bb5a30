"""Renderer `tables`: one CSV file a table, in UTF-8.

No byte order mark: scripts would read it as part of the first column's name. In Excel, open the files
by Data, From Text/CSV.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from types import NoneType
from typing import Any

from provenance.comparison import Comparison
from provenance.facttable import TOLD, FactTable
from provenance.renderers.plain import printable
from provenance.rows import Columns, Table

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
_FORMULA_BYTES = tuple(sign.encode() for sign in _FORMULA)
_BETWEEN = b"\0"  # texts that are looked at together
_CONTROL = bytes(each for each in range(32) if chr(each) not in "\t\n") + b"\x7f"

_KEPT = 10_000  # different texts or numbers kept as cells: some MB

FILES = (*(f"{name}.csv" for name in TABLES), "facttable.csv")
"""Made each by itself: two processes may share them."""


def render(comparison: Comparison) -> dict[str, Iterator[bytes]]:
    """Return one file a table: ``articles.csv``, ``pairs.csv``, ``passages.csv`` and so on, as in `TABLES`.

    ``facttable.csv`` has a column an outlet: story by story, under a row that names them.

    Lists are joined by `` | ``; a text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    files = {f"{name}.csv": _written(COLUMNS[name], comparison.columns(name)) for name in TABLES}
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
        place = {outlet: number for number, outlet in enumerate(table.outlets)}
        only = {outlet: _in_columns([(number, TOLD)], most) for outlet, number in place.items()}
        story, lines = _text(table.story), [line([table.story, "outlets", *[""] * 4, *table.outlets, *rest])]
        for row in table.rows:
            if row.kind == "unique":  # most rows are, and have one of few endings
                (outlet,), tellers = row.cells, 1
                cells = only[outlet]
            else:
                marks = [(place[outlet], _text(each.mark)) for outlet, each in row.cells.items()]
                tellers, cells = row.tellers, _in_columns(sorted(marks), most)
            disputed = "true" if row.disputed else "false"
            lines.append(f"{story},{row.kind},{row.number},{tellers},{disputed},{_text(row.text)}{cells}\n")
        yield "".join(lines).encode()


def _in_columns(cells: Iterable[tuple[int, str]], columns: int) -> str:
    """Return the end of a line: some cells, in order, each with its column, and commas for all others."""
    made, reached = "", 0
    for column, mark in cells:
        made += "," * (column + 1 - reached) + mark
        reached = column + 1
    return made + "," * (columns - reached)


def _written(names: tuple[str, ...], blocks: Iterator[Columns]) -> Iterator[bytes]:
    yield f"{','.join(names)}\n".encode()
    cells = _Cells()
    for block in blocks:
        lines = map(b",".join, zip(*(cells.of(block[name]) for name in names), strict=True))
        yield b"\n".join([*lines, b""])


class _Cells:
    """Values as cells in UTF-8. What stands in a table several times is written once."""

    def __init__(self) -> None:
        # By kind, as 1, 1.0 and True are equal and not written alike.
        self._made: defaultdict[type, dict[Any, bytes]] = defaultdict(dict)

    def of(self, values: Sequence[Any]) -> list[bytes]:
        """Return the cells of a column."""
        kinds = set(map(type, values)) - {NoneType}
        if len(kinds) > 1 or list in kinds:
            return _one_by_one(values)
        made = self._made[next(iter(kinds), NoneType)]
        if len(made) > _KEPT:
            made.clear()
        new = list(set(values).difference(made))
        cells = _one_by_one(new) if None in new or kinds != {str} else _together(new)
        made.update(zip(new, cells, strict=True))
        return list(map(made.__getitem__, values))


def _one_by_one(values: Iterable[Any]) -> list[bytes]:
    return [_quoted(value).encode() for value in values]


def _together(texts: list[str]) -> list[bytes]:
    """Return the cells of texts, as one by one in half of the time: all are asked at once what few hold."""
    every = _BETWEEN.decode().join(texts)
    try:
        whole = every.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return _one_by_one(texts)
    controls = len(whole) - len(whole.translate(None, _CONTROL))
    if controls != len(texts) - 1 or "\ufffe" in every or "\uffff" in every:
        return _one_by_one(texts)
    cells = whole.replace(b'"', b'""').split(_BETWEEN)
    return [
        b'"%b"' % cell if b"," in cell or b'"' in cell or b"\n" in cell else cell
        for cell in [b"'" + cell if cell.startswith(_FORMULA_BYTES) else cell for cell in cells]
    ]


def line(values: Iterable[Any]) -> str:
    """Return one line of a table: what `csv.writer` writes, in half its time where texts are long."""
    return f"{','.join(map(_quoted, values))}\n"


def _quoted(value: Any) -> str:  # noqa: ANN401 - whatever a table holds
    return _text(value) if isinstance(value, str) else _marked(cell(value))


def _text(text: str) -> str:
    return _marked(_safe(text))


def _marked(text: str) -> str:
    if '"' in text:
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return f'"{text}"' if "," in text or "\n" in text else text


def cell(value: Any) -> str:  # noqa: ANN401 - whatever a table holds
    """Return a value as a cell that no spreadsheet runs and no reader of CSV stumbles over."""
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else cell(" | ".join(map(str, value)))


def _safe(text: str) -> str:
    # The writer leaves a lone carriage return unquoted, and readers take it for the end of a row.
    text = printable(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
