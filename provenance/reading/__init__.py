"""Step `read`: articles become columns of sentences and words with offsets into the original text."""

from collections.abc import Sequence

import numpy as np

from provenance.model import Article, Kind, Mark, Readings, Span
from provenance.reading.sentences import split
from provenance.reading.words import WORD, fold, word_hash
from provenance.settings import Settings

__all__ = ["read", "read_whole"]


def read(articles: Sequence[Article], settings: Settings) -> Readings:  # noqa: ARG001
    """Split, tokenise and mark a batch of articles.

    Parameters
    ----------
    articles : sequence of Article
    settings : Settings

    Returns
    -------
    Readings
        Columns over the batch, in the order of `articles`.
    """
    return _columns(articles, [split(article.text) for article in articles])


def read_whole(texts: Sequence[str], settings: Settings) -> Readings:  # noqa: ARG001
    """Read each text as one article with one body sentence: nothing is split, nothing is left out.

    Parameters
    ----------
    texts : sequence of str
    settings : Settings

    Returns
    -------
    Readings
        As many articles and sentences as texts; an empty text has a sentence without words.
    """
    articles = [Article(str(place), "", "", text) for place, text in enumerate(texts)]
    return _columns(articles, [[Span(0, len(text))] for text in texts])


def _columns(articles: Sequence[Article], splits: Sequence[Sequence[Span]]) -> Readings:
    """Tokenise sentence by sentence."""
    hashes: dict[str, int] = {}
    sentence_rows: list[tuple[int, int, int]] = []
    word_rows: list[tuple[int, int, int, int]] = []
    article_sentences, sentence_words = [0], [0]
    for article, spans in zip(articles, splits, strict=True):
        for span in spans:
            sentence_rows.append((span.begin, span.end, Kind.BODY))
            opens = Mark.OPENS
            for match in WORD.finditer(article.text, span.begin, span.end):
                word = match.group()
                if word not in hashes:
                    hashes[word] = word_hash(fold(word))
                marks = opens
                marks |= Mark.CAPITAL if word[0].isupper() else 0
                marks |= Mark.NUMBER if any(map(str.isdigit, word)) else 0
                word_rows.append((hashes[word], match.start(), match.end(), marks))
                opens = Mark(0)
            sentence_words.append(len(word_rows))
        article_sentences.append(len(sentence_rows))
    words = np.array(word_rows, dtype=np.int64).reshape(-1, 4)
    sentences = np.array(sentence_rows, dtype=np.int64).reshape(-1, 3)
    return Readings(
        articles=tuple(articles),
        languages=tuple(article.language or "und" for article in articles),
        article_sentences=np.array(article_sentences, dtype=np.int64),
        sentence_words=np.array(sentence_words, dtype=np.int64),
        sentence_begin=sentences[:, 0].astype(np.int32),
        sentence_end=sentences[:, 1].astype(np.int32),
        sentence_kind=sentences[:, 2].astype(np.uint8),
        word_hash=words[:, 0].astype(np.uint32),
        word_begin=words[:, 1].astype(np.int32),
        word_end=words[:, 2].astype(np.int32),
        word_marks=words[:, 3].astype(np.uint8),
    )
