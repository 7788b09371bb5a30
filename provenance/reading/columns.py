"""A batch's columns, and the slow, obvious way to fill them: article by article, block by block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.machine import hand_back
from provenance.model import Article, Kind, Mark
from provenance.reading.kinds import kinds, traits
from provenance.reading.quotation import quoted
from provenance.reading.seams import seams
from provenance.reading.sentences import blocks, sentences
from provenance.reading.words import WORD, fold, word_hash

_COUNTED = {
    "article_sentences": "sentence_begin",
    "sentence_words": "word_hash",
}  # what each one's rows count
_HANDED_BACK = 1_000_000  # rows of a column, from which its parts are worth handing back: 4 MB


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of `model.Readings`; offsets of sentences and words count from this batch's first."""

    article_sentences: NDArray[np.int64]
    sentence_words: NDArray[np.int64]
    sentence_begin: NDArray[np.int32]
    sentence_end: NDArray[np.int32]
    sentence_kind: NDArray[np.uint8]
    word_hash: NDArray[np.uint32]
    word_begin: NDArray[np.int32]
    word_end: NDArray[np.int32]
    word_marks: NDArray[np.uint8]


def slow_columns(articles: Sequence[Article]) -> Columns:
    """Fill the columns in plain Python; the compiled way gives the same."""
    laid_out = []
    for article in articles:
        cut, known = seams(article.text, blocks(article.text))
        found = kinds(article, cut, known, traits(article.text, cut))
        laid_out.append(
            [
                (begin, end, kind, list(sentences(article.text, begin, end)))
                for (begin, end), kind in zip(cut, found, strict=True)
            ]
        )
    return _filled([article.text for article in articles], laid_out)


def whole_columns(texts: Sequence[str]) -> Columns:
    """Fill the columns with one body sentence a text."""
    return _filled(texts, [[(0, len(text), int(Kind.BODY), [(0, len(text))])] for text in texts])


def _filled(
    texts: Sequence[str], laid_out: Sequence[Sequence[tuple[int, int, int, list[tuple[int, int]]]]]
) -> Columns:
    """Tokenise and mark: a block is its begin, end, kind and sentences."""
    known: dict[str, tuple[int, int]] = {}  # of each word its hash and its own marks
    opens, inside = int(Mark.OPENS), int(Mark.QUOTED)
    sentence_rows: list[tuple[int, int, int]] = []
    word_rows: list[tuple[int, int, int, int]] = []
    article_sentences, sentence_words = [0], [0]
    for text, cut in zip(texts, laid_out, strict=True):
        for begin, end, kind, spans in cut:
            marks = iter([*quoted(text, begin, end, [span[0] for span in spans]), (len(text), len(text))])
            speech = next(marks)
            for first, last in spans:
                sentence_rows.append((first, last, kind))
                mark = opens
                for match in WORD.finditer(text, first, last):
                    word, place = match.group(), match.start()
                    if word not in known:
                        known[word] = word_hash(fold(word)), _marks(word)
                    while speech[1] <= place < len(text):
                        speech = next(marks)
                    hashed, own = known[word]
                    said = inside if speech[0] <= place else 0
                    word_rows.append((hashed, place, match.end(), mark | said | own))
                    mark = 0
                sentence_words.append(len(word_rows))
        article_sentences.append(len(sentence_rows))
    words = np.array(word_rows, dtype=np.int64).reshape(-1, 4)
    rows = np.array(sentence_rows, dtype=np.int64).reshape(-1, 3)
    return Columns(
        article_sentences=np.array(article_sentences, dtype=np.int64),
        sentence_words=np.array(sentence_words, dtype=np.int64),
        sentence_begin=rows[:, 0].astype(np.int32),
        sentence_end=rows[:, 1].astype(np.int32),
        sentence_kind=rows[:, 2].astype(np.uint8),
        word_hash=words[:, 0].astype(np.uint32),
        word_begin=words[:, 1].astype(np.int32),
        word_end=words[:, 2].astype(np.int32),
        word_marks=words[:, 3].astype(np.uint8),
    )


def _marks(word: str) -> int:
    capital = int(Mark.CAPITAL) if word[0].isupper() else 0
    return capital | (int(Mark.NUMBER) if any(map(str.isdigit, word)) else 0)


def joined(parts: Iterable[Columns]) -> Columns:
    """Put the columns of successive batches behind each other.

    Each column of the parts is let go as soon as it is joined: if nobody else holds them, they and the whole
    are not there together.
    """
    pieces: dict[str, list[NDArray[Any]]] = {name: [] for name in Columns.__slots__}
    for part in parts:
        for name, column in pieces.items():
            column.append(getattr(part, name))
    if len(pieces["word_hash"]) == 1:
        return Columns(**{name: column[0] for name, column in pieces.items()})
    for name, counted in _COUNTED.items():
        before = accumulate((len(column) for column in pieces[counted][:-1]), initial=0)
        pieces[name] = [column[1:] + first for column, first in zip(pieces[name], before, strict=True)]
        pieces[name].insert(0, np.zeros(1, dtype=np.int64))
    rows = {}
    for name in Columns.__slots__:
        rows[name] = np.concatenate(pieces.pop(name))
        if len(rows[name]) > _HANDED_BACK:
            hand_back()
    return Columns(**rows)
