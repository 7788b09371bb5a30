"""Sentences one after the other as columns of words: what is known of each word, looked up once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Mark, Readings
from provenance.paraphrase.characters import bit_sets
from provenance.paraphrase.lexicon import lexicon
from provenance.paraphrase.vectors import vectors

GRAIN = 64  # steps of a word's weight; it lies between 0 and 9.4, so 1/128 of error is nothing
LONGEST = 256  # words; what follows in a longer sentence is not looked at (lists and dumps, not statements)
COMMON = 1.05  # idf of words in more than 35 % of all articles: they only glue a sentence together
NAMED = 1.0  # idf; capitalised words more common than this stand in titles, not in names
UNSEEN = 8.5  # idf of words in at most one of 5,000 articles: typos, rare names, other languages


class Layout(NamedTuple):
    """N sentences of W words. Compiled code takes it as it is.

    Attributes
    ----------
    begin : int64 (N + 1,)
        Where each sentence begins.
    word : uint32 (W,)
        Hashes; spelled numbers are figures.
    stem : int32 (W,)
        Row of `stems`, `opposites`. Where words are equal, stems are.
    place : int32 (W,)
        Row of `meanings`.
    weight : float32 (W,)
        Inverse document frequency in general English, in steps of 1/64.
    number, name, title, negation, function, unseen : bool (W,)
    stems : uint32 (M,)
        Hashes, sorted.
    opposites : int32 (M, 4)
        Stems of opposite meaning, as rows of the same table; -1 where there is none.
    meanings : float32 (V, DIMENSIONS)
        Word vectors, of whole numbers. The first is of no word, and 0.
    characters : uint64 (N, BITS / 64)
        N-grams of each sentence, as bits.
    """

    begin: NDArray[np.int64]
    word: NDArray[np.uint32]
    stem: NDArray[np.int32]
    place: NDArray[np.int32]
    weight: NDArray[np.float32]
    number: NDArray[np.bool_]
    name: NDArray[np.bool_]
    title: NDArray[np.bool_]
    negation: NDArray[np.bool_]
    function: NDArray[np.bool_]
    unseen: NDArray[np.bool_]
    stems: NDArray[np.uint32]
    opposites: NDArray[np.int32]
    meanings: NDArray[np.float32]
    characters: NDArray[np.uint64]


def laid(readings: Readings, sentences: NDArray[np.int32]) -> Layout:
    """Lay out the given sentences."""
    first = readings.sentence_words[sentences]
    begin = np.concatenate(([0], np.cumsum(lengths(readings, sentences))))
    at = np.arange(begin[-1]) + np.repeat(first - begin[:-1], np.diff(begin))
    words, which = np.unique(readings.word_hash[at], return_inverse=True)
    figures, spelled = _figures(words)
    know, marks = background(), readings.word_marks[at]
    idf = know.idf(words)
    stems, stem = np.unique(know.stem(figures), return_inverse=True)
    meanings, proper = vectors().of(words)
    title = np.isin(words, lexicon().titles)
    number = (marks & Mark.NUMBER).astype(bool) | spelled[which]
    means = (meanings.any(1) * np.arange(1, len(words) + 1)).astype(np.int32)[which]
    means[number] = 0  # figures are used alike and are still not the same
    capital = (marks & Mark.CAPITAL).astype(bool)
    capital &= ~(marks & Mark.OPENS).astype(bool) | (proper | (idf > UNSEEN))[which]
    return Layout(
        begin=begin,
        word=figures[which],
        stem=stem.astype(np.int32)[which],
        place=means,
        weight=(np.rint(idf * GRAIN) / GRAIN).astype(np.float32)[which],
        number=number,
        name=capital & ~number & (~title & (idf > NAMED))[which],
        title=title[which],
        negation=np.isin(words, lexicon().negations)[which],
        function=(idf < COMMON)[which],
        unseen=(idf > UNSEEN)[which],
        stems=stems,
        opposites=_opposites(stems),
        meanings=np.vstack((np.zeros((1, meanings.shape[1]), np.float32), meanings)),
        characters=bit_sets(readings, sentences),
    )


def lengths(readings: Readings, sentences: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return how many words of each sentence are looked at."""
    begins, ends = readings.sentence_words[sentences], readings.sentence_words[sentences + 1]
    counts: NDArray[np.int64] = np.minimum(ends - begins, LONGEST)
    return counts


def _figures(words: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Turn spelled numbers into figures; say which were spelled."""
    known = lexicon()
    at = np.minimum(np.searchsorted(known.spelled, words), len(known.spelled) - 1)
    spelled = known.spelled[at] == words
    return np.where(spelled, known.figures[at], words), spelled


def _opposites(stems: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Return the rows of each stem's opposites."""
    known = lexicon()
    at = np.minimum(np.searchsorted(known.opposed, stems), len(known.opposed) - 1)
    opposed = np.flatnonzero(known.opposed[at] == stems)
    found = np.full((len(stems), known.opposites.shape[1]), -1, np.int32)
    wanted = known.opposites[at[opposed]]
    place = np.minimum(np.searchsorted(stems, wanted), max(0, len(stems) - 1))
    found[opposed] = np.where((wanted != 0) & (stems[place] == wanted), place, -1)
    return found
