"""The three or four things to know first, in plain sentences. The summary and the page open with them."""

from collections import Counter
from collections.abc import Iterator

from provenance.comparison import Comparison
from provenance.renderers.findings.copies import copies
from provenance.renderers.findings.disputes import disputes
from provenance.renderers.findings.finding import Finding
from provenance.renderers.findings.wordings import wordings
from provenance.renderers.plain import counted, in_quotes, outlets_of, shorten

MOST = 4  # sentences: what a reader keeps in mind
_SHORT, _SHOWN = 40, 140  # characters of a fact that a sentence can carry


def findings(comparison: Comparison) -> list[Finding]:
    """Return at most four findings, the most telling first."""
    makers = (copies, disputes, wordings, _unique, _origins)
    found = [finding for maker in makers for finding in maker(comparison)]
    return found[:MOST]


def _unique(comparison: Comparison) -> Iterator[Finding]:
    told = Counter(fact.article for fact in comparison.facts.unique)
    if not told:
        return
    article, most = min(told.items(), key=lambda each: (-each[1], each[0]))
    if list(told.values()).count(most) > 1:
        return  # nobody adds the most
    own = sorted(
        (fact for fact in comparison.facts.unique if fact.article == article),
        key=lambda fact: (not _SHORT <= len(fact.text) <= _SHOWN, -fact.score, fact.span),
    )
    outlet, title = outlets_of(comparison, [article])[0], shorten(comparison.article(article).title, 80)
    name = f"{outlet} ({in_quotes(title)})" if title else outlet
    yield Finding(
        f"{name} adds the most of its own: {counted(most, 'fact')} that no other outlet here tells, "
        f"among them {in_quotes(shorten(own[0].text, _SHOWN))}",
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
