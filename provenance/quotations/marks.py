"""Where quotation marks open and close: one pass over the text, whatever the marks."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

QUOTED = "\ue000"  # stands for every character of a quotation in a masked text; private use, never in news

# Doubled grave and acute strokes are how older agency systems typed curly marks.
# Each pattern begins with a set of characters and looks back afterwards: so the search skips through text.
_MARK = re.compile(r"([“”„«»\"'`’‘])(?:\1\1+|(?<=[“”„«»\"])|\1(?<=['`’‘]))")
_SINGLE = re.compile(
    r"[\n\ue000'’‘](?:(?<=\n)|(?<=\ue000)\ue000*|(?<=')''+"
    r"|(?<=[‘'])(?<!\w.)(?=[\w$£€…])|(?<=[’'])(?<=\S.)(?!\w))"
)
_OPENS_SINGLE = re.compile(r"[‘'](?<!\w.)(?=[\w$£€…])")
# A comma, a name or a pronoun and a plain verb of saying, or the other way round, and the end is near.
_ATTRIBUTION = re.compile(
    r"[,?!](?= (?:(?:(?:[A-Z][\w.’-]* ){1,4}|(?:he|she|they) )(?:said|says|added|wrote|told)\b"
    r"|(?:said|says|added|wrote) (?:[A-Z]|he|she|they|the))[^.?!\n]{0,60}\.?\s*\Z)"
)
_TAIL = 200  # characters at the end of a quotation left open in which its attribution may stand
_SENTENCE_END = re.compile(r"[.,!?…;:—–-]")
# Two to sixteen words with capitals: a book, a film, a show; short words between them may be small.
_TITLED = r"[A-Z][\w’'-]*(?: (?:a|an|the|of|and|or|in|on|for|to|is|with|from|at|by|his|her|its|&)){0,2}"
_TITLE = re.compile(rf"{_TITLED}(?:[ :,]{{1,2}}{_TITLED}){{1,15}}[.,]?")
_OPENERS = frozenset(("“", "„", "«", "‘‘"))
_STRAIGHT = frozenset(('"', "``", "''"))
_WIDEST = 2  # characters of a mark; runs of three and more mean nothing
_BEFORE = "([—–-,:/"  # a mark after one of these opens
_SHORTEST_OPEN = 8  # characters; a shorter piece before the next opening mark is no speech
_LONGEST_SINGLE = 600  # characters; a longer stretch between single marks is two apostrophes


class Quoted(NamedTuple):
    """A stretch in quotation marks: `begin` to `end` with the marks, `inner` to `stop` without."""

    begin: int
    end: int
    inner: int
    stop: int
    closed: bool


@lru_cache(maxsize=16_384)  # articles: each is asked for by those who look for echoes, speakers, statements
def scan(text: str) -> tuple[Quoted, ...]:
    """Return every quotation of a text, in order, without overlaps; the outermost where marks nest."""
    found = _double(text)
    if _OPENS_SINGLE.search(text):
        found = sorted(found + _single(mask(text, found)))
    return tuple(found)


def mask(text: str, quoted: Sequence[Quoted]) -> str:
    """Return the text, equally long, with `QUOTED` for each character inside quotations."""
    pieces: list[str] = []
    place = 0
    for each in quoted:
        pieces += (text[place : each.begin], QUOTED * (each.end - each.begin))
        place = each.end
    return "".join([*pieces, text[place:]])


def _double(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    opened, width, depth, closed, seen = -1, 1, 0, -1, 0
    for match in _MARK.finditer(text):
        mark, place, end = match.group(), match.start(), match.end()
        if opened >= 0 and (over := _paragraph_end(text, seen, place)) >= 0:
            found.append(_ended(text, opened, width, closed if closed > opened else over))
            opened = -1
        seen = end
        if opened < 0:
            if _opens(text, mark, place, end):
                opened, width, depth = place, len(mark), 1
        elif len(mark) > _WIDEST or (mark in _OPENERS and not _closes(text, opened, place, end)):
            depth += len(mark) <= _WIDEST
        elif mark in _STRAIGHT and depth == 1 and _looks_opening(text, place, end):
            found += _reopened(text, opened, width, place)
            opened, width = place, len(mark)
        else:
            depth, closed = depth - 1, end
            if depth == 0:
                found.append(Quoted(opened, closed, opened + width, place, closed=True))
                opened = -1
    if opened >= 0:
        over = _paragraph_end(text, seen, len(text))
        last = over if over >= 0 else len(text)
        found.append(_ended(text, opened, width, closed if closed > opened else last))
    return [each for each in found if each.inner < each.stop and not _is_title(text, each)]


def _paragraph_end(text: str, begin: int, end: int) -> int:
    """Return the first end of a line behind which the paragraph does not run on in lower case; -1 if none."""
    place = text.find("\n", begin, end)
    while place >= 0 and text[place + 1 : place + 2].islower():
        place = text.find("\n", place + 1, end)
    return place


def _is_title(text: str, each: Quoted) -> bool:
    """Tell whether the marks hold a title; what is all in capitals is shouted, not titled."""
    return bool(_TITLE.fullmatch(text, each.inner, each.stop)) and not text[each.inner : each.stop].isupper()


def _opens(text: str, mark: str, begin: int, end: int) -> bool:
    if mark in _OPENERS or mark in ("``", "‘‘"):
        return True
    if mark == '"' and text[end : end + 1] == "“":
        return False  # typed twice
    return mark in ('"', "''", "’’", "”") and _looks_opening(text, begin, end)


def _closes(text: str, opened: int, begin: int, end: int) -> bool:
    """Tell whether a mark that opens elsewhere closes here: „…“, or where it hugs only the word before."""
    mark, after = text[begin:end], text[end : end + 1]
    hugs = not text[begin - 1].isspace() and text[begin - 1] not in "([—–-/" and not after.isalnum()
    return mark == "“" and (text[opened] == "„" or (text[opened] == "“" and hugs))


def _looks_opening(text: str, begin: int, end: int) -> bool:
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return bool(after) and not after.isspace() and (not before or before.isspace() or before in _BEFORE)


def _reopened(text: str, opened: int, width: int, place: int) -> list[Quoted]:
    """Return what stood before another opening mark, if it is long enough to be speech."""
    return [_ended(text, opened, width, place)] if place - opened > _SHORTEST_OPEN else []


def _swallowed(text: str, begin: int, end: int) -> int:
    """Return where a quotation left open ends if its attribution follows: “We will pay, Ada Brandt said."""
    found = _ATTRIBUTION.search(text, max(begin, end - _TAIL), end)
    return found.start() + 1 if found else end


def _ended(text: str, opened: int, width: int, end: int) -> Quoted:
    """Close a quotation that its author left open."""
    stop = end = _swallowed(text, opened + width, end) if end > opened + _SHORTEST_OPEN else end
    while stop > opened + width and text[stop - 1].isspace():
        stop -= 1
    return Quoted(opened, stop, opened + width, stop, closed=False)


def _single(masked: str) -> list[Quoted]:
    """Find quotations in single marks outside the double ones, minding apostrophes."""
    found: list[Quoted] = []
    opened, closing = -1, -1
    for match in _SINGLE.finditer(masked):
        place, mark = match.start(), match.group()
        if len(mark) > 1 and mark[0] == "'":
            continue
        too_far = opened >= 0 and place - opened > _LONGEST_SINGLE
        starts = mark == "‘" or (mark == "'" and _looks_opening(masked, place, place + 1))
        if mark[0] in "\n\ue000" or starts or too_far:
            if closing > opened >= 0:
                found.append(Quoted(opened, closing + 1, opened + 1, closing, closed=True))
            opened, closing = (place, -1) if starts else (-1, -1)
        elif opened >= 0:
            # workers' rights: after an s it may be a possessive, so a later mark may replace it
            if closing < 0 or masked[closing - 1] == "s":
                closing = place
            if _SENTENCE_END.match(masked[place - 1]):
                found.append(Quoted(opened, place + 1, opened + 1, place, closed=True))
                opened, closing = -1, -1
    if closing > opened >= 0:
        found.append(Quoted(opened, closing + 1, opened + 1, closing, closed=True))
    return [each for each in found if each.inner < each.stop]
