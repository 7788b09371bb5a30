"""What the matcher needs to know of every word: its stem, its rarity, its sentence; one view an article."""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Mark, Readings
from provenance.passages.phrases import stock

LEAST_WEIGHT = 0.1  # even "the" weighs something, so that similarity also sees the small words
GRAIN = 2.0**16  # steps of a weight: sums, and sums of squares, are exact in whatever order they are added up
IN_BODY, IN_STOCK = 64, 128  # added to the marks of a word where compiled code asks for them


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """Pairs of neighbouring stems: in order, sorted, and how often and as which each occurs."""

    keys: NDArray[np.uint64]
    order: NDArray[np.int64]
    ranked: NDArray[np.uint64]
    rank: NDArray[np.int64]
    count: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sentences that hold a word: `number` in the readings, `begin` and `end` in words of the view."""

    number: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    body: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Body:
    """The words of one article, in order.

    Those outside the body are there so that a passage can run on over a headline or a caption that was
    copied along, and so that body text is found where the other side has it as one. What is body on
    neither side is no evidence.

    Attributes
    ----------
    article : int
    first : int
        The number of its first word in the readings.
    word, stem : uint32 (N,)
    weight : float64 (N,)
        Inverse document frequency against the background, in steps of 1 / `GRAIN`.
    sentence : int64 (N,)
        The number of each word's sentence in the readings.
    body : bool (N,)
    marks : uint8 (N,)
    compiled : bool
        Whether so much is compared that compiled code is loaded.
    """

    article: int
    first: int
    word: NDArray[np.uint32]
    stem: NDArray[np.uint32]
    weight: NDArray[np.float64]
    sentence: NDArray[np.int64]
    body: NDArray[np.bool_]
    marks: NDArray[np.uint8]
    compiled: bool = False

    @cached_property
    def mass(self) -> NDArray[np.float64]:
        """Sums of the weights before each word, for the weight of any stretch in one subtraction."""
        return np.concatenate(([0.0], np.cumsum(self.weight)))

    @cached_property
    def quoted(self) -> NDArray[np.int64]:
        """How many words before each one stand in quotation marks."""
        return np.concatenate(([0], np.cumsum((self.marks & Mark.QUOTED) > 0)))

    @cached_property
    def stock(self) -> NDArray[np.bool_]:
        """Which words stand in a stock phrase."""
        return stock(self.word)

    @cached_property
    def grams(self) -> Grams:
        """Its stem bigrams, sorted."""
        keys = (self.stem[:-1].astype(np.uint64) << np.uint64(32)) | self.stem[1:].astype(np.uint64)
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
        first = np.concatenate(([True], ranked[1:] != ranked[:-1])) if len(ranked) else np.zeros(0, bool)
        begins = np.flatnonzero(first)
        group = np.cumsum(first) - 1
        rank, count = np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
        rank[order] = np.arange(len(keys)) - begins[group] if len(keys) else 0
        count[order] = np.diff(np.append(begins, len(keys)))[group] if len(keys) else 0
        return Grams(keys, order, ranked, rank, count)

    @cached_property
    def rows(self) -> Rows:
        """Its sentences."""
        if not len(self.word):
            nothing = np.zeros(0, np.int64)
            return Rows(nothing, nothing, nothing, np.zeros(0, bool))
        begin = np.flatnonzero(np.concatenate(([True], self.sentence[1:] != self.sentence[:-1])))
        return Rows(self.sentence[begin], begin, np.append(begin[1:], len(self.word)), self.body[begin])

    @cached_property
    def row(self) -> NDArray[np.int64]:
        """The row of each word."""
        return np.repeat(np.arange(len(self.rows.begin)), self.rows.end - self.rows.begin)


@cache
def _weights() -> NDArray[np.float64]:
    """Return the weight of a word by the number of articles it stands in."""
    return stepped(np.maximum(background().idf_of_seen(), LEAST_WEIGHT))


def stepped(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round weights to whole steps."""
    return np.rint(weight * GRAIN) / GRAIN


@dataclass(frozen=True, eq=False)
class Views:
    """Views of A articles that are laid out together.

    Attributes
    ----------
    articles : int32 (A,)
        Their numbers, sorted.
    first : int64 (A,)
        The number of the first word of each in the readings.
    words : int64 (A + 1,)
        Where the words of each begin in `whole`.
    whole : Body
        The words of all, one article after the other.
    """

    articles: NDArray[np.int32]
    first: NDArray[np.int64]
    words: NDArray[np.int64]
    whole: Body

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Where the sentences of each begin in those of `whole`, (A + 1,)."""
        return np.searchsorted(self.whole.rows.begin, self.words).astype(np.int64)

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Which words begin a sentence; one more, behind the last, that does."""
        found = np.zeros(len(self.whole.word) + 1, np.bool_)
        found[self.whole.rows.begin] = found[-1] = True
        return found

    @cached_property
    def each(self) -> list[Body]:
        """One after the other."""
        places = zip(self.articles.tolist(), self.first.tolist(), pairwise(self.words.tolist()), strict=True)
        return [_cut(self.whole, article, first, slice(*words)) for article, first, words in places]


def viewed(readings: Readings, wanted: NDArray[np.int32], *, compiled: bool = False) -> Views:
    """Lay out the wanted articles; the words of all of them are looked up together."""
    articles = np.unique(wanted)
    opens, closes = readings.article_sentences[articles], readings.article_sentences[articles + 1]
    sentence = _stretches(opens, closes)
    lengths = readings.sentence_words[sentence + 1] - readings.sentence_words[sentence]
    begins, ends = readings.sentence_words[opens], readings.sentence_words[closes]
    place = _stretches(begins, ends)
    word, of_word = readings.word_hash[place], np.repeat(sentence, lengths)
    stem, seen = background().stem_and_seen(word)
    whole = Body(
        article=-1,
        first=-1,
        word=word,
        stem=stem,
        weight=_weights()[seen],
        sentence=of_word,
        body=readings.sentence_kind[of_word] == Kind.BODY,
        marks=readings.word_marks[place],
        compiled=compiled,
    )
    return Views(articles, begins, np.concatenate(([0], np.cumsum(ends - begins))), whole)


def bodies(readings: Readings, wanted: NDArray[np.int32]) -> dict[int, Body]:
    """Return the views of the wanted articles by their numbers."""
    return {view.article: view for view in viewed(readings, wanted).each}


def _cut(whole: Body, article: int, first: int, words: slice) -> Body:
    """Return the view of one article, cut from the words of many."""
    return Body(
        article=article,
        first=first,
        word=whole.word[words],
        stem=whole.stem[words],
        weight=whole.weight[words],
        sentence=whole.sentence[words],
        body=whole.body[words],
        marks=whole.marks[words],
        compiled=whole.compiled,
    )


def _stretches(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return all numbers from each begin up to its end, one stretch after the other."""
    sizes = ends - begins
    shift = begins - np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])[: len(sizes)]
    return np.asarray(np.arange(sizes.sum()) + np.repeat(shift, sizes), np.int64)
