"""Where an article names the other's outlet, and whom the shared text speaks of as its reporter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from provenance.model import Article, Span
from provenance.naming import agencies, spoken

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
        match
        for match in spoken(outlet).finditer(article.text)
        if not any(span.begin <= match.start() and match.end() <= span.end for span in shared)
    ]
    for match in own:
        if any(span.begin - _BEFORE <= match.start() <= span.end + _AFTER for span in shared):
            return Mention(True, _around(article.text, match))
    return Mention(False, _around(article.text, own[0])) if own else None


def reporters(article: Article, shared: Sequence[Span]) -> dict[str, str]:
    """Return whom the shared text names as those it was said to, given to or counted by: name → words."""
    found: dict[str, str] = {}
    for place, name, words in _reporters(article.text):
        if any(span.begin <= place < span.end for span in shared):
            found.setdefault(name, words)
    return found


@lru_cache(maxsize=1024)
def _reporters(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return every such name of a text with its place."""
    found = [
        (match.start(), match["name"].strip(" .’'\""), " ".join(match.group().split()))
        for pattern in (_REPORTER, _TALLY)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found))


def speaks_of(names: dict[str, str], outlet: str) -> str | None:
    """Return the words with which shared text speaks of an outlet as its reporter."""
    pattern = spoken(outlet)
    for name, words in sorted(names.items()):
        if pattern.match(name) or (
            agencies().known(name) and agencies().known(name) == agencies().known(outlet)
        ):
            return words
    return None


def _around(text: str, match: re.Match[str]) -> str:
    begin, end = max(0, match.start() - 30), min(len(text), match.end() + 30)
    return " ".join(text[begin:end].split())
