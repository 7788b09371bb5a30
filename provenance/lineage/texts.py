"""The body words of articles as direction needs them: rarity, stems, and how usual their neighbours are."""

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
        first = int(np.searchsorted(self.begin, span.begin))
        return first, max(first, int(np.searchsorted(self.end, span.end, side="right")))


_SAME = 0.5  # share of a reworded passage's words that must stand in both for it to show who copied


def shared(text: Text, pair: Pair, article: str) -> NDArray[np.bool_]:
    """Mark the words of one of a pair's articles that stand in the other as a copy, without what differs."""
    marked = np.zeros(len(text.begin), bool)
    left = pair.left == article
    for passage in pair.passages:
        if passage.kind == "paraphrase" and not _mostly_same(passage):
            continue
        first, stop = text.within(passage.left if left else passage.right)
        marked[first:stop] = True
        for difference in passage.differences:
            begin, end = text.within(difference.left if left else difference.right)
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
        self._phrases: tuple[NDArray[np.uint64], NDArray[np.int64]] | None = None

    def of(self, article: str) -> Text:
        """Return one article's text."""
        if article not in self._made:
            self._made[article] = _text(self._readings, self._numbers[article])
        return self._made[article]

    def words(self, article: str) -> str:
        """Return one article's text as it stands."""
        return self._readings.articles[self._numbers[article]].text

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
