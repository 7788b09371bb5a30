"""Figures with what is said around them: the quantity each one states."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from provenance.facts.claims import Claims, said
from provenance.facts.days import published_on
from provenance.facts.figures import value
from provenance.facts.frames import KIND_OF
from provenance.facts.lexemes import Word, lexeme
from provenance.facts.numbers import listed
from provenance.model import Figure
from provenance.reading.words import WORD, fold

_REACH = 14  # words on either side of a figure that say which quantity it is
_FADE = 10.0  # words after which a neighbour's say is halved
_NEAR = 7  # words on either side within which an event befalls what is counted
_LEAD = 8  # characters before a figure that may hold "of the"
_DIGITS_OF_A_YEAR = 4
_CITIZENS = "ans"  # Americans, Syrians, Republicans: people, though no word for them is in lower case
_OPENING = 2  # words of a sentence that hold for all of it: "In 2011, ..."
_SHORT = 3  # letters; shorter words in what is counted say nothing
_OF = re.compile(r"\s(?:\w+\s){0,2}of\s(?:the\s)?(?:\w+\s)?", re.IGNORECASE)
_PART = re.compile(r"\b(?:including|another|additional|extra|further)\s$", re.IGNORECASE)
_LEAD_PART = 12  # characters before a figure that may hold these
_MORE = re.compile(
    r"\s(?:\w+\s)?(?:more|fewer|less|higher|lower)\sthan\b|\s(?:more|new|further|additional)\b|\s(?:\w+\s)?other\s\w"
)
_OF_THE = re.compile(r"\bof\s(?:the\s)?$", re.IGNORECASE)
_FADING = [0.5 ** (far / _FADE) for far in range(_REACH + 1)]
_FORECASTS = listed("economists analysts forecast forecasts forecasters predicted predictions odds")
_POLLS = _FORECASTS | listed(
    "poll polls polled polling respondents approval disapproval approve disapprove approving "
    "favorable unfavorable favourable unfavourable"
)
_SURVEYS = listed("survey surveys surveyed")
_OF_SURVEYS = frozenset({"%", "points"})  # the survey that measured a tremor asked nobody
_RAREST = 7.0  # idf; rarer words weigh no more, so that one odd word does not decide
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
    noun : frozenset of str
        Those in lower case: adjectives of nations and names count nothing. All where none is.
    whose : frozenset of str
        First letters of the names in what is counted: "Republican votes", "Turkish soldiers".
    around : dict of str to float
        Words near the figure by their weight: rarity, fading with distance.
    names : frozenset of str
        First letters of the names in the sentence.
    events : frozenset of str
    day : int or None
        The day of publication, counted from any fixed day.
    years : frozenset of int
        Those named near it, or as the sentence opens.
    close : frozenset of str
        First letters of the names near the figure.
    polled : bool
        The sentence tells of a poll or forecast: two of them may differ.
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
    noun: frozenset[str]
    kind: frozenset[str]
    whose: frozenset[str]
    around: dict[str, float]
    names: frozenset[str]
    events: frozenset[str]
    polled: bool
    day: int | None
    years: frozenset[int]
    close: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    """A sentence that holds figures: what holds for each of them, described once."""

    claim: int
    article: int
    outlet: int
    day: int | None
    text: str
    words: list[Word]
    begins: list[int]
    inside: set[int]
    names: frozenset[str]
    polled: bool
    surveyed: bool
    years: list[int]


def quantities(claims: Claims) -> list[Quantity]:
    """Return the quantities of all claims, in order."""
    result: list[Quantity] = []
    known: dict[int, list[Quantity]] = {}  # where several claims have one text it is looked at once
    for claim, group in enumerate(claims.figures):
        twin = claims.twin[claim]
        if twin in known:
            article, outlet, day = claims.articles[claim], claims.outlets[claim], _day(claims, claim)
            result += [
                replace(each, claim=claim, article=article, outlet=outlet, day=day) for each in known[twin]
            ]
        elif group:
            sentence = _sentence(claims, claim)
            known[claim] = [_quantity(sentence, figure, group) for figure in group]
            result += known[claim]
    return result


def _day(claims: Claims, claim: int) -> int | None:
    """Return the day on which a claim was published."""
    published = published_on(claims.sources[claim].published)
    return published.toordinal() if published else None


def _sentence(claims: Claims, claim: int) -> _Sentence:
    """Read a claim's sentence."""
    read = said(claims, claim)
    begins = [word.begin for word in read]
    inside = _inside(begins, claims.figures[claim])
    folded = [word.lexeme.folded for word in read]
    return _Sentence(
        claim,
        claims.articles[claim],
        claims.outlets[claim],
        _day(claims, claim),
        claims.texts[claim],
        read,
        begins,
        inside,
        names=frozenset(w.lexeme.key for n, w in enumerate(read) if w.lexeme.name and n not in inside),
        polled=not _POLLS.isdisjoint(folded),
        surveyed=not _SURVEYS.isdisjoint(folded),
        years=[
            n
            for n, word in enumerate(folded)
            if len(word) == _DIGITS_OF_A_YEAR
            and word.isdecimal()
            and n not in inside
            and not (n and folded[n - 1] == "since")
        ],
    )


def _years(sentence: _Sentence, first: int, last: int) -> frozenset[int]:
    """Return the years named near a figure, or as its sentence opens; what was so "since 2001" is so now."""
    return frozenset(
        int(sentence.words[n].lexeme.folded)
        for n in sentence.years
        if n < _OPENING or first - _NEAR <= n < first or last <= n < last + _NEAR
    )


def _quantity(sentence: _Sentence, figure: Figure, group: tuple[Figure, ...]) -> Quantity:
    """Describe one figure by the words of its sentence."""
    read, begins = sentence.words, sentence.begins
    first, last = bisect_left(begins, figure.span.begin), bisect_left(begins, figure.span.end)
    around: dict[str, float] = {}
    events: set[str] = set()
    close: set[str] = set()
    nearest = _NEAR + 1
    part, whole = _part_or_whole(sentence.text, figure, group)
    low, inside = max(first - _REACH, 0), sentence.inside
    for n, (word, _, _) in enumerate(read[low : last + _REACH], low):
        weight = word.weight
        if weight < _COMMON or n in inside:
            continue
        far = first - n if n < first else n - last + 1 if n >= last else 1
        if word.name and far <= _NEAR:
            close.add(word.key)
        told = (min(_RAREST, weight)) * _FADING[far]
        if told > around.get(word.key, 0.0):
            around[word.key] = told
        if far < nearest and word.event and not (whole and n < first):
            nearest, events = far, {word.event}
    head, noun, kind, whose = _counted(figure.counted)
    return Quantity(
        sentence.claim, sentence.article, sentence.outlet, figure,
        value=value(figure),
        part=part,
        whole=whole,
        crowd=sum(each.unit == figure.unit for each in group),
        head=head,
        noun=noun,
        kind=kind,
        whose=whose,
        around=around,
        names=sentence.names,
        events=frozenset(events),
        polled=sentence.polled or (sentence.surveyed and figure.unit in _OF_SURVEYS),
        day=sentence.day,
        years=_years(sentence, first, last),
        close=frozenset(close),
    )  # fmt: skip


@lru_cache(maxsize=16_384)  # "people", "years" and "votes" are counted again and again
def _counted(counted: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return the head, noun and kind of what is counted, and whose it is, see `Quantity`."""
    found = WORD.findall(counted)
    head = {fold(word) for word in found}
    kinds = frozenset(KIND_OF[word] for word in head if word in KIND_OF)
    head_words = frozenset(word.rstrip("s") for word in head if len(word) >= _SHORT)
    plain = {fold(word) for word in found if word.islower()}
    citizens = frozenset(lexeme(word).key for word in found if word[0].isupper() and word.endswith(_CITIZENS))
    noun = frozenset(word.rstrip("s") for word in plain if len(word) >= _SHORT)
    whose = frozenset(lexeme(word).key for word in found if word[0].isupper() and not word.isupper())
    if citizens and not noun:
        return head_words, head_words, kinds | {"people"}, citizens
    return head_words, noun or head_words, kinds, whose if noun else frozenset()


def _inside(begins: list[int], group: tuple[Figure, ...]) -> set[int]:
    """Return the places of the words that are part of a figure."""
    return {
        n
        for each in group
        for n in range(bisect_left(begins, each.span.begin), bisect_left(begins, each.span.end))
    }


def _part_or_whole(text: str, figure: Figure, group: tuple[Figure, ...]) -> tuple[bool, bool]:
    """Say whether a figure is a part of the sentence's next one, or the whole of the one before it.

    "81 of the 120", "of the 120 who fled, 81 were caught": what befell the part is not told of the whole.
    """
    if _PART.search(text[max(figure.span.begin - _LEAD_PART, 0) : figure.span.begin]) or _MORE.match(
        text, figure.span.end
    ):
        return (
            True,
            False,
        )  # "including 100", "another 100", "100 fewer than", "100 new": not the whole quantity
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
