"""Renderer `markdown`: the result on one or two pages of plain text, to mail or to print."""

import re
from collections import Counter
from collections.abc import Iterator

from provenance.comparison import Comparison
from provenance.model import Pair
from provenance.renderers.findings import findings
from provenance.renderers.glossary import GLOSSARY, NOT_A_VERDICT
from provenance.renderers.plain import certainty, counted, labels, listed, outlets_of, shorten

ROWS = 20  # of any table: the summary stays a summary, the CSV files hold the rest
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!$~&])")


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``summary.md``."""
    parts = (_opening, _sharing, _groups, _quotes, _facts, _skipped, _words)
    lines = [line for part in parts for line in part(comparison)]
    return {"summary.md": ("\n".join(lines).rstrip() + "\n").encode()}


def escaped(text: str, most: int = 200) -> str:
    """Return `text` on one line, so that Markdown shows it as it is and runs none of it."""
    return _SPECIAL.sub(r"\\\1", shorten(text, most))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _rest(found: int, table: str) -> Iterator[str]:
    if found > ROWS:
        yield f"\n… and {found - ROWS:,} more in `{table}`."


def _opening(comparison: Comparison) -> Iterator[str]:
    outlets = len({article.outlet for article in comparison.articles})
    yield "# What was found\n"
    yield (
        f"{counted(len(comparison.articles), 'article')} from {counted(outlets, 'outlet')} "
        f"were compared, by provenance {escaped(comparison.version)}.\n"
    )
    languages = Counter(article.language or "not told" for article in comparison.articles)
    if set(languages) != {"en"}:
        told = ", ".join(f"{name} ({count:,})" for name, count in sorted(languages.items()))
        yield f"Languages: {escaped(told)}. Word stems and paraphrases are known for English only.\n"
    for finding in findings(comparison):
        yield f"- {escaped(finding.text, 600)}"
    yield f"\n*{NOT_A_VERDICT}*\n"


def _strength(pair: Pair) -> tuple[float, float, str, str]:
    return (-max(pair.left_cover, pair.right_cover), -pair.tfidf, pair.left, pair.right)


def _sharing(comparison: Comparison) -> Iterator[str]:
    sharing = sorted((pair for pair in comparison.pairs if pair.passages), key=_strength)
    yield "## Who shares text with whom\n"
    if not sharing:
        yield "No two articles share a passage.\n"
        return
    names = labels(comparison)
    yield "| first | second | relation | first in second | second in first | longest run |"
    yield "|---|---|---|--:|--:|--:|"
    for pair in sharing[:ROWS]:
        left, right = escaped(names[pair.left]), escaped(names[pair.right])
        yield (
            f"| {left} | {right} | {pair.relation} | {_percent(pair.left_cover)} "
            f"| {_percent(pair.right_cover)} | {counted(pair.longest_run, 'word')} |"
        )
    yield from _rest(len(sharing), "pairs.csv")
    yield ""


def _groups(comparison: Comparison) -> Iterator[str]:
    if not comparison.groups:
        return
    yield "## Where it came from\n"
    for group in comparison.groups[:ROWS]:
        outlets = escaped(listed(outlets_of(comparison, group.members), 8))
        if group.origin:
            evidence = escaped("; ".join(group.origin.evidence), 400)
            sure = certainty(group.origin.confidence)
            yield f"- **{group.kind}**: {outlets}. Origin: {escaped(group.origin.name)} ({sure}: {evidence})."
        else:
            yield f"- **{group.kind}**: {outlets}. Origin: cannot tell."
    yield from _rest(len(comparison.groups), "comparison.json")
    yield ""


def _quotes(comparison: Comparison) -> Iterator[str]:
    altered = [family for family in comparison.quotes if any(member.altered for member in family.members)]
    if not altered:
        return
    yield "## Quotes whose words differ\n"
    for family in altered[:ROWS]:
        yield f"- {escaped(family.speaker or 'Unknown speaker')}: “{escaped(family.text, 300)}”"
        for member in family.members:
            changes = ", ".join(
                f"{change.was or '(nothing)'} → {change.now or '(cut)'}" for change in member.changes
            )
            if member.altered:
                yield f"    - {escaped(outlets_of(comparison, [member.article])[0])}: {escaped(changes, 300)}"
    yield from _rest(len(altered), "quotes.csv")
    yield ""


def _facts(comparison: Comparison) -> Iterator[str]:
    facts = comparison.facts
    if facts.conflicts:
        yield "## Where outlets disagree\n"
        for conflict in facts.conflicts[:ROWS]:
            sides = "; ".join(
                f"{escaped(member.figure or member.text)} "
                f"({escaped(outlets_of(comparison, [member.article])[0])})"
                for member in conflict.members
            )
            yield f"- {escaped(conflict.about)}: {sides}"
        yield from _rest(len(facts.conflicts), "facts.csv")
        yield ""
    if facts.unique:
        yield "## Who adds something\n"
        for fact in sorted(facts.unique, key=lambda each: (-each.score, each.article, each.span))[:ROWS]:
            yield f"- {escaped(outlets_of(comparison, [fact.article])[0])}: {escaped(fact.text, 300)}"
        yield from _rest(len(facts.unique), "facts.csv")
        yield ""


def _skipped(comparison: Comparison) -> Iterator[str]:
    if not comparison.skipped:
        return
    yield "## What was left out, and why\n"
    for each in comparison.skipped[:ROWS]:
        yield f"- {escaped(each.origin)} ({escaped(each.step)}): {escaped(each.reason)}"
    yield from _rest(len(comparison.skipped), "comparison.json")
    yield ""


def _words(comparison: Comparison) -> Iterator[str]:
    met = {pair.relation for pair in comparison.pairs} | {group.kind for group in comparison.groups}
    yield "## Words\n"
    for term, meaning in GLOSSARY.items():
        if term in met or term in {"longest run", "altered quote", "unique fact"}:
            yield f"- **{term}**: {meaning}"
