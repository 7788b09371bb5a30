"""A quotation whose verb was given another mood: "will it be closed?" quoted as "should be closed"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from provenance.facts.claims import Claims, said
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.few import Few
from provenance.facts.hints import places
from provenance.facts.lexemes import Word
from provenance.facts.numbers import listed
from provenance.model import Mark

_MOODS = {
    **dict.fromkeys(listed("will would shall 'll"), "will"),  # speech retold turns one into the other
    **dict.fromkeys(listed("should must ought"), "must"),
    **dict.fromkeys(listed("may might can could"), "may"),
}
_DENIED = {
    "can't": "can", "cannot": "can", "couldn't": "could", "mustn't": "must", "shouldn't": "should",
    "won't": "will", "wouldn't": "would",
}  # fmt: skip
_CUES = Few.of([*_MOODS, *_DENIED])
_NOT = listed("not never")
_BETWEEN = listed("be been have to not never also i you he she it we they this that there")  # it and its verb
_REACH = 5  # words after an auxiliary among which its verb stands
_TELLING = 2.0  # idf; with a commoner verb ("come", "take") many different things are said
_ALIKE = 5  # words on both sides of the auxiliary, without a gap, that make two quotations the same words
_LONG = 8  # words from the verb on; if fewer are equal and then others follow, other things are said
_FRAGMENT = 6  # words at most of a quoted fragment
_PARTLY = 3  # words of another quoted stretch that stands there as it is


@dataclass(frozen=True, slots=True, eq=False)
class Modal:
    """A quoted auxiliary with its verb.

    Attributes
    ----------
    stem : int
        Of the verb.
    mood : str
        What the auxiliary says of it: that it will be, must be, may be; with "not" where it is denied.
    words : str
        From the auxiliary to the verb, as they stand.
    beside : tuple of int, tuple of int
        The quoted words before the auxiliary, the nearest first, and those from its verb on, as hashes.
    stretches : tuple of tuple of int
        The quoted stretches of the sentence as hashes of words, but for the one with the auxiliary.
    names, everyone : frozenset of str
        Names outside the quotation marks, and all of the sentence.
    telling : bool
        The verb is no everyday one.
    fragment : bool
        The stretch with the auxiliary is a few words that the sentence quotes of more.
    """

    claim: int
    article: int
    outlet: int
    stem: int
    mood: str
    words: str
    beside: tuple[tuple[int, ...], tuple[int, ...]]
    stretches: tuple[tuple[int, ...], ...]
    names: frozenset[str]
    everyone: frozenset[str]
    telling: bool
    fragment: bool


def modals(claims: Claims) -> list[Dispute]:
    """Find quotations of the same words in which outlets of a story have another auxiliary."""
    found = list(_quoted(claims))
    if len({each.outlet for each in found}) < 2:  # noqa: PLR2004 - two quote
        return []
    moods: dict[tuple[int, int], set[str]] = defaultdict(set)
    for each in found:
        moods[each.article, each.stem].add(each.mood)
    clashes = [
        (a, b)
        for a, b in sharing([[each.stem] for each in found]).tolist()
        if found[a].outlet != found[b].outlet
        and not moods[found[a].article, found[a].stem] & moods[found[b].article, found[b].stem]
        and _same_words(claims, found[a], found[b])
    ]
    return [_dispute([found[n] for n in group]) for group in joined(clashes)]


def _same_words(claims: Claims, one: Modal, other: Modal) -> bool:
    """Say whether two sentences seem to quote the same words of the same person."""
    if one.names and other.names and not one.names & other.names:
        return False
    before, after = (_run(mine, theirs) for mine, theirs in zip(one.beside, other.beside, strict=True))
    ended = after == min(len(one.beside[1]), len(other.beside[1])) or after >= _LONG
    alike = before + after if ended else 0
    if alike >= _ALIKE or not one.telling:
        return alike >= _ALIKE
    return (
        (one.fragment != other.fragment and bool(one.everyone & other.everyone))
        or _holds(claims, other.article, one.stretches)
        or _holds(claims, one.article, other.stretches)
    )


def _run(mine: tuple[int, ...], theirs: tuple[int, ...]) -> int:
    """Count the words that are equal up to the first that differ."""
    pairs = zip(mine, theirs, strict=False)
    return next((n for n, (word, other) in enumerate(pairs) if word != other), min(len(mine), len(theirs)))


def _holds(claims: Claims, article: int, stretches: tuple[tuple[int, ...], ...]) -> bool:
    """Say whether an article has one of some quoted stretches in quotation marks, word for word."""
    if not stretches:
        return False
    rows = np.isin(claims.holder, np.flatnonzero(claims.article == article))
    quoted = _written(claims.hash[rows & ((claims.marks & Mark.QUOTED) > 0)].tolist())
    return any(_written(each) in quoted for each in stretches)


def _written(hashes: Sequence[int]) -> str:
    return f" {' '.join(map(str, hashes))} "


def _quoted(claims: Claims) -> Iterator[Modal]:
    """Return the quoted auxiliaries of all claims, in order, whose verbs two outlets quote so."""
    cues = np.flatnonzero(_CUES.among(claims.hash))
    quoted = (claims.marks & Mark.QUOTED) > 0
    cues = cues[quoted[cues]]
    if len(set(claims.outlet[claims.holder[cues]].tolist())) < 2:  # noqa: PLR2004 - two quote
        return
    found = []
    outlets: dict[int, set[int]] = defaultdict(set)  # by the verb's stem
    for claim, held in places(claims, cues).items():
        read = said(claims, claim)
        marked = quoted[claims.begins[claim] : claims.begins[claim + 1]].tolist()
        for n in held:
            verb = _verb(read, marked, n)
            if verb is not None:
                found.append(((claim, read, marked), (n, verb)))
                outlets[read[verb].lexeme.stem].add(claims.outlets[claim])
    for where, (at, verb) in found:
        if len(outlets[where[1][verb].lexeme.stem]) > 1:
            yield _modal(claims, where, (at, verb))


def _verb(read: list[Word], marked: list[bool], at: int) -> int | None:
    """Return the place of the verb of a quoted auxiliary, None where there is neither."""
    folded = read[at].lexeme.folded
    if folded not in _MOODS and folded not in _DENIED:
        return None
    for n in range(at + 1, min(at + 1 + _REACH, len(read))):
        if not marked[n]:
            return None
        word = read[n].lexeme
        if word.folded not in _BETWEEN and not word.folded.endswith("ly"):
            return n
    return None


def _modal(
    claims: Claims,
    where: tuple[int, list[Word], list[bool]],
    what: tuple[int, int],
) -> Modal:
    (claim, read, marked), (at, verb) = where, what
    text, word = claims.texts[claim], read[at]
    folded = word.lexeme.folded
    denied = folded in _DENIED or any(each.lexeme.folded in _NOT for each in read[at:verb])
    hashes = claims.hash[claims.begins[claim] : claims.begins[claim + 1]].tolist()
    stretches = list(_stretches(text, read, marked))
    low, high = next((first, last) for first, last in stretches if first <= at < last)
    named = [(each.lexeme.key, inside) for each, inside in zip(read, marked, strict=True) if each.lexeme.name]
    return Modal(
        *(claim, claims.articles[claim], claims.outlets[claim]),
        stem=read[verb].lexeme.stem,
        mood=_MOODS[_DENIED.get(folded, folded)] + (" not" if denied else ""),
        words=" ".join(text[word.begin : read[verb].end].split()),
        beside=(tuple(hashes[low:at][::-1]), tuple(hashes[verb:high])),
        stretches=tuple(
            tuple(hashes[first:last])
            for first, last in stretches
            if last - first >= _PARTLY and not first <= at < last
        ),
        names=frozenset(name for name, inside in named if not inside),
        everyone=frozenset(name for name, _ in named),
        telling=read[verb].lexeme.weight >= _TELLING,
        fragment=high - low <= _FRAGMENT and high - low < len(read),
    )


def _stretches(text: str, read: list[Word], marked: list[bool]) -> Iterator[tuple[int, int]]:
    """Return where quoted stretches of a sentence begin and end; a mark between two words parts them."""
    first = 0
    for n in range(1, len(read) + 1):
        gap = text[read[n - 1].end : read[n].begin] if n < len(read) else "”"
        if n == len(read) or marked[n] != marked[first] or any(mark in gap for mark in '“”"'):
            if marked[first]:
                yield first, n
            first = n


def _dispute(group: list[Modal]) -> Dispute:
    """Write quotations as one dispute."""
    sides = tuple(sorted({Side(each.claim, each.words) for each in group}))
    either = " or ".join(f"“{words}”" for words in sorted({each.words for each in group})[:2])
    notes = ("one of them may have heard or shortened the words wrongly",)
    return Dispute("wording", f"whether the words were {either}", sides, notes)
