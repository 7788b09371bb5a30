"""The fact table of each story: rows facts, columns outlets, from what everyone has to what only one tells.

A tally of the result, no step: it looks at nothing but what a comparison holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from provenance.model import Article, Conflict, Facts, SharedFact, Span, Story, UniqueFact

TOLD, LIKE = "✓", "~"
RowKind = Literal["shared", "unique", "conflict"]
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
        return sum(cell.sure for cell in self.cells.values())


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
    disputes: defaultdict[str, list[Conflict]] = defaultdict(list)
    for number, conflict in enumerate(facts.conflicts, start=1):
        disputes[conflict.story].append(conflict)
        rows[conflict.story].append(
            FactRow("conflict", number, conflict.about, _sides(conflict, names), True)
        )
    for number, shared in enumerate(facts.shared, start=1):
        if shared.sure and not any(_told_there(shared, each) for each in disputes[shared.story]):
            rows[shared.story].append(_shared(number, shared, names))
    for number, unique in enumerate(facts.unique, start=1):
        rows[unique.story].append(_unique(number, unique, names, disputes[unique.story]))
    return [_table(story, rows[story.id], names) for story in stories if rows[story.id]]


def _table(story: Story, rows: list[FactRow], names: Mapping[str, str]) -> FactTable:
    """Sort the rows from everyone to only one, and the outlets by how much they tell."""
    tellers = {(row.kind, row.number): row.tellers for row in rows}
    rows.sort(
        key=lambda row: (
            -tellers[row.kind, row.number],
            -len(row.cells),
            row.kind == "unique",
            row.number,
        )
    )
    told = {names[member]: 0 for member in story.members}
    alone = dict.fromkeys(told, 0)
    for row in rows:
        for outlet, cell in row.cells.items():
            told[outlet] += cell.sure
            alone[outlet] += row.kind == "unique"
    outlets = sorted(told, key=lambda outlet: (-told[outlet], outlet))
    # what most tell is little: it is asked of each outlet
    least = _MOST * (len(outlets) - 1)
    common = [
        (place, row.cells) for place, row in enumerate(rows) if tellers[row.kind, row.number] > max(1, least)
    ]
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


def _shared(number: int, fact: SharedFact, names: Mapping[str, str]) -> FactRow:
    """Return a fact that several tell; those that surely do hide what only sounds like it in their outlet."""
    cells: dict[str, Cell] = {}
    for member in sorted(fact.members, key=lambda member: not member.sure):
        figure = member.figure if member.sure else None
        cells.setdefault(names[member.article], Cell(member.article, member.span, figure, member.sure))
    return FactRow("shared", number, fact.text, cells)


def _unique(number: int, fact: UniqueFact, names: Mapping[str, str], disputes: Iterable[Conflict]) -> FactRow:
    sentence = fact.sentence or fact.span
    disputed = any(
        member.article == fact.article and member.span == sentence
        for each in disputes
        for member in each.members
    )
    text = (
        fact.text if fact.span.begin == sentence.begin else f"… {fact.text}"
    )  # new is the end of the sentence
    return FactRow("unique", number, text, {names[fact.article]: Cell(fact.article, fact.span)}, disputed)


def _told_there(fact: SharedFact, conflict: Conflict) -> bool:
    """Say whether a conflict's row says what a shared fact's would, and more: who gives which figure."""
    sides = {(member.article, member.span) for member in conflict.members}
    sure = [(member.article, member.span) for member in fact.members if member.sure]
    return (
        len(sides.intersection(sure)) >= min(_ALREADY, len(sure))
        and len(sides.intersection(sure)) > len(sure) / 2
    )
