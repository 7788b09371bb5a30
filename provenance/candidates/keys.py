"""The keys of articles: bands of sentence signatures, runs of words, what is left of altered quotations."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.candidates.listing import Listed
from provenance.hashing import GOLDEN, mix64, run_keys, run_keys_at
from provenance.model import Kind, Mark, Readings, Sketches
from provenance.settings import Settings

_CONTEXT = 8  # words on either side that tell a reprint from a stock phrase
_FILTER_BITS = 27  # 128 MB of counters at the most
_MOST = np.uint64(48)  # a context has the 16 bits left: two of one key are equal by chance once in 65,536
_SHORT = 3  # words: what is left in a row of a quotation in which every fourth word was changed
_NEXT = (4, 5, 6, 7, 8)  # words from the beginning of such a run to the next one's
_FAR = 65_535  # words: no run that is looked for is longer
_BATCH = 1_000_000  # words whose parts are looked at together: some 100 MB

Kept = Callable[[NDArray[np.uint64], Settings], NDArray[np.intp]]
Ahead = NDArray[np.uint16]


def evidence(
    readings: Readings,
    sketches: Sketches,
    bands: Iterable[NDArray[np.uint64]],
    settings: Settings,
    *,
    kept: Kept,
) -> Iterator[tuple[str, Listed]]:
    """Yield, for each kind of key, its name and which article has which.

    Parameters
    ----------
    readings : Readings
    sketches : Sketches
        Of the same readings.
    bands : iterable of uint64 arrays
        For each LSH band the key of every row of the sketches.
    settings : Settings
    kept : callable
        Told the keys of one kind, says which places to keep, and in which order.
    """
    owner = _article_of_sentence(readings)
    signed = np.flatnonzero(sketches.rows >= 0)
    row = sketches.rows[signed]
    # What surrounds a sentence is the sentence after it: reprints go on alike.
    following = np.append(sketches.rows[1:], -1)
    following[readings.article_sentences[1:] - 1] = -1  # the next article's first sentence is no neighbour
    following = following[signed]
    after = np.where(following >= 0, sketches.keys[following] if len(sketches.keys) else 0, 0)
    after = _context(after.astype(np.uint64))
    for keys in bands:
        place = kept(keys[row], settings)
        yield "sentences", Listed(keys[row][place], owner[signed][place], after[place])
    size = settings.guaranteed_run
    body, quoted = _ahead(readings, of_body=True), _ahead(readings, of_body=False)
    yield "runs", _run_columns(readings, np.flatnonzero(body >= size), size, kept, settings)
    size = settings.quoted_run
    place = np.flatnonzero((body >= size) & (quoted >= size))
    place = place[_weights(readings.word_hash, place, size) >= settings.quoted_rarity]
    yield "quoted runs", _run_columns(readings, place, size, kept, settings)
    yield "parts of quotations", _in_parts(readings, (body, quoted), kept, settings)


def repeats(keys: NDArray[np.uint64], settings: Settings) -> NDArray[np.intp]:
    """Return the places of the keys that occur more than once, sorted by key."""
    place = np.arange(len(keys))
    if len(keys) >= settings.compile_above:
        from provenance.kernels import seen_twice

        # Eight counters a key leave one key in nine that only looks repeated; the sort removes it.
        place = np.flatnonzero(seen_twice(keys, min(len(keys).bit_length() + 3, _FILTER_BITS)))
    order = place[np.argsort(keys[place], kind="stable")]
    ordered = keys[order]
    equal = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    return order[equal[:-1] | equal[1:]] if len(order) else order


def everything(keys: NDArray[np.uint64], settings: Settings) -> NDArray[np.intp]:  # noqa: ARG001 - see `Kept`
    """Return all places in their order."""
    return np.arange(len(keys))


def _article_of_sentence(readings: Readings) -> NDArray[np.int32]:
    """Return the article number of each sentence, int32 (S,)."""
    counts = np.diff(readings.article_sentences)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


def _context(values: NDArray[np.uint64]) -> NDArray[np.uint16]:
    return (mix64(values) >> _MOST).astype(np.uint16)


def _weights(words: NDArray[np.uint32], place: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Return the summed rarity of each run, added up in the run's own order, whatever stands before it."""
    total = np.zeros(len(place))
    for step in range(size):
        total += background().idf(words[place + step])
    return total


def _ahead(readings: Readings, *, of_body: bool) -> Ahead:
    """Return how many words in a row, from each word on, are of one article's body, or else are quoted."""
    if of_body:
        owner = np.where(readings.sentence_kind == Kind.BODY, _article_of_sentence(readings), -1)
        label = np.repeat(owner, np.diff(readings.sentence_words))
    else:
        label = np.where(readings.word_marks & Mark.QUOTED > 0, np.int8(0), np.int8(-1))
    stops = np.append(np.flatnonzero(label[1:] != label[:-1]) + 1, len(label))
    ahead = np.repeat(stops, np.diff(stops, prepend=0))
    ahead -= np.arange(len(label))
    return np.where(label >= 0, np.minimum(ahead, _FAR), 0).astype(np.uint16)


def _run_columns(
    readings: Readings, place: NDArray[np.int64], size: int, kept: Kept, settings: Settings
) -> Listed:
    """Return key, article and surroundings of the runs that begin at `place`."""
    compiled = len(readings.word_hash) >= settings.compile_above
    keys = run_keys(readings.word_hash, size, compiled=compiled)[place]
    return _listed(readings, keys, place, kept, settings)


def _listed(
    readings: Readings, keys: NDArray[np.uint64], place: NDArray[np.int64], kept: Kept, settings: Settings
) -> Listed:
    chosen = kept(keys, settings)
    keys, place = keys[chosen], place[chosen]
    lengths = np.diff(readings.sentence_words)
    article = np.repeat(_article_of_sentence(readings), lengths)[place]
    return Listed(keys, article, _around(readings, article, place))


def _in_parts(readings: Readings, ahead: tuple[Ahead, Ahead], kept: Kept, settings: Settings) -> Listed:
    """Return key, article and surroundings of two short runs with a few words between them.

    Which words stand between, and how many, is not in the key: they may have been changed.

    Parameters
    ----------
    ahead : two uint16 (W,)
        How many words in a row, from each on, are body, and how many are quoted.
    """
    found: list[list[tuple[NDArray[np.uint64], NDArray[np.int64]]]] = [[] for _ in _NEXT]
    for first in range(0, max(len(readings.word_hash), 1), _BATCH):
        for of_step, part in zip(found, _parts(readings, ahead, first, settings), strict=True):
            of_step.append(part)
    keys, places = zip(*(part for of_step in found for part in of_step), strict=True)
    return _listed(readings, np.concatenate(keys), np.concatenate(places), kept, settings)


def _parts(
    readings: Readings, ahead: tuple[Ahead, Ahead], first: int, settings: Settings
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Yield, for each distance, keys and places of two runs the first of which begins in a batch of words."""
    body, quoted = (side[first : first + _BATCH] for side in ahead)
    words = readings.word_hash[first : first + _BATCH + _NEXT[-1] + _SHORT - 1]
    short = run_keys(words, _SHORT, compiled=len(readings.word_hash) >= settings.compile_above)
    idf = background().idf(words)
    weights = sum((idf[step : step + len(short)] for step in range(_SHORT)), np.zeros(len(short)))
    for step in _NEXT:
        size = step + _SHORT
        place = np.flatnonzero(body >= size)
        weight = weights[place] + weights[place + step]
        inside = quoted[place] >= size
        place = place[weight >= np.where(inside, settings.quoted_parts, settings.unquoted_parts)]
        yield mix64(short[place] * GOLDEN + short[place + step]), place + first


def _around(readings: Readings, article: NDArray[np.int32], place: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Hash the words around each run, those of its own article alone."""
    first = readings.sentence_words[readings.article_sentences[article]]
    last = readings.sentence_words[readings.article_sentences[article + 1]] - 2 * _CONTEXT
    begin = np.maximum(np.minimum(place - _CONTEXT // 2, last), first)
    keys = np.zeros(len(place), dtype=np.uint64)
    held = last >= first
    keys[held] = run_keys_at(readings.word_hash, begin[held], 2 * _CONTEXT)
    return _context(keys)
