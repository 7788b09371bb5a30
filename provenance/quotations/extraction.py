"""Find what is said in an article, with its cue and its source as they stand there."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Quote, Readings, Span
from provenance.quotations.marks import scan
from provenance.quotations.signs import Attribution
from provenance.quotations.speakers import Speakers
from provenance.quotations.trust import trust
from provenance.quotations.vocabulary import vocabulary
from provenance.quotations.walk import Page, Unit, Walk, page, units
from provenance.reading.words import fold, word_hash
from provenance.settings import Settings


@cache
def _cue_hashes() -> NDArray[np.uint32]:
    """Return the sorted hashes of every word that may report speech."""
    return np.array(sorted({word_hash(fold(word)) for word in [*vocabulary().cues, "according"]}), np.uint32)


def quote(
    readings: Readings, settings: Settings, where: NDArray[np.bool_] | None = None
) -> list[tuple[Quote, ...]]:
    """Find what is said in each article of a batch, by whom and with which words reported.

    Parameters
    ----------
    readings : Readings
        Only body sentences are looked at.
    settings : Settings
        `quote_trust` and `indirect_trust` are used.
    where : bool array (A,), optional
        In which articles to look (see `echoes`); by default in all.

    Returns
    -------
    list of tuple of Quote
        One tuple per article, in text order.
    """
    found: list[tuple[Quote, ...]] = [()] * len(readings.articles)
    for number, made, of in candidates(readings, where):
        found[number] = tuple(told(of, trusted(made, of.begins, settings)))
    return found


def candidates(
    readings: Readings, where: NDArray[np.bool_] | None = None
) -> Iterator[tuple[int, list[Attribution], Page]]:
    """Return of each article what it may attribute, trusted or not, and the article as it was read."""
    for number in range(len(readings.articles)) if where is None else np.flatnonzero(where).tolist():
        of = laid_out(readings, number)
        yield number, Walk(of).through(units(of.text, body(readings, number), of.quoted)), of


def told(
    of: Page,
    made: Sequence[Attribution],
    unread: Sequence[Unit] = (),
    heard: Callable[[Unit], list[Attribution]] = lambda _: [],
) -> Iterator[Quote]:
    """Yield what an article attributes with who says it; `heard` reads one of the units that were not."""
    speakers = Speakers(of.text, of.masked, vocabulary(), heard)
    place = 0
    for each in made:
        while place < len(unread) and unread[place].begin < each.content[0][0]:
            speakers.passed(unread[place])
            place += 1
        yield _quote(each, speakers, of)


def laid_out(readings: Readings, number: int) -> Page:
    """Prepare an article to be walked through."""
    text, known = readings.articles[number].text, _cue_hashes()
    low, high = readings.sentence_words[readings.article_sentences[number : number + 2]].tolist()
    words = readings.word_hash[low:high]
    cues = known[np.minimum(np.searchsorted(known, words), len(known) - 1)] == words
    return page(text, scan(text), readings.word_begin[low:high][cues].tolist())


def body(readings: Readings, number: int) -> list[tuple[int, int]]:
    """Return from where to where the sentences of an article's body go."""
    first, stop = readings.article_sentences[number : number + 2].tolist()
    places = first + np.flatnonzero(readings.sentence_kind[first:stop] == Kind.BODY)
    begins, ends = readings.sentence_begin[places].tolist(), readings.sentence_end[places].tolist()
    return list(zip(begins, ends, strict=True))


def trusted(made: list[Attribution], begins: list[int], settings: Settings) -> list[Attribution]:
    """Keep what is likely enough; of two readings of the same words the likelier."""
    kept: list[tuple[float, Attribution]] = []
    for each in made:
        direct = any(bisect_left(begins, b) < bisect_left(begins, e) for b, e in each.content)
        sure = trust(each.signs) if each.signs else 1.0
        if sure < (settings.quote_trust if direct else settings.indirect_trust):
            continue
        while kept and _same(kept[-1][1], each):
            if kept[-1][0] >= sure:
                break
            kept.pop()
        else:
            kept.append((sure, each))
    return [each for _, each in kept]


def _same(one: Attribution, other: Attribution) -> bool:
    """Tell whether two attributions report the same words: each shares half of its own with the other."""
    if one.content[-1][1] <= other.content[0][0]:
        return False
    shared = sum(
        max(0, min(e, stop) - max(b, begin)) for b, e in one.content for begin, stop in other.content
    )
    return all(2 * shared >= sum(e - b for b, e in each.content) for each in (one, other))


def _quote(found: Attribution, speakers: Speakers, of: Page) -> Quote:
    """Turn what was recognised into the model's value, without outer quotation marks."""
    content, direct, quoted = [], False, of.quoted
    for begin, end in found.content:
        place = bisect_left(of.begins, begin)
        inside = place < len(quoted) and quoted[place].begin < end
        direct = direct or inside
        if inside and quoted[place].begin == begin and quoted[place].end >= end - 1:
            content.append(Span(quoted[place].inner, quoted[place].stop))
        else:
            content.append(Span(begin, end))
    return Quote(
        content=tuple(content),
        cue=Span(*found.cue) if found.cue else None,
        speaker=Span(*found.source) if found.source else None,
        who=speakers.who(found),
        direct=direct,
    )
