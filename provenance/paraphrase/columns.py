"""Sentences of a batch as padded columns, so that many pairs are measured at once.

Every real number here is a multiple of 1/64: sums of such numbers are exact, so a pair's features do not
depend on which other pairs share its batch.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Mark, Readings
from provenance.reading.words import word_hash

GRAIN = 64  # idf values lie between 0 and 9.4: an error of 1/128 is nothing, and sums stay exact in float32
LONGEST = 256  # words; what follows in a longer sentence is not looked at (lists and dumps, not statements)
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
TENS = "thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NEGATIONS = (
    "not no never none nothing nobody neither nor cannot without hardly "
    "aren't isn't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't "
    "shouldn't mustn't mightn't needn't ain't shan't"
).split()
FUNCTION_SHARE = 0.35  # words in more than this share of all articles only glue a sentence together


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """N sentences, padded to the longest. A column's value at a missing word is 0, a word's id -1.

    Attributes
    ----------
    word, stem : int32 (N, L)
        Ids, equal where the words (their stems) are equal within the batch; spelled numbers are figures.
    word_rank, stem_rank : uint8 (N, L)
        How often the same word (stem) stood before in its sentence.
    weight : float32 (N, L)
        Inverse document frequency in general English, in steps of 1/64.
    number, name, negation, function, quoted : bool (N, L)
    length : int32 (N,)
    """

    word: NDArray[np.int32]
    stem: NDArray[np.int32]
    word_rank: NDArray[np.uint8]
    stem_rank: NDArray[np.uint8]
    weight: NDArray[np.float32]
    number: NDArray[np.bool_]
    name: NDArray[np.bool_]
    negation: NDArray[np.bool_]
    function: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    length: NDArray[np.int32]

    def rows(self, which: NDArray[np.int32]) -> "Columns":
        """Return the given rows, cut to the longest among them."""
        length = self.length[which]
        cut = max(1, int(length.max(initial=1)))
        return Columns(
            *(getattr(self, name)[which, :cut] for name in self.__slots__ if name != "length"), length=length
        )


@cache
def _lexicon() -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return spelled numbers (sorted), the figure each stands for, and the negations, as word hashes."""
    figures = {word: str(value) for value, word in enumerate(NUMBERS)}
    figures |= {word: str(10 * value) for value, word in enumerate(TENS, start=3)}
    figures |= {
        word: str(value) + {1: "st", 2: "nd", 3: "rd"}.get(value, "th")
        for value, word in enumerate(ORDINALS, start=1)
    }
    pairs = sorted((word_hash(word), word_hash(figure)) for word, figure in figures.items())
    spelled, values = (np.array(column, dtype=np.uint32) for column in zip(*pairs, strict=True))
    return spelled, values, np.array(sorted(map(word_hash, NEGATIONS)), dtype=np.uint32)


def columns(readings: Readings, sentences: NDArray[np.int32]) -> Columns:
    """Lay out the given sentences as padded columns."""
    first = readings.sentence_words[sentences]
    length = np.minimum(readings.sentence_words[sentences + 1] - first, LONGEST).astype(np.int32)
    wide = max(1, int(length.max(initial=1)))
    inside = np.arange(wide) < length[:, None]
    place = (first[:, None] + np.arange(wide))[inside]
    words, inverse = np.unique(readings.word_hash[place], return_inverse=True)
    spelled, values, negations = _lexicon()
    at = np.minimum(np.searchsorted(spelled, words), len(spelled) - 1)
    is_spelled = spelled[at] == words
    figures = np.where(is_spelled, values[at], words)
    know = background()
    share = 1.0 - know.idf(words) / np.log(know.total + 1.0)
    marks = readings.word_marks[place]
    number = (marks & Mark.NUMBER).astype(bool) | is_spelled[inverse]
    capital = (marks & Mark.CAPITAL).astype(bool) & ~(marks & Mark.OPENS).astype(bool)

    def spread(values: NDArray[Any], missing: int = 0) -> NDArray[Any]:
        out = np.full(inside.shape, missing, dtype=values.dtype)
        out[inside] = values
        return out

    word = spread(_ids(figures)[inverse], -1)
    stem = spread(_ids(know.stem(figures))[inverse], -1)
    weight = (np.rint(know.idf(words) * GRAIN) / GRAIN).astype(np.float32)
    return Columns(
        word=word,
        stem=stem,
        word_rank=_ranks(word),
        stem_rank=_ranks(stem),
        weight=spread(weight[inverse]),
        number=spread(number),
        name=spread(capital & ~number & (weight[inverse] > 1)),
        negation=spread(np.isin(words, negations)[inverse]),
        function=spread((share > 1 - 1.05 / np.log(know.total + 1.0))[inverse]),
        quoted=spread((marks & Mark.QUOTED).astype(bool)),
        length=length,
    )


def _ids(hashes: NDArray[np.uint32]) -> NDArray[np.int32]:
    return np.unique(hashes, return_inverse=True)[1].astype(np.int32)


def _ranks(ids: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Count, for every word, its earlier occurrences in its row."""
    order = np.argsort(ids, axis=1, kind="stable")
    ordered = np.take_along_axis(ids, order, axis=1)
    wide = ids.shape[1]
    starts = np.ones(ids.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    begun = np.maximum.accumulate(np.where(starts, np.arange(wide), 0), axis=1)
    ranks = np.empty(ids.shape, dtype=np.uint8)
    np.put_along_axis(ranks, order, (np.arange(wide) - begun).astype(np.uint8), axis=1)
    return ranks
