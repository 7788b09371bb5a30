"""Figures with what is said around them: the quantity each one states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from provenance.background import background
from provenance.facts.claims import Claims, span_of
from provenance.facts.figures import value
from provenance.facts.frames import EVENT_OF, KIND_OF, STATE_OF
from provenance.model import Figure, Readings, Span
from provenance.reading.words import WORD, fold, word_hash

_REACH = 14  # words on either side of a figure that say which quantity it is
_FADE = 10.0  # words after which a neighbour's say is halved
_NEAR = 7  # words on either side within which an event befalls what is counted
_STEM = 5  # letters of a name that count, so that Syria meets Syrian, and Iraq Iraqi
_LEAD = 8  # characters before a figure that may hold "of the"
_SHORT = 3  # letters; shorter words in what is counted say nothing
_OF = re.compile(r"\s(?:\w+\s){0,2}of\s(?:the\s)?(?:\w+\s)?", re.IGNORECASE)
_OF_THE = re.compile(r"\bof\s(?:the\s)?$", re.IGNORECASE)
_RAREST = 7.0  # idf; rarer words weigh no more, so that one odd word does not decide
_NAMED = 0.6  # idf from which a capitalised word is a name; that of "Trump" is 0.8, of "He" 0.3
_COMMON = 1.0  # idf; commoner words say nothing about which quantity it is


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """One figure of one claim, with what is said around it.

    Attributes
    ----------
    value : float
    part : bool
        It is a part of another figure ("81 of the 120").
    whole : bool
        It is that other figure; what befell it is not told.
    crowd : int
        Figures of its unit in the sentence.
    head : frozenset of str
        The words that say what is counted, and their kind.
    around : dict of str to float
        Words near the figure by their weight: rarity, fading with distance.
    names : frozenset of str
        First letters of the names in the sentence.
    events : frozenset of str
    """

    claim: int
    article: int
    outlet: int
    figure: Figure
    value: float
    part: bool
    whole: bool
    crowd: int
    head: frozenset[str]
    kind: frozenset[str]
    around: dict[str, float]
    names: frozenset[str]
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the sentence as it is compared: its key, weight, place, and whether it is a name."""

    key: str
    weight: float
    begin: int
    folded: str
    name: bool


def quantities(readings: Readings, claims: Claims) -> list[Quantity]:
    """Return the quantities of all claims, in order."""
    result: list[Quantity] = []
    for claim, group in enumerate(claims.figures):
        if group:
            article = int(claims.article[claim])
            span = span_of(readings, int(claims.sentence[claim]))
            text = readings.articles[article].text
            words = list(_words(text, span))
            whose = (claim, article, int(claims.outlet[claim]))
            inside = [any(g.span.begin <= w.begin < g.span.end for g in group) for w in words]
            words = [replace(w, weight=0.0) if within else w for w, within in zip(words, inside, strict=True)]
            result += [_quantity(text, words, figure, group, whose) for figure in group]
    return result


def _words(text: str, span: Span) -> Iterator[_Word]:
    """Return the words of a sentence with their keys and weights."""
    matches = list(WORD.finditer(text, span.begin, span.end))
    folded = [fold(match.group()) for match in matches]
    known = background()
    hashes = np.array([word_hash(word) for word in folded], dtype=np.uint32)
    weights, stems = known.idf(hashes), known.stem(hashes)
    for n, match in enumerate(matches):
        raw, word = match.group(), folded[n]
        name = raw[0].isupper() and weights[n] >= _NAMED
        meaning = STATE_OF.get(word) or EVENT_OF.get(word)
        key = meaning or (word.rstrip("s'")[:_STEM] if name else str(int(stems[n])))
        if raw.isupper() and len(raw) > 1 and word not in {"us", "un"}:
            key, name = "is" if word in {"is", "isis", "isil"} else word, True  # one group, many names
        yield _Word(key, float(weights[n]), match.start(), word, name)


def _quantity(
    text: str, words: list[_Word], figure: Figure, group: tuple[Figure, ...], whose: tuple[int, int, int]
) -> Quantity:
    """Describe one figure by the words of its sentence."""
    first = next((n for n, w in enumerate(words) if w.begin >= figure.span.begin), len(words))
    last = next((n for n, w in enumerate(words) if w.begin >= figure.span.end), len(words))
    around: dict[str, float] = {}
    events: set[str] = set()
    nearest = _NEAR + 1
    part, whole = _part_or_whole(text, figure, group)
    for n in range(max(first - _REACH, 0), min(last + _REACH, len(words))):
        word = words[n]
        far = max(first - n, n - last + 1, 1)
        if word.weight < _COMMON:
            continue
        around[word.key] = max(around.get(word.key, 0.0), min(word.weight, _RAREST) * 0.5 ** (far / _FADE))
        if far < nearest and word.folded in EVENT_OF and not (whole and n < first):
            nearest, events = far, {EVENT_OF[word.folded]}
    head = {fold(match.group()) for match in WORD.finditer(figure.counted)}
    kinds = {KIND_OF[word] for word in head if word in KIND_OF}
    claim, article, outlet = whose
    return Quantity(
        claim, article, outlet, figure,
        value=value(figure),
        part=part,
        whole=whole,
        crowd=sum(each.unit == figure.unit for each in group),
        head=frozenset(word.rstrip("s") for word in head if len(word) >= _SHORT),
        kind=frozenset(kinds),
        around=around,
        names=frozenset(w.key for w in words if w.name and w.weight),
        events=frozenset(events),
    )  # fmt: skip


def _part_or_whole(text: str, figure: Figure, group: tuple[Figure, ...]) -> tuple[bool, bool]:
    """Say whether a figure is a part of the sentence's next one, or the whole of the one before it.

    "81 of the 120", "of the 120 who fled, 81 were caught": what befell the part is not told of the whole.
    """
    place = group.index(figure)
    before = group[place - 1] if place else None
    after = group[place + 1] if place + 1 < len(group) else None
    if after is not None and _OF.fullmatch(text[figure.span.end : after.span.begin]):
        return True, False
    if before is None:
        return False, False
    lead = text[max(before.span.begin - _LEAD, 0) : before.span.begin]
    if not figure.counted and _OF_THE.search(lead):
        return True, False
    return False, _OF.fullmatch(text[before.span.end : figure.span.begin]) is not None
