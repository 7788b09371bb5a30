"""Find what is said in an article, with its cue and its source as they stand there."""

from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Quote, Readings, Span

from provenance.quotes.clauses import Attribution, Clause, according, parse, tokens
from provenance.quotes.marks import QUOTED, Quoted, mask, scan
from provenance.quotes.speakers import Speakers
from provenance.quotes.vocabulary import Vocabulary, vocabulary
from provenance.reading.words import fold, word_hash
from provenance.settings import Settings

_LONGEST_UNIT = 3_000  # characters; a "sentence" longer than that is a list or a page without stops


@cache
def _cue_hashes() -> NDArray[np.uint32]:
    """Return the sorted hashes of every word that may report speech."""
    return np.array(sorted({word_hash(fold(word)) for word in [*vocabulary().cues, "according"]}), np.uint32)


def quote(readings: Readings, settings: Settings) -> list[tuple[Quote, ...]]:  # noqa: ARG001
    """Find what is said in each article of a batch, by whom and with which words reported.

    Parameters
    ----------
    readings : Readings
        Only body sentences are looked at.
    settings : Settings

    Returns
    -------
    list of tuple of Quote
        One tuple per article, in text order.
    """
    words = vocabulary()
    hits = np.flatnonzero(np.isin(readings.word_hash, _cue_hashes()))
    found: list[tuple[Quote, ...]] = []
    for number, article in enumerate(readings.articles):
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
        low, high = np.searchsorted(hits, readings.sentence_words[[first, stop]]).tolist()
        cues = readings.word_begin[hits[low:high]].tolist()
        quoted = scan(article.text)
        if not body or not (cues or quoted):
            found.append(())
            continue
        speakers = Speakers(article.text, mask(article.text, quoted), words)
        found.append(
            tuple(
                _quote(each, speakers, quoted)
                for each in attributions(article.text, body, cues, quoted, words)
            )
        )
    return found


def _quote(found: Attribution, speakers: Speakers, quoted: list[Quoted]) -> Quote:
    """Turn what was recognised into the model's value, without outer quotation marks."""
    content, direct = [], False
    begins = [each.begin for each in quoted]
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


class Unit(NamedTuple):
    """A sentence, joined with its neighbours where a quotation runs across."""

    begin: int
    end: int


def units(text: str, sentences: list[tuple[int, int]], quoted: list[Quoted]) -> list[Unit]:
    """Join sentences that a quotation spans, and what follows a quotation in lower case."""
    begins = [each.begin for each in quoted]
    found: list[Unit] = []
    for begin, end in sentences:
        if found:
            last = found[-1]
            place = bisect_left(begins, begin) - 1
            inside = place >= 0 and quoted[place].end > begin
            runs_on = place >= 0 and last.end >= quoted[place].end >= last.end - 1 and text[begin].islower()
            if inside or (runs_on and "\n" not in text[last.end : begin]):
                found[-1] = Unit(last.begin, end)
                continue
        found.append(Unit(begin, end))
    return found


def attributions(
    text: str, sentences: list[tuple[int, int]], cues: list[int], quoted: list[Quoted], words: Vocabulary
) -> list[Attribution]:
    """Return everything attributed in one article, in text order.

    Parameters
    ----------
    text : str
    sentences : list of (int, int)
        The body's sentences.
    cues : list of int
        Where words begin that may be reporting verbs, ascending.
    quoted : list of Quoted
        The text's quotations (see `marks.scan`).
    words : Vocabulary
    """
    masked = mask(text, quoted)
    begins = [each.begin for each in quoted]
    found: list[Attribution] = []
    last = -1
    for unit in units(text, sentences, quoted):
        if unit.end - unit.begin > _LONGEST_UNIT:
            continue
        low, high = bisect_left(cues, unit.begin), bisect_right(cues, unit.end)
        here = [cue for cue in cues[low:high] if masked[cue] != QUOTED]
        before = len(found)
        if here:
            split = tokens(masked, unit.begin, unit.end)
            clause = Clause(split, text, words)
            places = {token.begin: place for place, token in enumerate(split)}
            for cue in here:
                place = places.get(cue, -1)
                if place >= 0 and split[place].low == "according":
                    made = according(clause, place)
                elif place >= 0 and split[place].low in words.cues:
                    made = parse(clause, place)
                else:
                    continue
                if made:
                    found.append(made)
        if len(found) > before:
            last = unit.end if any("quote" in each.pattern or "partial" in each.pattern for each in found[before:]) else -1
            continue
        # “…,” he said. “…”: what follows in quotation marks, with nothing else, goes on
        place = bisect_left(begins, unit.begin)
        if last >= 0 and place < len(quoted) and quoted[place].begin == unit.begin and found:
            alone = not masked[quoted[place].end : unit.end].strip(" .\u00a0")
            if alone and "\n" not in text[last : unit.begin]:
                found[-1] = found[-1]._replace(content=(*found[-1].content, (unit.begin, quoted[place].end)))
                last = unit.end
                continue
        last = -1
    return found
