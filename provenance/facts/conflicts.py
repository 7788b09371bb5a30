"""What outlets of a story tell so that not all of it can be right, from every detector, written down."""

from provenance.facts.claims import Claims
from provenance.facts.days import days
from provenance.facts.denials import denials
from provenance.facts.disagreements import Disputes, amounts
from provenance.facts.dispute import Dispute
from provenance.facts.modals import modals
from provenance.facts.opposites import opposites
from provenance.facts.people import ages, spellings
from provenance.facts.reasons import reasons
from provenance.facts.timing import timing
from provenance.facts.votes import votes
from provenance.model import Conflict, FactMember, Readings

_DETECTORS = (timing, denials, opposites, reasons, ages, spellings, votes, modals)


def conflicts(readings: Readings, claims: Claims, figures: Disputes, story: str) -> tuple[Conflict, ...]:
    """Report what outlets of a story contradict each other in, sorted by place."""
    found = amounts(readings, claims, figures)
    for detect in _DETECTORS:
        found += detect(readings, claims)
    result = [_conflict(readings, claims, each, story) for each in found]
    return tuple(sorted(result, key=lambda each: ([(m.article, m.span) for m in each.members], each.about)))


def _conflict(readings: Readings, claims: Claims, found: Dispute, story: str) -> Conflict:
    """Write a dispute down, with what may explain it."""
    members = []
    for side in found.sides:
        article = readings.articles[claims.articles[side.claim]]
        span = claims.spans[side.claim]
        members.append(FactMember(article.id, span, article.text[span.begin : span.end], side.words))
    members.sort(key=lambda member: (member.article, member.span, member.figure or ""))
    notes = (*_notes(readings, claims, found), *found.notes)
    return Conflict(story, found.about, tuple(members), notes, found.kind)


def _notes(readings: Readings, claims: Claims, found: Dispute) -> list[str]:
    """Say what holds for any kind: published, or counted, on different days."""
    notes = []
    articles = [readings.articles[claims.articles[side.claim]] for side in found.sides]
    published = {(article.published or "")[:10] for article in articles} - {""}
    if len(published) > 1:
        notes.append(f"published on different days, {min(published)} to {max(published)}")
    if found.kind == "day":
        return notes
    spans = [claims.spans[side.claim] for side in found.sides]
    named = {
        frozenset(day.date for day in days(article.text, span, article.published))
        for article, span in zip(articles, spans, strict=True)
    }
    named.discard(frozenset())
    if len(named) > 1 and not frozenset.intersection(*named):
        notes.append("the sentences name different days")
    return notes
