"""What outlets of a story tell so that not all of it can be right, from every detector, written down."""

from provenance.facts.claims import Claims, within
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
from provenance.model import Conflict, FactMember

_DETECTORS = (timing, denials, opposites, reasons, ages, spellings, votes, modals)


def conflicts(claims: Claims, figures: Disputes, story: str) -> tuple[Conflict, ...]:
    """Report what outlets of a story contradict each other in, sorted by place."""
    found = amounts(claims, figures)
    for detect in _DETECTORS:
        found += detect(claims)
    result = [_conflict(claims, each, story) for each in found]
    return tuple(sorted(result, key=lambda each: ([(m.article, m.span) for m in each.members], each.about)))


def _conflict(claims: Claims, found: Dispute, story: str) -> Conflict:
    """Write a dispute down, with what may explain it."""
    members = []
    for side in found.sides:
        text, span = claims.texts[side.claim], claims.spans[side.claim]
        words, stands = text[span.begin : span.end], within(claims, side.claim, span)
        members.append(FactMember(claims.sources[side.claim].id, stands, words, side.words))
    members.sort(key=lambda member: (member.article, member.span, member.figure or ""))
    notes = (*_notes(claims, found), *found.notes)
    return Conflict(story, found.about, tuple(members), notes, found.kind)


def _notes(claims: Claims, found: Dispute) -> list[str]:
    """Say what holds for any kind: published, or counted, on different days."""
    notes = []
    told = [side.claim for side in found.sides]
    published = {(claims.sources[claim].published or "")[:10] for claim in told} - {""}
    if len(published) > 1:
        notes.append(f"published on different days, {min(published)} to {max(published)}")
    if found.kind == "day":
        return notes
    named = {
        frozenset(day.date for day in days(text, span, source.published))
        for text, span, source in [
            (claims.texts[claim], claims.spans[claim], claims.sources[claim]) for claim in told
        ]
    }
    named.discard(frozenset())
    if len(named) > 1 and not frozenset.intersection(*named):
        notes.append("the sentences name different days")
    return notes
