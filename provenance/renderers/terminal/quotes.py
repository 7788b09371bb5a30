"""Every statement that several articles carry: who prints it how."""

from collections.abc import Sequence

from provenance.comparison import Comparison
from provenance.model import QuoteFamily, QuoteMember
from provenance.renderers.plain import labels
from provenance.renderers.terminal.screen import console, shown

_DECIDED = {
    "official text": "the wording of the official text",
    "majority": "the wording most print",
    "undecided": "one of the wordings; which came first cannot be told",
}


def print_quotes(comparison: Comparison, speaker: str = "") -> None:
    """Print the quote families, or only those whose speaker's name holds `speaker`."""
    screen = console()
    wanted = speaker.casefold()
    found = [each for each in comparison.quotes if wanted in (each.speaker or "").casefold()]
    if not found:
        whose = f" by a speaker named {shown(speaker)!r}" if speaker else ""
        screen.print(f"No statement{whose} stands in two articles.")
    names = labels(comparison)
    for family in found:
        screen.print(f"\n[bold]{shown(family.speaker or 'Speaker not named')}[/bold]: “{shown(family.text)}”")
        screen.print(f"  [dim]{_DECIDED[family.decided_by]}[/dim]")
        for member, line in zip(family.members, _lines(family, names), strict=True):
            screen.print(f"  [{'bold yellow' if member.altered else 'default'}]{line}[/]")
        for note in family.notes:
            screen.print(f"  → {shown(note)}")


def _lines(family: QuoteFamily, names: dict[str, str]) -> Sequence[str]:
    return [f"{shown(names[member.article])}: {_said(member)}" for member in family.members]


def _said(member: QuoteMember) -> str:
    if member.changes:
        changes = [
            f"{shown(change.was) or '(nothing)'} → {shown(change.now) or '(nothing)'} [{change.change_class}]"
            for change in member.changes
        ]
        return "; ".join(change.replace("[", r"\[") for change in changes)
    return "the same words" if member.direct else "without quotation marks"
