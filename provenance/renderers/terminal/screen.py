"""The screen: article text is hostile here too, so nothing of it reaches the terminal as a command."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from rich.table import Table

ROWS = 12  # of each table; the rest is in the report
WIDTH = 90  # characters of a fact: one line on a projector


def console() -> Console:
    """Return a console that colours only what it is told to."""
    return Console(highlight=False)


def safe(text: str, *, keep_lines: bool = False) -> str:
    """Replace control characters one for one: an article must not steer the terminal, nor shift a span."""
    kept = "\n" if keep_lines else ""
    return "".join(c if c.isprintable() or c in kept else " " for c in text)


def shown(text: str, most: int | None = None) -> str:
    """Return text as markup that prints as itself, cut to at most `most` characters."""
    text = safe(text)
    return escape(text if most is None or len(text) <= most else text[: most - 1].rstrip() + "…")


def table(title: str, *headings: str) -> "Table":
    """Return an empty table without lines, as narrow as its words allow."""
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made
