"""What one outlet says happened and another says did not."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims, read_once, said
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.few import Few
from provenance.facts.hints import places
from provenance.facts.lexemes import Word, lexeme
from provenance.facts.numbers import NUMBER_WORDS, listed
from provenance.facts.subjects import subjects
from provenance.facts.wording import called, happened
from provenance.reading.words import word_hash

_VERBS = listed("do does did is are was were has have had")
_NEGATED = {*listed("not never no"), *(verb + "n't" for verb in _VERBS)}
_CUES = Few.of(_NEGATED)
_STATES = listed("did does has have had was were is are been")  # "not" after one of these denies a fact
_BEEN = listed("have has had were was")  # "no charges have been filed"
_STATE_HASHES, _BEEN_HASHES, _NOT = (Few.of(group) for group in (_STATES, _BEEN, ("not", "never")))
_NO = word_hash("no")
_ONCE = frozenset(
    {"die", "reply", "charge", "resign", "sack", "marry", "catch", "elect", "crash"}
)  # whatever else is said
_WITH = frozenset({"charge"})  # "not charged with fraud" does not deny "charged with theft"
_NEXT = 2  # words after "not" or "never" among which the denied verb stands
_PASSIVE = 4  # words after "no" within which "have been" makes it a denial of the noun before
_RARE = 1.4  # idf; commoner verbs ("know", "say", "want") are denied and affirmed of everything
_OBJECT = 5  # words after a verb that say what it is done to
_TELLING = 2.0  # idf of a word that two objects must share
_LEAD = 6  # words before a verb that may make it unreal, or deny it
_UNREAL = listed(
    "to if whether would could may might should "
    "can will unless must shall that claim claims claiming idea wants want wanted plan plans planned "
    "expected urged refused declined failed likely unlikely until before why how alleged allegedly "
    "reportedly accused without speculated rumors who only just first neither nor"
)
_BEFORE_NOUNS = {*NUMBER_WORDS, *listed("the these those a an this that")}
_CLAIMS = listed("claimed claims insisting insisted maintains asserted alleged says said denied lied")
_UNSURE = _UNREAL | _CLAIMS
_NOT_SO = _UNSURE | _NEGATED
_ENDINGS = ("ed", "en")
_ANSWER = "reply"
_UNTIL = "until"  # "was not fired until March": it was
_WHY = listed("for because over")  # "was not fired for what he said": of the reason alone
_SCOPE = listed("any anything anyone anybody")  # "not charged with anything in": other things may be
_SPEECH = re.compile(r'[“”"]')


@dataclass(frozen=True, slots=True, eq=False)
class Predicate:
    """Something said to be so, or not to be so, of somebody.

    Attributes
    ----------
    stem : int
    happening : str
        See `frames.HAPPENINGS`.
    words : str
        The verb with its "not", as it stands.
    objects : frozenset of int
        Telling words that follow.
    """

    claim: int
    outlet: int
    denied: bool
    stem: int
    happening: str
    words: str
    subjects: frozenset[str]
    objects: frozenset[int]


def denials(claims: Claims) -> list[Dispute]:
    """Find what outlets of a story deny and others of it affirm."""
    said_not = [each for each in _denied(claims) if each.subjects]
    affirmed = list(_affirmed(claims, said_not))
    found = said_not + affirmed
    keys = [[(each.stem, subject) for subject in each.subjects] for each in found]
    clashes = [(a, b) for a, b in sharing(keys).tolist() if _clash(found[a], found[b])]
    return [_dispute(claims, [found[n] for n in group]) for group in joined(clashes)]


def _clash(one: Predicate, other: Predicate) -> bool:
    """Say whether two predicates of one verb and subject deny and affirm the same."""
    apart = one.outlet != other.outlet and one.denied != other.denied
    same = one.objects & other.objects
    other_things = one.happening in _WITH and one.objects and other.objects
    return apart and bool(same or (one.happening in _ONCE and not other_things))


def _dispute(claims: Claims, group: list[Predicate]) -> Dispute:
    """Write what is denied and affirmed as one dispute."""
    who = frozenset.intersection(*(each.subjects for each in group))
    name = called(claims, group[0].claim, who)
    so = next(each for each in group if not each.denied)
    verb = happened(so.happening, one=True) or so.words.split()[-1]
    sides = tuple(sorted({Side(each.claim, each.words) for each in group}))
    notes = ("one may have been written before it happened",)
    return Dispute("denial", f"whether {name or 'it'} {verb}", sides, notes)


def _denied(claims: Claims) -> Iterator[Predicate]:
    """Return what claims deny: "did not respond", "no charges have been filed"."""
    cues = _may_deny(claims)

    def denied(claim: int) -> Iterator[Predicate]:
        text, read = claims.texts[claim], said(claims, claim)
        for n in cues[claim]:
            at = _denied_word(read, n)
            if at is not None and _plain(read, n, at) and not _quoted(text, read, n):
                yield _predicate(text, read, (claim, claims.outlets[claim]), at, n)

    return read_once(claims, cues, denied)


def _denied_word(read: list[Word], cue: int) -> int | None:
    """Return the word that a "not" denies, None where there is none."""
    folded = read[cue].lexeme.folded
    if folded == "no":
        return _denied_noun(read, cue)
    if folded not in _NEGATED:
        return None
    if folded in {"not", "never"} and not (cue and read[cue - 1].lexeme.folded in _STATES):
        return None
    return next((n for n in range(cue + 1, min(cue + 1 + _NEXT, len(read))) if _telling(read[n])), None)


def _plain(read: list[Word], cue: int, at: int) -> bool:
    """Say whether nothing around a "not" and what it denies makes it less than a denial."""
    scope = {w.lexeme.folded for w in read[at : at + _OBJECT]}
    return not (
        scope & _SCOPE
        or _UNTIL in scope
        or (at + 1 < len(read) and read[at + 1].lexeme.folded in _WHY)
        or not _UNSURE.isdisjoint(_lead(read, cue))
        or {w.lexeme.folded for w in read[cue + 1 : at]} & _UNREAL
    )


def _may_deny(claims: Claims) -> dict[int, list[int]]:
    """Return where claims have a "not" that the words beside it may make a denial, as `_denied` has it."""
    hashes = claims.hash
    cue, state, been = (some.among(hashes) for some in (_CUES, _STATE_HASHES, _BEEN_HASHES))
    after_state = np.r_[False, state[:-1]]
    before_been = np.zeros(len(hashes), dtype=bool)
    for far in range(1, _PASSIVE + 1):
        before_been[:-far] |= been[far:]
    needs_state, needs_been = _NOT.among(hashes), hashes == _NO
    may = cue & (after_state | ~needs_state) & (before_been | ~needs_been)
    return places(claims, np.flatnonzero(may))


def _denied_noun(read: list[Word], no: int) -> int | None:
    """Return the noun of "no formal charges have been filed", None where it is not so built."""
    for at in range(no + 1, min(no + 1 + _PASSIVE, len(read) - 1)):
        if read[at].lexeme.folded in _BEEN:
            noun = at - 1
            return noun if noun > no and _telling(read[noun]) else None
    return None


def _affirmed(claims: Claims, said_not: list[Predicate]) -> Iterator[Predicate]:
    """Return where claims affirm, as a fact and in their own words, what another outlet denies."""
    stems = {each.stem for each in said_not}
    if not stems:
        return
    deny: dict[int, set[int]] = defaultdict(set)  # outlets by stem
    for each in said_not:
        deny[each.stem].add(each.outlet)
    hits = np.flatnonzero(np.isin(claims.stem, np.array(sorted(stems), dtype=np.uint32)))
    ended = _ended(claims, hits)
    whose = zip(claims.holder[hits].tolist(), claims.stem[hits].tolist(), strict=True)
    others = {claim for claim, stem in whose if deny[stem] - {claims.outlets[claim]}}
    held = places(claims, hits[ended])

    def affirmed(claim: int) -> Iterator[Predicate]:
        text = claims.texts[claim]
        if not text.endswith("?", 0, claims.spans[claim].end):
            read = said(claims, claim)
            for n in held[claim]:
                if _told(read, n) and not _quoted(text, read, n):
                    yield _predicate(text, read, (claim, claims.outlets[claim]), n, n)

    yield from read_once(claims, [claim for claim in held if claim in others], affirmed)


def _ended(claims: Claims, words: NDArray[np.intp]) -> list[bool]:
    """Say which words end as verbs do that tell what happened."""
    where = (each[words].tolist() for each in (claims.holder, claims.begin, claims.end))
    return [
        lexeme(claims.texts[claim][begin:end]).folded.endswith(_ENDINGS)
        for claim, begin, end in zip(*where, strict=True)
    ]


def _told(read: list[Word], at: int) -> bool:
    """Say whether a verb tells what happened, as a fact."""
    word, after = read[at], {w.lexeme.folded for w in read[at + 1 : at + 1 + _OBJECT]}
    if not _telling(word) or after & _NEGATED:
        return False
    if at and read[at - 1].lexeme.folded in _BEFORE_NOUNS:
        return False  # "three identified women"
    if word.lexeme.happening == _ANSWER and at + 1 < len(read) and read[at + 1].lexeme.folded == "with":
        return False  # what was sent is no word said
    return _NOT_SO.isdisjoint(_lead(read, at))


def _lead(read: list[Word], at: int) -> set[str]:
    """Return the words before a verb that may make it unreal: those nearby, and who claims it before."""
    return {w.lexeme.folded for w in read[max(at - _LEAD, 0) : at]} | {
        w.lexeme.folded for w in read[:at] if w.lexeme.folded in _CLAIMS
    }


def _telling(word: Word) -> bool:
    return word.lexeme.weight >= _RARE and not word.lexeme.name


def _quoted(text: str, read: list[Word], at: int) -> bool:
    """Say whether a word stands inside quotation marks that its sentence opens."""
    return len(_SPEECH.findall(text, read[0].begin - 1 if read[0].begin else 0, read[at].begin)) % 2 == 1


def _predicate(text: str, read: list[Word], whose: tuple[int, int], at: int, cue: int) -> Predicate:
    """Describe the predicate at a place; `cue` is the place of its "not", or its own where it is affirmed."""
    no = read[cue].lexeme.folded == "no"
    first, last = (cue, min(at + _PASSIVE - 1, len(read) - 1)) if no else (max(cue - 1, 0), at)
    word = read[at].lexeme
    return Predicate(
        *whose,
        denied=cue != at,
        stem=word.stem,
        happening=word.happening,
        words=text[read[first].begin : read[last].end],
        subjects=subjects(text, read, cue),
        objects=frozenset(
            each.lexeme.stem for each in read[last + 1 : last + 1 + _OBJECT] if each.lexeme.weight >= _TELLING
        ),
    )
