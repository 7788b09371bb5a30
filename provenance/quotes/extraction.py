"""Find what is said in an article, with its cue and its source as they stand there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Quote, Readings, Span

from provenance.quotes.clause import Clause
from provenance.quotes.clauses import according, parse, unmarked
from provenance.quotes.marks import QUOTED, Quoted, mask, scan
from provenance.quotes.signs import Attribution
from provenance.quotes.speakers import Speakers
from provenance.quotes.trust import trust
from provenance.quotes.vocabulary import Vocabulary, vocabulary
from provenance.reading.words import fold, word_hash
from provenance.settings import Settings

_LONGEST_UNIT = 3_000  # characters; a "sentence" longer than that is a list or a page without stops


@cache
def _cue_hashes() -> NDArray[np.uint32]:
    """Return the sorted hashes of every word that may report speech."""
    return np.array(sorted({word_hash(fold(word)) for word in [*vocabulary().cues, "according"]}), np.uint32)


def quote(readings: Readings, settings: Settings) -> list[tuple[Quote, ...]]:
    """Find what is said in each article of a batch, by whom and with which words reported.

    Parameters
    ----------
    readings : Readings
        Only body sentences are looked at.
    settings : Settings
        `quote_trust` and `indirect_trust` are used.

    Returns
    -------
    list of tuple of Quote
        One tuple per article, in text order.
    """
    words = vocabulary()
    found: list[tuple[Quote, ...]] = []
    for article, (made, quoted, masked) in zip(readings.articles, candidates(readings), strict=True):
        if not made:
            found.append(())
            continue
        speakers = Speakers(article.text, masked, words)
        begins = [each.begin for each in quoted]
        kept = trusted(made, begins, settings)
        found.append(tuple(_quote(each, speakers, quoted, begins) for each in kept))
    return found


def candidates(readings: Readings) -> Iterator[tuple[list[Attribution], list[Quoted], str]]:
    """Return what might be attributions in each article, trusted or not, its quotations, and its masked text."""
    words = vocabulary()
    hits = np.flatnonzero(np.isin(readings.word_hash, _cue_hashes()))
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
        masked = mask(article.text, quoted)
        yield attributions((article.text, masked), body, cues, quoted, words), quoted, masked


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
    shared = sum(
        max(0, min(e, stop) - max(b, begin)) for b, e in one.content for begin, stop in other.content
    )
    return all(2 * shared >= sum(e - b for b, e in each.content) for each in (one, other))


def _quote(found: Attribution, speakers: Speakers, quoted: list[Quoted], begins: list[int]) -> Quote:
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
            introduced = (
                text[last.end - 1] == ":" and place + 1 < len(quoted) and quoted[place + 1].begin == begin
            )
            if inside or introduced or (runs_on and "\n" not in text[last.end : begin]):
                found[-1] = Unit(last.begin, end)
                continue
        found.append(Unit(begin, end))
    return found


def attributions(
    texts: tuple[str, str],
    sentences: list[tuple[int, int]],
    cues: list[int],
    quoted: list[Quoted],
    words: Vocabulary,
) -> list[Attribution]:
    """Return everything attributed in one article, in text order.

    Parameters
    ----------
    texts : (str, str)
        The article's text, and it with its quotations masked.
    sentences : list of (int, int)
        The body's sentences.
    cues : list of int
        Where words begin that may be reporting verbs, ascending.
    quoted : list of Quoted
        The text's quotations (see `marks.scan`).
    words : Vocabulary
    """
    text, masked = texts
    begins = [each.begin for each in quoted]
    found: list[Attribution] = []
    last = spoken = pending = -1
    for unit in units(text, sentences, quoted):
        if unit.end - unit.begin > _LONGEST_UNIT:
            continue
        low, high = bisect_left(cues, unit.begin), bisect_right(cues, unit.end)
        here = [cue for cue in cues[low:high] if masked[cue] != QUOTED]
        before = len(found)
        first_quote = bisect_left(begins, unit.begin)
        inside = quoted[first_quote : bisect_left(begins, unit.end)]
        alone = (
            bool(inside)
            and inside[0].begin == unit.begin
            and not masked[inside[0].end : unit.end].strip(" .\u00a0")
        )
        same = "\n" not in text[last : unit.begin]
        if alone and last >= 0 and found:
            # “…,” he said. “…”: what follows in quotation marks, with nothing else, goes on
            content = (unit.begin, inside[0].end)
            if same and spoken >= 0:
                found[spoken] = found[spoken]._replace(content=(*found[spoken].content, content))
            else:
                found.append(Attribution((content,), None, found[-1].source, "goes on"))
            last = unit.end
            continue
        if here or inside:
            begin = pending if pending >= 0 and "\n" not in text[pending : unit.begin] else unit.begin
            found += _in_unit(text, masked, Unit(begin, unit.end), here, inside, words)
        pending = unit.begin if alone else -1
        last, spoken = -1, -1
        if len(found) > before:
            last = unit.end
            for place in range(before, len(found)):
                if "quote" in found[place].pattern or "partial" in found[place].pattern:
                    spoken = place
    return found


def _in_unit(  # noqa: PLR0913 - the text in both forms, and what was found in it
    text: str, masked: str, unit: Unit, cues: list[int], inside: list[Quoted], words: Vocabulary
) -> list[Attribution]:
    """Return the attributions of one unit: around its reporting verbs, then around quotations left over."""
    clause = Clause(text, masked, unit, words)
    places = {begin: place for place, (begin, _) in enumerate(clause.places)}
    found: list[Attribution] = []
    for cue in cues:
        place = places.get(cue, -1)
        if place < 0:
            continue
        made = None
        if clause.low[place] == "according":
            made = according(clause, place)
        elif clause.low[place] in words.cues:
            made = parse(clause, place)
        if made:
            found.append(made)
    for each in inside:
        place = places.get(each.begin, -1)
        if place >= 0 and not any(b <= each.begin < e for one in found for b, e in one.content):
            made = unmarked(clause, place)
            if made:
                found.append(made)
    return found
