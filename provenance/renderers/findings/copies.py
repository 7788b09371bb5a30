"""A finding: who carries the same text, from whom, and who says so."""

import re
from collections.abc import Iterator

from provenance.comparison import Comparison
from provenance.model import Group
from provenance.renderers.findings.finding import Finding
from provenance.renderers.plain import counted, listed, outlets_of, shorten

_LINES = ("byline", "dateline", "credit")
COPIES = ("wire copy", "likely wire copy", "reprint", "excerpt")
_NAMED = 4  # outlets named in a sentence; of more it says how many


def copies(comparison: Comparison) -> Iterator[Finding]:
    """Tell the group that the most outlets belong to; without one, that nobody copies."""
    groups = [group for group in comparison.groups if group.kind in COPIES]
    if not groups:
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
    first = max(groups, key=lambda group: (len(outlets_of(comparison, group.members)), len(group.members)))
    more = len(groups) - 1
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
