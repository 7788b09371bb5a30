"""Where an article names the other's outlet, and whom the shared text speaks of as its reporter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from provenance.model import Article, Span
from provenance.naming import agencies, lowered, may_name, mentions, spoken

_BEFORE, _AFTER = 280, 160  # characters around a lifted block where its source is named
_NAMED = r"(?:[Tt]he |an |a )?(?P<name>[A-Z][\w.&’'-]*(?: (?:of |and )?[A-Z][\w.&’'-]*){0,4})"
# "told The Associated Press", "in an interview with Fox News", "obtained by ProPublica", "a Reuters tally"
_REPORTER = re.compile(
    r"\b(?:told|tells|telling|statement to|emails? to"
    r"|(?:interview|interviewed|spoke|speaking|conversation) (?:with|by|to)"
    r"|(?:obtained|reviewed|seen|viewed|provided|verified|interviewed|contacted|compiled|released|given)"
    r" (?:by|to))"
    rf" (?:(?:reporters|editors|a reporter) (?:for|from|of|at) )?{_NAMED}"
)
_TALLY = re.compile(
    r"\b(?:[Aa]n?|[Tt]he) (?P<name>[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3})(?:[-–][A-Z]\w+)? "
    r"(?:count|tally|analysis|review|reporter|journalist|correspondent|photographer|crew|poll|survey|investigation)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """How an article names an outlet: right at the shared text, or only somewhere in its own."""

    near: bool
    words: str


def mention(article: Article, outlet: str, shared: Sequence[Span]) -> Mention | None:
    """Return how an article's own words name an outlet; None if they do not.

    Parameters
    ----------
    shared : sequence of Span
        What the article shares with one of that outlet: a name inside it is not this article's word.
    """
    if not outlet or outlet == article.outlet:
        return None
    own = [
        (begin, end)
        for begin, end in _named(article.text, outlet)
        if not any(span.begin <= begin and end <= span.end for span in shared)
    ]
    for begin, end in own:
        if any(span.begin - _BEFORE <= begin <= span.end + _AFTER for span in shared):
            return Mention(True, _around(article.text, begin, end))
    return Mention(False, _around(article.text, *own[0])) if own else None


@lru_cache(maxsize=1 << 14)
def _named(text: str, outlet: str) -> tuple[tuple[int, int], ...]:
    """Return where a text names an outlet."""
    return tuple(mentions(outlet, text, _small(text)))


_small = lru_cache(maxsize=1024)(lowered)


def reporters(article: Article, shared: Sequence[Span]) -> dict[str, str]:
    """Return whom the shared text names as those it was said to, given to or counted by: name → words."""
    return _within(_reporters(article.text), shared)


def _within(found: Sequence[tuple[int, str, str]], shared: Sequence[Span]) -> dict[str, str]:
    """Return the names at places inside spans, each with the words it has at the first of them."""
    names: dict[str, str] = {}
    for place, name, words in found:
        if any(span.begin <= place < span.end for span in shared):
            names.setdefault(name, words)
    return names


@lru_cache(maxsize=1024)
def _reporters(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return every such name of a text with its place."""
    found = [
        (match.start(), match["name"].strip(" .’'\""), " ".join(match.group().split()))
        for pattern in (_REPORTER, _TALLY)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found))


def speaks_of_itself(article: Article, shared: Sequence[Span]) -> str | None:
    """Return the words with which shared text speaks of its article's outlet as its reporter."""
    named = _within(_own_reporters(article.text, article.outlet), shared)
    return min(named.items())[1] if named else None


@lru_cache(maxsize=1024)
def _own_reporters(text: str, outlet: str) -> tuple[tuple[int, str, str], ...]:
    """Return what `_reporters` does of one outlet. Few texts may name their own, which is soon seen."""
    agency = agencies().known(outlet)
    if not agency and not may_name(outlet, _small(text)):
        return ()
    pattern = spoken(outlet)
    return tuple(
        each
        for each in _reporters(text)
        if pattern.match(each[1]) or (agency and agencies().known(each[1]) == agency)
    )


def _around(text: str, begin: int, end: int) -> str:
    return " ".join(text[max(0, begin - 30) : end + 30].split())
