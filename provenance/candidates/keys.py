"""Which article has which key: bands of sentence signatures, and the kinds that words make."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.kinds import (
    KINDS,
    Columns,
    Found,
    Made,
    article_of_sentence,
    asking,
    bounds,
    columns,
)
from provenance.candidates.listing import ASKS, Listed
from provenance.hashing import mix64, run_keys_at
from provenance.model import Readings, Sketches
from provenance.settings import Settings

_CONTEXT = 8  # words on either side that tell a reprint from a stock phrase
_MOST = np.uint64(48)  # a context has 15 of the 16 bits left: two are equal by chance once in 32,768
_BATCH = 50_000  # words whose keys are made together: what is worked on stays in the processor's cache

Bands = Iterable[tuple[NDArray[np.int32], NDArray[np.uint64]]]
Again = Callable[[], Iterator[list[Found]]]  # makes all keys of one kind, batch by batch, as often as asked
Kept = Callable[[Again, int], Found]  # told all keys and about how many: those to keep, in which order


def evidence(
    readings: Readings, sketches: Sketches, bands: Bands, settings: Settings, *, kept: Kept
) -> Iterator[tuple[str, Listed]]:
    """Yield, for each kind of key, its name and which article has which.

    Parameters
    ----------
    readings : Readings
    sketches : Sketches
        Of the same readings.
    bands : iterable of int32 and uint64 arrays
        For each LSH band rows of the sketches and the key of each; rows that are left out share no key.
    settings : Settings
    kept : callable
        `everything`, or what else says which keys of a kind to keep.
    """
    yield from (("sentences", listed) for listed in sentences(readings, sketches, bands, kept))
    words = columns(readings, settings)
    for what, (made, density) in KINDS.items():
        expected = int(density * len(readings.word_hash))
        yield what, listed(words, what, *kept(batches(words, made, settings), expected), settings)


def sentences(readings: Readings, sketches: Sketches, bands: Bands, kept: Kept) -> Iterator[Listed]:
    """Yield for each band which article has which key.

    What surrounds a sentence is the sentence after it: reprints go on alike.
    """
    owner = article_of_sentence(readings)
    signed = np.flatnonzero(sketches.rows >= 0)
    row = sketches.rows[signed]
    following = np.append(sketches.rows[1:], -1)
    following[readings.article_sentences[1:] - 1] = -1  # the next article's first sentence is no neighbour
    following = following[signed]
    after = np.where(following >= 0, sketches.keys[following] if len(sketches.keys) else 0, 0)
    after = _context(after.astype(np.uint64))
    owner = owner[signed]
    for rows, keys in bands:
        place_of = np.full(len(sketches.sentences), -1)
        place_of[rows] = np.arange(len(rows))
        held = np.flatnonzero(place_of[row] >= 0)
        found = [(keys[place_of[row[held]]], held)]
        of_sentence, place = kept(lambda found=found: iter([found]), len(held))  # type: ignore[misc]
        yield Listed(of_sentence, owner[place], after[place])


def batches(words: Columns, made: Made, settings: Settings) -> Again:
    """Return what makes all keys of one kind, a batch of words at a time, as often as it is called."""
    count = len(words.readings.word_hash)

    def each() -> Iterator[list[Found]]:
        for first in range(0, max(count, 1), _BATCH):
            yield made(words, first, min(count, first + _BATCH), settings)

    return each


def everything(made: Again, expected: int) -> Found:  # noqa: ARG001 - see `Kept`
    """Keep all keys in their order."""
    return joined(list(made()))


def joined(parts: Sequence[list[Found]]) -> Found:
    """Put what the batches gave behind each other: the first lists of all batches, then the second ones."""
    found = [part[number] for number in range(len(parts[0])) for part in parts]
    keys, places = zip(*found, strict=True)
    return np.concatenate(keys), np.concatenate(places)


def listed(
    words: Columns, what: str, keys: NDArray[np.uint64], place: NDArray[np.int64], settings: Settings
) -> Listed:
    """Return key, article and surroundings of what begins at `place`; of some kinds only quotes ask."""
    readings = words.readings
    article = np.searchsorted(bounds(readings)[1:], place, side="right").astype(np.int32)
    context = _around(readings, article, place)
    context[words.quoted[place] < asking(settings).get(what, 0)] &= ~ASKS
    return Listed(keys, article, context)


def _context(values: NDArray[np.uint64]) -> NDArray[np.uint16]:
    return (mix64(values) >> _MOST).astype(np.uint16) | ASKS


def _around(readings: Readings, article: NDArray[np.int32], place: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Hash the words around each run, those of its own article alone."""
    first = readings.sentence_words[readings.article_sentences[article]]
    last = readings.sentence_words[readings.article_sentences[article + 1]] - 2 * _CONTEXT
    begin = np.maximum(np.minimum(place - _CONTEXT // 2, last), first)
    keys = np.zeros(len(place), dtype=np.uint64)
    held = last >= first
    keys[held] = run_keys_at(readings.word_hash, begin[held], 2 * _CONTEXT)
    return _context(keys)
