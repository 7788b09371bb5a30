"""The body words of many articles, and which of them somebody else said or wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import run_keys
from provenance.model import Article, Kind, Mark, Readings, Span
from provenance.pairs.documents import documents

SHIFT = np.int64(32)  # an article's slot stands above the character, so that one sorted column holds all

RUN = 8  # words that stand in a row on both sides of a passage are copied, however the rest was reworded

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The body words of some articles, one article after the other.

    Attributes
    ----------
    articles : tuple of Article
        Article of each slot.
    slots : dict
        The slot of each article number.
    first : int64 (A + 1,)
        Where the words of each slot begin.
    begin, end : int64 (W,)
        Slot and character of each word's begin and end: sorted.
    quoted, document : bool (W,)
        Words in quotation marks; in documents or speech without them.
    word : uint32 (W,)
    runs : uint64
        Keys of the runs of `RUN` words that begin at each word, whatever article they end in.
    """

    articles: tuple[Article, ...]
    slots: dict[int, int]
    first: Places
    begin: Places
    end: Places
    quoted: NDArray[np.bool_]
    document: NDArray[np.bool_]
    word: NDArray[np.uint32]
    runs: NDArray[np.uint64]

    def within(self, slots: Places, spans: Places) -> tuple[Places, Places]:
        """Return the numbers of the words inside spans (N, 2) of articles, half open."""
        first = np.searchsorted(self.begin, (slots << SHIFT) | spans[:, 0])
        last = np.searchsorted(self.end, (slots << SHIFT) | spans[:, 1], side="right")
        return first, np.maximum(first, last)


def bodies(readings: Readings, numbers: Sequence[int], known: dict[int, list[Span]]) -> Bodies:
    """Return the bodies of some articles; `known` gathers the documents in each, for the next call."""
    begins, ends, marks, words, counts = [], [], [], [], []
    articles = tuple(readings.articles[number] for number in numbers)
    for slot, number in enumerate(numbers):
        first, last = readings.article_sentences[number : number + 2]
        at = slice(readings.sentence_words[first], readings.sentence_words[last])
        lengths = np.diff(readings.sentence_words[first : last + 1])
        kept = np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths)
        begins.append(readings.word_begin[at][kept] | (np.int64(slot) << SHIFT))
        ends.append(readings.word_end[at][kept] | (np.int64(slot) << SHIFT))
        marks.append(readings.word_marks[at][kept])
        words.append(readings.word_hash[at][kept])
        counts.append(len(begins[-1]))
    found = Bodies(
        articles,
        {number: slot for slot, number in enumerate(numbers)},
        np.cumsum([0, *counts], dtype=np.int64),
        np.concatenate(begins),
        np.concatenate(ends),
        (np.concatenate(marks) & Mark.QUOTED) > 0,
        np.zeros(sum(counts), np.bool_),
        np.concatenate(words),
        run_keys(np.concatenate(words), RUN),
    )
    for number in numbers:
        if number not in known:
            known[number] = documents(readings.articles[number].text)
    _mark(found, [known[number] for number in numbers])
    return found


def _mark(found: Bodies, spans: list[list[Span]]) -> None:
    """Mark the words of documents and of speech without quotation marks."""
    slots = np.repeat(np.arange(len(spans)), [len(each) for each in spans])
    within = found.within(slots, as_columns([span for each in spans for span in each]))
    found.document[expanded(*within)[0]] = True


def as_columns(spans: Sequence[Span]) -> Places:
    """Return spans as int64 (N, 2)."""
    return np.array([(span.begin, span.end) for span in spans], np.int64).reshape(-1, 2)


def expanded(begins: Places, ends: Places) -> tuple[Places, Places]:
    """Return every number in each of some half open ranges, and which range it is from."""
    counts = ends - begins
    owner = np.repeat(np.arange(len(counts)), counts)
    steps = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return begins[owner] + steps, owner


def distinct(values: Places) -> Places:
    """Return each value once, sorted. NumPy's own hashes, ten times slower on keys of several columns."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def body_words(readings: Readings) -> tuple[int, ...]:
    """Return how many body words each article has."""
    lengths = np.diff(readings.sentence_words)
    counts = np.where(readings.sentence_kind == Kind.BODY, lengths, 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    return tuple(np.diff(total[readings.article_sentences]).tolist())
