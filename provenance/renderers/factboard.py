"""Renderer `facttable`: who tells which fact of a story, as a table to print and hang up in class."""

import textwrap
from typing import TYPE_CHECKING

from provenance.comparison import Comparison
from provenance.facttable import LIKE, TOLD, Cell, FactRow, FactTable
from provenance.renderers import picture
from provenance.renderers.picture import Form
from provenance.renderers.plain import brief, counted, shorten, story_names

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STORIES = 3  # pictures at most: the stories that most outlets tell
ROWS, ALONE = 26, 8  # facts of a picture, and those among them that only one tells
OUTLETS = 16  # columns: the outlets that tell most
_LINE, _LINES = 84, 2  # characters and lines of a statement
_ROW, _COLUMN, _TEXT = 0.42, 0.78, 5.6  # inches
_MARGIN = 1.2  # inches on the right: the last name leans over it
_NAME = 24  # characters of an outlet's name


def render(comparison: Comparison, form: Form = "png") -> dict[str, bytes]:
    """Return ``facttable.png``, ``facttable-2.png`` …: a table a story, those of most outlets first.

    Parameters
    ----------
    comparison : Comparison
    form : {"png", "svg"}
    """
    tables = [table for table in comparison.fact_tables() if len(table.outlets) > 1]
    tables.sort(key=lambda table: (-len(table.outlets), -len(table.rows), table.story))
    if not tables:
        return {f"facttable.{form}": _nothing(form)}
    names = story_names(comparison)
    pictures = [_picture(table, names[table.story], form) for table in tables[:STORIES]]
    return {f"facttable{'' if n == 1 else f'-{n}'}.{form}": made for n, made in enumerate(pictures, start=1)}


def _picture(table: FactTable, name: str, form: Form) -> bytes:
    several = [row for row in table.rows if len(row.cells) > 1][: ROWS - ALONE]
    rows = several + [row for row in table.rows if row.kind == "unique"][: ROWS - len(several)]
    outlets = table.outlets[:OUTLETS]
    high = 1.55 if len(outlets) > 1 else 0.6
    width = 0.3 + _TEXT + _COLUMN * len(outlets) + _MARGIN
    height = 1.15 + high + _ROW * (len(rows) + 1) + 0.3
    figure = picture.canvas(width, height)
    picture.head(figure, f"Who tells what: {shorten(name, 70)}", _note(table, rows, outlets))
    axes = figure.add_axes(
        (0.3 / width, 0.3 / height, 1 - (0.3 + _MARGIN) / width, (high + _ROW * (len(rows) + 1)) / height)
    )
    axes.set_xlim(0, _TEXT + _COLUMN * len(outlets))
    axes.set_ylim(_ROW * (len(rows) + 1), -high)
    axes.axis("off")
    for column, outlet in enumerate(outlets):
        label = picture.shown(shorten(outlet, _NAME))
        picture.literal(
            axes.text(
                _middle(column), -0.08, label, rotation=55, ha="left", va="bottom", size=10, color=picture.INK
            )
        )
    for place, row in enumerate(rows):
        _draw(axes, row, _ROW * place, outlets)
    _sums(axes, table, _ROW * len(rows), outlets)
    return picture.encode(figure, form)


def _nothing(form: Form) -> bytes:
    figure = picture.canvas(9.0, 1.6)
    picture.head(figure, "Who tells what", "No story here is told by several outlets.")
    return picture.encode(figure, form)


def _note(table: FactTable, rows: list[FactRow], outlets: tuple[str, ...]) -> str:
    parts = [f"● or a figure: tells it   {LIKE} something like it   red: outlets contradict each other"]
    if len(rows) < len(table.rows):
        parts.append(f"{len(rows)} of {counted(len(table.rows), 'fact')}")
    if len(outlets) < len(table.outlets):
        parts.append(f"{len(outlets)} of {counted(len(table.outlets), 'outlet')}")
    return "   ".join(parts)


def _middle(column: int) -> float:
    return _TEXT + _COLUMN * (column + 0.5)


def _draw(axes: "Axes", row: FactRow, top: float, outlets: tuple[str, ...]) -> None:
    color = picture.RUST if row.kind == "conflict" else picture.INK
    text = row.text[:1].upper() + row.text[1:]
    lines = textwrap.wrap(
        picture.shown(shorten(text, _LINE * _LINES - 4)), _LINE, max_lines=_LINES, placeholder="…"
    )
    axes.plot([0, _middle(len(outlets)) - _COLUMN / 2], [top, top], color="#d8dce0", linewidth=0.6)
    picture.literal(
        axes.text(0, top + _ROW / 2, "\n".join(lines), va="center", size=8.5, color=color, linespacing=1.1)
    )
    for column, outlet in enumerate(outlets):
        if outlet in row.cells:
            _mark(axes, row.cells[outlet], (_middle(column), top + _ROW / 2), color)


def _mark(axes: "Axes", cell: Cell, at: tuple[float, float], color: str) -> None:
    mark = shorten(brief(cell.mark), 18)
    if mark == TOLD:
        axes.plot(*at, marker="o", markersize=7, color=picture.BLUE)
        return
    size = 9 if len(mark) <= len("≈10,000") else 6.5
    lines = textwrap.wrap(mark, 9, max_lines=2, placeholder="…")
    color = picture.FAINT if mark == LIKE else color
    picture.literal(
        axes.text(*at, "\n".join(lines), ha="center", va="center", size=size, color=color, weight="bold")
    )


def _sums(axes: "Axes", table: FactTable, top: float, outlets: tuple[str, ...]) -> None:
    """Write below the table how much of all each outlet tells."""
    axes.plot([0, _middle(len(outlets)) - _COLUMN / 2], [top, top], color=picture.INK, linewidth=1)
    axes.text(
        0,
        top + _ROW / 2,
        f"Facts told, of {len(table.rows)}  (told only here)",
        va="center",
        size=9,
        weight="bold",
        color=picture.INK,
    )
    for column, account in enumerate(table.accounts[: len(outlets)]):
        words = f"{account.told} ({account.alone})"
        axes.text(_middle(column), top + _ROW / 2, words, ha="center", va="center", size=9, color=picture.INK)
