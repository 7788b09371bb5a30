"""The body words of articles as direction needs them: rarity, stems, and how usual their neighbours are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Mark, Pair, Passage, Readings, Span

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
        first = int(self.begin.searchsorted(span.begin))
        return first, max(first, int(self.end.searchsorted(span.end, side="right")))

    def all_within(self, spans: Sequence[Span]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return for many spans where their words begin and end."""
        first = self.begin.searchsorted([span.begin for span in spans])
        stop = self.end.searchsorted([span.end for span in spans], side="right")
        return first, np.maximum(first, stop)


_SAME = 0.5  # share of a reworded passage's words that must stand in both for it to show who copied


def _shared(text: Text, pair: Pair, article: str) -> NDArray[np.bool_]:
    """Mark the words of one of a pair's articles that stand in the other as a copy, without what differs."""
    marked = np.zeros(len(text.begin), bool)
    left = pair.left == article
    for passage in pair.passages:
        if passage.kind == "paraphrase" and not _mostly_same(passage):
            continue
        first, stop = text.within(passage.left if left else passage.right)
        marked[first:stop] = True
        differing = [each.left if left else each.right for each in passage.differences]
        if differing:
            for begin, end in zip(*(each.tolist() for each in text.all_within(differing)), strict=True):
                marked[begin:end] = False
    return marked


def _mostly_same(passage: Passage) -> bool:
    """Say whether the characters that stand on both sides are most of the shorter side."""
    sides = passage.left, passage.right
    lengths = [side.end - side.begin for side in sides]
    differing = [
        sum(each.left.end - each.left.begin for each in passage.differences),
        sum(each.right.end - each.right.begin for each in passage.differences),
    ]
    same = min(length - other for length, other in zip(lengths, differing, strict=True))
    return same >= _SAME * min(lengths)


class Texts:
    """The texts of a batch, made when asked for, and the batch's two-word phrases."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._numbers = {article.id: number for number, article in enumerate(readings.articles)}
        self._made: dict[str, Text] = {}
        self._shared: dict[tuple[str, str, str], NDArray[np.bool_]] = {}
        self._phrases: tuple[NDArray[np.uint64], NDArray[np.int64]] | None = None

    def of(self, article: str) -> Text:
        """Return one article's text."""
        if article not in self._made:
            self._made[article] = _text(self._readings, self._numbers[article])
        return self._made[article]

    def words(self, article: str) -> str:
        """Return one article's text as it stands."""
        return self._readings.articles[self._numbers[article]].text

    def shared(self, pair: Pair, article: str) -> NDArray[np.bool_]:
        """Mark the words of one of a pair's articles that stand in the other as a copy."""
        key = (pair.left, pair.right, article)
        if key not in self._shared:
            self._shared[key] = _shared(self.of(article), pair, article)
        return self._shared[key]

    def usual(self, text: Text, begin: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return for stretches of words how usual they are between their neighbours.

        The mean over each two neighbouring words of the logarithm of how often all articles have them.
        """
        phrases = _phrases(text.word)
        low = np.minimum(np.maximum(begin - 1, 0), len(phrases))
        high = np.minimum(np.maximum(end, low), len(phrases))
        keys, counts = self._counted()
        places = np.minimum(keys.searchsorted(phrases), len(keys) - 1)
        found = np.where(keys[places] == phrases, counts[places], 1)
        total = np.concatenate(([0.0], np.cumsum(np.log(np.maximum(found, 1)))))
        mean: NDArray[np.float64] = (total[high] - total[low]) / np.maximum(high - low, 1)
        return mean

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
    return [int(count) for count in np.diff(total[readings.article_sentences])]
