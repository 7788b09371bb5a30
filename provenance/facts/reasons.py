"""Why something happened: given by one outlet, called unknown by another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.facts.claims import Claims, read_once, said
from provenance.facts.dispute import Dispute, Side, joined
from provenance.facts.few import Few
from provenance.facts.hints import holding
from provenance.facts.lexemes import Word
from provenance.facts.numbers import listed
from provenance.facts.wording import called
from provenance.model import Span

_REASONS = listed(
    "reason reasons motive motives motivation cause justification why rationale grounds explanation"
)
_UNKNOWN = re.compile(
    r"\b(?:unclear|unknown|undetermined|unexplained|(?:not|n['’]t) (?:yet |immediately |been )*"
    r"(?:clear|known|determined|established|given?|disclosed?|released?|sa(?:y|id)|explain(?:ed)?)"
    r"|(?:no|without) (?:\w+ )?(?:reason|motive|explanation|cause))\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:for (?=\w+ing\b)|because(?: of)?|due to|caused by|as a result of|owing to|blamed on|triggered by"
    r"|sparked by)\s?",
    re.IGNORECASE,
)
_HINTS = Few.of(_REASONS)
_GIVEN_HINTS = Few.of(
    listed("for because due caused result owing blamed triggered sparked"), owning=True
)  # one of which every one of them holds
_UNREAL = listed("if whether would could may might should can any ask asked")
_SPEECH = re.compile(r'[“”"]')
_CAUSE = 6  # words after "because" that are the reason
_BEFORE = 4  # words before "no reason" that say what happened for none
_NEAR = 12  # words before "because" among which stands what happened
_RARE = 1.8  # idf from which a word says what happened


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """A reason one claim gives, or calls unknown, and the words that say of what."""

    claim: int
    outlet: int
    known: bool
    words: str
    names: frozenset[str]
    events: frozenset[int]


def reasons(claims: Claims) -> list[Dispute]:
    """Find reasons that some outlets of a story give and others call unknown."""
    unknown = list(_unknown(claims))
    if not unknown:
        return []
    found = unknown + list(_given(claims))
    clashes = [
        (a, b)
        for a, one in enumerate(unknown)
        for b, other in enumerate(found[len(unknown) :], len(unknown))
        if one.outlet != other.outlet and one.names & other.names and one.events & other.events
    ]
    return [_dispute(claims, [found[n] for n in group]) for group in joined(clashes)]


def _dispute(claims: Claims, group: list[Reason]) -> Dispute:
    """Write one reason as one dispute."""
    sides = tuple(sorted({Side(each.claim, each.words) for each in group}))
    events = frozenset.intersection(*(each.events for each in group if not each.known))
    known = next(each for each in group if each.known)
    text, _ = _where(claims, known.claim)
    read = said(claims, known.claim)
    what = next((text[w.begin : w.end] for w in read if w.lexeme.stem in known.events & events), "")
    name = called(claims, known.claim, frozenset.intersection(*(each.names for each in group)))
    about = ", ".join(part for part in (what, name) if part)
    return Dispute("reason", f"whether it is known why it happened ({about})", sides)


def _unknown(claims: Claims) -> Iterator[Reason]:
    def unknown(claim: int) -> Iterator[Reason]:
        text, span = _where(claims, claim)
        match = _UNKNOWN.search(text, span.begin, span.end)
        read = said(claims, claim) if match else []
        lead = {word.lexeme.folded for word in read if match and word.begin < match.start()}
        if match and not lead & _UNREAL:
            none = (
                match.group().lower().startswith(("no ", "without "))
            )  # "fired for no reason": what stands before
            told = [word for word in read if word.begin < match.start()][-_BEFORE:] if none else read
            yield Reason(claim, claims.outlets[claim], False, match.group(), _names(read), _events(told))

    return read_once(claims, holding(claims, _HINTS), unknown)


def _given(claims: Claims) -> Iterator[Reason]:
    def given(claim: int) -> Iterator[Reason]:
        text, span = _where(claims, claim)
        for match in _GIVEN.finditer(text, span.begin, span.end):
            read = said(claims, claim)
            before = [w for w in read if w.begin < match.start()][-_NEAR:]
            if any(word.lexeme.folded in _UNREAL for word in before):
                continue  # nobody says that it happened
            after = [w for w in read if w.begin >= match.end()][:_CAUSE]
            if after and _SPEECH.subn("", text[span.begin : match.start()])[1] % 2 == 0:
                events = _events(before[-2:] if match.group().lower().startswith("for ") else before[-4:])
                yield Reason(
                    claim,
                    claims.outlets[claim],
                    True,
                    re.split(r"[,;:—]", text[match.start() : after[-1].end])[0],
                    _names(read),
                    events,
                )

    return read_once(claims, holding(claims, _GIVEN_HINTS), given)


def _where(claims: Claims, claim: int) -> tuple[str, Span]:
    return claims.texts[claim], claims.spans[claim]


def _names(read: list[Word]) -> frozenset[str]:
    return frozenset(w.lexeme.key for w in read if w.lexeme.name)


def _events(read: list[Word]) -> frozenset[int]:
    return frozenset(
        w.lexeme.stem
        for w in read
        if w.lexeme.happening and not w.lexeme.name and w.lexeme.folded not in _REASONS
    )
