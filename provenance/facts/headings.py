"""The words that head a row of the fact table: what of the claim the others tell too.

Without what only the claim's own sentence adds, a row says no more than each of its articles does.
"""

import re
from itertools import pairwise

from provenance.facts.claims import Claims
from provenance.facts.gathering import Row
from provenance.facts.numbers import listed
from provenance.facts.parts import SEAM, Thing, things_of
from provenance.model import Span

_ALONE = 0.7  # share of a stretch that nobody else has, from which it is left out
_LEAST = 0.5  # share of what the claim tells that its heading keeps at least,
_FEWEST = 6  # and words; shorter headings say nothing by themselves
_DANGLING = listed(
    "said says saying told added announced argued warned that which who the a an of"
)  # no ends
_DASH = re.compile(r"\s[-–—]\s|—")
_TAIL = 4  # words; fewer after a dash are no thought


def heading(claims: Claims, row: Row) -> Span:
    """Return the claim's sentence, without stretches at its end that no other article of the row has."""
    sentence = claims.spans[row.heading]
    text = claims.texts[row.heading]
    others = {claims.twin[claim] for claim in row.sure.values() if claim != row.heading}
    if claims.twin[row.heading] in others:
        return sentence  # somebody has all of it
    told = {
        key for claim in others for key in claims.key[claims.items[claim] : claims.items[claim + 1]].tolist()
    }
    held = slice(int(claims.items[row.heading]), int(claims.items[row.heading + 1]))
    keys, weights = claims.key[held].tolist(), claims.weight[held].tolist()
    known = {key: (weight, key not in told) for key, weight in zip(keys, weights, strict=True)}
    if not told or not any(alone for _, alone in known.values()):
        return sentence
    things = things_of(claims, row.heading, known)
    seams = [
        sentence.begin,
        *(m.end() for m in SEAM.finditer(text, sentence.begin, sentence.end)),
        sentence.end,
    ]
    stretches = [Span(begin, end) for begin, end in pairwise(seams)]
    while len(stretches) > 1 and _alone(stretches[-1], things):
        stretches.pop()
    kept = Span(
        sentence.begin, sentence.begin + len(text[sentence.begin : stretches[-1].end].rstrip(" ,;:—–(\n"))
    )
    return kept if _says_enough(text, kept, things) else sentence


def _alone(span: Span, things: list[Thing]) -> bool:
    """Say whether nobody else has most of a stretch."""
    inside = {thing.key: thing for thing in things if span.begin <= thing.at < span.end}
    total = sum(thing.value for thing in inside.values())
    return sum(thing.value for thing in inside.values() if thing.new) > _ALONE * total


def _says_enough(text: str, span: Span, things: list[Thing]) -> bool:
    """Say whether the rest of a sentence can stand by itself."""
    kept = sum(thing.value for thing in things if span.begin <= thing.at < span.end)
    part = text[span.begin : span.end]
    whole = (
        all(part.count(one) == part.count(other) for one, other in ("“”", "()")) and part.count('"') % 2 == 0
    )
    tail = _DASH.split(part)[-1].split()
    dangles = tail[-1].casefold() in _DANGLING or (len(tail) < _TAIL and len(tail) < len(part.split()))
    return (
        whole
        and not dangles
        and kept >= _LEAST * sum(thing.value for thing in things)
        and len(part.split()) >= _FEWEST
    )
