"""Find where body and something else meet inside one paragraph: datelines, credit lines, captions.

A seam cuts the paragraph, so that what is not body becomes a sentence of its own.
"""

import re
from collections.abc import Iterable

from provenance.model import Kind

HEAD = 4_000  # characters: a dateline further down opens a digest's next item, and is left
HEAD_BLOCKS = 25  # paragraphs looked at for a dateline: titles, bylines and captions may precede it
Block = tuple[int, int]
Cut = tuple[int, int, int]  # begin, end (-1: of the paragraph) and `Kind`

TAIL_BLOCKS = 3
TAIL = 700  # characters at the end in which credit lines stand

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĹŁŃŌŎŐŒŔŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽА-ЯҐЄІЇ"
_CAPITALS = rf"[{_UP}][{_UP}.'’\-/]{{1,30}}(?:,? [{_UP}][{_UP}.'’\-/]{{1,30}}){{0,4}}"
_NAME = rf"[{_UP}][\w.'’\-/]{{1,30}}(?:,? [{_UP}][\w.'’\-/]{{0,30}}){{0,4}}"
_REGION = rf"(?:, [{_UP}][\w.]{{1,20}}(?: [{_UP}][\w.]{{1,20}}){{0,2}})?"
_DATE = r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)?"
_AGENCY = rf"\([{_UP}][\w .&/'’\-]{{1,30}}\)"
_MORE = r"(?: \w{2,15}){0,2}"
_WIRE = (
    rf"\((?:AP|CNN{_MORE}|AFP|UPI|R(?:euters|EUTERS){_MORE}|Bloomberg{_MORE}|Xinhua|dpa|DPA|PA|ANSA|TASS|IANS|PTI"
    rf"|ANI|Kyodo(?: News)?|EFE|CBS{_MORE}|NBC{_MORE}|JTA|CNS|CNBC|Ukrinform|Anadolu(?: Agency)?"
    rf"|AA|Fox{_MORE}|NPR)\)"
)
_DASH = r"\s?(?:—|–|―|--|-)\s?"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}{_DATE},?\s?(?:{_AGENCY}(?:\s?/\s?{_AGENCY})?)?{_DASH}"  # BEIRUT (AP) —
    rf"|(?:{_NAME}{_REGION}{_DATE},?\s?)?(?:{_AGENCY}{_DASH}|{_WIRE}(?:{_DASH}|\s)?)"  # Washington (CNN)
    rf")(?=[\"“‘'«(\[$€£¥#]?[{_UP}\d])"
)
_FILE = re.compile(r"FILE(?: PHOTO)?\s?[-–—:]")
_DATE_SIGN = re.compile(r"\s*date \d{4}-\d{2}-\d{2}(?=\s)")
_CREDIT = re.compile(
    r"(?<=\s)[(\[]?(?:Additional |Further )?"
    r"(?:[Rr]eporting|Writing|Editing|Compiled|Reported|Written|Edited)"
    r"(?: and (?:writing|editing|reporting|additional reporting))?(?: for \w{1,20})?"
    rf"(?: in [{_UP}]\w{{1,20}})? by (?=[{_UP}])"
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to|reporting)\b[^.\n]{0,80}"
    r"(?:report|story|article|reporting|piece|from \w+)\.?\W{0,3}\Z"
)
_GLUE = re.compile(rf"\b[{_UP}][\w'’\-]*[^\W\d_{_UP}](?=[{_UP}\d])")
LINKS = 700  # characters: a longer list of links was not seen
FULL_NAME = 60  # characters between a name and its end when it is said again in full
CAPTION_SIGNS = ("Image: ", "Photo: ", "Photograph: ", "Photos: ", "Picture: ", "Image copyright ")


def seams(
    text: str, blocks: list[Block], heads: Iterable[int] | None = None, *, signed: bool = True
) -> tuple[list[Block], list[int]]:
    """Cut blocks where a dateline, a credit line or a caption's source begins or ends.

    Parameters
    ----------
    text : str
    blocks : list of (int, int)
        See `sentences.blocks`.
    heads : iterable of int, optional
        The blocks that may begin with a dateline, where that is known already.
    signed : bool
        Whether the text may hold a caption's sign or the end of a list of links.

    Returns
    -------
    list of (int, int)
        The blocks after the cuts.
    list of int
        The `Kind` of each where a seam shows it, else -1.
    """
    cuts = _head(text, blocks, range(min(HEAD_BLOCKS, len(blocks))) if heads is None else heads)
    if signed:
        cuts += captions(text) + _links(text)
    for begin, end in blocks[-TAIL_BLOCKS:]:
        cuts += _credits(text, max(begin, end - TAIL), begin, end)
    return apply(text, blocks, cuts) if cuts else (blocks, [-1] * len(blocks))


def captions(text: str) -> list[Cut]:
    """Return where, inside a line, a caption names its source: "... in Geneva Image: Ada Byron"."""
    cuts = []
    for sign in CAPTION_SIGNS:
        found = text.find(sign)
        while found >= 0:
            if found and text[found - 1] == " ":
                cuts.append((found, -1, int(Kind.CAPTION)))
            found = text.find(sign, found + 1)
    return cuts


def _links(text: str) -> list[Cut]:
    """Find lists of other headlines set into a sentence behind a name, up to a lone "MORE".

    "Ada Byron Augusta Ada ByronTen facts about engines Who invented it? MORE wrote": the name is said
    again in full, and the first headline is glued to it.
    """
    cuts = []
    done, end = 0, text.find(" MORE")
    while end >= 0:
        stop = end + len(" MORE")
        if not text[stop : stop + 1].isalnum():
            for glue in _GLUE.finditer(text, max(done, end - LINKS), end):
                last = text.rfind(glue[0], max(done, glue.start() - FULL_NAME), glue.start())
                if last >= 0 and "\n" not in text[last:stop]:
                    cuts.append((last + len(glue[0]), stop, int(Kind.BOILERPLATE)))
                    break
        done, end = stop, text.find(" MORE", stop)
    return cuts


def _head(text: str, blocks: list[Block], heads: Iterable[int]) -> list[Cut]:
    """Find datelines among the first blocks, and the date some collections put before the text."""
    cuts: list[Cut] = []
    for place in heads:
        begin, end = blocks[place]
        if begin > HEAD:
            break
        start = begin
        sign = _DATE_SIGN.match(text, begin, end) if place == 0 else None
        if sign:
            cuts.append((begin, sign.end(), int(Kind.DATELINE)))
            start = sign.end() + 1
        dateline = _DATELINE.match(text, start, end)
        if _FILE.match(text, start, end):
            cuts.append((start, end, int(Kind.CAPTION)))
        elif dateline:
            cuts.append((start, dateline.end(), int(Kind.DATELINE)))
    return cuts


def _credits(text: str, start: int, begin: int, end: int) -> list[Cut]:
    tail = text[start:end]
    credit = _CREDIT.search(text, start, end) if " by " in tail and _named(tail) else None
    if credit and (text[credit.start()] in "([" or text[credit.start() - 2] in ".”\"'’)"):
        return [(credit.start(), end, int(Kind.CREDIT))]
    thanks = _CONTRIBUTED.search(tail) if "contributed" in tail else None
    if not thanks:
        return []
    stop = max(text.rfind(mark, start, start + thanks.start()) for mark in (". ", ".” ", '." ', ") ", ".) "))
    place = text.find(" ", stop) + 1 if stop >= 0 else begin
    return [(place, end, int(Kind.CREDIT))] if place > begin else []


def _named(tail: str) -> bool:
    """Say whether the tail names a kind of work that is credited; cheaper than the pattern."""
    return any(
        work in tail for work in ("eporting", "riting", "diting", "ompiled", "eported", "ritten", "dited")
    )


def apply(text: str, blocks: list[Block], cuts: list[Cut]) -> tuple[list[Block], list[int]]:
    """Cut blocks; return the pieces and the kind of each, -1 where no cut says."""
    result: list[Block] = []
    kinds: list[int] = []

    def add(begin: int, end: int, kind: int) -> None:
        bare = text[begin:end].strip()
        if bare:
            begin = text.index(bare[0], begin)
            result.append((begin, begin + len(bare)))
            kinds.append(kind)

    waiting = iter([*sorted(cuts), (len(text) + 1, 0, 0)])
    cut = next(waiting)
    for begin, end in blocks:
        place = begin
        while cut[0] < end:
            if cut[0] >= place:
                stop = min(end, cut[1] if cut[1] >= 0 else end)
                add(place, cut[0], -1)
                add(cut[0], stop, cut[2])
                place = stop
            cut = next(waiting)
        add(place, end, -1)
    return result, kinds
