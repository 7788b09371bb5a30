"""The fact table of each story: rows facts, columns outlets, from what everyone has to what only one tells.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from provenance.model import Article, Conflict, Facts, Span, Story
from provenance.model.factrows import Row, shared_rows, unique_rows

TOLD, LIKE = "✓", "~"
RowKind = Literal["shared", "unique", "conflict"]
Place = tuple[str, int, int]  # an article, and where in it something begins and ends
_MOST = 0.5  # share of the other outlets that tell a fact, above which one without it omits it
_ALREADY = 2  # outlets of a shared fact that a conflict names, from which both are one row


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an outlet tells a fact, and with which figure; unless `sure` it tells something like it."""

    article: str
    span: Span
    figure: str | None = None
    sure: bool = True

    @property
    def mark(self) -> str:
        """What stands in the table: the figure, or that it is told (✓), or something like it (~)."""
        return (self.figure or TOLD) if self.sure else LIKE


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a story.

    Attributes
    ----------
    number : int
        Which fact of its kind it is, counted from 1 as in ``facts.csv``.
    cells : mapping of str to Cell
        By outlet; no entry where it does not tell the fact.
    disputed : bool
        Outlets contradict each other in it, or in the sentence that tells it.
    """

    kind: RowKind
    number: int
    text: str
    cells: Mapping[str, Cell]
    disputed: bool = False

    @property
    def tellers(self) -> int:
        """How many outlets surely tell it."""
        return sum([cell.sure for cell in self.cells.values()])


@dataclass(frozen=True, slots=True)
class Account:
    """What an outlet tells of a story.

    Attributes
    ----------
    told, alone : int
        Facts it tells, and those that nobody else does.
    omitted : tuple of int
        Rows of the table that it lacks though more than half of the other outlets have them.
    """

    outlet: str
    told: int
    alone: int
    omitted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of one story; `outlets` those that tell most first, `accounts` in their order."""

    story: str
    outlets: tuple[str, ...]
    rows: tuple[FactRow, ...]
    accounts: tuple[Account, ...]

    def omitted(self, account: Account) -> list[FactRow]:
        """Return the facts an outlet lacks that most others tell."""
        return [self.rows[place] for place in account.omitted]


def fact_tables(articles: Sequence[Article], stories: Iterable[Story], facts: Facts) -> list[FactTable]:
    """Return the fact table of every story that has facts, in the order of the stories.

    Facts that are only alike (`SharedFact.sure` is false) have no row.
    """
    names = {article.id: article.outlet or article.id for article in articles}
    rows: defaultdict[str, list[FactRow]] = defaultdict(list)
    disputes: defaultdict[str, list[set[Place]]] = defaultdict(list)
    for number, conflict in enumerate(facts.conflicts, start=1):
        disputes[conflict.story].append(
            {(each.article, each.span.begin, each.span.end) for each in conflict.members}
        )
        rows[conflict.story].append(
            FactRow("conflict", number, conflict.about, _sides(conflict, names), True)
        )
    for number, (fact, members, _) in enumerate(shared_rows(facts.shared), start=1):
        story, text, _, sure, *_ = fact
        if sure and not (story in disputes and _told_there(members, disputes[story])):
            rows[story].append(FactRow("shared", number, text, _cells(members, names)))
    for number, row in enumerate(unique_rows(facts.unique), start=1):
        rows[row[0][0]].append(_unique(number, row, names, disputes.get(row[0][0], ())))
    return [_table(story, rows[story.id], names) for story in stories if rows[story.id]]


def _table(story: Story, rows: list[FactRow], names: Mapping[str, str]) -> FactTable:
    """Sort the rows from everyone to only one, and the outlets by how much they tell."""
    # What one alone tells, mostly the most, comes in its order behind the others that somebody surely tells.
    several = [(row.tellers, row) for row in rows if row.kind != "unique"]
    unique = rows[len(several) :]
    several.sort(key=lambda each: (-each[0], -len(each[1].cells), each[1].number))
    rows = [row for tellers, row in several if tellers]
    rows += unique + [row for tellers, row in several if not tellers]
    told = {names[member]: 0 for member in story.members}
    alone = dict.fromkeys(told, 0)
    for _, row in several:
        for outlet, cell in row.cells.items():
            told[outlet] += cell.sure
    for row in unique:
        for outlet in row.cells:
            told[outlet] += 1
            alone[outlet] += 1
    outlets = sorted(told, key=lambda outlet: (-told[outlet], outlet))
    # what most tell is little: it is asked of each outlet
    least = max(1, _MOST * (len(outlets) - 1))
    common = [(place, row.cells) for place, (tellers, row) in enumerate(several) if tellers > least]
    accounts = [
        Account(
            outlet,
            told[outlet],
            alone[outlet],
            tuple(place for place, cells in common if outlet not in cells),
        )
        for outlet in outlets
    ]
    return FactTable(story.id, tuple(outlets), tuple(rows), tuple(accounts))


def _sides(conflict: Conflict, names: Mapping[str, str]) -> dict[str, Cell]:
    """Return who gives which figure; an outlet that gives two has both in its cell."""
    cells: dict[str, Cell] = {}
    for member in conflict.members:
        outlet, figure = names[member.article], member.figure or ""
        earlier = cells.get(outlet)
        if earlier is None:
            cells[outlet] = Cell(member.article, member.span, figure)
        elif figure not in (earlier.figure or "").split(" / "):
            cells[outlet] = Cell(earlier.article, earlier.span, f"{earlier.figure} / {figure}")
    return cells


def _cells(members: Iterable[Row], names: Mapping[str, str]) -> dict[str, Cell]:
    """Return who tells a fact; those that surely do hide what only sounds like it in their outlet."""
    cells: dict[str, Cell] = {}
    for article, begin, end, _, figure, sure in sorted(members, key=lambda member: not member[-1]):
        if names[article] not in cells:
            cells[names[article]] = Cell(article, Span(begin, end), figure if sure else None, sure)
    return cells


def _unique(number: int, row: Row, names: Mapping[str, str], disputes: Iterable[set[Place]]) -> FactRow:
    (_, article, text, *_), (begin, end), sentence, _ = row
    first, last = sentence or (begin, end)
    disputed = any((article, first, last) in sides for sides in disputes)
    new = text if begin == first else f"… {text}"  # new is the end of the sentence
    return FactRow("unique", number, new, {names[article]: Cell(article, Span(begin, end))}, disputed)


def _told_there(members: Iterable[Row], disputes: Iterable[set[Place]]) -> bool:
    """Say whether a conflict's row says what a shared fact's would, and more: who gives which figure."""
    sure = [(article, begin, end) for article, begin, end, *_, certain in members if certain]
    there = [len(sides.intersection(sure)) for sides in disputes]
    return any(count >= min(_ALREADY, len(sure)) and count > len(sure) / 2 for count in there)
