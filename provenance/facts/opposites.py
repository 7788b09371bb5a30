"""Words that cannot both be so of the same: won and lost, confirmed and denied, left and never came."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from provenance.facts.claims import Claims, read_once, said
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.few import Few
from provenance.facts.numbers import listed
from provenance.facts.subjects import subjects
from provenance.facts.wording import called
from provenance.model import Span
from provenance.reading.words import word_hash

# Each pair as two expressions; whoever or whatever does one has not done the other.
_PAIRS = (
    (r"won", r"lost"),
    (r"accept(?:s|ed)", r"reject(?:s|ed)|refused|turned down"),
    (r"confirm(?:s|ed)", r"den(?:ies|ied)"),
    (r"approved|passed", r"rejected|defeated|voted down|blocked"),
    (
        r"convicted|found (?:(?!not )\w+ ){0,3}guilty",
        r"acquitted|cleared|found (?:(?!not )\w+ ){0,3}not guilty",
    ),
    (r"pleaded guilty", r"pleaded (?:not guilty|innocent)"),
    (r"upheld", r"overturned|struck down|reversed"),
    (r"died|was killed|were killed", r"survived|was (?:wounded|injured)|were (?:wounded|injured)"),
    (
        r"dropp?(?:ed|ing)? out|withdraw(?:ing)?|withdrew",
        r"(?:declin(?:e|ed|es|ing)|refus(?:e|ed)) to (?:enter|join|run)|never (?:entered|joined|ran)",
    ),
    (r"rose|increased|grew|climbed", r"fell|decreased|declined|dropped|shrank"),
    (r"resigned|quit|stepped down", r"was fired|was dismissed|was sacked|was ousted"),
    (r"released|freed", r"detained|remains? in (?:custody|jail|prison)"),
    (
        r"voted (?:for|in favou?r of|to (?:approve|pass|advance|confirm|convict))",
        r"voted (?:against|to (?:reject|block|oppose|acquit))",
    ),
    (r"admit(?:s|ted)|acknowledge(?:s|d)", r"den(?:ies|ied)"),
    (r"support(?:s|ed)|back(?:s|ed)|endorse[sd]", r"oppose[sd]"),
    (r"agree(?:s|d) to", r"(?:refuse|decline)[sd] to"),
    (r"attended", r"skipped|boycotted|stayed away from"),
)
_COMPILED = [tuple(re.compile(rf"\b(?:{side})\b") for side in pair) for pair in _PAIRS]
# A word that every wording of a side holds, each with the side: 2n and 2n + 1 are the sides of pair n.
_HINTS = (
    ("won", "lost"),
    ("accepts accepted", "rejects rejected refused turned"),
    ("confirms confirmed", "denies denied"),
    ("approved passed", "rejected defeated voted blocked"),
    ("convicted guilty", "acquitted cleared guilty"),
    ("guilty", "guilty innocent"),
    ("upheld", "overturned struck reversed"),
    ("died killed", "survived wounded injured"),
    (
        "drop dropped dropping withdraw withdrawing withdrew",
        "decline declined declines declining refuse refused entered joined ran",
    ),
    ("rose increased grew climbed", "fell decreased declined dropped shrank"),
    ("resigned quit stepped", "fired dismissed sacked ousted"),
    ("released freed", "detained custody jail prison"),
    ("voted", "voted"),
    ("admits admitted acknowledges acknowledged", "denies denied"),
    ("supports supported backs backed endorses endorsed", "opposes opposed"),
    ("agrees agreed", "refuses refused declines declined"),
    ("attended", "skipped boycotted stayed"),
)
_SIDES: dict[int, list[int]] = defaultdict(list)  # of each such word, by its hash
for _number, _side in enumerate(side for sides in _HINTS for side in sides):
    for _word in _side.split():
        _SIDES[word_hash(_word)].append(_number)
_HINTED = Few(_SIDES)
_UNREAL = listed("if would whether could may might should will unless to can must that")
_NEGATED = listed("not never no didn't hasn't wasn't weren't hadn't isn't doesn't")
_LEAD = 4
_OBJECT = 7
_TELLING = 1.3  # idf of words that say what a verb is about; two verbs must share
_SHARED = 2  # of them
_SPEECH = re.compile(r'[“”"]')


@dataclass(frozen=True, slots=True, eq=False)
class Verb:
    """One side of a pair of opposites, of whom, and of what."""

    claim: int
    outlet: int
    pair: int
    side: int
    unreal: bool
    words: str
    subjects: frozenset[str]
    objects: frozenset[int]


def opposites(claims: Claims) -> list[Dispute]:
    """Find opposites that outlets of a story tell of the same."""
    found = list(_verbs(claims))
    keys = [[(each.pair, subject) for subject in each.subjects] for each in found]
    clashes = [(a, b) for a, b in sharing(keys).tolist() if _clash(found[a], found[b])]
    return [_dispute(claims, [found[n] for n in group]) for group in joined(clashes)]


def _clash(one: Verb, other: Verb) -> bool:
    """Say whether two verbs of a pair and a subject are opposites said of the same object, equally real."""
    apart = one.outlet != other.outlet and one.side != other.side and one.unreal == other.unreal
    return apart and len(one.objects & other.objects) >= _SHARED


def _dispute(claims: Claims, group: list[Verb]) -> Dispute:
    """Write opposites as one dispute."""
    sides = tuple(sorted({Side(each.claim, each.words) for each in group}))
    name = called(claims, group[0].claim, frozenset.intersection(*(each.subjects for each in group)))
    either = " or ".join(f"“{words}”" for words in sorted({each.words for each in group})[:2])
    return Dispute("denial", f"whether it is {either}" + (f" ({name})" if name else ""), sides)


def _verbs(claims: Claims) -> Iterator[Verb]:
    """Return where claims hold one side of a pair, in their own words and not denied."""
    hinted = _hinted(claims)

    def verbs(claim: int) -> Iterator[Verb]:
        text, span = claims.texts[claim], claims.spans[claim]
        found = list(_matches(text, span, hinted[claim]))
        both = {pair for pair, side, _ in found if (pair, 1 - side) in {each[:2] for each in found}}
        for pair, side, match in found:
            if pair in both:
                continue  # "admits the letter, denies the threat" tells of two things
            read = said(claims, claim)
            at = next(n for n, word in enumerate(read) if word.end > match.start())
            after = [word for word in read[at:] if word.begin >= match.end()][:_OBJECT]
            lead = {word.lexeme.folded for word in read[max(at - _LEAD, 0) : at]}
            if lead & _NEGATED or len(_SPEECH.findall(text, max(span.begin - 1, 0), match.start())) % 2:
                continue
            yield Verb(
                *(claim, claims.outlets[claim]),
                *(pair, side),
                unreal=bool(lead & _UNREAL),
                words=match.group(),
                subjects=subjects(text, read, at),
                objects=frozenset(w.lexeme.stem for w in after if w.lexeme.weight >= _TELLING),
            )

    return read_once(claims, hinted, verbs)


def _hinted(claims: Claims) -> dict[int, list[int]]:
    """Return the claims that may hold a side whose opposite another outlet may hold, with those pairs."""
    at = np.flatnonzero(_HINTED.among(claims.hash))
    holders: list[set[int]] = [set() for _ in range(2 * len(_PAIRS))]
    for hashed, claim in zip(claims.hash[at].tolist(), claims.holder[at].tolist(), strict=True):
        for side in _SIDES[hashed]:
            holders[side].add(claim)
    result: dict[int, list[int]] = defaultdict(list)
    for pair, (one, other) in enumerate(zip(holders[::2], holders[1::2], strict=True)):
        if one and other and len(set(claims.outlet[[*one, *other]].tolist())) > 1:
            for claim in one | other:
                result[claim].append(pair)
    return dict(sorted(result.items()))


def _matches(text: str, span: Span, pairs: list[int]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Return where a side of one of the pairs stands: number of the pair, side, match."""
    for number in pairs:
        for side, pattern in enumerate(_COMPILED[number]):
            yield from ((number, side, match) for match in pattern.finditer(text, span.begin, span.end))
