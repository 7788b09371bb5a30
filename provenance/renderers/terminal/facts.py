"""The fact table of each story: what all tell, what one alone tells, what outlets disagree on."""

from provenance.comparison import Comparison
from provenance.model import Story
from provenance.renderers.plain import labels
from provenance.renderers.terminal.screen import ROWS, WIDTH, console, shown, table


def print_facts(comparison: Comparison) -> None:
    """Print for every story told by several articles who tells which fact."""
    screen = console()
    for story in comparison.stories:
        if len(story.members) > 1:
            screen.print()
            screen.rule(f"{story.id}: {len(story.members)} articles")
            _print_story(comparison, story)


def _print_story(comparison: Comparison, story: Story) -> None:
    screen = console()
    names = labels(comparison)
    columns = {member: str(number) for number, member in enumerate(story.members, start=1)}
    for member, number in columns.items():
        screen.print(f"[bold]{number:>3}[/bold] {shown(names[member])}")
    shared = sorted(
        (fact for fact in comparison.facts.shared if fact.story == story.id),
        key=lambda fact: (-len({each.article for each in fact.members}), fact.members[0].span, fact.text),
    )
    made = table("Facts several tell", "fact", *columns.values())
    for fact in shared[: 2 * ROWS]:
        tellers = {each.article for each in fact.members}
        made.add_row(shown(fact.text, WIDTH), *("✓" if member in tellers else "" for member in columns))
    screen.print(made)
    if len(shared) > 2 * ROWS:
        screen.print(f"… {len(shared) - 2 * ROWS} more in facts.csv")
    unique = sorted(
        (fact for fact in comparison.facts.unique if fact.story == story.id),
        key=lambda fact: (-fact.score, fact.article, fact.span),
    )
    made = table("Facts only one tells, the most telling first", "by", "fact")
    for single in unique[:ROWS]:
        made.add_row(columns.get(single.article, ""), shown(single.text, WIDTH))
    screen.print(made)
    for conflict in comparison.facts.conflicts:
        if conflict.story == story.id:
            sides = "; ".join(f"{each.figure} ({names[each.article]})" for each in conflict.members)
            screen.print(
                f"[bold yellow]Outlets disagree[/] on {shown(conflict.about, WIDTH)}: {shown(sides)}"
            )
