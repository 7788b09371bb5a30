"""The three or four things to know first, in plain sentences. The summary and the page open with them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.comparison import Comparison
from provenance.model import Change, Conflict, Group, QuoteFamily, QuoteMember
from provenance.renderers.plain import counted, listed, outlets_of, shorten

_LINES = ("byline", "dateline", "credit")
MOST = 4  # sentences: what a reader keeps in mind
COPIES = ("wire copy", "likely wire copy", "reprint", "excerpt")
_NAMED = 4  # outlets named in a sentence; of more it says how many
# Which change of a quote is told first: the ones that turn its meaning.
_GRAVITY = ("negation", "figure", "modal or intensifier", "rewording", "splice", "insertion", "truncation")
_LONG = 8  # words: a longer change is a rewritten passage, which one sentence cannot show
_BEFORE, _AFTER = 3, 2  # words around a change that make it readable
_SHORT, _SHOWN = 40, 140  # characters of a fact that a sentence can carry
_TELLING = 6  # letters of both wordings: "not" for "now", but no lost "and"
_STAYED = 2  # words around a change that both versions have: else the two were matched badly
_LABEL, _CLEAR = 3, 3  # letters of what is disputed, and sides of a dispute that one sentence can tell
_STOPS = ".,;:!?"
_ROUGH = re.compile(
    r"^(?:about|around|roughly|some|nearly|almost|approximately|an estimated) ", re.IGNORECASE
)
_HAS = {
    "official text": "the official text has",
    "majority": "most articles have",
    "undecided": "another article has",
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
    if len(outlets) == 1:
        return f"{counted(len(group.members), 'article')} of {outlets[0]} share {_what(group)}."
    origin = group.origin
    carriers = [name for name in outlets if origin is None or name != shorten(origin.name, 40)]
    if group.kind in {"reprint", "excerpt"} or origin is None:
        return f"{_everyone(carriers)} {'carries' if len(carriers) == 1 else 'carry'} {_what(group)}."
    likely = "what is likely " if group.kind == "likely wire copy" else ""
    if len(carriers) == 1:
        carry, which = f"{carriers[0]} carries", "a"
    else:
        carry, which = f"{_everyone(carriers)} carry", "the same"
    name, credit = shorten(origin.name, 40), _credit(comparison, group)
    return f"{carry} {likely}{which} report by {name}{credit}."


def _what(group: Group) -> str:
    if group.kind == "reprint":
        name = f", which comes from {shorten(group.origin.name, 40)}" if group.origin else ""
        return f"nearly the same article{name}"
    if group.kind == "excerpt":
        if group.origin:
            return f"a block of text from {shorten(group.origin.name, 40)}; the rest is their own"
        return "a block of the same text; the rest of each is its own"
    return "the same report, likely an agency’s that none of them names"


def _everyone(outlets: list[str]) -> str:
    if len(outlets) <= _NAMED:
        return listed(outlets)
    return f"{len(outlets)} outlets, among them {listed(outlets[: _NAMED - 1])},"


def _credit(comparison: Comparison, group: Group) -> str:
    """Say who names the source; nothing if no source is known to look for."""
    if group.origin is None:
        return ""
    name = group.origin.name
    derived = {each.article: each.credited for each in comparison.derivations}
    carriers = [each for each in group.members if comparison.article(each).outlet != name]
    credited = [
        each for each in carriers if derived.get(each) or (not derived and _credits(comparison, each, name))
    ]
    every, saying = outlets_of(comparison, carriers), outlets_of(comparison, credited)
    if not saying:
        return "; no credit line was found"
    if len(saying) == len(every):
        return {1: ", and says so", 2: ", and both say so"}.get(len(every), ", and all say so")
    if len(saying) <= _NAMED:
        return f"; only {listed(saying)} {'says' if len(saying) == 1 else 'say'} so"
    return f"; {len(saying)} of the {len(every)} say so"


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
    first = min(comparison.facts.conflicts, key=lambda each: _doubt(comparison, each))
    more = len(comparison.facts.conflicts) - 1
    rest = f" Figures disagree in {counted(more, 'more place')}." if more else ""
    sides = "; ".join(
        f"{figure} ({listed(outlets_of(comparison, members), 3)})"
        for figure, members in _sides(first).items()
    )
    yield Finding(f"Figures disagree on {shorten(first.about, 60)}: {sides}.{rest}", "facts")


def _doubt(comparison: Comparison, conflict: Conflict) -> tuple[bool, bool, int, int, int]:
    """Rank conflicts: the clear ones first, then the best supported on both sides.

    Clear: it has a name, two or three sides, no outlet on two of them, and few reservations.
    """
    sides = [outlets_of(comparison, members) for members in _sides(conflict).values()]
    told = [name for side in sides for name in side]
    vague = len(conflict.about) < _LABEL or len(sides) > _CLEAR
    support = min(sorted(map(len, sides))[-2:], default=0)
    return vague, len(set(told)) < len(told), len(conflict.notes), -support, -len(conflict.members)


def _sides(conflict: Conflict) -> dict[str, list[str]]:
    """Return the articles that tell each figure, as it stands in a sentence; "some 200" is "about 200"."""
    sides: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for member in conflict.members:
        figure = shorten(member.figure or member.text, 40)
        figure = figure[:1].lower() + figure[1:] if figure[1:2].islower() else figure
        figure = shown.setdefault(_ROUGH.sub("", figure), figure)
        sides.setdefault(figure, []).append(member.article)
    return sides


def _altered(comparison: Comparison) -> Iterator[Finding]:
    changed = [
        (_gravity(family, member, change), number, member, change)
        for number, family in enumerate(comparison.quotes, start=1)
        for member in family.members
        if member.altered
        for change in member.changes
    ]
    families = {number for _, number, _, _ in changed}
    if not changed:
        return
    _, number, member, change = min(changed, key=lambda each: each[:2])
    family = comparison.quotes[number - 1]
    outlet = outlets_of(comparison, [member.article])[0]
    was, now = _around(family.text, change.was), _around(member.text, change.now)
    if change.was and change.now:
        said = f"{_HAS[family.decided_by]} “{was}”, {outlet} prints “{now}”"
    elif change.now:
        said = f"{outlet} has “{now}” where others do not"
    else:
        said = f"{outlet} leaves out “{shorten(change.was, 60)}”"
    more = len(families) - 1
    rest = f" {counted(more, 'more quote')} {'differs' if more == 1 else 'differ'}." if more else ""
    whose = f"{shorten(family.speaker, 50)} is" if family.speaker else "One speaker is"
    yield Finding(f"{whose} quoted in different words: {said}.{rest}", f"quote={number}")


def _around(text: str, words: str) -> str:
    """Return `words` with a few words on either side, as they stand in `text`."""
    place = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    if place is None:
        return shorten(words, 60)
    before, after = text[: place.start()].split()[-_BEFORE:], text[place.end() :].split()[:_AFTER]
    for word in reversed(before):
        if word[-1] in _STOPS:
            before = before[before.index(word) + 1 :]
            break
    for number, word in enumerate(after, start=1):
        if word[-1] in _STOPS:
            after = after[:number]
            break
    return shorten(" ".join([*before, place.group(), *after]), 90).rstrip(_STOPS)


def _gravity(family: QuoteFamily, member: QuoteMember, change: Change) -> tuple[bool, bool, int, int]:
    """Rank changes: against a known wording, plain to see, grave, of a much quoted statement.

    Plain to see is a word for a word between words that stayed, or a cut of one that says something.
    """
    was, now = len(change.was.split()), len(change.now.split())
    one, other = (
        set(_around(text, words).casefold().split()) - set(words.casefold().split())
        for text, words in ((family.text, change.was), (member.text, change.now))
    )
    plain = len(one & other) >= _STAYED or not (was and now)
    plain &= max(was, now) <= _LONG and abs(was - now) <= 1 and len(change.was + change.now) >= _TELLING
    return family.decided_by == "undecided", not plain, _rank(change.change_class), -len(family.members)


def _rank(change_class: str) -> int:
    return _GRAVITY.index(change_class) if change_class in _GRAVITY else len(_GRAVITY)


def _unique(comparison: Comparison) -> Iterator[Finding]:
    told = Counter(fact.article for fact in comparison.facts.unique)
    if not told:
        return
    article, most = min(told.items(), key=lambda each: (-each[1], each[0]))
    own = sorted(
        (fact for fact in comparison.facts.unique if fact.article == article),
        key=lambda fact: (not _SHORT <= len(fact.text) <= _SHOWN, -fact.score, fact.span),
    )
    outlet, title = outlets_of(comparison, [article])[0], shorten(comparison.article(article).title, 80)
    name = f"{outlet} (“{title}”)" if title else outlet
    yield Finding(
        f"{name} adds the most of its own: {counted(most, 'fact')} that no other outlet here tells, "
        f"among them “{shorten(own[0].text, _SHOWN)}”",
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
