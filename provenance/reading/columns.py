"""A batch's columns, and the slow, obvious way to fill them: article by article, block by block."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Kind, Mark
from provenance.reading.kinds import kinds, traits
from provenance.reading.quotation import quoted
from provenance.reading.seams import seams
from provenance.reading.sentences import blocks, sentences
from provenance.reading.words import WORD, fold, word_hash


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
    hashes: dict[str, int] = {}
    sentence_rows: list[tuple[int, int, int]] = []
    word_rows: list[tuple[int, int, int, int]] = []
    article_sentences, sentence_words = [0], [0]
    for text, cut in zip(texts, laid_out, strict=True):
        for begin, end, kind, spans in cut:
            marks = iter([*quoted(text, begin, end, [span[0] for span in spans]), (len(text), len(text))])
            speech = next(marks)
            for first, last in spans:
                sentence_rows.append((first, last, kind))
                mark = int(Mark.OPENS)
                for match in WORD.finditer(text, first, last):
                    word, place = match.group(), match.start()
                    if word not in hashes:
                        hashes[word] = word_hash(fold(word))
                    while speech[1] <= place < len(text):
                        speech = next(marks)
                    mark |= Mark.QUOTED if speech[0] <= place else 0
                    word_rows.append((hashes[word], place, match.end(), mark | _marks(word)))
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


def joined(parts: Sequence[Columns]) -> Columns:
    """Put the columns of successive batches behind each other."""
    if len(parts) == 1:
        return parts[0]
    sentences_before = np.cumsum([0, *(len(part.sentence_begin) for part in parts)])
    words_before = np.cumsum([0, *(len(part.word_hash) for part in parts)])
    rows = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Columns.__slots__
        if name not in {"article_sentences", "sentence_words"}
    }
    start = np.zeros(1, dtype=np.int64)
    return Columns(
        article_sentences=np.concatenate(
            [start, *(part.article_sentences[1:] + sentences_before[at] for at, part in enumerate(parts))]
        ),
        sentence_words=np.concatenate(
            [start, *(part.sentence_words[1:] + words_before[at] for at, part in enumerate(parts))]
        ),
        **rows,
    )
