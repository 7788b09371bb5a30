"""What a text itself hints at, where nothing states it: its date, outlet, headline, byline, agency.

Only plain signs count, and only at the text's head and tail: a wrong guess costs more than none. The text is
not changed; which parts of it are body is for the reading step to say.
"""

import re
from collections.abc import Collection, Iterator

from provenance.loaders.metadata.calendars import MONTHS
from provenance.loaders.metadata.dates import Reading, published
from provenance.loaders.metadata.headlines import is_headline
from provenance.loaders.metadata.outlets import Outlets, domain

# Characters looked at; a copyright line can stand above a long list of other headlines.
_HEAD, _TAIL = 3_000, 20_000
_TOP = 6  # lines in which headline, byline and date stand
_LINE, _DATE_LINE = 120, 60  # characters; a longer line is running text
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DATED = re.compile(
    r"(?:date|dated|published|posted|updated|publication date|first published)\b[\s:]*", re.IGNORECASE
)
_LEADING = re.compile(
    r"\s*date[\s:]\s*(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)(?=\s|$)", re.IGNORECASE
)
_BYLINE = re.compile(r"\s*by[\s:]+([^\W\d_][^\n|•·]{1,78}?)\s*(?:[|•·].*)?$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]['’.\w-]*(?:,? (?:[^\W\d_]['’.\w-]*|&))*,?")
_CREDIT = re.compile(r"([^\n()]{0,80})\(([A-Z][\w .&/-]{1,40})\)\s*[-–—]+\s*\S")
# Words that stand in dates beside months, and uncapitalised in names and in names of places.
_DATE_WORDS = (
    "at on of the st nd rd th a p m am pm de le den um uhr à h t gmt utc bst et est edt ct cst cdt mt mst "
    "mdt pt pst pdt cet cest monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
    "thur thurs fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi "
    "jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
)
_NAME_WORDS = "and with for of the de da del della di du la le van von der den al el bin ibn"
_PLACE_WORDS = "and of de la al el near in at on off aboard the"
_OF_DATES = frozenset(_DATE_WORDS.split()).union(MONTHS)
_OF_NAMES, _SMALL = frozenset(_NAME_WORDS.split()), frozenset(_PLACE_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_RIGHTS_MARKS = ("©", "(c)", "(C)", "opyright", "OPYRIGHT")  # looked for first: most articles have none
_RIGHTS_LINE = re.compile(r"^[^\S\n]*(?:copyright|\(c\)|©)[^\n]{4,400}$", re.IGNORECASE | re.MULTILINE)
_RIGHTS = re.compile(
    r"\s*(?:(?:(?:\(c\)|©)\s*)?copyright\s*(?:\(c\)|©)?|\(c\)|©)\s*"
    r"(?:(?P<early>(?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)?\d\d)?[,\s]+)?"
    r"(?P<name>[^\W\d_][^\n:©]{0,78}?)"
    r"(?:[,\s]+(?P<late>(?:19|20)\d\d))?\s*(?::\s*(?P<title>\S[^\n]{3,250})"
    r"|(?:\.|,?\s*all rights)[^\n]*)?\s*$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"([^\W\d_](?:[^\W_]|[.-])*)_[^_]+")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_COMPANY = re.compile(
    r"(?:,? (?:LLC|Inc|Ltd|Limited|Corp|Corporation|GmbH|AG|plc|Co|Company)\.?){1,3}$", re.IGNORECASE
)


def signs(text: str, outlets: Outlets, known: Collection[str] = ()) -> dict[str, str]:
    """Collect what the text hints at: any of published, outlet, title, author, credit.

    Parameters
    ----------
    text : str
    outlets : Outlets
        To tell an agency's name from a person's or an outlet's.
    known : collection of str
        Attributes that are stated already; no headline is looked for where there is a title.
    """
    found: dict[str, str] = {}
    top = [line for line in text[:_HEAD].split("\n") if line and not line.isspace()][: _TOP + 1]
    leading = _LEADING.match(text)
    if leading:
        found["published"] = leading.group(1)
    for number, line in enumerate(top[:_TOP]):
        for attribute, value in _of_line(line, outlets):
            found.setdefault(attribute, value)
        title = (
            " ".join(line.partition(" | ")[0].split())
            if number == 0 and not found and "title" not in known
            else ""
        )
        if title and not outlets.known(title) and is_headline(title, top[1:], text):
            found["title"] = title
    for attribute, value in _rights(text, outlets):
        found.setdefault(attribute, value)
    return found


def of_name(stem: str, outlets: Outlets) -> str:
    """Guess the outlet from a file's name: ``harbor-post_detainees`` is of Harbor Post."""
    match = _SLUG.fullmatch(stem)
    if not match:
        return outlets.known(stem) or stem
    slug = match.group(1)
    if outlets.known(slug) or domain(slug):
        return outlets.name(slug)
    return " ".join(word if word != word.lower() else word.capitalize() for word in slug.split("-") if word)


def of_address(url: str) -> Reading | None:
    """Read the day that many outlets write into their addresses: ``/2026/01/22/``."""
    match = _ADDRESS_DAY.search(url)
    return published("-".join(match.groups())) if match else None


def _of_line(line: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Read one of the top lines: a date of its own, a byline, an agency in brackets behind a place."""
    if len(line) <= _LINE:
        yield from _of_short_line(line, outlets)
    if "(" not in line[:_LINE]:
        return
    credit = _CREDIT.match(line)
    agency = outlets.agency(credit.group(2)) if credit and _is_place(credit.group(1)) else None
    if agency:
        yield "credit", agency


def _of_short_line(line: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Read a line of its own: a date or a byline."""
    if _YEAR.search(line):
        short = " ".join(line.split())
        dated = _DATED.match(short)
        bare = short[dated.end() :] if dated else short
        if len(bare) <= _DATE_LINE and _only_a_date(bare):
            yield "published", bare
    byline = _BYLINE.match(line)
    if byline and _is_name(byline.group(1)):
        yield from _byline(byline.group(1).strip(" ,"), outlets)


def _byline(names: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Take names and agency apart: ``Jo Marsh, Associated Press`` and ``JO MARSH AP Security Writer``."""
    head, comma, tail = names.rpartition(",")
    while comma and outlets.known(tail):
        agency = outlets.agency(tail)
        if agency:
            yield "credit", agency
        names = head.strip(" ,")
        head, comma, tail = names.rpartition(",")
    words = names.split()
    for begin in range(len(words)):
        for end in range(min(begin + 3, len(words)), begin, -1):
            agency = outlets.agency(" ".join(words[begin:end]))
            if agency and (end - begin > 1 or words[begin].isupper() or begin == 0):
                yield "credit", agency
                if begin:
                    yield "author", " ".join(words[:begin]).strip(" ,")
                return
    yield "author", names


def _is_name(text: str) -> bool:
    """Tell names from a sentence that begins with "by": they are capitalised."""
    words = _LETTERS.findall(text)
    capitals = all(not word[0].islower() or word in _OF_NAMES for word in words)
    return text[0].isupper() and capitals and _NAME.fullmatch(text) is not None


def _is_place(text: str) -> bool:
    """Tell the place and day of a dateline from a sentence: its words are capitalised, or numbers."""
    return all(not word[0].islower() or word.strip(",.") in _SMALL for word in text.split())


def _only_a_date(line: str) -> bool:
    """Tell a date that stands alone from a sentence that has one in it."""
    words = {word.casefold() for word in _LETTERS.findall(line)}
    bare_number = line.replace(".", "").isdigit()
    return words <= _OF_DATES and not bare_number and published(line) is not None


def _rights(text: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Read a copyright line near the end; an agency's names whose copy it is, not who printed it."""
    begin = text.find("\n", len(text) - _TAIL) if len(text) > _TAIL else 0
    tail = text[max(begin, 0) :]
    if not any(mark in tail for mark in _RIGHTS_MARKS):
        return
    for line in _RIGHTS_LINE.finditer(tail):
        match = _RIGHTS.match(line.group())
        if match is None or not (match["early"] or match["late"]):
            continue
        name = _COMPANY.sub("", match["name"].strip(" .,"))
        agency = outlets.agency(name)
        yield ("credit", agency) if agency else ("outlet", name)
        if match["title"]:
            yield "title", match["title"].strip()
        return
