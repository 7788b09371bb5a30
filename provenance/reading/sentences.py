"""Split running text into sentences.

A text is cut at its line breaks into blocks (paragraphs, headings, list items), a block at the stops that
`punkt.ends` says end a sentence. Closing quotation marks and brackets go with their sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from provenance.model import Span
from provenance.reading.punkt import abbreviated, ends
from provenance.reading.seams import apply, captions

NEWLINES = "\n\r\x0b\x0c\x85\u2028\u2029"
STOPS = ".?!…。！？؟۔।"
MARKS = STOPS + ":"  # after these the next line begins anew
UNSPACED = "。！？"  # full stops of scripts that put no space behind them
CLOSERS = "\"'”’»›“)]}」』）"
OPENERS = "\"'“‘«‹„([{「『（-–—•*·▪●►¿¡#@&_`"
BULLETS = "-–—•*·▪●►"
BREAKS = ")\";}]*:@'({[‘’“”«»?!,—–"  # what no word holds: Punkt's list, curly quotes and dashes added
TOKEN = 40  # characters: no abbreviation is longer, and the search back stays short
WRAPPED_LINE = 45  # characters: a shorter line ends its paragraph even in text wrapped by hand
FLOWING_LINE = 40  # characters: a shorter line is a list item, not half of a sentence
WRAPPED_LEAST, WRAPPED_SHARE = 2, 0.3  # line breaks inside sentences that show a text was wrapped by hand

_LINE = re.compile(rf"[^{NEWLINES}]+")
_STOP = re.compile(rf"([{re.escape(STOPS)}]++(?: \.)*+)([{re.escape(CLOSERS)}]*+)")
# A missing space ("ended.The next") is seen where words meet that are none of a name's ("Ph.D", "x.Com").
_GLUED_LEFT = re.compile(r"(?:[a-z]{2}|\d)\Z")
_GLUED_RIGHT = re.compile(r"(?!(?:Com|Org|Net|Gov|Edu|Uk|Js)\b)[A-Z][a-z]+(?!\.?[/@:_A-Za-z\d])")
_NEXT = re.compile(rf"([\s{re.escape(OPENERS)}]{{0,{TOKEN}}}+)([^\s{re.escape(BREAKS)}]{{1,{TOKEN}}}+)")
_DASHES = frozenset("-–—")
_BREAKING = frozenset(BREAKS)


def split(text: str) -> list[Span]:
    """Return the sentences of `text`, in order, without surrounding white space.

    Every character that is not white space belongs to exactly one of them.
    """
    cut, _ = apply(text, blocks(text), captions(text))
    return [Span(begin, end) for first, last in cut for begin, end in sentences(text, first, last)]


def blocks(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs, headings and list items of `text`: what its line breaks tell apart."""
    lines, apart = _lines(text)
    kinds = [
        1 if apart[place] else _flow(text, lines[place - 1], lines[place]) for place in range(1, len(lines))
    ]
    single, flowing = apart[1:].count(False), kinds.count(0)
    wrapped = flowing >= WRAPPED_LEAST and flowing >= WRAPPED_SHARE * single
    result = lines[:1]
    for place, kind in enumerate(kinds, start=1):
        if kind == 0 or (kind == 2 and wrapped):  # noqa: PLR2004 - see `_flow`
            result[-1] = (result[-1][0], lines[place][1])
        else:
            result.append(lines[place])
    return result


def _lines(text: str) -> tuple[list[tuple[int, int]], list[bool]]:
    """Return the lines that hold anything and, for each, whether more than a line break precedes it."""
    lines: list[tuple[int, int]] = []
    apart: list[bool] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if bare:
            begin = match.start() + line.index(bare[0])
            gap = text[last : match.start()].replace("\r\n", "\n")
            lines.append((begin, begin + len(bare)))
            apart.append(len(gap) > 1)
            last = match.end()
    return lines, apart


def _flow(text: str, before: tuple[int, int], after: tuple[int, int]) -> int:
    """Say of a single line break: 0 the sentence goes on, 1 it ends, 2 it goes on if the text is wrapped."""
    length = before[1] - before[0]
    open_end = text[before[1] - 1] not in MARKS
    if text[after[0]].islower() and open_end and (length >= FLOWING_LINE or text[before[1]] == " "):
        return 0
    return 2 if length >= WRAPPED_LINE and text[after[0]] not in BULLETS else 1


def sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one block."""
    start = begin
    for match in _STOP.finditer(text, begin, end):
        place, stop, closed = match.start(), match.end(), match[2]
        if stop >= end:
            break
        glued = not (text[stop].isspace() or match[1][0] in UNSPACED)
        if glued:
            if not (text[stop].isupper() and place > begin and text[place - 1].isalnum()):
                continue
            if "“" in closed:  # it opens what follows
                stop -= len(closed) - closed.index("“")
        word = _NEXT.match(text, stop, end)
        if not word:
            continue
        left, opens = _before(text, begin, place)
        dashed = not _DASHES.isdisjoint(word[1])
        if (not glued or parted(text, left, word.start(2), end)) and decide(
            left, opens, match[1], text[match.end(1) : stop], dashed, word[2]
        ):
            yield start, stop
            start = stop
            while text[start].isspace():
                start += 1
    if start < end:
        yield start, end


def parted(text: str, left: str, right: int, end: int) -> bool:
    """Say whether a stop without white space behind it stands between two words rather than in a name."""
    return _GLUED_LEFT.search(left) is not None and _GLUED_RIGHT.match(text, right, end) is not None


def _before(text: str, begin: int, stop: int) -> tuple[str, bool]:
    """Return the token before a stop and whether it opens its block."""
    start, least = stop, max(begin, stop - TOKEN)
    while start > least and not text[start - 1].isspace() and text[start - 1] not in _BREAKING:
        start -= 1
    return text[start:stop], start - begin < TOKEN and not text[begin:start].strip(OPENERS)


@lru_cache(maxsize=200_000)
def decide(left: str, opens: bool, run: str, closed: str, dashed: bool, right: str) -> bool:  # noqa: PLR0913, PLR0917 - the key of a cache
    """Say whether a sentence ends here; see `punkt.ends`. `dashed`: a dash stands before `right`."""
    if dashed and abbreviated(left):
        return False  # "LANSING, Mich. — "
    return ends(left, run.replace(" ", ""), closed, right, opens=opens)
