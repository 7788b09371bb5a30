"""What a run prints: a short table in plain words, one pair in colour, the settings."""

from collections import Counter
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from provenance.comparison import Comparison
from provenance.model import Pair, Passage, Span
from provenance.renderers.findings import findings
from provenance.settings import Settings

_ROWS = 12  # of each table; the rest is in the report
_WIDTH = 90  # characters of a fact: one line on a projector
_STYLES = {"verbatim": "bold on blue", "edited": "bold on dark_orange3", "paraphrase": "underline"}
_RANK = ("reprint", "wire copy", "excerpt", "shared statement", "same story", "unrelated")
_SHARING = _RANK[:4]


def print_summary(comparison: Comparison, folder: Path) -> None:
    """Print who shares what with whom, who adds what, what was left out, and where the report is."""
    console = Console(highlight=False)
    console.print(
        f"[bold]{len(comparison.articles)} articles[/bold] in {len(comparison.stories)} "
        f"{'story' if len(comparison.stories) == 1 else 'stories'}"
    )
    for finding in findings(comparison):
        console.print(f" • {escape(_printable(finding.text))}")
    console.print(_sharing(comparison))
    console.print(_adding(comparison))
    for skipped in comparison.skipped[:_ROWS]:
        console.print(
            f"[yellow]left out[/yellow] {escape(_printable(f'{skipped.origin}: {skipped.reason}'))}"
        )
    if len(comparison.skipped) > _ROWS:
        console.print(f"… and {len(comparison.skipped) - _ROWS} more, all in comparison.json")
    console.print(f"Report: [bold]{escape(str(folder / 'report.html'))}[/bold] (open it in a browser)")


def print_pair(comparison: Comparison, one: str, other: str) -> None:
    """Print two articles one after the other, shared words coloured by kind, and why each is shared."""
    console = Console(highlight=False)
    pair = comparison.pair(one, other)
    left, right = sorted((one, other))
    if pair is None:
        console.print(f"{escape(left)} and {escape(right)} share nothing.")
        return
    console.print(f"[bold]{pair.relation}[/bold]: {escape('; '.join(pair.reasons))}")
    passages = pair.passages
    _print_side(console, comparison, left, [(each.left, each) for each in passages])
    _print_side(console, comparison, right, [(each.right, each) for each in passages])
    for number, passage in enumerate(passages, start=1):
        console.print(f" {number}. {_label(passage)}: {escape(_printable('; '.join(passage.reasons)))}")
        for was, now in _differences(comparison, pair, passage):
            console.print(f"      {escape(_printable(was)) or '—'} → {escape(_printable(now)) or '—'}")


def print_settings() -> None:
    """Print every setting with its default, unit, range and reason."""
    table = Table(box=None, pad_edge=False)
    for heading in ("setting", "default", "unit", "range", "why"):
        table.add_column(heading, overflow="fold")
    for each in fields(Settings):
        meta = each.metadata
        table.add_row(
            each.name, f"{each.default:g}", meta["unit"], f"{meta['low']:g} – {meta['high']:g}", meta["why"]
        )
    Console(highlight=False).print(table)


def _sharing(comparison: Comparison) -> Table:
    table = Table(title="Who shares what with whom", title_justify="left", box=None, pad_edge=False)
    for heading in ("outlet", "and", "relation", "shared text", "of which quoted"):
        table.add_column(heading, overflow="fold")
    names = _names(comparison)
    shown = [pair for pair in comparison.pairs if pair.relation in _SHARING]
    shown.sort(key=lambda pair: (_RANK.index(pair.relation), -max(pair.left_cover, pair.right_cover)))
    for pair in shown[:_ROWS]:
        quoted = sum(passage.quoted for passage in pair.passages)
        table.add_row(
            escape(_printable(names[pair.left])),
            escape(_printable(names[pair.right])),
            pair.relation,
            f"{pair.left_cover:.0%} / {pair.right_cover:.0%}",
            f"{quoted} of {len(pair.passages)} passages",
        )
    if not shown:
        table.add_row("no two articles share text", "", "", "", "")
    elif len(shown) > _ROWS:
        table.add_row(f"… {len(shown) - _ROWS} more in pairs.csv", "", "", "", "")
    return table


def _names(comparison: Comparison) -> dict[str, str]:
    """Name each article by its outlet, and by its id too where the outlet has several."""
    counts = Counter(article.outlet for article in comparison.articles)
    return {
        article.id: article.outlet if counts[article.outlet] == 1 else f"{article.outlet}: {article.id}"
        for article in comparison.articles
    }


def _adding(comparison: Comparison) -> Table:
    table = Table(title="Who adds what", title_justify="left", box=None, pad_edge=False)
    for heading in ("outlet", "facts only here", "the most telling"):
        table.add_column(heading, overflow="fold")
    outlets = sorted({article.outlet for article in comparison.articles})
    found = {outlet: comparison.unique_facts(outlet) for outlet in outlets}
    for outlet in sorted(outlets, key=lambda name: (-len(found[name]), name))[:_ROWS]:
        best = _printable(found[outlet][0].text) if found[outlet] else ""
        short = best if len(best) <= _WIDTH else best[: _WIDTH - 1].rstrip() + "…"
        table.add_row(escape(_printable(outlet)), str(len(found[outlet])), escape(short))
    return table


def _print_side(
    console: Console, comparison: Comparison, article_id: str, marked: list[tuple[Span, Passage]]
) -> None:
    article = comparison.article(article_id)
    text = Text(_printable(article.text, keep_lines=True))
    for span, passage in marked:
        text.stylize(_STYLES[passage.kind], span.begin, span.end)
    console.rule(f"{escape(_printable(article.outlet))} — {escape(_printable(article.id))}")
    console.print(text)


def _label(passage: Passage) -> str:
    return f"{passage.kind}{', quoted' if passage.quoted else ''} ({passage.similarity:.0%})"


def _differences(comparison: Comparison, pair: Pair, passage: Passage) -> list[tuple[str, str]]:
    return [
        (comparison.text(pair.left, each.left), comparison.text(pair.right, each.right))
        for each in passage.differences
    ]


def _printable(text: str, *, keep_lines: bool = False) -> str:
    """Replace control characters one by one: an article must not steer the terminal, nor shift a span."""
    kept = "\n" if keep_lines else ""
    return "".join(c if c.isprintable() or c in kept else " " for c in text)
