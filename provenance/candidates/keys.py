"""The keys of articles: bands of sentence signatures, runs of words, what is left of altered quotations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.candidates.listing import ASKS, Listed
from provenance.hashing import GOLDEN, mix64, run_keys_at
from provenance.model import Kind, Mark, Readings, Sketches
from provenance.settings import Settings

_CONTEXT = 8  # words on either side that tell a reprint from a stock phrase
_MOST = np.uint64(48)  # a context has 15 of the 16 bits left: two are equal by chance once in 32,768
_SHORT = 3  # words: what is left in a row of a quotation in which every fourth word was changed
_FRAME, _FRAMED = 2, 7  # words at either end of a quotation, and those of one that is looked at
_NEXT = (4, 5, 6, 7, 8)  # words from the beginning of such a run to the next one's
_FAR = 65_535  # words: no run that is looked for is longer
_BATCH = 50_000  # words whose keys are made together: what is worked on stays in the processor's cache

PARTS, ONE_SIDED = "parts of quotations", "runs quoted on one side"

Bands = Iterable[tuple[NDArray[np.int32], NDArray[np.uint64]]]
Found = tuple[NDArray[np.uint64], NDArray[np.int64]]  # keys, and the places where they begin
Made = Callable[["Columns", int, int, Settings], list[Found]]
Again = Callable[[], Iterator[list[Found]]]  # makes all keys of one kind, batch by batch, as often as asked
Kept = Callable[[Again, int], Found]  # told all keys and about how many: those to keep, in which order


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The words of some articles.

    Attributes
    ----------
    readings : Readings
    body, quoted : uint16 (W,)
        How many words in a row, from each on, are of one article's body; are quoted in it, body or not.
    seen : uint16 (W,)
        In how many articles of the background each word stands.
    compiled : bool
        Whether there are so many that the compiler pays.
    """

    readings: Readings
    body: NDArray[np.uint16]
    quoted: NDArray[np.uint16]
    seen: NDArray[np.uint16]
    compiled: bool


def columns(readings: Readings, settings: Settings) -> Columns:
    """Return the words of some articles, ready for `KINDS` to make keys of them."""
    if len(readings.word_hash) < settings.compile_above:
        seen = background().seen(readings.word_hash)
        body, quoted = _ahead(readings)
        return Columns(readings, body, quoted, seen, compiled=False)
    from provenance.candidates import kernels

    body, quoted = kernels.ahead(
        readings.article_sentences,
        readings.sentence_words,
        readings.sentence_kind,
        readings.word_marks,
        _FAR,
    )
    seen = kernels.documents(readings.word_hash, *background().looked_up())
    return Columns(readings, body, quoted, seen, compiled=True)


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
    owner = _article_of_sentence(readings)
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
    article = np.searchsorted(_bounds(readings)[1:], place, side="right").astype(np.int32)
    context = _around(readings, article, place)
    asking = {ONE_SIDED: settings.one_sided_run, PARTS: _SHORT + min(_NEXT)}.get(what, 0)
    context[words.quoted[place] < asking] &= ~ASKS
    return Listed(keys, article, context)


def _runs(words: Columns, first: int, last: int, settings: Settings) -> list[Found]:
    """Make the keys of runs of body words that are always looked at."""
    size, hashes = settings.guaranteed_run, words.readings.word_hash
    if words.compiled:
        from provenance.candidates import kernels

        return [kernels.runs(hashes, words.body, first, last, size)]
    place = first + np.flatnonzero(words.body[first:last] >= size)
    return [(run_keys_at(hashes, place, size), place)]


def _quoted_runs(words: Columns, first: int, last: int, settings: Settings) -> list[Found]:
    """Make the keys of shorter runs of rare words inside quotation marks."""
    size, least = settings.quoted_run, settings.quoted_rarity
    hashes, idf = words.readings.word_hash, background().idf_of_seen()
    if words.compiled:
        from provenance.candidates import kernels

        return [kernels.quoted_runs(hashes, _sides(words), first, last, size, (idf, least))]
    place = first + np.flatnonzero(words.quoted[first:last] >= size)
    place = place[_weights(words, place, size) >= least]
    return [(run_keys_at(hashes, place, size), place)]


def _framed(words: Columns, first: int, last: int, settings: Settings) -> list[Found]:
    """Make the keys of quotations, and of sentences in them, by their first and last words alone."""
    readings, found = words.readings, []
    place = first + np.flatnonzero(words.quoted[first:last] >= _FRAMED)
    opens = (place == 0) | (words.quoted[place - 1] != words.quoted[place] + 1)
    begins = opens | (readings.word_marks[place] & Mark.OPENS > 0)
    place, opens = place[begins], opens[begins]
    stop = place + words.quoted[place]
    sentence = readings.sentence_words[np.searchsorted(readings.sentence_words, place, side="right")]
    for where, end in ((place[opens], stop[opens]), (place, np.minimum(stop, sentence))):
        long = end - where >= _FRAMED
        begin, close = where[long], end[long] - _FRAME
        rare = _weights(words, begin, _FRAME) + _weights(words, close, _FRAME) >= settings.quoted_frame
        begin, close = begin[rare], close[rare]
        one, other = (run_keys_at(readings.word_hash, each, _FRAME) for each in (begin, close))
        found.append((mix64(one * GOLDEN + other), begin))
    return found


def _one_sided(words: Columns, first: int, last: int, settings: Settings) -> list[Found]:
    """Make the keys of runs of rare words anywhere in an article: one of two must be in quotation marks.

    They are mixed once more: quoted runs may be as long, and a key must say of which kind it is.
    """
    size, least = settings.one_sided_run, settings.one_sided_rarity
    hashes, bounds = words.readings.word_hash, _bounds(words.readings)
    if words.compiled:
        from provenance.candidates import kernels

        rare = background().idf_of_seen(), least
        keys, place = kernels.runs_anywhere(hashes, words.seen, first, last, (size, bounds), rare)
        return [(mix64(keys), place)]
    place = np.arange(first, last)
    place = place[place + size <= bounds[np.searchsorted(bounds, place, side="right")]]
    place = place[_weights(words, place, size) >= least]
    return [(mix64(run_keys_at(hashes, place, size)), place)]


def _parts(words: Columns, first: int, last: int, settings: Settings) -> list[Found]:
    """Make, for each distance, the keys of two short runs.

    Which words stand between, and how many, is not in the key: they may have been changed. Outside quotation
    marks one word may: what more distances find there is little, and each makes a key of every other word.
    """
    hashes, limits = words.readings.word_hash, (settings.quoted_parts, settings.unquoted_parts)
    if words.compiled:
        from provenance.candidates import kernels

        rare = background().idf_of_seen(), *limits
        return list(kernels.pairs_of_runs(hashes, _sides(words), first, last, (_SHORT, _NEXT), rare))
    found = []
    for step in _NEXT:
        size = step + _SHORT
        ahead = np.maximum(words.body[first:last], words.quoted[first:last])
        place = first + np.flatnonzero(ahead >= size)
        weight = _weights(words, place, _SHORT) + _weights(words, place + step, _SHORT)
        marked, single = words.quoted[place] >= size, step == _NEXT[0]
        place = place[(marked | single) & (weight >= np.where(marked, *limits))]
        one, other = run_keys_at(hashes, place, _SHORT), run_keys_at(hashes, place + step, _SHORT)
        found.append((mix64(one * GOLDEN + other), place))
    return found


def _weights(words: Columns, place: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Return the summed rarity of each run, added up in the run's own order, whatever stands before it."""
    idf, total = background().idf_of_seen(), np.zeros(len(place))
    for step in range(size):
        total += idf[words.seen[place + step]]
    return total


# What makes the keys of each kind, and how many it makes of a word of news, about.
KINDS: dict[str, tuple[Made, float]] = {
    "runs": (_runs, 1.0),
    "quoted runs": (_quoted_runs, 0.1),
    "ends of quotations": (_framed, 0.05),
    PARTS: (_parts, 1.0),
    ONE_SIDED: (_one_sided, 0.2),
}


def _sides(words: Columns) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]:
    return words.body, words.quoted, words.seen


def _bounds(readings: Readings) -> NDArray[np.int64]:
    """Return where the words of each article begin, and where the last one's end: int64 (A + 1,)."""
    return readings.sentence_words[readings.article_sentences]


def _article_of_sentence(readings: Readings) -> NDArray[np.int32]:
    """Return the article number of each sentence, int32 (S,)."""
    counts = np.diff(readings.article_sentences)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


def _context(values: NDArray[np.uint64]) -> NDArray[np.uint16]:
    return (mix64(values) >> _MOST).astype(np.uint16) | ASKS


def _ahead(readings: Readings) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return how many words in a row, from each on, are of one article's body; are quoted in it."""
    lengths, article = np.diff(readings.sentence_words), _article_of_sentence(readings)
    body = np.repeat(np.where(readings.sentence_kind == Kind.BODY, article, -1), lengths)
    quoted = np.where(readings.word_marks & Mark.QUOTED > 0, np.repeat(article, lengths), -1)
    return _alike(body), _alike(quoted)


def _alike(label: NDArray[np.signedinteger]) -> NDArray[np.uint16]:
    """Return how many labels in a row, from each on, are the same; none where it is negative."""
    stops = np.append(np.flatnonzero(label[1:] != label[:-1]) + 1, len(label))
    ahead = np.repeat(stops, np.diff(stops, prepend=0))
    ahead -= np.arange(len(label))
    return np.where(label >= 0, np.minimum(ahead, _FAR), 0).astype(np.uint16)


def _around(readings: Readings, article: NDArray[np.int32], place: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Hash the words around each run, those of its own article alone."""
    first = readings.sentence_words[readings.article_sentences[article]]
    last = readings.sentence_words[readings.article_sentences[article + 1]] - 2 * _CONTEXT
    begin = np.maximum(np.minimum(place - _CONTEXT // 2, last), first)
    keys = np.zeros(len(place), dtype=np.uint64)
    held = last >= first
    keys[held] = run_keys_at(readings.word_hash, begin[held], 2 * _CONTEXT)
    return _context(keys)
