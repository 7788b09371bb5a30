"""After a run: who shares what with whom, who adds what, what was left out, where the report is."""

from pathlib import Path

from rich.table import Table

from provenance.comparison import Comparison
from provenance.renderers.findings import findings
from provenance.renderers.plain import counted, labels
from provenance.renderers.terminal.screen import ROWS, WIDTH, console, shown, table

_RANK = ("reprint", "wire copy", "excerpt", "shared statement", "same story", "unrelated")
_SHARING = _RANK[:4]


def print_summary(comparison: Comparison, folder: Path) -> None:
    """Print the findings, two short tables and the place of the report."""
    screen = console()
    size = f"{counted(len(comparison.articles), 'article')} on {counted(len(comparison.stories), 'story')}"
    screen.print(f"[bold]{size.replace('storys', 'stories')}[/bold]")
    for finding in findings(comparison):
        screen.print(f" • {shown(finding.text)}")
    screen.print()
    screen.print(_sharing(comparison))
    screen.print()
    screen.print(_adding(comparison))
    for skipped in comparison.skipped[:ROWS]:
        screen.print(f"[yellow]left out[/yellow] {shown(f'{skipped.origin}: {skipped.reason}')}")
    if len(comparison.skipped) > ROWS:
        screen.print(f"… and {len(comparison.skipped) - ROWS} more, all in comparison.json")
    page = folder / "report.html"
    if page.exists():
        screen.print(f"\nReport: [bold]{shown(str(page))}[/bold] (open it in a browser)", soft_wrap=True)
    else:
        screen.print(f"\nFiles: [bold]{shown(str(folder))}[/bold]", soft_wrap=True)


def _sharing(comparison: Comparison) -> Table:
    made = table("Who shares text with whom", "outlet", "and", "what it is", "of the first", "of the second")
    names = labels(comparison)
    found = [pair for pair in comparison.pairs if pair.relation in _SHARING]
    found.sort(key=lambda pair: (_RANK.index(pair.relation), -max(pair.left_cover, pair.right_cover)))
    for pair in found[:ROWS]:
        ends = shown(names[pair.left], 40), shown(names[pair.right], 40)
        made.add_row(*ends, pair.relation, f"{pair.left_cover:.0%}", f"{pair.right_cover:.0%}")
    if not found:
        made.add_row("no two articles share text", "", "", "", "")
    elif len(found) > ROWS:
        made.add_row(f"… {len(found) - ROWS} more in pairs.csv", "", "", "", "")
    return made


def _adding(comparison: Comparison) -> Table:
    made = table("Who adds what", "outlet", "facts only here", "the most telling")
    outlets = sorted({article.outlet for article in comparison.articles})
    found = {outlet: comparison.unique_facts(outlet) for outlet in outlets}
    ranked = sorted(outlets, key=lambda name: (-len(found[name]), name))
    for outlet in ranked[:ROWS]:
        best = found[outlet][0].text if found[outlet] else ""
        made.add_row(shown(outlet, 40), str(len(found[outlet])), shown(best, WIDTH))
    if len(ranked) > ROWS:
        made.add_row(f"… {len(ranked) - ROWS} more in facts.csv", "", "")
    return made
