"""The body words of articles as direction needs them: rarity, stems, and how usual their neighbours are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Mark, Readings, Span

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the first word of two keeps all its bits


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One article's body words, in order."""

    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    word: NDArray[np.uint32]
    idf: NDArray[np.float64]
    stem: NDArray[np.uint32]
    quoted: NDArray[np.bool_]

    def within(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the words inside a span, half open."""
        first = int(np.searchsorted(self.begin, span.begin))
        return first, max(first, int(np.searchsorted(self.end, span.end, side="right")))

    def touched(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Mark the words that lie inside any of the spans."""
        marked = np.zeros(len(self.begin) + 1, dtype=np.int64)
        for span in spans:
            first, stop = self.within(span)
            marked[first] += 1
            marked[stop] -= 1
        return np.cumsum(marked)[:-1] > 0


class Texts:
    """The texts of a batch, made when asked for, and the batch's two-word phrases."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._numbers = {article.id: number for number, article in enumerate(readings.articles)}
        self._made: dict[str, Text] = {}
        self._phrases: tuple[NDArray[np.uint64], NDArray[np.int64]] | None = None

    def of(self, article: str) -> Text:
        """Return one article's text."""
        if article not in self._made:
            self._made[article] = _text(self._readings, self._numbers[article])
        return self._made[article]

    def usual(self, text: Text, begin: int, end: int) -> float:
        """Return how usual the words from `begin` to `end` are between their neighbours.

        The mean over each two neighbouring words of the logarithm of how many other articles have them.
        """
        low, high = max(0, begin - 1), min(len(text.word), end + 1)
        if high - low < 2:  # noqa: PLR2004 - two words are neighbours
            return 0.0
        keys, counts = self._counted()
        wanted = _phrases(text.word[low:high])
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = np.where(keys[places] == wanted, counts[places], 1)
        return float(np.log(np.maximum(found, 1)).mean())

    def _counted(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        if self._phrases is None:
            keys = _phrases(self._readings.word_hash)
            self._phrases = np.unique(keys, return_counts=True)
        return self._phrases


def _phrases(words: NDArray[np.uint32]) -> NDArray[np.uint64]:
    wide = words.astype(np.uint64)
    return wide[:-1] * _MIX + wide[1:]


def _text(readings: Readings, number: int) -> Text:
    first, last = readings.article_sentences[number : number + 2]
    words = slice(readings.sentence_words[first], readings.sentence_words[last])
    lengths = np.diff(readings.sentence_words[first : last + 1])
    kept = np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths)
    word = readings.word_hash[words][kept]
    known = background()
    return Text(
        readings.word_begin[words][kept],
        readings.word_end[words][kept],
        word,
        known.idf(word),
        known.stem(word),
        (readings.word_marks[words][kept] & Mark.QUOTED) > 0,
    )


def body_words(readings: Readings) -> list[int]:
    """Return how many body words each article has."""
    counts = np.where(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words), 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    return np.diff(total[readings.article_sentences]).tolist()
