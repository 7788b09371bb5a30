"""Step `read`: articles become columns of sentences and words with offsets into the original text."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Readings
from provenance.reading.boilerplate import habits, learn, lines
from provenance.reading.columns import Columns, slow_columns, whole_columns
from provenance.reading.columns import joined as joined_columns
from provenance.reading.language import languages
from provenance.reading.speech import with_speech
from provenance.settings import Settings

__all__ = ["chosen", "habits", "joined", "learn", "lines", "prepare", "read", "read_apart", "read_whole"]

_OF_SENTENCES = ("sentence_begin", "sentence_end", "sentence_kind")
_OF_WORDS = ("word_hash", "word_begin", "word_end", "word_marks")
CHARACTERS = 2  # to a word of `compile_above`: reading costs more a word than other steps, so it pays earlier


def read(articles: Sequence[Article], settings: Settings) -> Readings:
    """Split, tokenise and mark a batch of articles; learn what their outlets repeat.

    Parameters
    ----------
    articles : sequence of Article
    settings : Settings

    Returns
    -------
    Readings
        Columns over the batch, in the order of `articles`.
    """
    return learn(read_apart(articles, settings), settings)


def prepare(articles: Sequence[Article], settings: Settings) -> None:
    """Load what it takes to read these articles; else `read` does.

    Before a copy of this process is made that takes the same: half a second, which is spent once then.
    """
    if _large([article.text for article in articles], settings):
        from provenance.reading.fast import load

        load()


def read_apart(articles: Sequence[Article], settings: Settings) -> Readings:
    """Read each article by itself: like `read`, but nothing is learned from the others.

    For a corpus in batches: read each apart, keep its `lines`, and ask `habits` of all of them together.
    """
    if not _large([article.text for article in articles], settings):
        return _readings(articles, slow_columns(articles))
    from provenance.reading.fast import fast_columns

    return _readings(articles, fast_columns(articles))


def read_whole(texts: Sequence[str], settings: Settings) -> Readings:
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
    if not _large(texts, settings):
        return _readings(articles, whole_columns(texts))
    from provenance.reading.fast import fast_whole

    return _readings(articles, fast_whole(texts))


def joined(parts: Sequence[Readings]) -> Readings:
    """Put batches that were read separately behind each other."""
    columns = joined_columns(
        [Columns(**{each.name: getattr(part, each.name) for each in fields(Columns)}) for part in parts]
    )
    named = {each.name: getattr(columns, each.name) for each in fields(columns)}
    articles = tuple(article for part in parts for article in part.articles)
    return Readings(articles, tuple(name for part in parts for name in part.languages), **named)


def chosen(readings: Readings, places: NDArray[np.int64]) -> Readings:
    """Take some articles of a batch, in the order of their places in it."""
    first = readings.article_sentences[places]
    counts = readings.article_sentences[places + 1] - first
    sentences = _rows(first, counts)
    low = readings.sentence_words[first]
    words = _rows(low, readings.sentence_words[first + counts] - low)
    lengths = np.diff(readings.sentence_words)[sentences]
    start = np.zeros(1, dtype=np.int64)
    return Readings(
        articles=tuple(readings.articles[each] for each in places.tolist()),
        languages=tuple(readings.languages[each] for each in places.tolist()),
        article_sentences=np.concatenate([start, np.cumsum(counts)]),
        sentence_words=np.concatenate([start, np.cumsum(lengths)]),
        **{name: getattr(readings, name)[sentences] for name in _OF_SENTENCES},
        **{name: getattr(readings, name)[words] for name in _OF_WORDS},
    )


def _large(texts: Sequence[str], settings: Settings) -> bool:
    """Tell whether there is so much to read that the compiler pays."""
    return sum(map(len, texts)) >= CHARACTERS * settings.compile_above


def _rows(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers from each first on, as many as are counted, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + counts, counts)


def _readings(articles: Sequence[Article], columns: Columns) -> Readings:
    words = columns.sentence_words[columns.article_sentences]
    named = {each.name: getattr(columns, each.name) for each in fields(columns)}
    named["sentence_kind"] = with_speech(columns)
    return Readings(tuple(articles), languages(articles, words, columns.word_hash), **named)
