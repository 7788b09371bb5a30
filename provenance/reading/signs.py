"""Signs by which a line itself shows that it is not the article: patterns from ``data/kinds.toml`` and forms.

Every pattern is bounded, so that no line costs more than its length a few times.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from provenance.model import Kind

FILE = Path(__file__).parents[1] / "data" / "kinds.toml"
PHOTO_TAIL = 110  # characters at a caption's end in which its source stands
PHOTO_SIGNS = ("/", "hoto", "PHOTO", "Getty", "caption", "via ", "Image: ")  # without one, `_PHOTO` fails

ALNUM, FIGURE = re.compile(r"\w+"), re.compile(r"[0-9]")
_FIRST = re.compile(r"[^\w©]*(\w+)(?:[ '’-](\w+))?")

# "Read more:", "Related articles", "More from our correspondents": what follows is a list of links.
LIST_HEAD = re.compile(
    r"\W*(?:read (?:more|next|also|on)|(?:more )?related|related \w+|more(?: \w+){0,2}"
    r"|more (?:on|from|about)\b.{0,60}|also (?:see|read|on .{0,40})|see also"
    r"|(?:most|recommended|trending|popular)\b.{0,30}|further reading|in other news"
    r"|(?:top|latest|other|more) (?:stories|news|headlines)|latest|in case you missed it"
    r"|you (?:may|might) (?:also )?like|what to read next|don['’]t miss|up next|best of .{0,20}"
    r"|from the web|around the web|elsewhere|watch)"
    r"(?: (?:from|on|at|in|by) .{1,40})?\s*(?:\W{0,3}:|\.\.\.|…)?\W*\Z",
    re.IGNORECASE,
)
LIST_WORDS = frozenset(
    [
        "read",
        "more",
        "related",
        "also",
        "see",
        "most",
        "recommended",
        "trending",
        "popular",
        "further",
        "in",
        "top",
        "latest",
        "other",
        "you",
        "what",
        "don",
        "up",
        "best",
        "from",
        "around",
        "elsewhere",
        "watch",
    ]
)
RIGHTS = re.compile(r"\W*(?:\(c\)|©|copyright\b)", re.IGNORECASE)

# "By Ada Byron", "Posted: 3:14 PM, July 16": who wrote it, and when it was put there.
BYLINE = re.compile(
    r"\W{0,3}(?:(?:by|from|von|par|por|da|di|(?:written|story|posted|analysis|opinion|commentary) by)"
    r"[: ]\s*|byline:?\s*)(?:(?-i:[A-ZÀ-Þ@])|.{2,60}\b20\d\d\b)"
    r"|\W{0,3}(?:first |originally |last )?(?:posted|updated|published|modified|created|filed|aired)\b"
    r"[^.]{0,10}"
    r"(?:[:|]|\bon\b|\bat\b|\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\w*)",
    re.IGNORECASE,
)
BYLINE_WORDS = frozenset(
    [
        "by",
        "from",
        "von",
        "par",
        "por",
        "da",
        "di",
        "written",
        "story",
        "posted",
        "analysis",
        "opinion",
        "commentary",
        "byline",
        "first",
        "originally",
        "last",
        "updated",
        "published",
        "modified",
        "created",
        "filed",
        "aired",
    ]
)

# "Monday, July 16, 2018 6:26", "16.07.2018", "7:50 a.m.", "6 years ago": nothing but a time.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE_LINE = re.compile(
    r"\W{0,3}(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
    rf"(?:{_MONTH}\s*{_DAY},?\s*(?:\d{{4}})?|{_DAY}\s+{_MONTH},?\s*(?:\d{{4}})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\b.{0,30}"
    r"|\d{1,2} (?:years?|months?|weeks?|days?|hours?|minutes?|mins?) ago)[^.]{0,45}\Z",
    re.IGNORECASE,
)

# "Ada Byron and Charles Babbage", "Ada Byron | Science Reporter": names and what joins them.
_NAME = r"[A-ZÀ-Þ][\w.'’-]*|and|of|the|for|de|la|von|van|al|bin|&|/|\||-|–|—"
NAMES = re.compile(rf"(?:{_NAME}|,)(?:[\s,|/–—-]+(?:{_NAME})){{0,11}}\W{{0,2}}\Z")

_PHOTO = re.compile(
    r"/\s?(?:AP|AFP|EPA|Getty|Reuters|REUTERS|Bloomberg|Lehtikuva|TASS|Sputnik|Landov|Pool|Corbis|Shutterstock"
    r"|The New York Times|The Washington Post|NPR|MCT|TNS|USA TODAY)\b|REUTERS/|Getty Images"
    r"|\bAP Photo|\bAFP/"
    r"|\([Pp]hoto|\b[Pp]hotos? (?:by|via|courtesy)\b|\bPhoto:|\bPHOTO:|\([A-Z][\w ]{1,30} photo:|hide caption"
    r"|via (?:AP|Reuters|AFP)\b|\bphoto illustration\b|Image: "
)

Sign = tuple[str, int]  # a pattern and the kind it shows


@cache
def _signs() -> tuple[dict[str, list[Sign]], list[tuple[str, Sign]]]:
    """Return the patterns by a block's first word, and those by what it must hold."""
    with FILE.open("rb") as file:
        tables = tomllib.load(file)
    by_word: dict[str, list[Sign]] = {}
    holding: list[tuple[str, Sign]] = []
    for name, table in tables.items():
        kind = int(Kind[name.upper()])
        for word, patterns in table.items():
            if word == "holding":
                holding += [(key, _sign(each, kind)) for key, each in patterns.items()]
            else:
                by_word.setdefault(word, []).append(_sign(patterns, kind))
    return by_word, holding


def _sign(patterns: Sequence[str], kind: int) -> Sign:
    return "|".join(f"(?:{each})" for each in patterns), kind


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once a line begins with its word: all three hundred take longer than few articles."""
    return re.compile(pattern, re.IGNORECASE)


def first_words() -> set[str]:
    """Return the words, or two, with which a line must begin for a pattern or a copyright line to match."""
    return set(_signs()[0]) | {"c", "copyright"}


def first_word(line: str) -> str:
    """Return a line's first word in lower case."""
    first = _FIRST.match(line)
    return first[1].lower() if first else ""


@lru_cache(maxsize=10_000)  # boilerplate is read again and again
def by_reading(line: str) -> int:
    """Return the `Kind` a line's own words show, -1 if none."""
    by_word, holding = _signs()
    first = _FIRST.match(line)
    if first:
        one = first[1].lower()
        two = by_word.get(f"{one} {first[2].lower()}", ()) if first[2] else ()
        for pattern, kind in (*by_word.get(one, ()), *two):
            if _compiled(pattern).match(line, first.start(1)):
                return int(kind)
    low = line.lower()
    for key, (pattern, kind) in holding:
        if key in low and _compiled(pattern).match(line):
            return kind
    tail = line[-PHOTO_TAIL:]
    named = any(sign in tail for sign in PHOTO_SIGNS) and _PHOTO.search(tail)
    return Kind.CAPTION if named else -1
