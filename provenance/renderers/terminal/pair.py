"""One pair of articles: both texts with the shared words in colour, and why each passage counts."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from provenance.comparison import Comparison
from provenance.model import Pair, Passage, Span
from provenance.renderers.terminal.screen import console, safe, shown

# Blue, orange and an underline: told apart by every kind of colour vision, and in print.
_STYLES = {"verbatim": "bold white on blue", "edited": "black on orange1", "paraphrase": "underline"}


def print_pair(comparison: Comparison, one: str, other: str) -> None:
    """Print what two articles, named by their ids, share."""
    screen = console()
    pair = comparison.pair(one, other)
    if pair is None:
        screen.print(f"{shown(one)} and {shown(other)} share nothing.")
        return
    screen.print(f"[bold]{pair.relation}[/bold]: {shown('; '.join(pair.reasons))}")
    if pair.direction:
        evidence = "; ".join(pair.direction.evidence)
        screen.print(f"{pair.direction.strength}: from {shown(pair.direction.source)} ({shown(evidence)})")
    _side(screen, comparison, pair.left, [(each.left, each.kind) for each in pair.passages])
    _side(screen, comparison, pair.right, [(each.right, each.kind) for each in pair.passages])
    if pair.passages:
        screen.rule("why")
    for number, passage in enumerate(pair.passages, start=1):
        quoted = ", quoted" if passage.quoted else ""
        label = f"[{_STYLES[passage.kind]}]{passage.kind}[/]{quoted} ({passage.similarity:.0%})"
        screen.print(f"{number}. {label}: {shown('; '.join(passage.reasons))}")
        for was, now in _differences(comparison, pair, passage):
            screen.print(f"      {shown(was) or '(nothing)'} → {shown(now) or '(nothing)'}")


def _side(
    screen: Console, comparison: Comparison, article_id: str, marked: Sequence[tuple[Span, str]]
) -> None:
    article = comparison.article(article_id)
    text = Text(safe(article.text, keep_lines=True))
    for span, kind in marked:
        text.stylize(_STYLES[kind], span.begin, span.end)
    screen.rule(f"{shown(article.outlet)}: {shown(article.id)}")
    screen.print(text)


def _differences(comparison: Comparison, pair: Pair, passage: Passage) -> list[tuple[str, str]]:
    return [
        (comparison.text(pair.left, each.left), comparison.text(pair.right, each.right))
        for each in passage.differences
    ]
