"""Whom an article credits: agencies and other outlets, by the forms that credits take.

Photographers' credits ("AP Photo", "REUTERS/Name") are none: they name a picture's source, not the text's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from provenance.model import Article, Span
from provenance.naming import agencies, initials, same

Form = Literal["dateline", "byline", "credit", "contribution", "republished", "reported", "signature", "outlet"]

_WORD = r"[A-Z][\w&’'/-]*(?:\.(?=\w)[\w&’'/-]+){0,6}"  # a full stop only inside: "Creators.com", "A.P"
_NAME = rf"(?:The |the )?{_WORD}(?: (?:of|and|for|the|&|{_WORD})){{0,5}}"
_KIND = r"(?:Press|Agency|News|Service|Services|Wire|Wires|Newswire|Newswires|Syndicate|Network)"
_HEAD, _TAIL = 700, 900  # characters at the beginning and end of a text where credits stand
_PICTURE = re.compile(r"\b(?:photo|photos|photograph|image|picture|video|file|handout|pool|via)\b", re.IGNORECASE)

_DATELINE = re.compile(
    r"(?:^|\n|[.)] )[ \t]{0,8}(?:[A-Z][\w.’' -]{1,40}(?:, [A-Z][\w.’' -]{1,30}){0,2}[ ,]{1,2})?"
    r"\((?P<name>[A-Z][\w.& /’'-]{1,40})\)\s{0,2}(?:[-–—]{1,2}|:)"
)
_BYLINE = re.compile(
    rf"(?:^|\n)[ \t]{{0,8}}(?:By|BY|by|From|FROM|Source:|SOURCE:)[ \t]{{1,3}}(?P<name>{_NAME})[ \t]{{0,8}}(?=\n|$|[,|])"
)
_CONTRIBUTION = re.compile(
    rf"(?P<name>{_NAME}) (?:also )?contributed (?:reporting )?to this (?:report|story|article|post)"
    rf"|(?:(?:[Ww]ith|[Uu]sing|[Rr]eporting|[Mm]aterial|[Ii]nformation|[Ff]iles) (?:by|from|of)|With|—) (?P<with>{_NAME})"
    r"(?: (?:was used|and|reports?|reporting)\b[^\n]{0,80}|\.?[ \t]{0,5}(?=\n|$))"
    rf"|(?:[Pp]rovided|[Dd]istributed|[Ss]upplied|[Ss]yndicated) by (?P<by>{_NAME})"
)
_REPUBLISHED = re.compile(
    r"(?:first|originally|previously) (?:appeared|published|ran|posted)(?: (?:in|by|on|at|for|as))"
    rf"{{1,2}} (?P<name>{_NAME})"
    rf"|(?:republished|reprinted|reposted|cross-posted) (?:here )?(?:from|with permission (?:of|from)|courtesy of)"
    rf" (?P<from>{_NAME})"
)
_REPORTED = re.compile(
    rf"(?:was |were )?first (?:reported|revealed|published|obtained|disclosed) by (?P<name>{_NAME})"
    rf"|(?P<other>{_NAME}) (?:first|was the first to) (?:reported|report|revealed|published)"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|Copyright)(?: (?:©|\([cC]\)))?[ \t]{{0,2}}(?:\d{{4}}(?:[-–]\d{{4}})?,?)?[ \t]{{0,2}}(?:by )?(?P<name>{_NAME})"
)
# How an agency's desk signs its copy, whoever prints it.
_SIGNATURES = (
    (re.compile(r"\((?:Additional )?[Rr]eporting (?:and writing )?by [^()\n]{3,300}?(?:[Ee]diting|[Ww]riting) by\b"), "Reuters"),
    (re.compile(r"\(?Reporting by [A-Z][^()\n]{3,300}[;,] (?:[Ww]riting|[Ee]diting) by [A-Z]"), "Reuters"),
    (re.compile(r"[-–—] With assistance (?:by|from) [A-Z]"), "Bloomberg"),
    (re.compile(r"Follow AP(?:'s|’s)? |Online: \n?https?://ap|AP(?:'s|’s) (?:full )?coverage|Associated Press writers? "), "Associated Press"),
    (re.compile(r"The-CNN-Wire"), "CNN Wire"),
    (re.compile(r"The Conversation[^\n]{0,80}Creative Commons|Read the original article[^\n]{0,40}The Conversation"), "The Conversation"),
    (re.compile(r"KHN \(Kaiser Health News\)|KFF Health News is a (?:national|nonprofit)"), "Kaiser Health News"),
    (re.compile(r"ProPublica is a (?:nonprofit|Pulitzer)"), "ProPublica"),
    (re.compile(r"Visit [^\n]{3,60} at www\.[^\n]{3,40} Distributed by Tribune"), "Tribune News Service"),
)


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A name that an article gives as the source of its text; `agency` says that it is one whose copy others print."""

    name: str
    form: Form
    words: str
    agency: bool


def credits(article: Article) -> tuple[Credit, ...]:
    """Return whom an article credits, without repeats, sorted; its own outlet counts if it is an agency."""
    found = {}
    for name, form, words in _found(article):
        credit = _credit(name, form, words, article)
        if credit is not None:
            found.setdefault((credit.name, credit.form), credit)
    return tuple(sorted(found.values()))


def _found(article: Article) -> Iterator[tuple[str, Form, str]]:
    """Yield raw names, the form they stand in and the words that show it."""
    if article.outlet:
        yield article.outlet, "outlet", article.outlet
    if article.credit:
        yield article.credit, "credit", article.credit
    for name in re.split(r",| and |;|/|\||&", article.author or ""):
        yield name.strip().removeprefix("By ").removeprefix("by "), "byline", name.strip()
    head, tail = article.text[:_HEAD], article.text[-_TAIL:]
    for match in _DATELINE.finditer(head):
        yield match["name"], "dateline", match.group()
    for match in _BYLINE.finditer(head):
        yield match["name"], "byline", match.group()
    ends = tail if len(article.text) > _TAIL else article.text
    for pattern, form in _ENDS:
        for part in (head, ends) if form != "contribution" else (ends, head[:200]):
            for match in pattern.finditer(part):
                name = next(each for each in match.groups() if each)
                yield name, form, match.group()
    for match in _REPORTED.finditer(article.text):
        yield next(each for each in match.groups() if each), "reported", match.group()
    for pattern, name in _SIGNATURES:
        match = pattern.search(ends)
        if match:
            yield name, "signature", match.group()


_ENDS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_CONTRIBUTION, "contribution"),
    (_REPUBLISHED, "republished"),
    (_COPYRIGHT, "credit"),
)
_GENERIC = re.compile(rf"(?:{_KIND}|wires?|wire (?:services?|reports?))$")
_NO_NAME = re.compile(
    r"(?:[DRI]-[A-Z]|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)


def _credit(name: str, form: Form, words: str, article: Article) -> Credit | None:
    """Judge a raw name: an agency of the table, one by its form, another outlet; None if it is neither."""
    bare = re.sub(r"(?: (?:and|of|for|the|&))+$", "", " ".join(name.split()).strip(" .,;:/–—-"))
    words = " ".join(words.split())
    if not bare or _PICTURE.search(bare) or _NO_NAME.match(bare):
        return None
    listed = next((known for each in (bare, *_parts(bare)) if (known := agencies().known(each))), None)
    if listed:
        return Credit(listed, form, words, agency=True)
    if form in {"outlet", "byline"}:
        is_agency = bool(re.search(rf"\b(?:Press Agency|News Agency|News Service|Newswire|Wire Service|Press Association|Presse-Agentur)s?$", bare))
        return Credit(bare.removeprefix("The "), form, words, agency=True) if is_agency else None
    if form == "dateline":
        coined = bare.isupper() and 2 <= len(bare) <= 6 or _GENERIC.search(bare)
        return Credit(bare, form, words, agency=True) if coined and not same(article.outlet, bare) else None
    if form in {"contribution", "credit"}:
        coined = bare.isupper() and 2 <= len(bare) <= 6 or _GENERIC.search(bare)
        if same(article.outlet, bare) or not coined:
            return None
        return Credit(bare.removeprefix("The ").removeprefix("the "), form, words, agency=True)
    return None if same(article.outlet, bare) else Credit(bare.removeprefix("the ").removeprefix("The "), form, words, agency=False)


def _parts(name: str) -> list[str]:
    """Return the parts of a credit that joins names: ``Fox News and The Associated Press``."""
    return [part.strip() for part in re.split(r" and |/|,| & ", name)]


def spelled_out(name: str, others: list[str]) -> str:
    """Return the longer name that initials stand for, if one of the others has them: ``MPA``."""
    if not (name.isupper() and len(name) <= 6):
        return name
    return next((each for each in sorted(others) if initials(each) == name), name)
