"""What is said in the articles of a large corpus, as far as it may be the same as in another of them.

Of forty sentences of an article three say what another has, too. Those with quotations are read; what is
reported without marks only where it has words in a row that another article quotes, where a pronoun depends
on it, or where it is asked how much stands between two statements.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Candidates, Quote, Readings
from provenance.quotations.echoes import Marked
from provenance.quotations.extraction import body, laid_out, told, trusted
from provenance.quotations.judge import REPORTED_RUN
from provenance.quotations.meeting import Couples, Rows
from provenance.quotations.signs import Attribution
from provenance.quotations.statements import respelt
from provenance.quotations.walk import Page, Unit, Walk, single, units
from provenance.settings import Settings

_TOGETHER = 1_000  # articles laid out at a time: 30 MB
_BITS = 23  # of a key; of 12,000 articles a million mark one in ten, which takes 8 MB
_SHIFT = np.uint64(64 - _BITS)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing

Numbers = NDArray[np.int64]


def in_a_row(said: Marked, echoing: Candidates, count: int) -> Rows:
    """Return every few words in a row that those of `count` articles quote that echo another, by key.

    Each once an article; the owner is the place of the row.
    """
    article = np.repeat(said.articles, np.diff(said.table.begin))
    asked = Couples(echoing.left, echoing.right).among(count)[article]
    # across the ends of stretches, too: “We will,” he said, “not pay.”
    keys, place = _in_a_row(said.table.stem[asked], article[asked])
    article = article[asked][place]
    order = np.lexsort((article, keys))
    keys, article = keys[order], article[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (article[1:] != article[:-1])
    return Rows(keys[new], np.flatnonzero(new), article[new])


def _in_a_row(stem: NDArray[np.uint32], owner: Numbers) -> tuple[NDArray[np.uint64], Numbers]:
    """Hash every few stems in a row of one owner; return where each begins, too."""
    last = REPORTED_RUN - 1
    keys = np.zeros(max(0, len(stem) - last), np.uint64)
    for step in range(REPORTED_RUN):
        keys = (keys ^ stem[step : step + len(keys)]) * _MIX
    place = np.flatnonzero(owner[: len(keys)] == owner[last:])
    return keys[place], place


class _Unread(NamedTuple):
    """Units of an article that were passed over: where they begin, where their reporting verbs do.

    `counts` are the statements found in each, -1 until somebody asks.
    """

    begins: list[int]
    units: list[Unit]
    cues: list[list[int]]
    counts: list[int]


class Sought:
    """What articles say, read as far as it may matter.

    Parameters
    ----------
    readings : Readings
    settings : Settings
        `quote_trust` and `indirect_trust` are used.
    echoing : Candidates
        The articles that may have a statement in common (see `echoes`).
    quoted : Rows
        What they quote (see `in_a_row`).
    """

    def __init__(self, readings: Readings, settings: Settings, echoing: Candidates, quoted: Rows) -> None:
        self.readings, self.settings, self.quoted = readings, settings, quoted
        self.couples = Couples(echoing.left, echoing.right)
        self.likely = np.zeros(1 << _BITS, np.bool_)
        self.likely[quoted.keys >> _SHIFT] = True
        self.unread: dict[int, _Unread] = {}

    def quotes(self) -> Iterator[tuple[Quote, ...]]:
        """Yield what is said in each article of the batch, as `quote` finds it, but for what was not read."""
        asked = self.couples.among(len(self.readings.articles))
        for first in range(0, len(asked), _TOGETHER):
            numbers = (first + np.flatnonzero(asked[first : first + _TOGETHER])).tolist()
            pages = [laid_out(self.readings, number) for number in numbers]
            every = [
                units(of.text, body(self.readings, number), of.quoted)
                for of, number in zip(pages, numbers, strict=True)
            ]
            passed = self._passed(numbers, pages, every)
            found = {
                number: self._said(number, of, some, left)
                for number, of, some, left in zip(numbers, pages, every, passed, strict=True)
            }
            yield from (found.get(number, ()) for number in range(first, min(len(asked), first + _TOGETHER)))

    def _passed(self, numbers: list[int], pages: list[Page], every: list[list[Unit]]) -> list[set[Unit]]:
        """Return which units of some articles need not be read."""
        passed = [
            [unit for unit, apart in zip(some, of.apart(some), strict=True) if apart]
            for of, some in zip(pages, every, strict=True)
        ]
        repeating = iter(self._repeating(numbers, passed).tolist())
        return [{unit for unit in some if not next(repeating)} for some in passed]

    def _repeating(self, numbers: list[int], passed: list[list[Unit]]) -> NDArray[np.bool_]:
        """Tell which units have a few words in a row that an article quotes which may share more."""
        readings = self.readings
        bounds = readings.sentence_words[readings.article_sentences]
        ends = [np.zeros((0, 2), np.int64)]
        for number, some in zip(numbers, passed, strict=True):
            begins = readings.word_begin[bounds[number] : bounds[number + 1]]
            asked = np.array(some, begins.dtype).reshape(-1, 2)
            ends.append(bounds[number] + np.searchsorted(begins, asked))
        low, high = np.concatenate(ends).T
        unit = np.repeat(np.arange(len(low)), high - low)
        word = np.arange(len(unit)) + np.repeat(low - np.cumsum(high - low) + (high - low), high - low)
        keys, place = _in_a_row(background().stem(respelt(readings, word)), unit)
        article = np.repeat(np.array(numbers, np.int64), [len(some) for some in passed])
        found = np.zeros(len(low), np.bool_)
        found[self._quoted_by_others(keys, unit[place], article)] = True
        return found

    def _quoted_by_others(self, keys: NDArray[np.uint64], unit: Numbers, article: Numbers) -> Numbers:
        """Return the units that have a key which an article quotes that theirs is coupled with."""
        some = np.flatnonzero(self.likely[keys >> _SHIFT])
        low = np.searchsorted(self.quoted.keys, keys[some], "left")
        times = np.searchsorted(self.quoted.keys, keys[some], "right") - low
        unit = np.repeat(unit[some], times)
        row = np.arange(len(unit)) + np.repeat(low - np.cumsum(times) + times, times)
        return unit[self.couples.holds(self.quoted.articles[row], article[unit])]

    def _said(self, number: int, of: Page, every: list[Unit], passed: set[Unit]) -> tuple[Quote, ...]:
        """Return what an article says in the units that are read."""
        made = trusted(
            Walk(of).through([unit for unit in every if unit not in passed]), of.begins, self.settings
        )
        unread = {unit: cues for unit in every if unit in passed and (cues := of.cues_in(unit))}
        self.unread[number] = _Unread(
            [unit.begin for unit in unread], list(unread), list(unread.values()), [-1] * len(unread)
        )

        def heard(unit: Unit) -> list[Attribution]:
            return self._heard(of.text, unit, unread[unit])

        return tuple(told(of, made, list(unread), heard))

    def _heard(self, text: str, unit: Unit, cues: list[int]) -> list[Attribution]:
        """Read a unit that was passed over."""
        return trusted(single(text, unit, cues), [], self.settings)

    def between(self, article: int, begin: int, end: int, most: int) -> int:
        """Return how many statements stand, between two characters, in units that were not read.

        Of more than `most`, so many as are read until that is plain.
        """
        unread, count = self.unread[article], 0
        for place in range(bisect_left(unread.begins, begin), bisect_left(unread.begins, end)):
            if count > most:
                break
            if unread.counts[place] < 0:
                text = self.readings.articles[article].text
                made = self._heard(text, unread.units[place], unread.cues[place])
                unread.counts[place] = sum(len(one.content) for one in made)
            count += unread.counts[place]
        return count
