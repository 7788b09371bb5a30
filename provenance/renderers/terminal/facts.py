"""The fact table of each story: what all tell, what one alone tells, what outlets disagree on."""

from rich.table import Table

from provenance.comparison import Comparison
from provenance.facttable import LIKE, TOLD, FactRow, FactTable
from provenance.renderers.plain import brief, counted
from provenance.renderers.terminal.screen import ROWS, WIDTH, console, shown, table

_NAME = 40  # characters of an outlet's name
_FIGURE = 11  # characters of a figure in a cell
_ROOM = 7  # outlets beside which there is room for figures; of more only marks are shown
_COLUMNS = 24  # outlets at most: those that tell most
_LEGEND = f"{TOLD} or a figure: tells it; {LIKE}: something like it; ≠: outlets contradict each other"


def print_facts(comparison: Comparison) -> None:
    """Print for every story told by several outlets who tells which fact."""
    screen = console()
    members = {story.id: len(story.members) for story in comparison.stories}
    for made in comparison.fact_tables():
        screen.print()
        screen.rule(
            f"{made.story}: {counted(members[made.story], 'article')}, {counted(len(made.outlets), 'outlet')}"
        )
        for number, account in enumerate(made.accounts, start=1):
            screen.print(f"[bold]{number:>3}[/bold] {shown(account.outlet, _NAME)}")
        several = [row for row in made.rows if len(row.cells) > 1]
        screen.print(_several(made, several[: 2 * ROWS]))
        if len(made.outlets) > _COLUMNS:
            screen.print(f"… {len(made.outlets) - _COLUMNS} outlets that tell less are in facttable.csv")
        screen.print(f"[dim]{_LEGEND}[/dim]")
        if len(several) > 2 * ROWS:
            screen.print(f"… {len(several) - 2 * ROWS} more in facttable.csv")
        _print_disputes(comparison, made)
        screen.print(_alone(made))
        screen.print(_coverage(made))


def _several(made: FactTable, rows: list[FactRow]) -> Table:
    outlets = made.outlets[:_COLUMNS]
    drawn = table("Facts several tell, from everyone down", "fact", *map(str, range(1, len(outlets) + 1)))
    for column in drawn.columns[1:]:
        column.no_wrap = True
    for row in rows:
        marks = [row.cells[each].mark if each in row.cells else "" for each in outlets]
        if len(outlets) > _ROOM:
            marks = [mark if mark in {"", LIKE} else TOLD for mark in marks]
        text = f"≠ {row.text}" if row.disputed else row.text
        drawn.add_row(shown(text, WIDTH), *(shown(brief(mark), _FIGURE) for mark in marks))
    return drawn


def _print_disputes(comparison: Comparison, made: FactTable) -> None:
    """Print who says which of what cannot all be right, and what may explain it."""
    screen = console()
    for row in made.rows:
        if row.kind != "conflict":
            continue
        sides: dict[str, list[str]] = {}
        for outlet, cell in row.cells.items():
            sides.setdefault(cell.mark, []).append(outlet)
        said = "; ".join(
            f"{figure} ({', '.join(shown(each, _NAME) for each in who)})" for figure, who in sides.items()
        )
        notes = comparison.facts.conflicts[row.number - 1].notes
        screen.print(f"[bold yellow]Outlets disagree[/] on {shown(row.text, WIDTH)}: {said}")
        if notes:
            screen.print(f"   perhaps because: {shown('; '.join(notes))}")


def _alone(made: FactTable) -> Table:
    drawn = table("Facts only one tells, the most telling first", "by", "fact")
    for row in [row for row in made.rows if row.kind == "unique"][:ROWS]:
        outlet = next(iter(row.cells))
        drawn.add_row(str(made.outlets.index(outlet) + 1), shown(row.text, WIDTH))
    return drawn


def _coverage(made: FactTable) -> Table:
    drawn = table(
        "Who tells how much", "outlet", "tells", "only here", "leaves out", "which most others tell"
    )
    for account in made.accounts[: 2 * ROWS]:
        omitted = made.omitted(account)
        drawn.add_row(
            shown(account.outlet, _NAME),
            f"{account.told} of {len(made.rows)}",
            str(account.alone),
            str(len(omitted)),
            shown(omitted[0].text, WIDTH // 2) if omitted else "",
        )
    return drawn
