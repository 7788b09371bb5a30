"""One article's body words, and which of them somebody else said or wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Mark, Readings, Span


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The body words of article `article`: where they stand and which stand in quotation marks."""

    article: int
    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    quoted: NDArray[np.bool_]
    word: NDArray[np.uint32]

    def touched(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Mark the words that lie inside any of the spans."""
        marked = np.zeros(len(self.begin) + 1, dtype=np.int64)
        for span in spans:
            first, stop = self.within(span)
            if first < stop:
                marked[first] += 1
                marked[stop] -= 1
        return np.cumsum(marked)[:-1] > 0

    def within(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the words inside a span, half open."""
        return (
            int(self.begin.searchsorted(span.begin)),
            int(self.end.searchsorted(span.end, side="right")),
        )


def body(readings: Readings, number: int) -> Body:
    """Return the body of one article."""
    first, last = readings.article_sentences[number : number + 2]
    words = slice(readings.sentence_words[first], readings.sentence_words[last])
    lengths = np.diff(readings.sentence_words[first : last + 1])
    kept = np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths)
    return Body(
        number,
        readings.word_begin[words][kept],
        readings.word_end[words][kept],
        (readings.word_marks[words][kept] & Mark.QUOTED) > 0,
        readings.word_hash[words][kept],
    )


def body_words(readings: Readings) -> tuple[int, ...]:
    """Return how many body words each article has."""
    lengths = np.diff(readings.sentence_words)
    counts = np.where(readings.sentence_kind == Kind.BODY, lengths, 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    return tuple(np.diff(total[readings.article_sentences]).tolist())
