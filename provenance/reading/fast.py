"""The compiled way to fill a batch's columns: the same as `columns.slow_columns`, forty times as fast.

Python keeps what is rare (doubtful stops, kinds of short lines, seams); kernels walk the characters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article
from provenance.reading import kernels
from provenance.reading.alphabet import PICTURES, SIZE, alphabet
from provenance.reading.columns import Columns, joined, slow_columns
from provenance.reading.kinds import first_words, kinds
from provenance.reading.punkt import parameters
from provenance.reading.seams import HEAD_BLOCKS, seams
from provenance.reading.sentences import decide, parted

BATCH = 500_000  # characters at a time: what is worked on stays in the processor's cache
_LAST = 8  # column of `kernels.stops` that says how sure it is


def fast_columns(articles: Sequence[Article]) -> Columns:
    """Fill the columns; articles in scripts beyond the tables are read the slow way, in their place."""
    return joined([part for batch in _batches(articles) for part in _parts(batch)])


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    begin = size = 0
    for place, article in enumerate(articles):
        size += len(article.text)
        if size >= BATCH:
            yield articles[begin : place + 1]
            begin, size = place + 1, 0
    if begin < len(articles):
        yield articles[begin:]


def _parts(articles: Sequence[Article]) -> Iterator[Columns]:
    """Yield columns of successive stretches of articles, each read one way."""
    codes = _codes("".join(article.text for article in articles))
    rare = (codes >= SIZE) & ~((codes >= PICTURES[0]) & (codes < PICTURES[1]))
    begins = np.cumsum([0, *(len(article.text) for article in articles)])
    slow = sorted(set((np.searchsorted(begins, np.flatnonzero(rare), side="right") - 1).tolist()))
    begin = 0
    for place in [*slow, len(articles)]:
        if place > begin:
            yield _compiled(articles[begin:place])
        if place < len(articles):
            yield slow_columns(articles[place : place + 1])
        begin = place + 1


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _suspects() -> NDArray[np.uint64]:
    """Return the hashes of words after which a stop needs thought."""
    learned = parameters()
    return _hashes(learned.abbreviations | {left for left, _ in learned.collocations})


@cache
def _firsts() -> NDArray[np.uint64]:
    """Return the hashes of the words with which lines begin that may not be body."""
    return _hashes(first_words())


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """Hash words as the kernels hash them: FNV-1a over code points."""
    hashes = set()
    for word in words:
        value = 0xCBF29CE484222325
        for character in word:
            value = (value ^ ord(character)) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        hashes.add(value)
    return np.array(sorted(hashes), dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    """Articles read together: their texts behind each other, as characters, code points and classes."""

    articles: Sequence[Article]
    text: str
    codes: NDArray[np.uint32]
    classes: NDArray[np.uint32]
    begins: NDArray[np.int64]


def _compiled(articles: Sequence[Article]) -> Columns:
    """Read one batch whose characters are all in the tables."""
    text = "".join(article.text for article in articles)
    codes, tables = _codes(text), alphabet()
    begins = np.cumsum([0, *(len(article.text) for article in articles)])
    classes, counts = np.empty(len(codes), dtype=np.uint32), np.zeros(4, dtype=np.int64)
    kernels.classify(codes, tables.classes, classes, counts)
    lines, stops, marks, unspaced = counts.tolist()
    batch = _Batch(articles, text, codes, classes, begins)
    block, kind, article_blocks = _laid_out(batch, lines)
    sentence = _sentences(batch, block, stops)
    spans = np.empty((marks + len(block), 2), dtype=np.int64)
    spans = spans[: kernels.quoted(codes, classes, block[:, 0], block[:, 1], sentence, spans)]
    # Two words always have something between them, except where scripts do not separate words.
    most = len(codes) // 2 + unspaced + 1
    columns = (
        np.empty(most, dtype=np.uint32),
        np.empty(most, dtype=np.int32),
        np.empty(most, dtype=np.int32),
        np.empty(most, dtype=np.uint8),
    )
    ends = np.zeros(len(sentence) + 1, dtype=np.int64)
    lookups = (tables.plain, tables.cased, tables.pool, tables.crc)
    count = kernels.words(codes, classes, lookups, sentence, spans, columns, ends[1:])
    article_sentences = np.searchsorted(sentence[:, 2], article_blocks)
    own = np.repeat(begins[:-1], np.diff(article_sentences))
    of_words = np.repeat(own, np.diff(ends)).astype(np.int32)
    return Columns(
        article_sentences=article_sentences.astype(np.int64),
        sentence_words=ends,
        sentence_begin=(sentence[:, 0] - own).astype(np.int32),
        sentence_end=(sentence[:, 1] - own).astype(np.int32),
        sentence_kind=kind[sentence[:, 2]],
        word_hash=columns[0][:count].copy(),
        word_begin=columns[1][:count] - of_words,
        word_end=columns[2][:count] - of_words,
        word_marks=columns[3][:count].copy(),
    )


def _laid_out(
    batch: _Batch, lines: int
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Return all blocks (begin, end), the kind of each, and where each article's begin."""
    found = np.empty((lines + len(batch.articles), 3), dtype=np.int64)
    owners = np.zeros(len(batch.articles) + 1, dtype=np.int64)
    found = found[: kernels.blocks(batch.codes, batch.classes, batch.begins, found, owners)]
    signed = np.zeros(len(batch.articles), dtype=np.bool_)
    kernels.signs(batch.codes, batch.classes, batch.begins, signed)
    rows: list[tuple[list[tuple[int, int]], list[int]]] = []
    shifts = np.repeat(batch.begins[:-1], np.diff(owners))
    places = list(zip((found[:, 0] - shifts).tolist(), (found[:, 1] - shifts).tolist(), strict=True))
    heads = found[:, 2].tolist()
    for article, first, last, sign in zip(
        batch.articles, owners[:-1].tolist(), owners[1:].tolist(), signed.tolist(), strict=True
    ):
        may = [at - first for at in range(first, min(last, first + HEAD_BLOCKS)) if heads[at]]
        rows.append(seams(article.text, places[first:last], may, signed=sign))
    article_blocks = np.cumsum([0, *(len(cut) for cut, _ in rows)])
    block = np.array([each for cut, _ in rows for each in cut], dtype=np.int64).reshape(-1, 2)
    block += np.repeat(batch.begins[:-1], np.diff(article_blocks))[:, None]
    traits = np.empty(len(block), dtype=np.int64)
    kernels.traits(batch.codes, batch.classes, block[:, 0], block[:, 1], _firsts(), traits)
    told, kind = traits.tolist(), []
    for article, (cut, known), first in zip(batch.articles, rows, article_blocks[:-1].tolist(), strict=True):
        kind += kinds(article, cut, known, told[first : first + len(cut)])
    return block, np.array(kind, dtype=np.uint8), article_blocks


def _sentences(batch: _Batch, block: NDArray[np.int64], stops: int) -> NDArray[np.int64]:
    """Return all sentences: begin, end, block."""
    text, codes, classes = batch.text, batch.codes, batch.classes
    found = np.empty((stops, 9), dtype=np.int64)
    first, last = block[:, 0], block[:, 1]
    found = found[: kernels.stops(codes, classes, first, last, _suspects(), found)]
    ends = found[:, _LAST] == kernels.SURE
    doubtful = np.flatnonzero(~ends)
    for place, row in zip(doubtful.tolist(), found[doubtful].tolist(), strict=True):
        number, stop, run, closed, left, right, finish, flags, sure = row
        token = text[left:stop]
        if sure == kernels.GLUED and not parted(text, token, right, int(last[number])):
            continue
        ends[place] = decide(
            token, bool(flags & 1), text[stop:run], text[run:closed], bool(flags & 2), text[right:finish]
        )
    accepted = found[ends][:, [0, 3]]
    sentence = np.empty((len(block) + len(accepted), 3), dtype=np.int64)
    return sentence[: kernels.sentences(classes, first, last, accepted, sentence)]


def _whole(texts: Sequence[str]) -> Columns:
    """Read one batch of texts as one sentence each."""
    raise NotImplementedError
