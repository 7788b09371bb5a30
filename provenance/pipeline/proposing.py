"""Which articles are worth aligning: in memory, or part by part over the disk where the keys are too many."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from provenance import quotations
from provenance.candidates import Listed, Parts, expanded, propose, propose_from_disk
from provenance.hashing import distinct
from provenance.machine import Machine
from provenance.model import Candidates, Readings, Sketches, Skipped
from provenance.settings import Settings
from provenance.similarity import Similarities
from provenance.sketches import Bands, Drawn, band_keys, sketch

_WORD = 100  # bytes of memory a word's keys take at most while they are joined: 2,500 articles take 250 MB
_PART = 1_000_000  # words whose keys are made at a time on the way to the disk


def proposed(
    readings: Readings,
    similar: Callable[[], Similarities],
    drawn: Callable[[], Drawn],
    settings: Settings,
    machine: Machine,
) -> tuple[Candidates, list[Skipped]]:
    """Return the article pairs worth aligning, and what was not expanded into all its pairs.

    What datasketch draws is asked for first, the pairs that are alike in their words last: they may still
    be sought.
    """
    nothing = np.zeros(0, np.int32)

    def sign(sketches: Sketches, shared: NDArray[np.bool_] | None) -> Bands:
        return band_keys(sketches, shared, settings, drawn())

    if _WORD * len(readings.word_hash) <= machine.memory:
        found, capped = propose(readings, sketch(readings, settings), sign, (nothing, nothing), settings)
    else:
        parts = Parts(len(readings.word_hash), partial(_parts, readings, settings))
        with TemporaryDirectory(prefix="provenance-") as folder:
            found, capped = propose_from_disk(
                parts, sign, (nothing, nothing), settings, (machine, Path(folder))
            )
    count, alike = np.int64(len(readings.articles)), similar()
    return _united(found, alike.left * count + alike.right, count), capped


def overheard(
    readings: Readings, candidates: Candidates, said: quotations.Marked, settings: Settings
) -> Candidates:
    """Add to candidates the pairs of articles that quote the same few rare words."""
    one, other, _ = expanded(Listed(*quotations.keys(readings, said)), settings)
    count = np.int64(len(readings.articles))
    heard, times = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_counts=True)
    least = quotations.least(
        [each.published for each in readings.articles], heard // count, heard % count, settings
    )
    return _united(candidates, heard[times >= least], count)


def _united(candidates: Candidates, others: NDArray[np.int64], count: np.int64) -> Candidates:
    """Add pairs of `count` articles, each packed into one number, to candidates; all come in order."""
    both = distinct(np.concatenate((candidates.left * count + candidates.right, others)))
    return Candidates((both // count).astype(np.int32), (both % count).astype(np.int32))


def _parts(readings: Readings, settings: Settings) -> Iterator[tuple[int, Readings, Sketches]]:
    """Yield articles in a row with bounded words, and their sketches."""
    ends = readings.sentence_words[readings.article_sentences]
    first = 0
    while first < len(readings.articles):
        last = max(first + 1, int(np.searchsorted(ends, ends[first] + _PART, side="right")) - 1)
        part = _part(readings, first, last)
        yield first, part, sketch(part, settings)
        first = last


def _part(readings: Readings, first: int, last: int) -> Readings:
    """Return some articles in a row."""
    begin, end = readings.article_sentences[[first, last]]
    opens, closes = readings.sentence_words[[begin, end]]
    sentences, words = slice(begin, end), slice(opens, closes)
    return Readings(
        articles=readings.articles[first:last],
        languages=readings.languages[first:last],
        article_sentences=readings.article_sentences[first : last + 1] - begin,
        sentence_words=readings.sentence_words[begin : end + 1] - opens,
        sentence_begin=readings.sentence_begin[sentences],
        sentence_end=readings.sentence_end[sentences],
        sentence_kind=readings.sentence_kind[sentences],
        word_hash=readings.word_hash[words],
        word_begin=readings.word_begin[words],
        word_end=readings.word_end[words],
        word_marks=readings.word_marks[words],
    )
