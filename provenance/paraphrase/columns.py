"""Sentences of a batch as padded columns, so that many pairs are measured at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.layout import Layout


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """N sentences, one a column, padded to the longest. A missing word's value is 0, its stem -1.

    Sentences lie side by side, not one after the other: what is done word by word is then done to
    hundreds of sentences in one go.

    Attributes
    ----------
    word, stem, place, weight : (L, N)
    number, name, title, negation, function, unseen : bool (L, N)
        As `Layout` has them, whose rows `stem` and `place` name.
    word_rank, stem_rank : uint8 (L, N)
        How often the same word (stem) stood before in its sentence.
    present : bool (L, N)
    length : int32 (N,)
    characters : uint64 (N, BITS / 64)
    """

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
    word_rank: NDArray[np.uint8]
    stem_rank: NDArray[np.uint8]
    present: NDArray[np.bool_]
    length: NDArray[np.int32]
    characters: NDArray[np.uint64]

    def take(self, which: NDArray[np.intp]) -> "Columns":
        """Return the given sentences, cut to the longest among them."""
        length = self.length[which]
        cut = max(1, int(length.max(initial=1)))
        wide = {
            name: getattr(self, name)[:cut].take(which, axis=1)
            for name in self.__slots__
            if name not in {"length", "characters"}
        }
        return Columns(**wide, length=length, characters=self.characters[which])


def columns(laid: Layout) -> Columns:
    """Put sentences side by side."""
    length = np.diff(laid.begin).astype(np.int32)
    inside = np.arange(max(1, int(length.max(initial=1)))) < length[:, None]

    def spread(values: NDArray[Any], missing: int = 0) -> NDArray[Any]:
        out = np.full(inside.shape, missing, dtype=values.dtype)
        out[inside] = values
        return np.ascontiguousarray(out.T)

    word, stem = spread(laid.word), spread(laid.stem, -1)
    return Columns(
        word=word,
        stem=stem,
        place=spread(laid.place),
        weight=spread(laid.weight),
        number=spread(laid.number),
        name=spread(laid.name),
        title=spread(laid.title),
        negation=spread(laid.negation),
        function=spread(laid.function),
        unseen=spread(laid.unseen),
        word_rank=_ranks(word),
        stem_rank=_ranks(stem),
        present=np.ascontiguousarray(inside.T),
        length=length,
        characters=laid.characters,
    )


def _ranks(ids: NDArray[Any]) -> NDArray[np.uint8]:
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
