"""The body words of articles as lineage needs them, article by article, made when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Mark, Readings


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One article's body words, in order."""

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


class Texts:
    """The texts of a batch."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self._numbers = {article.id: number for number, article in enumerate(readings.articles)}
        self._made: dict[str, Text] = {}
        self.lengths = body_words(readings)

    def has(self, article: str) -> bool:
        """Say whether an article was read."""
        return article in self._numbers

    def of(self, article: str) -> Text:
        """Return one article's text."""
        if article not in self._made:
            self._made[article] = _text(self.readings, self._numbers[article])
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
    kept = np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths)
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
    return [int(count) for count in np.diff(total[readings.article_sentences])]
