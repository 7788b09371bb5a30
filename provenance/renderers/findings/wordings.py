"""A finding: whose words stand differently in two articles."""

import re
from collections.abc import Iterator

from provenance.comparison import Comparison
from provenance.model import Change, QuoteFamily, QuoteMember
from provenance.renderers.findings.finding import Finding
from provenance.renderers.plain import counted, outlets_of, shorten

# Which change of a quote is told first: the ones that turn its meaning.
_GRAVITY = ("negation", "figure", "modal or intensifier", "rewording", "splice", "insertion", "truncation")
_LONG = 8  # words: a longer change is a rewritten passage, which one sentence cannot show
_BEFORE, _AFTER = 3, 2  # words around a change that make it readable
_TELLING = 6  # letters of both wordings: "not" for "now", but no lost "and"
_STAYED = 2  # words around a change that both versions have: else the two were matched badly
_STOPS = ".,;:!?"
_HAS = {"official text": "the official text has", "majority": "most articles have"}


def wordings(comparison: Comparison) -> Iterator[Finding]:
    """Tell the gravest change of a quote that one sentence can show."""
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
        has = _HAS.get(family.decided_by) or f"{_holder(comparison, family, outlet)} prints"
        open_ = "; which is the original cannot be told" if family.decided_by == "undecided" else ""
        said = f"{has} “{was}”, {outlet} prints “{now}”{open_}"
    elif change.now:
        said = f"{outlet} has “{now}” where others do not"
    else:
        said = f"{outlet} leaves out “{shorten(change.was, 60)}”"
    more = len(families) - 1
    rest = f" {counted(more, 'more quote')} {'differs' if more == 1 else 'differ'}." if more else ""
    whose = f"{shorten(family.speaker, 50)} is" if family.speaker else "One speaker is"
    yield Finding(f"{whose} quoted in different words: {said}.{rest}", f"quote={number}")


def _holder(comparison: Comparison, family: QuoteFamily, outlet: str) -> str:
    """Return whose wording the others are compared with."""
    holders = [each for each in family.members if each.direct and each.text == family.text]
    names = outlets_of(comparison, [each.article for each in holders or family.members])
    other = next((name for name in names if name != outlet), "")
    return other or f"another article of {outlet}"


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
