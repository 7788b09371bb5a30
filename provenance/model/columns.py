"""Inside: columns over a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

from provenance.model.articles import Article


class Kind(IntEnum):
    """What a sentence of an article is. Only `BODY` is matched and mined."""

    BODY = 0
    HEADLINE = 1
    BYLINE = 2
    DATELINE = 3
    CREDIT = 4
    CAPTION = 5
    BOILERPLATE = 6


class Mark(IntFlag):
    """What is known of a single word."""

    QUOTED = 1  # stands inside quotation marks
    NUMBER = 2  # holds a digit
    CAPITAL = 4  # begins with a capital letter
    OPENS = 8  # first word of its sentence


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """A batch of articles, read. A articles, S sentences, W words, all in order of appearance.

    Sentences do not overlap and every word belongs to exactly one; a dateline or a credit line is a
    sentence of its own. Offsets count characters of the article's own text.

    Attributes
    ----------
    articles : sequence of Article, length A
    languages : tuple of str, length A
        ISO 639-1, ``und`` where it cannot be told.
    article_sentences : int64 (A + 1,)
        Sentences of article a: ``article_sentences[a]`` up to ``article_sentences[a + 1]``.
    sentence_words : int64 (S + 1,)
        Words of sentence s: ``sentence_words[s]`` up to ``sentence_words[s + 1]``.
    sentence_begin, sentence_end : int32 (S,)
    sentence_kind : uint8 (S,)
        A `Kind` each.
    word_hash : uint32 (W,)
        CRC-32 of the folded word (see `reading.words.fold`).
    word_begin, word_end : int32 (W,)
    word_marks : uint8 (W,)
        `Mark` flags.
    """

    articles: Sequence[Article]
    languages: tuple[str, ...]
    article_sentences: NDArray[np.int64]
    sentence_words: NDArray[np.int64]
    sentence_begin: NDArray[np.int32]
    sentence_end: NDArray[np.int32]
    sentence_kind: NDArray[np.uint8]
    word_hash: NDArray[np.uint32]
    word_begin: NDArray[np.int32]
    word_end: NDArray[np.int32]
    word_marks: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What is known of sentences without their words, enough to see what outlets repeat.

    Attributes
    ----------
    outlets : uint64 (A,)
        Hash of each article's outlet, 0 if it has none.
    article_sentences : int64 (A + 1,)
    kind : uint8 (S,)
        As the article by itself shows it.
    words : int32 (S,)
    keys : uint64 (S,)
        Hash of the sentence's words in their order.
    quoted : bool (S,)
        Most of it is quoted.
    """

    outlets: NDArray[np.uint64]
    article_sentences: NDArray[np.int64]
    kind: NDArray[np.uint8]
    words: NDArray[np.int32]
    keys: NDArray[np.uint64]
    quoted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """The shingles of body sentences, ready to be signed.

    Attributes
    ----------
    sentences : int32 (N,)
        Which sentence of the readings each row stands for; sentences with equal words share one row.
    rows : int32 (S,)
        Row of each sentence of the readings, -1 for those not sketched.
    keys : uint64 (N,)
        Hash of each row's words in their order; the same in every batch.
    shingles : uint32 (H,)
        Hashed shingles, row after row.
    bounds : int64 (N + 1,)
        Shingles of row n: ``bounds[n]`` up to ``bounds[n + 1]``.
    recipe : tuple of (str, str)
        What signatures of these depend on: scheme, seed, permutations, shingle size, tokeniser version.
    """

    sentences: NDArray[np.int32]
    rows: NDArray[np.int32]
    keys: NDArray[np.uint64]
    shingles: NDArray[np.uint32]
    bounds: NDArray[np.int64]
    recipe: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """How often each word stands in the body of each article.

    Attributes
    ----------
    bounds : int64 (A + 1,)
        Words of article a: ``bounds[a]`` up to ``bounds[a + 1]``.
    words : uint32 (N,)
        Hashes as in `Readings`, sorted within an article, without repeats.
    counts : int32 (N,)
    """

    bounds: NDArray[np.int64]
    words: NDArray[np.uint32]
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Article pairs worth a closer look. They carry no score: nothing is verified yet.

    Attributes
    ----------
    left, right : int32 (P,)
        Article numbers, no pair twice. Left is the article whose id sorts first.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
