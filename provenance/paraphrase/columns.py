"""Sentences of a batch as padded columns, so that many pairs are measured at once.

Every real number here is a small multiple of a power of two: sums of such numbers are exact, so a pair's
features do not depend on which other pairs share its batch.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Mark, Readings
from provenance.paraphrase.lexicon import lexicon
from provenance.paraphrase.vectors import vectors

GRAIN = 64  # steps of a word's weight; it lies between 0 and 9.4, so 1/128 of error is nothing
LONGEST = 256  # words; what follows in a longer sentence is not looked at (lists and dumps, not statements)
COMMON = 1.05  # idf of words in more than 35 % of all articles: they only glue a sentence together
NAMED = 1.0  # idf; capitalised words more common than this stand in titles, not in names
UNSEEN = 8.5  # idf of words in at most one of 5,000 articles: typos, rare names, other languages


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """N sentences, one a column, padded to the longest. A missing word's value is 0, its id -1.

    Sentences lie side by side, not one after the other: what is done word by word is then done to
    hundreds of sentences in one go.

    Attributes
    ----------
    word, stem : int32 (L, N)
        Ids, equal where the words (their stems) are equal within the batch; spelled numbers are figures.
    word_rank, stem_rank : uint8 (L, N)
        How often the same word (stem) stood before in its sentence.
    weight : float32 (L, N)
        Inverse document frequency in general English, in steps of 1/64.
    number, name, title, negation, function, unseen, present : bool (L, N)
    place : int32 (L, N)
        Row of `meanings`.
    length : int32 (N,)
    stems : uint32
        Hash of each stem id.
    meanings : float32 (M, DIMENSIONS)
        Word vectors, of whole numbers.
    """

    word: NDArray[np.int32]
    stem: NDArray[np.int32]
    word_rank: NDArray[np.uint8]
    stem_rank: NDArray[np.uint8]
    weight: NDArray[np.float32]
    number: NDArray[np.bool_]
    name: NDArray[np.bool_]
    title: NDArray[np.bool_]
    negation: NDArray[np.bool_]
    function: NDArray[np.bool_]
    unseen: NDArray[np.bool_]
    present: NDArray[np.bool_]
    place: NDArray[np.int32]
    length: NDArray[np.int32]
    stems: NDArray[np.uint32]
    meanings: NDArray[np.float32]

    def take(self, which: NDArray[np.intp]) -> "Columns":
        """Return the given sentences, cut to the longest among them."""
        length = self.length[which]
        cut = max(1, int(length.max(initial=1)))
        wide = {
            name: getattr(self, name)[:cut].take(which, axis=1)
            for name in self.__slots__
            if name not in {"length", "stems", "meanings"}
        }
        return Columns(**wide, length=length, stems=self.stems, meanings=self.meanings)


def columns(readings: Readings, sentences: NDArray[np.int32]) -> Columns:
    """Lay out the given sentences as padded columns."""
    first = readings.sentence_words[sentences]
    length = np.minimum(readings.sentence_words[sentences + 1] - first, LONGEST).astype(np.int32)
    wide = max(1, int(length.max(initial=1)))
    inside = np.arange(wide) < length[:, None]
    at = (first[:, None] + np.arange(wide))[inside]
    words, which = np.unique(readings.word_hash[at], return_inverse=True)
    figures, spelled = _figures(words)
    know, marks = background(), readings.word_marks[at]
    idf = know.idf(words)
    stems, stem_ids = np.unique(know.stem(figures), return_inverse=True)
    meanings, proper = vectors().of(words)
    title = np.isin(words, lexicon().titles)
    number = (marks & Mark.NUMBER).astype(bool) | spelled[which]
    meanings[which[number]] = 0  # figures are used alike and are still not the same
    capital = (marks & Mark.CAPITAL).astype(bool)
    capital &= ~(marks & Mark.OPENS).astype(bool) | (proper | (idf > UNSEEN))[which]

    def spread(values: NDArray[Any], missing: int = 0) -> NDArray[Any]:
        out = np.full(inside.shape, missing, dtype=values.dtype)
        out[inside] = values
        return np.ascontiguousarray(out.T)

    word = spread(np.unique(figures, return_inverse=True)[1][which].astype(np.int32), -1)
    stem = spread(stem_ids[which].astype(np.int32), -1)
    return Columns(
        word=word,
        stem=stem,
        word_rank=_ranks(word),
        stem_rank=_ranks(stem),
        weight=spread((np.rint(idf * GRAIN) / GRAIN).astype(np.float32)[which]),
        number=spread(number),
        name=spread(capital & ~number & (~title & (idf > NAMED))[which]),
        title=spread(title[which]),
        negation=spread(np.isin(words, lexicon().negations)[which]),
        function=spread((idf < COMMON)[which]),
        unseen=spread((idf > UNSEEN)[which]),
        present=np.ascontiguousarray(inside.T),
        place=spread(which.astype(np.int32) + 1),
        length=length,
        stems=stems,
        meanings=np.vstack((np.zeros((1, meanings.shape[1]), np.float32), meanings)),
    )


def _figures(words: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Turn spelled numbers into figures; say which were spelled."""
    known = lexicon()
    at = np.minimum(np.searchsorted(known.spelled, words), len(known.spelled) - 1)
    spelled = known.spelled[at] == words
    return np.where(spelled, known.figures[at], words), spelled


def _ranks(ids: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Count, for every word, its earlier occurrences in its sentence."""
    rows = ids.T
    order = np.argsort(rows, axis=1, kind="stable")
    ordered = np.take_along_axis(rows, order, axis=1)
    starts = np.ones(rows.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    place = np.arange(rows.shape[1])
    begun = np.maximum.accumulate(np.where(starts, place, 0), axis=1)
    ranks = np.empty(rows.shape, dtype=np.uint8)
    np.put_along_axis(ranks, order, (place - begun).astype(np.uint8), axis=1)
    return np.ascontiguousarray(ranks.T)
