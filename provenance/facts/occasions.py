"""When things happen: each time a story names, with the words that say what happens then."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from provenance.facts.claims import Claims, said
from provenance.facts.days import WEEKDAYS, published_on
from provenance.facts.few import Few
from provenance.facts.hints import holding
from provenance.facts.lexemes import Word
from provenance.facts.numbers import CALENDAR, listed
from provenance.facts.periods import Period, disagree, periods
from provenance.facts.sentences import embeds
from provenance.facts.subjects import subjects
from provenance.model import Span

_ANYWHERE = Span(0, 0)
_ANY_DAY = "2001-01-03"  # where no article of a story has a date: a Wednesday
_NOUNS = frozenset({"truce"})  # events that are things: whoever stands in the sentence has part in them
_REACH = 14  # words on either side of a time that may say what happens then
_FADE = 6.0  # words after which a neighbour's say is halved
_FADING = [0.5 ** (far / _FADE) for far in range(_REACH + 1)]
_SEAM = 3  # words that a comma or the start of a clause counts for
_SEAMS = frozenset(',;:—–()“”"')
_DASH = "--"  # as agencies write it
_NEAR = 6  # words, seams counted, within which it is said what happens
_AFTER = 3  # words after a time within which what happens may follow
_HAPPENS = 7  # words, seams counted, within which an event that has a name happens then
_SPEECH = 5  # words before a time within which "said" makes it the day of speaking
_OBJECT = 4  # words after an event among which stands whom it befalls
_RARE = 4.0  # idf from which a word tells one vote or meeting from another
_COMMON = 1.0  # idf; commoner words say nothing about what happens
_WEIGHTS = (2.0, 7.0)  # of the commonest name and the rarest word
_CLAUSE = listed("that who which while after before when because although but and as where")
_SPEAKS = listed(
    "said says saying say told tells telling announced announcing tweeted tweet tweets wrote writing "
    "statement reporters interview remarks asked added reported report reports spoke speaking speech "
    "briefing argued warned conference posted news press claimed insisted"
)
_OR = re.compile(r",?\s(?:or|and\sperhaps)\s(?:on\s|late\s|early\s)?")
_ORDER = listed("at home order orders")
_NAMED = {*CALENDAR, *listed("yesterday today tonight tomorrow")}
_SPANS = listed("day days week weeks month months year years")  # "in two weeks", of what is to come
_AHEAD = listed("will would expected scheduled set plan plans planned due could may might until")
_WEEKDAYS, _HINTS, _SPAN_HINTS, _AHEAD_HINTS = (
    Few.of(group, owning=True) for group in (WEEKDAYS, _NAMED, _SPANS, _AHEAD)
)


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """One time that one claim names, with what is said around it.

    Attributes
    ----------
    named : tuple of Period
        All times the sentence names.
    open : tuple of Period
        Of these, those it may be as well: "on Friday or Saturday".
    around : dict of str to float
        Words near the time by their weight: rarity, fading with distance.
    names : frozenset of str
        All names of the sentence.
    near : frozenset of str
        Words that are no names, near enough to be what happens.
    rare : frozenset of str
        Rare words of the sentence that are no names.
    objects : frozenset of str
        Names right after the event: whom it befalls.
    events : frozenset of str
        What happens then: the nearest event that has a name (see `frames`), or all told before in the
        sentence where the time follows a bare name ("..., followed by the House on Thursday").
    subjects : frozenset of str
    """

    claim: int
    article: int
    outlet: int
    period: Period
    named: tuple[Period, ...]
    open: tuple[Period, ...]
    around: dict[str, float]
    names: frozenset[str]
    near: frozenset[str]
    rare: frozenset[str]
    events: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]


def occasions(claims: Claims) -> list[Occasion]:
    """Return the occasions of all claims, in order; none where no two outlets' times disagree."""
    told: dict[int, tuple[Period, ...]] = {}
    known: dict[tuple[int, str, bool], tuple[Period, ...]] = {}  # by the text and the day of publication
    published = _published(claims)
    for claim in _hinted(claims):
        dated = published_on(claims.sources[claim].published) is not None
        way = claims.twin[claim], published[claims.articles[claim]], dated
        if way not in known:
            known[way] = _times(claims.texts[claim], claims.spans[claim], *way[1:])
        if known[way]:
            told[claim] = known[way]
    return _described(claims, told) if _any_disagree(claims, told) else []


def _times(text: str, span: Span, published: str, dated: bool) -> tuple[Period, ...]:
    """Return the times a sentence names; of an undated article the weekdays, of a pasted post none."""
    named = periods(text, span, published)
    if not dated:
        named = tuple(each for each in named if each.weekday is not None)
    return () if named and embeds(text, span) else named


def _described(claims: Claims, told: dict[int, tuple[Period, ...]]) -> list[Occasion]:
    """Describe the times that claims name; where several have one text, the words around them once."""
    known: dict[tuple[int, ...], list[Occasion | None]] = {}
    result: list[Occasion] = []
    for claim, named in told.items():
        whose = (claim, claims.articles[claim], claims.outlets[claim])
        way = (claims.twin[claim], *[each.span.begin for each in named])
        if way not in known:
            text, read = claims.texts[claim], said(claims, claim)
            known[way] = [_occasion(text, read, (period, named), whose) for period in named]
        for period, each in zip(named, known[way], strict=True):
            if each is not None:
                result.append(each if each.claim == claim else _again(each, period, named, whose))
    return result


def _again(
    known: Occasion, period: Period, named: tuple[Period, ...], whose: tuple[int, int, int]
) -> Occasion:
    """Return an occasion as another article tells it in the same words, perhaps on another day."""
    claim, article, outlet = whose
    spans = [each.span for each in known.open]
    either = tuple([each for each in named if each.span in spans]) if spans else ()
    return replace(
        known, claim=claim, article=article, outlet=outlet, period=period, named=named, open=either
    )


def _hinted(claims: Claims) -> list[int]:
    """Return the claims that may name a time, in order; of undated articles those that name a weekday."""
    ahead = {*holding(claims, _SPAN_HINTS)}.intersection(holding(claims, _AHEAD_HINTS))
    weekday = {*holding(claims, _WEEKDAYS)}
    articles = dict(zip(claims.articles, claims.sources, strict=True))
    dated = {number for number, each in articles.items() if published_on(each.published)}
    if dated:  # then a weekday of an undated one may be that of any week
        weekday = {each for each in weekday if claims.articles[each] in dated}
    named = {*holding(claims, _HINTS)} | ahead
    return sorted(claim for claim in named if claim in weekday or claims.articles[claim] in dated)


def _published(claims: Claims) -> dict[int, str]:
    """Return when each article was published; where that is not known, when the story's middle one was.

    Then weekdays tell days apart all the same, and only they are looked at.
    """
    dates = {number: each.published for number, each in zip(claims.articles, claims.sources, strict=True)}
    known = sorted(date for date in dates.values() if date and published_on(date))
    middle = known[len(known) // 2] if known else _ANY_DAY
    return {each: date if date and published_on(date) else middle for each, date in dates.items()}


def _any_disagree(claims: Claims, told: dict[int, tuple[Period, ...]]) -> bool:
    """Say whether two outlets name times that cannot be the same; most small stories end here."""
    outlets: dict[tuple[date, date, int | None, bool, bool], set[int]] = defaultdict(set)
    for claim, named in told.items():
        for each in named:  # the same time is looked at once, wherever it stands
            outlets[each.first, each.last, each.weekday, each.sharp, each.night].add(claims.outlets[claim])
    times = [(Period("", _ANYWHERE, *time, date.min), whose) for time, whose in outlets.items()]
    return any(
        len(mine | theirs) > 1 and disagree(one, other)
        for (one, mine), (other, theirs) in combinations(times, 2)
    )


def _occasion(
    text: str, read: list[Word], which: tuple[Period, tuple[Period, ...]], whose: tuple[int, int, int]
) -> Occasion | None:
    """Describe one time by the words around it; none if it is only the day on which somebody speaks."""
    period, named = which
    begins = [word.begin for word in read]
    places = [(bisect_left(begins, each.span.begin), bisect_left(begins, each.span.end)) for each in named]
    first, last = places[named.index(period)]
    inside = {n for low, high in places for n in range(low, high)}
    around: dict[str, float] = {}
    near = set()
    owns = text[period.span.end : period.span.end + 2] in {"'s", "’s"}  # "Monday's meeting": what follows
    at, nearest = -1, _HAPPENS + 1
    for far, n in _distances(text, read, first, last):
        if n in inside:
            continue
        word = read[n].lexeme
        if word.folded in _SPEAKS and at < 0 and far <= (_SPEECH if n < first else 1):
            return None
        happening = _happening(read, n)
        if happening and far < nearest and (far <= _AFTER if n >= first else not owns):
            at, nearest = n, far
        if word.weight >= _COMMON or word.name:
            weight = min(max(word.weight, _WEIGHTS[0]), _WEIGHTS[1]) * _FADING[far]
            if weight > around.get(word.key, 0.0):
                around[word.key] = weight
            if far <= _NEAR and not word.name:
                near.add(word.key)
    names = frozenset(w.lexeme.key for n, w in enumerate(read) if w.lexeme.name and n not in inside)
    events, who = frozenset[str](), frozenset[str]()
    if at >= 0:
        events = frozenset({_happening(read, at)})
        who = names if events <= _NOUNS else subjects(text, read, at)
    elif not owns and (bare := [w.lexeme for w in read[max(first - 2, 0) : first] if w.lexeme.name]):
        events = frozenset(w.lexeme.happening for w in read[:first]) - {""}
        who = frozenset({bare[-1].key})
    rare = frozenset(w.lexeme.key for w in read if w.lexeme.weight >= _RARE and not w.lexeme.name)
    after = read[at + 1 : at + 1 + _OBJECT] if at >= 0 else []
    objects = frozenset(
        w.lexeme.key for n, w in enumerate(after, at + 1) if w.lexeme.name and n not in inside
    )
    either = tuple(each for each in named if _open(text, period, each))
    return Occasion(*whose, period, named, either, around, names, frozenset(near), rare, events, who, objects)


def _open(text: str, one: Period, other: Period) -> bool:
    """Say whether only "or" stands between two times."""
    low, high = sorted((one.span, other.span))
    return _OR.fullmatch(text, low.end, max(low.end, high.begin)) is not None


def _happening(read: list[Word], at: int) -> str:
    """Return what a word says happens; a cease-fire is no fire, and an order to stay home no stay."""
    if read[at].lexeme.folded == "stay" and at + 1 < len(read) and read[at + 1].lexeme.folded in _ORDER:
        return ""
    ceased = at > 0 and read[at].lexeme.folded == "fire" and read[at - 1].lexeme.folded == "cease"
    return "truce" if ceased else read[at].lexeme.happening


def _distances(text: str, read: list[Word], first: int, last: int) -> list[tuple[int, int]]:
    """Return how far away the words around a time are, and which they are, the nearest first."""
    found = []
    for rows in (
        range(first - 1, max(first - _REACH, 0) - 1, -1),
        range(last, min(last + _REACH, len(read))),
    ):
        back = rows.step < 0
        far, previous = 0, first if back else last - 1
        for n in rows:
            low, high = (n, previous) if back else (previous, n)
            gap = text[read[low].end : read[high].begin] if high < len(read) else ""
            seam = gap != " " and (not _SEAMS.isdisjoint(gap) or _DASH in gap)
            far += 1 + _SEAM * (seam or read[n].lexeme.folded in _CLAUSE)
            previous = n
            if far > _REACH:
                break
            found.append((far, n))
    return sorted(found)
