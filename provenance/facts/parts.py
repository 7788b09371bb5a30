"""The parts of a shared sentence that are new: "... on a C-17" in a sentence that is told elsewhere too."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims
from provenance.facts.numbers import TIMES
from provenance.facts.things import figure_key, models
from provenance.model import Span

# Weight of new things from which a part is a fact of its own, with a new figure and without. On ten events
# read by hand, one in ten of the weaker parts was news.
_WITH_FIGURE, _WORDS_ONLY = 9.0, 16.0
LEAST = _WITH_FIGURE - 0.001  # of a claim that may have such a part, however its weights are added up
_LONGEST = 200  # words; longer stretches are lists or text without stops
_SHARE = 0.5  # most of the part must be new
# Where a sentence's parts begin: after a comma or dash, and at words that open a clause or a phrase.
SEAM = re.compile(
    r"(?<=[,;:—–(])\s|\s(?=(?:and|but|who|which|that|while|after|before|as|because|where|when|on|from|to|by|with"
    r"|during|including|aboard|for|in|at|are|is|was|were|had|has|have|will)\s)"
)
LEAD = re.compile(r"(?:(?:and|but|that|as)\s|[,;—–\-\s])+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a sentence holds: where, how much it tells, whether it is new, and a figure or a model."""

    key: int
    at: int
    value: float
    new: bool
    number: bool


def parts(
    claims: Claims, claim: int, value: NDArray[np.float64], new: NDArray[np.bool_]
) -> list[tuple[Span, float]]:
    """Return the new parts of a claim, with the weight of what is new in each.

    Parameters
    ----------
    value, new : (T,)
        How much each thing of the claims tells, and whether no other outlet's article holds it.
    """
    held = slice(int(claims.items[claim]), int(claims.items[claim + 1]))
    if claims.words[claim] > _LONGEST or (value[held] * new[held]).sum() < _WITH_FIGURE:
        return []
    known = zip(value[held].tolist(), new[held].tolist(), strict=True)
    things = things_of(claims, claim, dict(zip(claims.key[held].tolist(), known, strict=True)))
    text, whole = claims.texts[claim], claims.spans[claim]
    found = []
    for span in _new_stretches(text, whole, things):
        inside = {thing.key: thing for thing in things if span.begin <= thing.at < span.end and thing.new}
        weight = sum(thing.value for thing in inside.values())
        if weight >= (_WITH_FIGURE if any(thing.number for thing in inside.values()) else _WORDS_ONLY):
            found.append((_trimmed(text, span), weight))
    return found


def things_of(claims: Claims, claim: int, known: dict[int, tuple[float, bool]]) -> list[Thing]:
    """Return what a claim holds, with its place."""
    held = slice(claims.begins[claim], claims.begins[claim + 1])
    figures = claims.figures[claim]
    begins = claims.begin[held].tolist()
    places = [(key, at, False) for key, at in zip(claims.stem[held].tolist(), begins, strict=True)]
    for each in figures:
        begin, end = each.span.begin, each.span.end
        places = [place for place in places if not begin <= place[1] < end]
    places += [(figure_key(each), each.span.begin, each.unit not in TIMES) for each in figures]
    text = claims.texts[claim]
    places += [(key, at, True) for key, at in models(text, claims.spans[claim])]
    return [Thing(key, at, *known[key], number) for key, at, number in places if key in known]


def _new_stretches(text: str, whole: Span, things: list[Thing]) -> list[Span]:
    """Return the stretches between seams that are mostly new, neighbours joined."""
    seams = [whole.begin, *(m.end() for m in SEAM.finditer(text, whole.begin, whole.end)), whole.end]
    found: list[Span] = []
    for begin, end in pairwise(seams):
        inside = {thing.key: thing for thing in things if begin <= thing.at < end}
        new = sum(thing.value for thing in inside.values() if thing.new)
        if not new or new < _SHARE * sum(thing.value for thing in inside.values()):
            continue
        joins = bool(found) and found[-1].end >= begin - 1
        found.append(Span(found.pop().begin if joins else begin, end))
    return found


def _trimmed(text: str, span: Span) -> Span:
    """Cut joining words, commas and spaces off both ends."""
    lead = LEAD.match(text, span.begin, span.end)
    begin = lead.end() if lead else span.begin
    return Span(begin, begin + len(text[begin : span.end].rstrip(" ,;:—–(\n")))
