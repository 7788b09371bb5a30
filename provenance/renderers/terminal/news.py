"""What a drop brought, and what a store holds: stories, outlets."""

from provenance.comparison import Comparison
from provenance.model import Tally
from provenance.news import News
from provenance.renderers.plain import counted, labels
from provenance.renderers.terminal.screen import ROWS, WIDTH, console, shown, table


def print_tally(drop: Tally, left_out: int) -> None:
    """Print what became of a drop's articles."""
    screen = console()
    if drop.new or drop.changed:
        screen.print(
            f"[bold]{counted(drop.new, 'new article')}[/bold]; the store now holds {drop.stored:,}",
            highlight=False,
        )
    else:
        why = "This drop is known already" if drop.again else "Every article of this drop is known already"
        screen.print(
            f"[bold]{why}: nothing was added[/bold]; the store holds {drop.stored:,}", highlight=False
        )
    screen.print(
        f" • of the drop: {counted(drop.given, 'article')}, {drop.new:,} new, {drop.known:,} known, "
        f"{drop.changed:,} changed"
    )
    if left_out:
        screen.print(f" • {counted(left_out, 'file')} or parts of files could not be read; --json lists them")


def print_news(result: Comparison, found: News) -> None:
    """Print what articles of a drop share with, and add to, what was there before."""
    screen, names = console(), labels(result)
    share = "shares" if found.sharing == 1 else "share"
    screen.print(f" • {counted(found.sharing, 'article')} {share} copy with articles already in the store")
    for pair in sorted(found.copies, key=lambda pair: (-pair.confidence, pair.left))[:ROWS]:
        screen.print(f"     {shown(names[pair.left], 40)} — {pair.relation} — {shown(names[pair.right], 40)}")
    screen.print(f" • {counted(len(found.grown), 'group')} that grew")
    for group in found.grown[:ROWS]:
        origin = f" of {group.origin.name}" if group.origin else ""
        screen.print(f"     {shown(f'{group.kind}{origin}', WIDTH)}: {len(group.members)} articles")
    altered = f", {found.altered} of them altered" if found.altered else ""
    screen.print(f" • {counted(len(found.quotes), 'quote')} seen before{altered}")
    for family in found.quotes[:ROWS]:
        said = f"{family.speaker or 'Speaker not named'}: “{family.text}”"
        screen.print(f"     {shown(said, WIDTH)}")
    screen.print(f" • {counted(len(found.facts), 'fact')} new to a story")
    for fact in sorted(found.facts, key=lambda fact: (-fact.score, fact.article))[:ROWS]:
        screen.print(f"     {shown(f'{names[fact.article]}: {fact.text}', WIDTH)}")


def print_stories(result: Comparison) -> None:
    """Print the stories of several articles, those with most first."""
    dates = {article.id: article.published or "" for article in result.articles}
    titles = {article.id: article.title or article.id for article in result.articles}
    outlets = {article.id: article.outlet for article in result.articles}
    made = table("Stories", "story", "articles", "outlets", "origins", "from", "to", "headline")
    stories = [story for story in result.stories if len(story.members) > 1]
    for story in sorted(stories, key=lambda story: (-len(story.members), story.members)):
        days = sorted(filter(None, (dates[member][:10] for member in story.members))) or [""]
        made.add_row(
            shown(story.id),
            str(len(story.members)),
            str(len({outlets[member] for member in story.members})),
            "?" if story.origins is None else str(story.origins),
            days[0],
            days[-1],
            shown(titles[story.members[0]], WIDTH),
        )
    console().print(made)
    alone = len(result.stories) - len(stories)
    console().print(f"{counted(alone, 'article')} on a story of their own.")


def print_outlets(result: Comparison) -> None:
    """Print what each outlet's text is made of."""
    heads = (
        "outlet",
        "articles",
        "words",
        "copied",
        "quoted",
        "copies naming their source",
        "facts only here",
    )
    made = table("Outlets", *heads)
    for row in result.table("outlets"):
        made.add_row(
            shown(row["name"] or "(not named)", 40),
            f"{row['articles']:,}",
            f"{row['words']:,}",
            f"{row['copied']:.0%}",
            f"{row['quoted']:.0%}",
            "–" if row["credits"] is None else f"{row['credits']:.0%}",
            str(row["unique"]),
        )
    console().print(made)
    console().print(
        "Copied: stands in another outlet here too, outside quotes. It does not say who wrote it first: "
        "an agency whose report others print has little that stands only with it. "
        "Credits: of its articles that copy, those that name their source; –: none is known to copy."
    )
