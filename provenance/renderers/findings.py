"""The three or four things to know first, in plain sentences. The summary and the page open with them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.comparison import Comparison
from provenance.model import Conflict, Group, QuoteFamily
from provenance.renderers.plain import counted, listed, outlets_of, shorten

_LINES = ("byline", "dateline", "credit")
MOST = 4  # sentences: what a reader keeps in mind
COPIES = ("wire copy", "likely wire copy", "reprint", "excerpt")
# Which change of a quote is told first: the ones that turn its meaning.
_GRAVITY = ("negation", "figure", "modal or intensifier", "rewording", "splice", "insertion", "truncation")


_ELSEWHERE = {
    "official text": "in the official text",
    "majority": "in most articles",
    "undecided": "in another article (which came first cannot be told)",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and the part of the page that shows it (what follows ``#`` in the address)."""

    text: str
    target: str


def findings(comparison: Comparison) -> list[Finding]:
    """Return at most four findings, the most telling first."""
    makers = (_copies, _conflicts, _altered, _unique, _origins)
    found = [finding for maker in makers for finding in maker(comparison)]
    return found[:MOST]


def _copies(comparison: Comparison) -> Iterator[Finding]:
    copies = [group for group in comparison.groups if group.kind in COPIES]
    if not copies:
        statements = sum(pair.relation == "shared statement" for pair in comparison.pairs)
        if statements:
            text = (
                "No article copies another: what they share is quoted speech, "
                "and sharing a quote is not copying."
            )
        else:
            text = "No article copies another: each tells it in its own words."
        yield Finding(text, "map")
        return
    first = max(copies, key=lambda group: (len(outlets_of(comparison, group.members)), len(group.members)))
    more = len(copies) - 1
    rest = f" {counted(more, 'more group')} of articles share copy." if more else ""
    yield Finding(_copy(comparison, first) + rest, "stories")


def _copy(comparison: Comparison, group: Group) -> str:
    outlets = outlets_of(comparison, group.members)
    everyone = (
        listed(outlets) if len(outlets) > 1 else f"{counted(len(group.members), 'article')} of {outlets[0]}"
    )
    carry = "carry" if len(outlets) > 1 else "share"
    name = f" ({shorten(group.origin.name, 40)})" if group.origin else ""
    if group.kind == "excerpt":
        return f"{everyone} {carry} a block of the same text{name}; the rest of each is its own."
    if group.kind == "reprint":
        return f"{everyone} {carry} nearly the same article{name}."
    likely = "what is likely " if group.kind == "likely wire copy" else ""
    return f"{everyone} {carry} {likely}the same agency report{name}{_credit(comparison, group)}."


def _credit(comparison: Comparison, group: Group) -> str:
    """Say who names the source; nothing if no source is known to look for."""
    if group.origin is None:
        return ""
    name = group.origin.name
    carriers = [each for each in group.members if comparison.article(each).outlet != name]
    derived = {each.article: each.credited for each in comparison.derivations}
    credited = [
        each for each in carriers if derived.get(each) or (not derived and _credits(comparison, each, name))
    ]
    if not credited:
        return "; no credit line was found"
    if len(credited) == len(carriers):
        return ", and say so" if len(carriers) > 1 else ""
    outlets = outlets_of(comparison, credited)
    return f"; only {listed(outlets)} {'says' if len(outlets) == 1 else 'say'} so"


def _credits(comparison: Comparison, article_id: str, name: str) -> bool:
    """Whether an article names the agency: in full, or by initials in brackets or in a credit line."""
    article = comparison.article(article_id)
    if name.casefold() in f"{article.credit} {article.author} {article.text}".casefold():
        return True
    short = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
    if len(short) < 2:  # noqa: PLR2004 - one letter stands for anything
        return False
    place = comparison.articles.index(article)
    lines = [
        comparison.text(article_id, each.span) for each in comparison.stretches[place] if each.kind in _LINES
    ]
    return f"({short})" in article.text or any(re.search(rf"\b{re.escape(short)}\b", line) for line in lines)


def _conflicts(comparison: Comparison) -> Iterator[Finding]:
    if not comparison.facts.conflicts:
        return
    first = max(comparison.facts.conflicts, key=lambda conflict: len(conflict.members))
    more = len(comparison.facts.conflicts) - 1
    rest = f" Figures disagree in {counted(more, 'more place')}." if more else ""
    yield Finding(
        f"Figures disagree on {shorten(first.about, 60)}: {_sides(comparison, first)}.{rest}", "facts"
    )


def _sides(comparison: Comparison, conflict: Conflict) -> str:
    sides: dict[str, list[str]] = {}
    for member in conflict.members:
        figure = shorten(member.figure or member.text, 40)
        figure = next((each for each in sides if each.casefold() == figure.casefold()), figure)
        sides.setdefault(figure, []).append(member.article)
    return ", ".join(
        f"{figure} ({listed(outlets_of(comparison, members), 3)})" for figure, members in sides.items()
    )


def _altered(comparison: Comparison) -> Iterator[Finding]:
    altered = [
        (_gravity(family), number)
        for number, family in enumerate(comparison.quotes)
        if any(member.altered for member in family.members)
    ]
    if not altered:
        return
    place = min(altered)[1]
    family = comparison.quotes[place]
    member, change = min(
        ((member, change) for member in family.members if member.altered for change in member.changes),
        key=lambda each: _rank(each[1].change_class),
        default=(family.members[0], None),
    )
    who = shorten(family.speaker or "A speaker", 50)
    outlet = outlets_of(comparison, [member.article])[0]
    if change is None:
        said = f"{who}’s words are not the same in every article that quotes them."
    elif not change.was:
        said = (
            f"{who} is quoted with other words: {outlet} has “{shorten(change.now, 60)}” where others do not."
        )
    elif not change.now:
        said = f"{who} is quoted with other words: {outlet} leaves out “{shorten(change.was, 60)}”."
    else:
        said = (
            f"{who} is quoted with other words: “{shorten(change.was, 60)}” {_ELSEWHERE[family.decided_by]}, "
            f"“{shorten(change.now, 60)}” in {outlet}."
        )
    more = len(altered) - 1
    rest = f" {counted(more, 'more quote')} {'differs' if more == 1 else 'differ'}." if more else ""
    yield Finding(said + rest, f"quote={place + 1}")


def _rank(change_class: str) -> int:
    return _GRAVITY.index(change_class) if change_class in _GRAVITY else len(_GRAVITY)


def _gravity(family: QuoteFamily) -> int:
    ranks = [
        _rank(change.change_class) for member in family.members if member.altered for change in member.changes
    ]
    return min(ranks, default=len(_GRAVITY))


def _unique(comparison: Comparison) -> Iterator[Finding]:
    told = Counter(comparison.article(fact.article).outlet for fact in comparison.facts.unique)
    if not told:
        return
    outlet, most = min(told.items(), key=lambda each: (-each[1], each[0]))
    best = comparison.unique_facts(outlet)[0]
    yield Finding(
        f"{shorten(outlet, 40)} adds the most of its own: {counted(most, 'fact')} that no other outlet here "
        f"tells, among them “{shorten(best.text, 120)}”",
        "facts",
    )


def _origins(comparison: Comparison) -> Iterator[Finding]:
    stories = [story for story in comparison.stories if story.origins and len(story.members) > 1]
    if not stories:
        return
    story = max(stories, key=lambda each: len(each.members))
    yield Finding(
        f"The {counted(len(story.members), 'article')} on the largest story go back to "
        f"{counted(story.origins or 0, 'independent origin')}.",
        "stories",
    )
