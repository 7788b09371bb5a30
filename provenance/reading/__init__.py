"""Step `read`: articles become columns of sentences and words with offsets into the original text."""

from collections.abc import Sequence

import numpy as np

from provenance.model import Article, Kind, Mark, Readings
from provenance.reading.kinds import kinds
from provenance.reading.language import languages
from provenance.reading.quotation import quoted
from provenance.reading.seams import seams
from provenance.reading.sentences import blocks, sentences
from provenance.reading.words import WORD, fold, word_hash
from provenance.settings import Settings

__all__ = ["read", "read_whole"]

Block = tuple[int, int]


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
    laid_out = []
    for article in articles:
        cut, fixed = seams(article.text, blocks(article.text))
        laid_out.append((cut, kinds(article, cut, fixed)))
    return _columns(articles, laid_out, whole=False)


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
    return _columns(articles, [([(0, len(text))], [int(Kind.BODY)]) for text in texts], whole=True)


def _columns(
    articles: Sequence[Article], laid_out: Sequence[tuple[Sequence[Block], Sequence[int]]], *, whole: bool
) -> Readings:
    """Split, tokenise and mark block by block: slow and obvious."""
    hashes: dict[str, int] = {}
    sentence_rows: list[tuple[int, int, int]] = []
    word_rows: list[tuple[int, int, int, int]] = []
    article_sentences, sentence_words = [0], [0]
    for article, (cut, cut_kinds) in zip(articles, laid_out, strict=True):
        text = article.text
        for (begin, end), kind in zip(cut, cut_kinds, strict=True):
            spans = [(begin, end)] if whole else list(sentences(text, begin, end))
            marks = iter([*quoted(text, begin, end, [span[0] for span in spans]), (len(text), len(text))])
            speech = next(marks)
            for first, last in spans:
                sentence_rows.append((first, last, kind))
                mark = Mark.OPENS
                for match in WORD.finditer(text, first, last):
                    word, place = match.group(), match.start()
                    if word not in hashes:
                        hashes[word] = word_hash(fold(word))
                    while speech[1] <= place < len(text):
                        speech = next(marks)
                    mark |= Mark.QUOTED if speech[0] <= place else 0
                    mark |= Mark.CAPITAL if word[0].isupper() else 0
                    mark |= Mark.NUMBER if any(map(str.isdigit, word)) else 0
                    word_rows.append((hashes[word], place, match.end(), mark))
                    mark = Mark(0)
                sentence_words.append(len(word_rows))
        article_sentences.append(len(sentence_rows))
    words = np.array(word_rows, dtype=np.int64).reshape(-1, 4)
    rows = np.array(sentence_rows, dtype=np.int64).reshape(-1, 3)
    starts, ends = np.array(article_sentences, dtype=np.int64), np.array(sentence_words, dtype=np.int64)
    return Readings(
        articles=tuple(articles),
        languages=languages(articles, ends[starts], words[:, 0].astype(np.uint32)),
        article_sentences=starts,
        sentence_words=ends,
        sentence_begin=rows[:, 0].astype(np.int32),
        sentence_end=rows[:, 1].astype(np.int32),
        sentence_kind=rows[:, 2].astype(np.uint8),
        word_hash=words[:, 0].astype(np.uint32),
        word_begin=words[:, 1].astype(np.int32),
        word_end=words[:, 2].astype(np.int32),
        word_marks=words[:, 3].astype(np.uint8),
    )
