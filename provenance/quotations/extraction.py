"""Find what is said in an article, with its cue and its source as they stand there."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Quote, Readings, Span
from provenance.quotations.marks import Quoted, mask, scan
from provenance.quotations.signs import Attribution
from provenance.quotations.speakers import Speakers
from provenance.quotations.trust import trust
from provenance.quotations.vocabulary import vocabulary
from provenance.quotations.walk import Walk
from provenance.reading.words import fold, word_hash
from provenance.settings import Settings

_LONGEST_UNIT = (
    3_000  # characters outside quotations; a "sentence" longer than that is a list or a page without stops
)


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
    words = vocabulary()
    found: list[tuple[Quote, ...]] = [()] * len(readings.articles)
    for number, made, quoted, masked in candidates(readings, where):
        if made:
            speakers = Speakers(readings.articles[number].text, masked, words)
            begins = [each.begin for each in quoted]
            kept = trusted(made, begins, settings)
            found[number] = tuple(_quote(each, speakers, quoted, begins) for each in kept)
    return found


def candidates(
    readings: Readings, where: NDArray[np.bool_] | None = None
) -> Iterator[tuple[int, list[Attribution], Sequence[Quoted], str]]:
    """Return of each article what it may attribute, trusted or not, its quotations, and its masked text."""
    words, known = vocabulary(), _cue_hashes()
    for number, article in enumerate(readings.articles):
        if where is not None and not where[number]:
            continue
        first, stop = readings.article_sentences[number : number + 2].tolist()
        body = [
            (begin, end)
            for begin, end, kind in zip(
                readings.sentence_begin[first:stop].tolist(),
                readings.sentence_end[first:stop].tolist(),
                readings.sentence_kind[first:stop].tolist(),
                strict=True,
            )
            if kind == Kind.BODY
        ]
        low, high = readings.sentence_words[[first, stop]].tolist()
        cues = readings.word_begin[low:high][np.isin(readings.word_hash[low:high], known)].tolist()
        quoted = scan(article.text)
        masked = mask(article.text, quoted)
        made = Walk(article.text, masked, quoted, cues, words).through(body)
        yield number, made, quoted, masked


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


def _quote(found: Attribution, speakers: Speakers, quoted: Sequence[Quoted], begins: list[int]) -> Quote:
    """Turn what was recognised into the model's value, without outer quotation marks."""
    content, direct = [], False
    for begin, end in found.content:
        place = bisect_left(begins, begin)
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
