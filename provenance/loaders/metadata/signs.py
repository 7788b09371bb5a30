"""What a text itself hints at, where nothing states it: its date, outlet, headline, byline, agency.

Only plain signs count, and only at the text's head and tail: a wrong guess costs more than none. The text is
not changed; which parts of it are body is for the reading step to say.
"""

import re
from collections.abc import Iterator

from provenance.loaders.metadata.dates import Reading, published
from provenance.loaders.metadata.outlets import Outlets

_HEAD, _TAIL = (
    3_000,
    20_000,
)  # characters looked at; a copyright line can stand above a long list of headlines
_TOP = 6  # lines in which headline, byline and date stand
_DATED = re.compile(
    r"(?:date|dated|published|posted|updated|publication date|first published)\b[\s:]*", re.IGNORECASE
)
_LEADING = re.compile(
    r"\s*date[\s:]\s*(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)(?=\s|$)", re.IGNORECASE
)
_BYLINE = re.compile(r"\s*(?i:by)[\s:]+([^\W\d_][^\n|•·]{1,78}?)\s*(?:[|•·].*)?$")
_NAME = re.compile(r"(?:[^\W\d_]['’.\w-]*|and|&|,|,? and)(?:,?\s+(?:[^\W\d_]['’.\w-]*|and|&))*,?")
_CREDIT = re.compile(r"[^\n()]{0,80}\(([A-Z][\w .&/-]{1,40})\)\s*[-–—]+\s*\S")
_RIGHTS = re.compile(
    r"\s*(?:copyright\s*(?:\(c\)|©)?|\(c\)|©)\s*(?:(?P<early>(?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)?\d\d)?[,\s]+)?"
    r"(?P<name>[^\W\d_][^\n:©]{0,78}?)"
    r"(?:[,\s]+(?P<late>(?:19|20)\d\d))?\s*(?::\s*(?P<title>\S[^\n]{3,250})"
    r"|(?:\.|,?\s*all rights)[^\n]*)?\s*$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"([^\W\d_][\w-]*?)_([^_]+)")
_ENDS = tuple(".;:,…")
_LONGEST_TITLE, _SHORTEST_TITLE = 150, 3  # characters, words
_PARAGRAPH = 100  # characters: what stands under a headline is running text, not another short line


def signs(text: str, outlets: Outlets) -> dict[str, str]:
    """Collect what the text hints at: any of published, outlet, title, author, credit.

    Parameters
    ----------
    text : str
    outlets : Outlets
        To tell an agency's name from a person's or an outlet's.
    """
    found: dict[str, str] = {}
    top = [line for line in text[:_HEAD].split("\n") if line.strip()][: _TOP + 1]
    leading = _LEADING.match(text)
    if leading:
        found["published"] = leading.group(1)
    for number, line in enumerate(top[:_TOP]):
        for attribute, value in _of_line(line, outlets):
            found.setdefault(attribute, value)
        if number == 0 and _is_title(line, top[1:]) and not found:
            found["title"] = " ".join(line.split())
    for attribute, value in _rights(text, outlets):
        found.setdefault(attribute, value)
    return found


def of_name(stem: str, outlets: Outlets) -> str:
    """Guess the outlet from a file's name: ``harbor-post_detainees`` is of Harbor Post."""
    match = _SLUG.fullmatch(stem)
    if not match:
        return outlets.known(stem) or stem
    slug = match.group(1)
    known = outlets.known(slug)
    return known or " ".join(
        word if word != word.lower() else word.capitalize() for word in slug.split("-") if word
    )


def of_address(url: str) -> Reading | None:
    """Read the day that many outlets write into their addresses: ``/2026/01/22/``."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", url[:2_000])
    return published("-".join(match.groups())) if match else None


def _of_line(line: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Read one of the top lines: a date of its own, a byline, an agency in brackets behind a place."""
    short = " ".join(line.split())
    bare = _DATED.sub("", short, count=1) if _DATED.match(short) else short
    if len(bare) <= 60 and re.search(r"(?:1[6-9]|20)\d\d", bare) and _only_a_date(bare):  # noqa: PLR2004 - a line of its own
        yield "published", bare
    byline = _BYLINE.match(line) if len(line) <= 120 else None  # noqa: PLR2004 - a line of its own
    if byline and _NAME.fullmatch(byline.group(1)) and byline.group(1)[0].isupper():
        agency = outlets.agency(byline.group(1))
        yield ("credit", agency) if agency else ("author", byline.group(1).strip(" ,"))
    credit = _CREDIT.match(line)
    agency = outlets.agency(credit.group(1)) if credit else None
    if agency:
        yield "credit", agency


def _only_a_date(line: str) -> bool:
    """Tell a date that stands alone from a sentence that has one in it."""
    if published(line) is None:
        return False
    lower = [word for word in re.findall(r"[^\W\d_]+", line) if word.islower()]
    return len(lower) <= 3 and not re.fullmatch(r"[\d.]+", line)  # noqa: PLR2004 - "at 2 p.m.", "de … de"


def _is_title(line: str, following: list[str]) -> bool:
    """Tell a headline: short, no full stop, running text or a byline below it."""
    title = line.strip()
    words = title.split()
    if len(words) < _SHORTEST_TITLE or len(title) > _LONGEST_TITLE or title.endswith(_ENDS):
        return False
    if not (title[0].isupper() or title[0].isdigit() or title[0] in "\"'“‘«¿¡") or _CREDIT.match(line):
        return False
    below = following[:3]
    return any(len(each) >= max(_PARAGRAPH, 1.5 * len(title)) for each in below)


def _rights(text: str, outlets: Outlets) -> Iterator[tuple[str, str]]:
    """Read a copyright line near the end; an agency's names whose copy it is, not who printed it."""
    lines = text[-_TAIL:].split("\n")[1 if len(text) > _TAIL else 0 :]
    for line in lines[-200:]:
        match = _RIGHTS.match(line) if len(line) <= 400 else None  # noqa: PLR2004 - one line
        if match is None or not (match["early"] or match["late"]):
            continue
        name = match["name"].strip(" .,")
        agency = outlets.agency(name)
        yield ("credit", agency) if agency else ("outlet", name)
        if match["title"]:
            yield "title", match["title"].strip()
        return
