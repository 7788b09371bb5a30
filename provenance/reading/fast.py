"""The compiled way to fill a batch's columns: the same as `columns.slow_columns`, forty times as fast.

Python keeps what is rare (doubtful stops, kinds of short lines, seams); kernels walk the characters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Kind
from provenance.reading import kernels
from provenance.reading.alphabet import PICTURES, SIZE, alphabet
from provenance.reading.columns import Columns, joined, slow_columns, whole_columns
from provenance.reading.kinds import HEAD_LENGTH, LINE, SHORT, kinds
from provenance.reading.punkt import parameters
from provenance.reading.seams import HEAD_BLOCKS, seams
from provenance.reading.sentences import (
    FLOWING_LINE,
    TOKEN,
    WRAPPED_LEAST,
    WRAPPED_LINE,
    WRAPPED_SHARE,
    decide,
    parted,
)
from provenance.reading.signs import LIST_WORDS, first_words

BATCH = 500_000  # characters at a time: what is worked on stays in the processor's cache
WRAPPING = (FLOWING_LINE, WRAPPED_LINE, WRAPPED_LEAST, WRAPPED_SHARE)
LENGTHS = (SHORT, LINE, HEAD_LENGTH)
_LAST = 8  # column of `kernels.stops` that says how sure it is


def load() -> None:
    """Load the compiler, and the kernel that is called first: its first call does."""
    nothing = np.zeros(0, dtype=np.uint32)
    kernels.classify(nothing, nothing, nothing, np.zeros(4, dtype=np.int64))


def fast_columns(articles: Sequence[Article]) -> Columns:
    """Fill the columns; articles in scripts beyond the tables are read the slow way, in their place."""
    if not articles:
        return slow_columns([])
    return joined(_columns(articles))


def _columns(articles: Sequence[Article]) -> Iterator[Columns]:
    texts = [article.text for article in articles]
    for begin, end, rare in _stretches(texts):
        if rare:
            yield slow_columns(articles[begin:end])
            continue
        batch = _batch(texts[begin:end])
        block, kind, owners = _laid_out(batch, articles[begin:end])
        yield _filled(batch, _Layout(block, kind, owners, _sentences(batch, block)))


def fast_whole(texts: Sequence[str]) -> Columns:
    """Fill the columns with one body sentence a text: the same as `columns.whole_columns`."""
    if not texts:
        return whole_columns([])
    return joined(_whole(texts))


def _whole(texts: Sequence[str]) -> Iterator[Columns]:
    for begin, end, rare in _stretches(texts):
        if rare:
            yield whole_columns(texts[begin:end])
            continue
        batch, owners = _batch(texts[begin:end]), np.arange(end - begin + 1)
        block = np.stack([batch.begins[:-1], batch.begins[1:]], axis=1)
        kind = np.full(len(block), int(Kind.BODY), dtype=np.uint8)
        yield _filled(batch, _Layout(block, kind, owners, np.column_stack([block, owners[:-1]])))


def _stretches(texts: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield successive stretches of texts, each a batch or one text in a rare script."""
    begin = size = 0
    for place, text in enumerate(texts):
        rare = _rare(text)
        if rare or size + len(text) > BATCH:
            if place > begin:
                yield begin, place, False
            begin, size = place, 0
        if rare:
            yield place, place + 1, True
            begin = place + 1
        else:
            size += len(text)
    if begin < len(texts):
        yield begin, len(texts), False


def _rare(text: str) -> bool:
    """Say whether a text holds characters that the tables do not know."""
    if text.isascii():
        return False
    codes = _codes(text)
    high = codes[codes >= SIZE]
    return bool(((high < PICTURES[0]) | (high >= PICTURES[1])).any())


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


@cache
def _list_firsts() -> NDArray[np.uint64]:
    """Return the hashes of the words with which short lines begin that may head a list of links."""
    return _hashes(LIST_WORDS)


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
    """Texts read together, behind each other: as characters, code points and classes.

    `counts` bounds how many line breaks, stops, quotation marks and unspaced characters there are.
    """

    text: str
    codes: NDArray[np.uint32]
    classes: NDArray[np.uint32]
    begins: NDArray[np.int64]
    counts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Blocks (begin, end) and their kinds, where each article's begin, and sentences (begin, end, block)."""

    block: NDArray[np.int64]
    kind: NDArray[np.uint8]
    owners: NDArray[np.int64]
    sentence: NDArray[np.int64]


def _batch(texts: Sequence[str]) -> _Batch:
    text = "".join(texts)
    codes = _codes(text)
    classes, counts = np.empty(len(codes), dtype=np.uint32), np.zeros(4, dtype=np.int64)
    kernels.classify(codes, alphabet().classes, classes, counts)
    begins = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    breaks, stops, marks, unspaced = counts.tolist()
    return _Batch(text, codes, classes, begins, (breaks, stops, marks, unspaced))


def _filled(batch: _Batch, layout: _Layout) -> Columns:
    """Find quotations and words."""
    tables, sentence, block = alphabet(), layout.sentence, layout.block
    _, _, marks, unspaced = batch.counts
    spans = np.empty((marks + len(block), 2), dtype=np.int64)
    count = kernels.quoted(batch.codes, batch.classes, block[:, 0], block[:, 1], sentence, spans)
    spans = spans[:count]
    # Two words of a sentence have something between them or are longer than one character, except where
    # scripts do not separate words.
    most = len(batch.codes) // 2 + unspaced + len(sentence) + 1
    hashes, marked = np.empty(most, dtype=np.uint32), np.empty(most, dtype=np.uint8)
    begins, finishes = np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)
    ends = np.zeros(len(sentence) + 1, dtype=np.int64)
    lookups = (tables.plain, tables.cased, tables.pool, tables.crc)
    columns = (hashes, begins, finishes, marked)
    count = kernels.words(batch.codes, batch.classes, lookups, sentence, spans, columns, ends[1:])
    article_sentences = np.searchsorted(sentence[:, 2], layout.owners).astype(np.int64)
    own = np.repeat(batch.begins[:-1], np.diff(article_sentences))
    of_words = np.repeat(own, np.diff(ends)).astype(np.int32)
    return Columns(
        article_sentences=article_sentences,
        sentence_words=ends,
        sentence_begin=(sentence[:, 0] - own).astype(np.int32),
        sentence_end=(sentence[:, 1] - own).astype(np.int32),
        sentence_kind=layout.kind[sentence[:, 2]],
        word_hash=hashes[:count].copy(),
        word_begin=begins[:count] - of_words,
        word_end=finishes[:count] - of_words,
        word_marks=marked[:count].copy(),
    )


def _laid_out(
    batch: _Batch, articles: Sequence[Article]
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Return all blocks (begin, end), the kind of each, and where each article's begin."""
    found = np.empty((batch.counts[0] + len(articles), 3), dtype=np.int64)
    owners = np.zeros(len(articles) + 1, dtype=np.int64)
    found = found[
        : kernels.blocks(batch.codes, batch.classes, batch.begins, found, owners, WRAPPING, HEAD_BLOCKS)
    ]
    signed = np.zeros(len(articles), dtype=np.bool_)
    kernels.signs(batch.codes, batch.begins, signed)
    rows: list[tuple[list[tuple[int, int]], list[int]]] = []
    shifts = np.repeat(batch.begins[:-1], np.diff(owners))
    places = list(zip((found[:, 0] - shifts).tolist(), (found[:, 1] - shifts).tolist(), strict=True))
    heads = found[:, 2].tolist()
    for article, first, last, sign in zip(
        articles, owners[:-1].tolist(), owners[1:].tolist(), signed.tolist(), strict=True
    ):
        may = [at - first for at in range(first, min(last, first + HEAD_BLOCKS)) if heads[at]]
        rows.append(seams(article.text, places[first:last], may, signed=sign))
    article_blocks = np.cumsum([0, *(len(cut) for cut, _ in rows)])
    block = np.array([each for cut, _ in rows for each in cut], dtype=np.int64).reshape(-1, 2)
    block += np.repeat(batch.begins[:-1], np.diff(article_blocks))[:, None]
    traits = np.empty(len(block), dtype=np.int64)
    kernels.traits(
        batch.codes, batch.classes, block[:, 0], block[:, 1], (_firsts(), _list_firsts()), LENGTHS, traits
    )
    told, kind = traits.tolist(), []
    for article, (cut, known), first in zip(articles, rows, article_blocks[:-1].tolist(), strict=True):
        kind += kinds(article, cut, known, told[first : first + len(cut)])
    return block, np.array(kind, dtype=np.uint8), article_blocks


def _sentences(batch: _Batch, block: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return all sentences: begin, end, block."""
    text, codes, classes = batch.text, batch.codes, batch.classes
    found = np.empty((batch.counts[1], 9), dtype=np.int64)
    first, last = block[:, 0], block[:, 1]
    found = found[: kernels.stops(codes, classes, first, last, _suspects(), TOKEN, found)]
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
