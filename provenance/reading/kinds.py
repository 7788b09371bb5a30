"""Say of each paragraph, heading and line what it is: body, or one of the things around it.

Three kinds of sign: how the line itself reads (`data/kinds.toml`), where it stands (a title above, a list
of other headlines below), and what stands beside it (lines after "Read more:"). What one outlet repeats
from article to article is found by `boilerplate`, not here.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from provenance.model import Article, Kind

FILE = Path(__file__).parents[1] / "data" / "kinds.toml"
SHORT = 400  # characters: a longer block is a paragraph of the article
LINE = 220  # characters: a longer line is no headline
HEAD = 8  # blocks at the top among which title and byline stand
TITLE_OVERLAP = 0.8  # share of words by which a line repeats the title
NAME_WORDS = 5
SUBHEAD_WORDS = 10
PARAGRAPH_WORDS = 12
TRAILING = 3  # so many headlines in a row at the end are links to other articles

_FIRST = re.compile(r"[^\w©]*(\w+)")
_STOPPED = re.compile(r"[.:;,…–—-][\"'”’»)\]]*\Z")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)\]]*\Z")
_LIST_HEAD = re.compile(
    r"\W*(?:read (?:more|next|also|on)|(?:more )?related|related \w+|more(?: \w+){0,2}|more (?:on|from|about)\b.{0,60}"
    r"|also (?:see|read|on .{0,40})|see also|(?:most|recommended|trending|popular)\b.{0,30}|further reading|in other news"
    r"|(?:top|latest|other|more) (?:stories|news|headlines)|latest|in case you missed it|you (?:may|might) (?:also )?like"
    r"|what to read next|don['’]t miss|up next|best of .{0,20}|from the web|around the web|elsewhere|watch)"
    r"(?: (?:from|on|at|in|by) .{1,40})?\s*(?:\W{0,3}:|\.\.\.|…)?\W*\Z",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\W*(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_BYLINE = re.compile(
    r"\W{0,3}(?:(?:by|from|von|par|por|da|di|written by|story by|posted by|analysis by|opinion by|commentary by)[: ]\s*"
    r"|byline:?\s*)[A-ZÀ-Þ@]"
    r"|\W{0,3}(?:first |originally |last )?(?:posted|updated|published|modified|created|filed|aired)\b[^.]{0,10}"
    r"(?:[:|]|\bon\b|\bat\b|\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\w*)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"\W{{0,3}}(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
    rf"(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s*(?:\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s*(?:\d{{4}})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\b.{0,30}"
    r"|\d{1,2} (?:years?|months?|weeks?|days?|hours?|minutes?|mins?) ago)[^.]{0,45}\Z",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*|and|of|the|for|de|la|von|van|al|bin|&|/|\||,|-|–|—)"
    r"(?:[\s,|/–—-]+(?:[A-ZÀ-Þ][\w.'’-]*|and|of|the|for|de|la|von|van|al|bin|&|/|\||-|–|—)){0,11}\W{0,2}\Z"
)
_PHOTO = re.compile(
    r"/\s?(?:AP|AFP|EPA|Getty|Reuters|REUTERS|Bloomberg|Lehtikuva|TASS|Sputnik|Landov|Pool|Corbis|Shutterstock|The New"
    r" York Times|The Washington Post|NPR|MCT|TNS|USA TODAY)\b|REUTERS/|Getty Images|\bAP Photo|\bAFP/|\([Pp]hoto|"
    r"\b[Pp]hotos? (?:by|via|courtesy)\b|\bPhoto:|\bPHOTO:|\([A-Z][\w ]{1,30} photo:|hide caption|via (?:AP|Reuters|AFP)\b"
    r"|\bphoto illustration\b|Image: "
)
_PHOTO_TAIL = 110  # characters at a caption's end in which its source stands
_ALNUM = re.compile(r"\w+")


@cache
def _signs() -> tuple[dict[str, list[tuple[re.Pattern[str], int]]], list[tuple[re.Pattern[str], int]]]:
    """Return the patterns by first word, and those tried on every line."""
    with FILE.open("rb") as file:
        tables = tomllib.load(file)
    by_word: dict[str, list[tuple[re.Pattern[str], int]]] = {}
    always = []
    for name, table in tables.items():
        for word, patterns in table.items():
            if patterns:
                sign = (
                    re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE),
                    int(Kind[name.upper()]),
                )
                (always if word == "*" else by_word.setdefault(word, [])).append(sign)
    return by_word, always


def _by_reading(line: str) -> int:
    """Return the kind a line's own words show, -1 if none."""
    by_word, always = _signs()
    first = _FIRST.match(line)
    if first:
        for pattern, kind in by_word.get(first[1].lower(), ()):
            if pattern.match(line, first.start(1)):
                return kind
    for pattern, kind in always:
        if pattern.match(line):
            return kind
    return Kind.CAPTION if _PHOTO.search(line, max(0, len(line) - _PHOTO_TAIL)) else -1


def kinds(article: Article, blocks: Sequence[tuple[int, int]], fixed: Sequence[int]) -> list[int]:
    """Return the `Kind` of each block of one article.

    Parameters
    ----------
    article : Article
    blocks : sequence of (int, int)
        Its blocks, see `seams`.
    fixed : sequence of int
        The kinds that are known already, -1 where not.
    """
    text = article.text
    lines = [text[begin:end] if end - begin <= SHORT else "" for begin, end in blocks]
    result = list(fixed)
    for place, line in enumerate(lines):
        if line and result[place] < 0:
            result[place] = _by_reading(line)
    _mark_lists(lines, result)
    _mark_head(article, lines, result)
    _mark_tail(lines, result)
    return [Kind.BODY if kind < 0 else kind for kind in result]


def _titled(line: str) -> bool:
    """Say whether a line reads like a headline: it begins like one and has no full stop."""
    if not line or len(line) > LINE or _STOPPED.search(line):
        return False
    first = line.lstrip("\"'“‘«(•*-–—● ")[:1]
    return first.isupper() or first.isdigit()


def _paragraph(line: str) -> bool:
    """Say whether a block is running text: long, or a sentence that ends in a stop."""
    return not line or (_SENTENCE_END.search(line) is not None and line.count(" ") + 1 >= PARAGRAPH_WORDS)


def _mark_lists(lines: Sequence[str], result: list[int]) -> None:
    """Mark headlines that follow "Read more:", and those on either side of a copyright line."""
    for place, line in enumerate(lines):
        if not line:
            continue
        head, rights = len(line) < 120 and _LIST_HEAD.match(line), _RIGHTS.match(line)  # noqa: PLR2004 - cheap
        if head and result[place] < 0 and not (line.endswith((":", "…", "...")) or place + 1 == len(lines)):
            head = None  # "Elsewhere" alone is a subheading
        if not head and not rights:
            continue
        result[place] = Kind.BOILERPLATE
        after = place + 1
        while after < len(lines) and (result[after] > 0 or _titled(lines[after])):
            result[after] = Kind.BOILERPLATE if result[after] < 0 else result[after]
            after += 1
        before = place - 1
        while rights and before >= 0 and (result[before] > 0 or _titled(lines[before])):
            before -= 1
        if rights and place - before > 2:  # noqa: PLR2004 - one short line before it may be anything
            for each in range(before + 1, place):
                result[each] = Kind.BOILERPLATE if result[each] < 0 else result[each]


def _mark_head(article: Article, lines: Sequence[str], result: list[int]) -> None:
    """Mark title, bylines and dates above the text, and headings inside it."""
    title = [word.casefold() for word in _ALNUM.findall(article.title)]
    body = next((place for place, line in enumerate(lines) if result[place] < 0 and _paragraph(line)), 0)
    for place, line in enumerate(lines):
        if result[place] >= 0 or not line:
            continue
        words = line.split()
        if title and place < HEAD and _repeats(line, title):
            result[place] = Kind.HEADLINE
        elif _DATE_LINE.match(line) or (
            len(line) < LINE and _BYLINE.match(line) and not _SENTENCE_END.search(line)
        ):
            result[place] = Kind.BYLINE
        elif _STOPPED.search(line) or not (place < body or (body and len(words) <= SUBHEAD_WORDS)):
            continue
        elif _NAMES.match(line) and len(words) <= NAME_WORDS and place < body:
            result[place] = Kind.BYLINE
        elif place < body and _titled(line):
            result[place] = Kind.HEADLINE
    for place in range(1, len(lines) - 1):
        line = lines[place]
        if (
            result[place] < 0
            and line
            and _titled(line)
            and line.count(" ") < SUBHEAD_WORDS
            and line[0] not in "\"“‘'•*-–—●"
            and line[-1] not in "\"”’'!?"
            and _paragraph(lines[place - 1])
            and _paragraph(lines[place + 1])
        ):
            result[place] = Kind.HEADLINE


def _repeats(line: str, title: Sequence[str]) -> bool:
    words = [word.casefold() for word in _ALNUM.findall(line)]
    if not words or len(words) > 2 * len(title):
        return False
    common = len(set(words) & set(title))
    return common >= TITLE_OVERLAP * max(len(set(words)), len(set(title)))


def _mark_tail(lines: Sequence[str], result: list[int]) -> None:
    """Mark what trails after the text: other headlines, a last name, symbols."""
    place = len(lines) - 1
    found = []
    while place > 0 and (result[place] > 0 or _titled(lines[place])):
        if result[place] < 0:
            found.append(place)
        place -= 1
    paragraphs = sum(_paragraph(line) and result[each] < 0 for each, line in enumerate(lines))
    if len(found) >= TRAILING and paragraphs >= TRAILING:
        for each in found:
            result[each] = Kind.BOILERPLATE
    elif paragraphs >= TRAILING:
        for each in found:
            if _NAMES.match(lines[each]) and lines[each].count(" ") < NAME_WORDS:
                result[each] = Kind.BYLINE
    for each, line in enumerate(lines):
        if line and result[each] < 0 and not _ALNUM.search(line):
            result[each] = Kind.BOILERPLATE
