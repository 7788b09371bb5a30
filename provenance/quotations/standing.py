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
Weights = NDArray[np.float64]

_ROUNDING = 1e-9  # sums in another order differ by less
_TOGETHER = 2_000  # stretches aligned at a time: of some sixty words each, 5 MB


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


def chosen(stretches: Stretches, places: NDArray[np.bool_]) -> Stretches:
    """Return some stretches, in order."""
    return Stretches(*(column[places] for column in stretches))


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


def stood(
    readings: Readings, table: Columns, stretches: Stretches, bar: Bar, *, compiled: bool
) -> tuple[Numbers, Numbers]:
    """Align words of articles, in order, with statements.

    Returns
    -------
    first, stop : int64 (N,)
        From which word of the readings up to which each statement stands; both 0 where too little is shared.
    """
    weight = np.where(table.weight >= CONTENT, table.weight, 0.0)
    sums = np.concatenate(([0.0], np.cumsum(weight)))[table.begin]
    columns = table.begin, table.stem, weight, np.where(table.named, 0.0, weight)
    found = np.zeros((2, len(stretches.low)), np.int64)
    for begin in range(0, len(stretches.low), _TOGETHER):
        part = slice(begin, begin + _TOGETHER)
        low = stretches.low[part]
        bounds = np.concatenate(([0], np.cumsum(stretches.high[part] - low)))
        words = np.repeat(low - bounds[:-1], np.diff(bounds)) + np.arange(bounds[-1])
        # in the spelling of the statements: a "one" that is 1 there would part the words beside it
        spelt = background().stem(respelt(readings, words))
        statement = stretches.statement[part]
        least = np.maximum(bar.weight, bar.cover * np.diff(sums)[statement]) - _ROUNDING
        if compiled:
            from provenance.quotations import kernels  # loads the compiler

            inside = kernels.stood(columns, (statement, bounds, spelt), least, (bar.unnamed, bar.run))
        else:
            inside = _stood(columns, (statement, bounds, spelt), least, bar)
        found[:, part] = np.where(inside[1] > 0, low + inside, 0)
    return found[0], found[1]


def _stood(
    table: tuple[Numbers, NDArray[np.uint32], Weights, Weights],
    stretches: tuple[Numbers, Numbers, NDArray[np.uint32]],
    least: Weights,
    bar: Bar,
) -> NDArray[np.int64]:
    """Do what `kernels.stood` does, plainly."""
    begin, stem, weight, unnamed = table
    statement, bounds, words = stretches
    found = np.zeros((2, len(statement)), np.int64)
    for number, own in enumerate(statement.tolist()):
        first, stop = begin[own : own + 2].tolist()
        there = words[bounds[number] : bounds[number + 1]].tolist()
        matcher = SequenceMatcher(None, stem[first:stop].tolist(), there, autojunk=False)
        blocks = [
            each
            for each in matcher.get_matching_blocks()
            if each.size > 1 or (each.size and weight[first + each.a] > 0)
        ]
        heavy, bare = (
            sum(float(column[first + each.a : first + each.a + each.size].sum()) for each in blocks)
            for column in (weight, unnamed)
        )
        if not blocks or heavy < least[number] or bare < bar.unnamed:
            continue
        ends = blocks[0].b, blocks[-1].b + blocks[-1].size
        if max(each.size for each in blocks) >= bar.run and ends[1] - ends[0] <= 2 * (stop - first):
            found[:, number] = ends
    return found


def placed(readings: Readings, article: int, words: tuple[int, int]) -> Statement:
    """Make a statement of words that an article has, in quotation marks or not."""
    span = Span(int(readings.word_begin[words[0]]), int(readings.word_end[words[1] - 1]))
    return Statement(article, (span,), (words,), None, False, -1)
