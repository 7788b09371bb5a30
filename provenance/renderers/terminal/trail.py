"""Who carries a text."""

from provenance.model import Trail
from provenance.renderers.terminal.screen import ROWS, WIDTH, console, shown


def print_trail(trail: Trail) -> None:
    """Print who carries a text, oldest first, and what each words differently."""
    screen = console()
    if not trail.carriers:
        screen.print("No article in the store carries these words.")
    for each in trail.carriers:
        article = each.article
        head = f"{(article.published or 'no date')[:16]}  {article.outlet or article.id}"
        screen.print(f"[bold]{shown(head)}[/bold]  {each.share:.0%}  {shown(article.title, WIDTH)}")
        screen.print(f"  [dim]{shown(article.id)}{shown(f'  {article.url}' if article.url else '')}[/dim]")
        for change in each.changes[:ROWS]:
            screen.print(f"  {shown(change.was) or '(nothing)'} → {shown(change.now) or '(nothing)'}")
        if len(each.changes) > ROWS:
            screen.print(f"  … and {len(each.changes) - ROWS} more changes")
    if trail.unseen:
        screen.print(f"{trail.unseen:,} more articles share a few words with it and were not compared.")
