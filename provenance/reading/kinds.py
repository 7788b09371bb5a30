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
from provenance.reading.sentences import CLOSERS

FILE = Path(__file__).parents[1] / "data" / "kinds.toml"
SHORT = 400  # characters: a longer block is a paragraph of the article
LINE = 220  # characters: a longer line is no headline
HEAD = 8  # blocks at the top among which title and byline stand
TITLE_OVERLAP = 0.8  # share of words by which a line repeats the title
NAME_WORDS = 5
LIST_HEAD = 120  # characters: "Read more:" and its like are shorter
SUBHEAD_WORDS = 10
PARAGRAPH_WORDS = 12
TRAILING = 3  # so many headlines in a row at the end are links to other articles

# What can be told of a block without reading it: the kernel tells it of a whole batch at once.
LONG, ENDED, STOPPED, TITLED, LOOK, WORDLESS = (1 << bit for bit in range(6))
WORDS = 8  # the number of its words stands above these bits

ENDS, STOPS = ".?!…", ".:;,…–—-"
TITLE_OPENERS = "\"'“‘«(•*-–—● "

_FIRST = re.compile(r"[^\w©]*(\w+)")
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
PHOTO_TAIL = 110  # characters at a caption's end in which its source stands
PHOTO_SIGNS = ("/", "hoto", "PHOTO", "Getty", "caption", "via ", "Image: ")  # without one, `_PHOTO` fails
LIST_WORDS = frozenset(
    "read more related also see most recommended trending popular further in top latest other you what don up best"
    " from around elsewhere watch".split()
)
BYLINE_WORDS = frozenset(
    "by from von par por da di written story posted analysis opinion commentary byline first originally last updated"
    " published modified created filed aired".split()
)
_FIGURE = re.compile(r"[0-9]")
_ALNUM = re.compile(r"\w+")


Sign = tuple[re.Pattern[str], int]


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
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE), kind


def first_words() -> set[str]:
    """Return the words with which a line must begin for `_signs`, a list's head or a copyright line to match."""
    return set(_signs()[0]) | LIST_WORDS | {"c", "copyright"}


def _by_reading(line: str) -> int:
    """Return the kind a line's own words show, -1 if none."""
    by_word, holding = _signs()
    first = _FIRST.match(line)
    if first:
        for pattern, kind in by_word.get(first[1].lower(), ()):
            if pattern.match(line, first.start(1)):
                return kind
    low = line.lower()
    for key, (pattern, kind) in holding:
        if key in low and pattern.match(line):
            return kind
    tail = line[-PHOTO_TAIL:]
    named = any(sign in tail for sign in PHOTO_SIGNS) and _PHOTO.search(tail)
    return Kind.CAPTION if named else -1


def traits(text: str, blocks: Sequence[tuple[int, int]]) -> list[int]:
    """Return what can be told of each block at a glance; the compiled way asks for fewer a second `LOOK`."""
    return [_trait(text[begin:end]) for begin, end in blocks]


def _trait(block: str) -> int:
    if len(block) > SHORT:
        return LONG
    bare = block.rstrip(CLOSERS)
    last, first = bare[-1:], block.lstrip(TITLE_OPENERS)[:1]
    trait = LOOK | (block.count(" ") + 1) << WORDS
    trait |= ENDED if last and last in ENDS else 0
    trait |= STOPPED if last and last in STOPS else 0
    if len(block) <= LINE and not trait & STOPPED and (first.isupper() or first.isdigit()):
        trait |= TITLED
    return trait if _ALNUM.search(block) else trait | WORDLESS


def _paragraph(trait: int) -> bool:
    """Say whether a block is running text: long, or a sentence that ends in a stop."""
    return trait & LONG > 0 or (trait & ENDED > 0 and trait >> WORDS >= PARAGRAPH_WORDS)


def kinds(
    article: Article, blocks: Sequence[tuple[int, int]], known: Sequence[int], traits: Sequence[int]
) -> list[int]:
    """Return the `Kind` of each block of one article.

    Parameters
    ----------
    article : Article
    blocks : sequence of (int, int)
        Its blocks, see `seams`.
    known : sequence of int
        The kinds that seams show already, -1 where not.
    traits : sequence of int
        See `traits`.
    """
    result = list(known)
    # Paragraphs that give no sign are body; only the others are read.
    short = [place for place, trait in enumerate(traits) if trait & LOOK or not _paragraph(trait)]
    if short:
        lines = {place: article.text[blocks[place][0] : blocks[place][1]] for place in short}
        for place, line in lines.items():
            if result[place] < 0 and traits[place] & LOOK:
                result[place] = _by_reading(line)
        _mark_lists(lines, traits, result)
        _mark_head(article, lines, traits, result)
        _mark_tail(lines, traits, result)
    return [Kind.BODY if kind < 0 else kind for kind in result]


def _mark_lists(lines: dict[int, str], traits: Sequence[int], result: list[int]) -> None:
    """Mark headlines that follow "Read more:", and those on either side of a copyright line."""
    for place, line in lines.items():
        if not traits[place] & LOOK:
            continue
        rights = _RIGHTS.match(line)
        if not rights:
            if len(line) > LIST_HEAD or _first(line) not in LIST_WORDS or not _LIST_HEAD.match(line):
                continue
            if result[place] < 0 and not (line.endswith((":", "…", "...")) or place + 1 == len(traits)):
                continue  # "Elsewhere" alone is a subheading
        result[place] = Kind.BOILERPLATE
        after, before = place + 1, place - 1
        while after < len(traits) and (result[after] > 0 or traits[after] & TITLED):
            result[after] = Kind.BOILERPLATE if result[after] < 0 else result[after]
            after += 1
        while rights and before >= 0 and (result[before] > 0 or traits[before] & TITLED):
            before -= 1
        if rights and place - before > 2:  # noqa: PLR2004 - one short line before it may be anything
            for each in range(before + 1, place):
                result[each] = Kind.BOILERPLATE if result[each] < 0 else result[each]


def _mark_head(article: Article, lines: dict[int, str], traits: Sequence[int], result: list[int]) -> None:
    """Mark title, bylines and dates above the text, and headings inside it."""
    title = {word.casefold() for word in _ALNUM.findall(article.title)}
    body = next((place for place, trait in enumerate(traits) if result[place] < 0 and _paragraph(trait)), 0)
    for place, line in lines.items():
        if result[place] >= 0 or traits[place] & LONG:
            continue
        trait = traits[place]
        if place < HEAD and title and len(line) <= 2 * len(article.title) and _repeats(line, title):
            result[place] = Kind.HEADLINE
        elif not _paragraph(trait):
            result[place] = _heading(line, trait, place, body)
    for place, line in lines.items():
        if (
            result[place] < 0
            and 0 < place < len(traits) - 1
            and traits[place] & TITLED
            and traits[place] >> WORDS <= SUBHEAD_WORDS
            and line[0] not in "\"“‘'•*-–—●"
            and line[-1] not in "\"”’'!?"
            and _paragraph(traits[place - 1])
            and _paragraph(traits[place + 1])
        ):
            result[place] = Kind.HEADLINE


def _heading(line: str, trait: int, place: int, body: int) -> int:
    """Say what a line is that is no paragraph; those above the first paragraph are never body."""
    if _FIGURE.search(line) and _DATE_LINE.match(line):
        return Kind.BYLINE
    if len(line) < LINE and not trait & ENDED and _first(line) in BYLINE_WORDS and _BYLINE.match(line):
        return Kind.BYLINE
    if trait & STOPPED or place >= body:
        return -1
    if trait >> WORDS <= NAME_WORDS and _NAMES.match(line):
        return Kind.BYLINE
    return Kind.HEADLINE if trait & TITLED else -1


def _first(line: str) -> str:
    """Return a line's first word in lower case."""
    first = _FIRST.match(line)
    return first[1].lower() if first else ""


def _repeats(line: str, title: set[str]) -> bool:
    words = {word.casefold() for word in _ALNUM.findall(line)}
    return len(words & title) >= TITLE_OVERLAP * max(1, len(words), len(title))


def _mark_tail(lines: dict[int, str], traits: Sequence[int], result: list[int]) -> None:
    """Mark what trails after the text: other headlines, a last name, symbols."""
    place = len(traits) - 1
    found = []
    while place > 0 and (result[place] > 0 or traits[place] & TITLED):
        if result[place] < 0:
            found.append(place)
        place -= 1
    if found:
        paragraphs = sum(_paragraph(trait) and result[each] < 0 for each, trait in enumerate(traits))
        for each in found if paragraphs >= TRAILING else ():
            if len(found) >= TRAILING:
                result[each] = Kind.BOILERPLATE
            elif traits[each] >> WORDS <= NAME_WORDS and _NAMES.match(lines[each]):
                result[each] = Kind.BYLINE
    for each in lines:
        if result[each] < 0 and traits[each] & WORDLESS:
            result[each] = Kind.BOILERPLATE
