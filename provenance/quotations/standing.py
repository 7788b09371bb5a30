"""Whether a stretch of text has the words of a statement: first by what it could share, then word by word."""

from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Readings, Span
from provenance.quotations.pairing import CONTENT
from provenance.quotations.statements import Columns, Statement, respelt

Numbers = NDArray[np.int64]

_ROUNDING = 1e-9  # sums in another order differ by less


class Bar(NamedTuple):
    """The least that text must share with a statement."""

    weight: float  # rarity of what is shared, summed: 18 is about five words that are in one article of forty
    unnamed: float  # … in words that are no names
    cover: float  # share of the statement, by weight
    run: int  # words in a row


class Stretches(NamedTuple):
    """A statement each, and the words of the readings, from `low` up to `high`, that may be its own."""

    statement: Numbers
    article: Numbers
    low: Numbers
    high: Numbers


def within(readings: Readings, stretches: Stretches) -> Stretches:
    """Cut stretches at the ends of their articles."""
    begins = readings.sentence_words[readings.article_sentences].astype(np.int64)
    first, last = begins[stretches.article], begins[stretches.article + 1]
    low = np.maximum(first, stretches.low)
    return stretches._replace(low=low, high=np.minimum(last, stretches.high))


def widened(readings: Readings, table: Columns, stretches: Stretches) -> Stretches:
    """Add to stretches on either side as many words as their statements have."""
    length = np.diff(table.begin)[stretches.statement]
    # a stretch much longer than the statement is a text that repeats itself
    high = np.minimum(stretches.high, stretches.low + 3 * length) + length
    return within(readings, stretches._replace(low=stretches.low - length, high=high))


def chosen(stretches: Stretches, places: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Return some stretches, in order."""
    return list(zip(*(column[places].tolist() for column in stretches), strict=True))


def promising(
    readings: Readings, table: Columns, stretches: Stretches, bar: Bar, *, compiled: bool
) -> NDArray[np.bool_]:
    """Tell which stretches have, in whatever order, words enough of their statements to be aligned."""
    content = np.where(table.weight >= CONTENT, table.weight, 0.0)
    sums = np.concatenate(([0.0], np.cumsum(content)))[table.begin]
    least = np.maximum(bar.weight, bar.cover * np.diff(sums)[stretches.statement])
    columns = table.begin, table.stem, content
    if compiled:
        from provenance.quotations.kernels import held  # loads the compiler

        known = background()
        hashes, _, starts, shift = known.looked_up()
        places = stretches.statement, stretches.low, stretches.high
        shared = held((hashes, known.stems, starts, shift), readings.word_hash, columns, places)
    else:
        shared = _held(readings, columns, stretches)
    found: NDArray[np.bool_] = shared >= least - _ROUNDING
    return found


def _held(
    readings: Readings,
    table: tuple[Numbers, NDArray[np.uint32], NDArray[np.float64]],
    stretches: Stretches,
) -> NDArray[np.float64]:
    """Do what `kernels.held` does, plainly."""
    begin, stems, content = table
    found = np.zeros(len(stretches.low))
    for number, (statement, _, low, high) in enumerate(zip(*stretches, strict=True)):
        own = slice(begin[statement], begin[statement + 1])
        there = np.isin(stems[own], background().stem(readings.word_hash[low:high]))
        found[number] = content[own][there].sum()
    return found


def aligned(
    readings: Readings, table: Columns, place: tuple[int, int], window: tuple[int, int], bar: Bar
) -> Statement | None:
    """Align words of an article with a statement, both named by `place`; None if they share too little."""
    source, article = place
    begin, stop = int(table.begin[source]), int(table.begin[source + 1])
    low, high = window
    weight = np.where(table.weight[begin:stop] >= CONTENT, table.weight[begin:stop], 0.0)
    least = max(bar.weight, bar.cover * float(weight.sum()))
    unnamed = np.where(table.named[begin:stop], 0.0, weight)
    # in the spelling of the statements: a "one" that is 1 there would part the words beside it
    spelt = background().stem(respelt(readings, np.arange(low, high, dtype=np.int64)))
    matcher = SequenceMatcher(None, table.stem[begin:stop].tolist(), spelt.tolist(), autojunk=False)
    blocks = [
        each for each in matcher.get_matching_blocks() if each.size > 1 or (each.size and weight[each.a] > 0)
    ]
    shared = sum(float(weight[each.a : each.a + each.size].sum()) for each in blocks)
    bare = sum(float(unnamed[each.a : each.a + each.size].sum()) for each in blocks)
    if not blocks or shared < least or bare < bar.unnamed:
        return None
    words = (low + blocks[0].b, low + blocks[-1].b + blocks[-1].size)
    if max(each.size for each in blocks) < bar.run or words[1] - words[0] > 2 * (stop - begin):
        return None
    span = Span(int(readings.word_begin[words[0]]), int(readings.word_end[words[1] - 1]))
    return Statement(article, (span,), (words,), None, False, -1)
