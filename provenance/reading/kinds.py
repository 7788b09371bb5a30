"""Say of each paragraph, heading and line what it is: body, or one of the things around it.

Three kinds of sign: how the line itself reads (`signs`), where it stands (a title above, a list
of other headlines below), and what stands beside it (lines after "Read more:"). What one outlet repeats
from article to article is found by `boilerplate`, not here.
"""

from collections.abc import Sequence

from provenance.model import Article, Kind
from provenance.reading.sentences import CLOSERS
from provenance.reading.signs import (
    ALNUM,
    BYLINE,
    BYLINE_WORDS,
    DATE_LINE,
    FIGURE,
    LIST_HEAD,
    LIST_WORDS,
    NAMES,
    RIGHTS,
    by_reading,
    first_word,
)

SHORT = 400  # characters: a longer block is a paragraph of the article
LINE = 220  # characters: a longer line is no headline
HEAD = 8  # blocks at the top among which title and byline stand
TITLE_OVERLAP = 0.8  # share of words by which a line repeats the title
NAME_WORDS = 5
LINKED = 60  # blocks looked at before a copyright line
HEAD_LENGTH = 120  # characters: "Read more:" and its like are shorter
SUBHEAD_WORDS = 10
SENTENCE_WORDS = 8  # with a full stop behind them: a sentence
PARAGRAPH_WORDS = 12  # before "?" or "!", which end headlines, too
TRAILING = 3  # so many headlines in a row at the end are links to other articles

# What can be told of a block without reading it: the kernel tells it of a whole batch at once.
LONG, ENDED, STOPPED, TITLED, LOOK, WORDLESS = (1 << bit for bit in range(6))
WORDS = 8  # the number of its words stands above these bits

ENDS, STOPS = ".?!…", ".:;,…–—-"
TITLE_OPENERS = "\"'“‘«(•*-–—● "


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
    return trait if ALNUM.search(block) else trait | WORDLESS


def _paragraph(trait: int) -> bool:
    """Say whether a block is running text: long, or a sentence that ends in a stop."""
    least = SENTENCE_WORDS if trait & STOPPED else PARAGRAPH_WORDS
    return trait & LONG > 0 or (trait & ENDED > 0 and trait >> WORDS >= least)


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
    # Paragraphs that give no sign are body; only the others, and what may repeat the title, are read.
    short = [
        place
        for place, trait in enumerate(traits)
        if trait & (LOOK | WORDLESS) or not _paragraph(trait) or (place < HEAD and not trait & LONG)
    ]
    if short:
        lines = {place: article.text[blocks[place][0] : blocks[place][1]] for place in short}
        for place, line in lines.items():
            if result[place] < 0 and traits[place] & LOOK:
                result[place] = by_reading(line)
        _mark_lists(lines, traits, result)
        _mark_head(article, lines, traits, result)
        _mark_tail(lines, traits, result)
    return [Kind.BODY if kind < 0 else kind for kind in result]


def _mark_lists(lines: dict[int, str], traits: Sequence[int], result: list[int]) -> None:
    """Mark headlines that follow "Read more:", and those on either side of a copyright line."""
    done = 0
    for place, line in lines.items():
        if not traits[place] & LOOK:
            continue
        rights = RIGHTS.match(line)
        if not rights:
            if len(line) > HEAD_LENGTH or first_word(line) not in LIST_WORDS or not LIST_HEAD.match(line):
                continue
            if result[place] < 0 and not (line.endswith((":", "…", "...")) or place + 1 == len(traits)):
                continue  # "Elsewhere" alone is a subheading
        result[place] = Kind.BOILERPLATE
        after, before, least = max(done, place + 1), place - 1, max(-1, place - LINKED)
        while after < len(traits) and (result[after] > 0 or traits[after] & TITLED):
            result[after] = Kind.BOILERPLATE if result[after] < 0 else result[after]
            after += 1
        done = after
        while rights and before > least and (result[before] > 0 or traits[before] & TITLED):
            before -= 1
        if rights and place - before > 2:  # noqa: PLR2004 - one short line before it may be anything
            for each in range(before + 1, place):
                result[each] = Kind.BOILERPLATE if result[each] < 0 else result[each]


def _mark_head(article: Article, lines: dict[int, str], traits: Sequence[int], result: list[int]) -> None:
    """Mark title, bylines and dates above the text, and headings inside it."""
    title = {word.casefold() for word in ALNUM.findall(article.title)}
    open_places = [place for place, kind in enumerate(result) if kind < 0]
    body = next((place for place in open_places if _paragraph(traits[place])), -1)
    if body < 0:  # no paragraph at all: short sentences are the text
        body = next((place for place in open_places if traits[place] & ENDED), 0)
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
    if FIGURE.search(line) and DATE_LINE.match(line):
        return Kind.BYLINE
    if len(line) < LINE and not trait & ENDED and first_word(line) in BYLINE_WORDS and BYLINE.match(line):
        return Kind.BYLINE
    if trait & STOPPED or place >= body:
        return -1
    if trait >> WORDS <= NAME_WORDS and NAMES.match(line):
        return Kind.BYLINE
    return Kind.HEADLINE if trait & TITLED else -1


def _repeats(line: str, title: set[str]) -> bool:
    words = {word.casefold() for word in ALNUM.findall(line)}
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
            elif traits[each] >> WORDS <= NAME_WORDS and NAMES.match(lines[each]):
                result[each] = Kind.BYLINE
    for each in lines:
        if result[each] < 0 and traits[each] & WORDLESS:
            result[each] = Kind.BOILERPLATE
