"""What keys are made of: runs of words, and what is left of quotations that were altered."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.hashing import GOLDEN, mix64, run_keys_at
from provenance.model import Kind, Mark, Readings
from provenance.settings import Settings

_SHORT = 3  # words: what is left in a row of a quotation in which every fourth word was changed
_FRAME, _FRAMED = 2, 7  # words at either end of a quotation, and those of one that is looked at
_NEXT = (4, 5, 6, 7, 8)  # words from the beginning of such a run to the next one's
_FAR = 65_535  # words: no run that is looked for is longer

PARTS, ONE_SIDED = "parts of quotations", "runs quoted on one side"

Found = tuple[NDArray[np.uint64], NDArray[np.int64]]  # keys, and the places where they begin
Made = Callable[["Columns", int, int, Settings], list[Found]]


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


def asking(settings: Settings) -> dict[str, int]:
    """Return of which kinds only quotations ask, and how many of their words must be quoted."""
    return {ONE_SIDED: settings.one_sided_run, PARTS: _SHORT + min(_NEXT)}


def bounds(readings: Readings) -> NDArray[np.int64]:
    """Return where the words of each article begin, and where the last one's end: int64 (A + 1,)."""
    return readings.sentence_words[readings.article_sentences]


def article_of_sentence(readings: Readings) -> NDArray[np.int32]:
    """Return the article number of each sentence, int32 (S,)."""
    counts = np.diff(readings.article_sentences)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


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
    hashes, limits = words.readings.word_hash, bounds(words.readings)
    if words.compiled:
        from provenance.candidates import kernels

        rare = background().idf_of_seen(), least
        keys, place = kernels.runs_anywhere(hashes, words.seen, first, last, (size, limits), rare)
        return [(mix64(keys), place)]
    place = np.arange(first, last)
    place = place[place + size <= limits[np.searchsorted(limits, place, side="right")]]
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


def _sides(words: Columns) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]:
    return words.body, words.quoted, words.seen


def _ahead(readings: Readings) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return how many words in a row, from each on, are of one article's body; are quoted in it."""
    lengths, article = np.diff(readings.sentence_words), article_of_sentence(readings)
    body = np.repeat(np.where(readings.sentence_kind == Kind.BODY, article, -1), lengths)
    quoted = np.where(readings.word_marks & Mark.QUOTED > 0, np.repeat(article, lengths), -1)
    return _alike(body), _alike(quoted)


def _alike(label: NDArray[np.signedinteger]) -> NDArray[np.uint16]:
    """Return how many labels in a row, from each on, are the same; none where it is negative."""
    stops = np.append(np.flatnonzero(label[1:] != label[:-1]) + 1, len(label))
    ahead = np.repeat(stops, np.diff(stops, prepend=0))
    ahead -= np.arange(len(label))
    return np.where(label >= 0, np.minimum(ahead, _FAR), 0).astype(np.uint16)


# What makes the keys of each kind, and how many it makes of a word of news, about.
KINDS: dict[str, tuple[Made, float]] = {
    "runs": (_runs, 1.0),
    "quoted runs": (_quoted_runs, 0.1),
    "ends of quotations": (_framed, 0.05),
    PARTS: (_parts, 1.0),
    ONE_SIDED: (_one_sided, 0.2),
}
