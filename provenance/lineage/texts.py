"""The body words of articles as lineage needs them: of those that share text all at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Mark, Readings


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The body words of an article, in order; or of several, one article after the other."""

    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    word: NDArray[np.uint32]
    quoted: NDArray[np.bool_]

    def within(
        self, begin: Sequence[int] | NDArray[np.int64], end: Sequence[int] | NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return for many stretches of characters the numbers of the words inside, half open."""
        first = self.begin.searchsorted(np.asarray(begin, np.int32))
        stop = self.end.searchsorted(np.asarray(end, np.int32), side="right")
        return first.astype(np.int64), np.maximum(first, stop).astype(np.int64)

    def part(self, begin: int, end: int) -> "Text":
        """Return some of the words, in place."""
        return Text(self.begin[begin:end], self.end[begin:end], self.word[begin:end], self.quoted[begin:end])


class Texts:
    """The texts of a batch.

    Attributes
    ----------
    lengths : list of int
        How many body words each article has.
    laid : Text
        All that `lay_out` was asked for.
    """

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self._numbers = {article.id: number for number, article in enumerate(readings.articles)}
        self._made: dict[str, Text] = {}
        self.lengths = body_words(readings)
        self.lay_out(())

    def lay_out(self, articles: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Lay out the texts of articles one after the other.

        Returns
        -------
        begin, end : int64 (A,)
            Where the words of each stand in `laid`; an article that was not read has none.
        """
        readings = self.readings
        asked = np.array([self._numbers.get(article, -1) for article in articles], np.int64)
        chosen = np.zeros(len(readings.articles) + 1, np.bool_)  # the last: what was not read
        chosen[asked] = True
        body = np.repeat(chosen[:-1], np.diff(readings.article_sentences))
        body &= readings.sentence_kind == Kind.BODY
        kept = np.repeat(body, np.diff(readings.sentence_words))
        self.laid = _kept(readings, slice(None), kept)
        counts = np.where(chosen, [*self.lengths, 0], 0)
        ends = np.cumsum(counts)
        self._begin, self._laid = (ends - counts).tolist(), chosen.tolist()
        return (ends - counts)[asked], ends[asked]

    def has(self, article: str) -> bool:
        """Say whether an article was read."""
        return article in self._numbers

    def of(self, article: str) -> Text:
        """Return one article's text."""
        number = self._numbers[article]
        if self._laid[number]:
            return self.laid.part(self._begin[number], self._begin[number] + self.lengths[number])
        if article not in self._made:
            self._made[article] = _text(self.readings, number)
        return self._made[article]

    def words(self, article: str) -> str:
        """Return one article's text as it stands."""
        return self.readings.articles[self._numbers[article]].text

    def length(self, article: str) -> int:
        """Return how many body words an article has; 0 if it was not read."""
        return self.lengths[self._numbers[article]] if article in self._numbers else 0


def _text(readings: Readings, number: int) -> Text:
    first, last = readings.article_sentences[number : number + 2]
    words = slice(readings.sentence_words[first], readings.sentence_words[last])
    lengths = np.diff(readings.sentence_words[first : last + 1])
    return _kept(readings, words, np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths))


def _kept(readings: Readings, words: slice, kept: NDArray[np.bool_]) -> Text:
    return Text(
        readings.word_begin[words][kept],
        readings.word_end[words][kept],
        readings.word_hash[words][kept],
        (readings.word_marks[words][kept] & Mark.QUOTED) > 0,
    )


def body_words(readings: Readings) -> list[int]:
    """Return how many body words each article has."""
    counts = np.where(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words), 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    found: list[int] = np.diff(total[readings.article_sentences]).tolist()
    return found
