"""The body words of many articles, laid out behind each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Kind, Mark, Readings

SHIFT = np.int64(32)  # an article's slot stands above the character, so that one sorted column holds all

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The body words of some articles, one article after the other.

    Attributes
    ----------
    articles : tuple of Article
        Article of each slot.
    first : int64 (A + 1,)
        Where the words of each slot begin.
    begin, end : int64 (W,)
        Slot and character of each word's begin and end: sorted.
    quoted : bool (W,)
        Words in quotation marks.
    word : uint32 (W,)
    """

    articles: tuple[Article, ...]
    first: Places
    begin: Places
    end: Places
    quoted: NDArray[np.bool_]
    word: NDArray[np.uint32]

    def within(self, slots: Places, spans: Places) -> tuple[Places, Places]:
        """Return the numbers of the words inside spans (N, 2) of articles, half open."""
        first = np.searchsorted(self.begin, (slots << SHIFT) | spans[:, 0])
        last = np.searchsorted(self.end, (slots << SHIFT) | spans[:, 1], side="right")
        return first, np.maximum(first, last)


def bodies(readings: Readings, numbers: Places) -> Bodies:
    """Return the bodies of some articles, given by their numbers."""
    sentences, slots = expanded(readings.article_sentences[numbers], readings.article_sentences[numbers + 1])
    body = readings.sentence_kind[sentences] == Kind.BODY
    sentences, slots = sentences[body], slots[body]
    words, owners = expanded(readings.sentence_words[sentences], readings.sentence_words[sentences + 1])
    slots = slots[owners]
    del owners  # as large as the columns
    return Bodies(
        articles=tuple(readings.articles[number] for number in numbers.tolist()),
        first=np.searchsorted(slots, np.arange(len(numbers) + 1)),
        begin=(slots << SHIFT) | readings.word_begin[words],
        end=(slots << SHIFT) | readings.word_end[words],
        quoted=(readings.word_marks[words] & Mark.QUOTED) > 0,
        word=readings.word_hash[words],
    )


def expanded(begins: Places, ends: Places) -> tuple[Places, Places]:
    """Return every number in each of some half open ranges, and which range it is from."""
    counts = ends - begins
    owner = np.repeat(np.arange(len(counts)), counts)
    steps = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return begins[owner] + steps, owner


def body_words(readings: Readings) -> tuple[int, ...]:
    """Return how many body words each article has."""
    lengths = np.diff(readings.sentence_words)
    counts = np.where(readings.sentence_kind == Kind.BODY, lengths, 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    return tuple(np.diff(total[readings.article_sentences]).tolist())
