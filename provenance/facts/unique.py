"""Claims, and parts of claims, that only one outlet of a story makes, ranked by how much they tell."""

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.facts.claims import Claims, figure_key, models
from provenance.facts.decision import decision
from provenance.facts.units import Units
from provenance.model import Readings, Span, UniqueFact
from provenance.reading.words import WORD, fold, word_hash

_RICH = 30.0  # weight of new things at which a claim tells 63 % of what can be told; a full sentence has it
_SHORTEST = 4  # words; shorter sentences are exclamations and pieces of a list
_NAME, _FIGURE, _QUOTED = 0.6, 1.0, 0.2  # by how much more a new name, figure or quoted word tells
_PART = 7.0  # weight of new things from which a part of a shared sentence is a fact of its own:
_PART_SHARE = 0.5  # a new figure and a word, or two rare words; and most of the part must be new
_RARE = 3.0  # weight of a word in fewer than one article in forty
_EVERYDAY = 2.5  # idf; "The", "But" and "Officials" open sentences, names do not come that often
# Where a sentence's parts begin: after a comma or dash, and at words that open a clause or a phrase.
_SEAM = re.compile(
    r"(?<=[,;:—–(])\s+|\s+(?=(?:and|but|who|which|that|while|after|before|as|because|where|when|on|from|to|by|with"
    r"|during|including|aboard|for|in|at|are|is|was|were|had|has|have|will)\s)"
)
_LEAD = re.compile(r"(?:and|but|that|as|,|;|—|–|-|\s)+\s*", re.IGNORECASE)


def unique(
    readings: Readings, claims: Claims, found: Units, chance: NDArray[np.float64], story: str
) -> tuple[UniqueFact, ...]:
    """List what no other outlet's article states, what tells most first."""
    likeliest = np.zeros(len(claims.sentence))
    np.maximum.at(likeliest, found.claim, chance)
    value, elsewhere = _value(claims), _elsewhere(claims)
    new = np.bincount(claims.owner, value * ~elsewhere, len(claims.sentence))
    threshold = decision().threshold
    fresh = value * ~elsewhere
    facts = []
    for claim in np.flatnonzero(claims.words >= _SHORTEST).tolist():
        sentence = int(claims.sentence[claim])
        whole = Span(int(readings.sentence_begin[sentence]), int(readings.sentence_end[sentence]))
        if likeliest[claim] < threshold:
            score = (1.0 - np.exp(-new[claim] / _RICH)) * (1.0 - likeliest[claim])
            facts.append(_fact(readings, claims, claim, (whole, whole), story, float(score)))
            continue
        for part, weight in _parts(readings, claims, claim, whole, (value, fresh)):
            score = (1.0 - np.exp(-weight / _RICH)) * 0.5
            facts.append(_fact(readings, claims, claim, (part, whole), story, float(score)))
    return tuple(sorted(facts, key=lambda fact: (-fact.score, fact.article, fact.span)))


def _value(claims: Claims) -> NDArray[np.float64]:
    """Return how much each thing tells."""
    return claims.weight * (1.0 + _NAME * claims.name + _FIGURE * claims.figure + _QUOTED * claims.quoted)


def _elsewhere(claims: Claims) -> NDArray[np.bool_]:
    """Say which things of each claim stand in an article of another outlet too."""
    outlet = claims.outlet[claims.owner]
    keys, inverse = np.unique(claims.key, return_inverse=True)
    lowest = np.full(len(keys), np.iinfo(np.int64).max)
    highest = np.full(len(keys), -1)
    np.minimum.at(lowest, inverse, outlet)
    np.maximum.at(highest, inverse, outlet)
    return lowest[inverse] != highest[inverse]


def _parts(
    readings: Readings,
    claims: Claims,
    claim: int,
    whole: Span,
    values: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> list[tuple[Span, float]]:
    """Return the parts of a shared sentence that are new, with the weight of what is new in each."""
    low, high = int(claims.items[claim]), int(claims.items[claim + 1])
    value, fresh = values
    left = {int(key): float(w) for key, w in zip(claims.key[low:high], fresh[low:high], strict=True) if w > 0}
    if sum(left.values()) < _PART:
        return []
    weight_of = dict(zip(claims.key[low:high].tolist(), value[low:high].tolist(), strict=True))
    text = readings.articles[int(claims.article[claim])].text
    things = _things(readings, claims, claim)
    seams = [whole.begin, *(m.end() for m in _SEAM.finditer(text, whole.begin, whole.end)), whole.end]
    found: list[tuple[Span, float]] = []
    for begin, end in pairwise(seams):
        inside = [key for key, at in things if begin <= at < end]
        new = sum(left[key] for key in {*inside} & left.keys())
        if not new or new < _PART_SHARE * sum(weight_of[key] for key in {*inside}):
            continue
        if found and found[-1][0].end >= begin - 1:
            begin, new = found[-1][0].begin, new + found.pop()[1]
        found.append((Span(begin, end), new))
    return [
        (_trimmed(text, span), weight)
        for span, weight in found
        if weight >= _PART
        and _tells(claims, claim, [key for key, at in things if span.begin <= at < span.end and key in left])
    ]


def _tells(claims: Claims, claim: int, keys: list[int]) -> bool:
    """Say whether a part tells something: a new figure, or two rare new words."""
    held = slice(int(claims.items[claim]), int(claims.items[claim + 1]))
    known = dict(
        zip(
            claims.key[held].tolist(),
            zip(claims.weight[held].tolist(), claims.figure[held].tolist(), strict=True),
            strict=True,
        )
    )
    return any(known[key][1] for key in keys) or sum(known[key][0] >= _RARE for key in {*keys}) > 1


def _things(readings: Readings, claims: Claims, claim: int) -> list[tuple[int, int]]:
    """Return the things of a claim in order, each with the place in the text where it begins."""
    sentence = int(claims.sentence[claim])
    low, high = (int(n) for n in readings.sentence_words[sentence : sentence + 2])
    known = background()
    hashes = readings.word_hash[low:high]
    held = set(claims.key[claims.items[claim] : claims.items[claim + 1]].tolist())
    words = zip(known.stem(hashes).tolist(), readings.word_begin[low:high].tolist(), strict=True)
    figures = [(figure_key(figure), figure.span) for figure in claims.figures[claim]]
    span = Span(int(readings.sentence_begin[sentence]), int(readings.sentence_end[sentence]))
    named = models(readings.articles[int(claims.article[claim])].text, span)
    return [
        (key, at) for key, at in words if key in held and not any(s.begin <= at < s.end for _, s in figures)
    ] + [*named, *((key, where.begin) for key, where in figures)]


def _trimmed(text: str, span: Span) -> Span:
    """Cut joining words, commas and spaces off both ends."""
    lead = _LEAD.match(text, span.begin, span.end)
    begin = lead.end() if lead else span.begin
    return Span(begin, begin + len(text[begin : span.end].rstrip(" ,;:—–(\n")))


def _fact(
    readings: Readings, claims: Claims, claim: int, spans: tuple[Span, Span], story: str, score: float
) -> UniqueFact:
    """Write a claim, or the new part of one, as a fact."""
    article = readings.articles[int(claims.article[claim])]
    span, whole = spans
    inside = [f for f in claims.figures[claim] if span.begin <= f.span.begin < span.end]
    return UniqueFact(
        story=story,
        article=article.id,
        span=span,
        text=article.text[span.begin : span.end],
        figures=tuple(figure.text for figure in inside),
        names=_names(article.text, span),
        score=score,
        sentence=whole,
    )


def _names(text: str, span: Span) -> tuple[str, ...]:
    """Return the capitalised runs of a stretch; its first word only as part of a longer run."""
    names: list[str] = []
    run: list[re.Match[str]] = []
    for match in [*WORD.finditer(text, span.begin, span.end), None]:
        capital = match is not None and match.group()[0].isupper()
        joined = bool(run) and match is not None and text[run[-1].end() : match.start()] in {" ", ". ", "-"}
        if capital and match is not None and (joined or not run):
            run.append(match)
            continue
        names += _named(text, run, span)
        run = [match] if capital and match is not None else []
    return tuple(dict.fromkeys(names))


def _named(text: str, run: list[re.Match[str]], span: Span) -> list[str]:
    """Return the name a run of capitalised words makes, without a common word that opens the sentence."""
    opens = bool(run) and run[0].start() == span.begin
    if opens and (len(run) == 1 or background().idf(_hashes(run[0].group()))[0] < _EVERYDAY):
        run = run[1:]
    return [text[run[0].start() : run[-1].end()]] if run else []


def _hashes(word: str) -> NDArray[np.uint32]:
    """Return the hash of one word as a column."""
    return np.array([word_hash(fold(word))], dtype=np.uint32)
