"""Compiled: where runs of words may begin, how rare their words are, and their keys."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.model import Kind, Mark

Words = NDArray[np.uint32]
Ahead = NDArray[np.uint16]
Sides = tuple[Ahead, Ahead, NDArray[np.uint16]]  # of each word: `ahead`, and the documents it stands in
Found = tuple[NDArray[np.uint64], NDArray[np.int64]]  # keys, and the places where their runs begin
_BODY, _QUOTED = int(Kind.BODY), int(Mark.QUOTED)


@njit(cache=True, nogil=True)
def ahead(
    article_sentences: NDArray[np.int64],
    sentence_words: NDArray[np.int64],
    kinds: NDArray[np.uint8],
    marks: NDArray[np.uint8],
    far: int,
) -> tuple[Ahead, Ahead]:
    """Twin of `keys.ahead`: how many words in a row, from each on, are of one article's body, are quoted."""
    body, quoted = np.zeros(len(marks), np.uint16), np.zeros(len(marks), np.uint16)
    for article in range(len(article_sentences) - 2, -1, -1):
        row, speech = 0, 0
        for sentence in range(article_sentences[article + 1] - 1, article_sentences[article] - 1, -1):
            first, last = sentence_words[sentence], sentence_words[sentence + 1]
            for place in range(last - 1, first - 1, -1):
                row = min(row + 1, far) if kinds[sentence] == _BODY else 0
                speech = min(speech + 1, far) if marks[place] & _QUOTED else 0
                body[place], quoted[place] = row, speech
    return body, quoted


@njit(cache=True, nogil=True)
def documents(
    words: Words, hashes: Words, seen: NDArray[np.uint16], starts: NDArray[np.int64], shift: int
) -> NDArray[np.uint16]:
    """Twin of `Background.seen`: look each word up among those hashes that share its upper bits."""
    found = np.zeros(len(words), np.uint16)
    for place in range(len(words)):
        word = words[place]
        at, stop = starts[word >> shift], starts[(word >> shift) + 1]
        while at < stop and hashes[at] < word:
            at += 1
        if at < stop and hashes[at] == word:
            found[place] = seen[at]
    return found


@njit(cache=True, nogil=True, inline="always")
def _mixed(key: np.uint64) -> np.uint64:
    """Twin of `hashing.mix64`."""
    key ^= key >> np.uint64(33)
    key *= np.uint64(0xFF51AFD7ED558CCD)
    key ^= key >> np.uint64(33)
    key *= np.uint64(0xC4CEB9FE1A85EC53)
    return key ^ (key >> np.uint64(33))


@njit(cache=True, nogil=True, inline="always")
def _key(words: Words, place: int, size: int) -> np.uint64:
    """Twin of `hashing.run_keys` for one run."""
    key = np.uint64(0)
    for offset in range(size):
        key = _mixed(
            key * np.uint64(0x9E3779B97F4A7C15) + np.uint64(words[place + offset]) + np.uint64(offset)
        )
    return key


@njit(cache=True, nogil=True)
def runs(words: Words, body: Ahead, first: int, last: int, size: int) -> Found:
    """Return keys and places of the runs that begin from `first` up to `last` and lie in body."""
    keys, places = np.empty(last - first, np.uint64), np.empty(last - first, np.int64)
    found = 0
    for place in range(first, last):
        if body[place] >= size:
            keys[found], places[found] = _key(words, place, size), place
            found += 1
    return keys[:found], places[:found]


@njit(cache=True, nogil=True)
def quoted_runs(
    words: Words, sides: Sides, first: int, last: int, size: int, rare: tuple[NDArray[np.float64], float]
) -> Found:
    """Do what `runs` does for runs in quotation marks.

    Parameters
    ----------
    rare : float64, float
        The rarity of a word by the number of documents it stands in, and the least one of all words together.
    """
    _, quoted, seen = sides
    idf, least = rare
    keys, places = np.empty(last - first, np.uint64), np.empty(last - first, np.int64)
    found = 0
    for place in range(first, last):
        if quoted[place] < size:
            continue
        weight = 0.0
        for each in range(place, place + size):
            weight += idf[seen[each]]
        if weight >= least:
            keys[found], places[found] = _key(words, place, size), place
            found += 1
    return keys[:found], places[:found]


@njit(cache=True, nogil=True)
def runs_anywhere(
    words: Words,
    seen: NDArray[np.uint16],
    first: int,
    last: int,
    sizes: tuple[int, NDArray[np.int64]],
    rare: tuple[NDArray[np.float64], float],
) -> Found:
    """Return keys and places of the runs of rare words that begin from `first` up to `last`.

    Parameters
    ----------
    sizes : int, int64
        Words of a run, and where the words of each article begin.
    rare : float64, float
        As in `quoted_runs`.
    """
    (size, bounds), (idf, least) = sizes, rare
    keys, places = np.empty(last - first, np.uint64), np.empty(last - first, np.int64)
    found, article = 0, np.searchsorted(bounds, first, side="right")
    for place in range(first, last):
        while bounds[article] <= place:
            article += 1
        if place + size > bounds[article]:
            continue
        weight = 0.0
        for each in range(place, place + size):
            weight += idf[seen[each]]
        if weight >= least:
            keys[found], places[found] = _key(words, place, size), place
            found += 1
    return keys[:found], places[:found]


@njit(cache=True, nogil=True)
def pairs_of_runs(
    words: Words,
    sides: Sides,
    first: int,
    last: int,
    sizes: tuple[int, tuple[int, ...]],
    rare: tuple[NDArray[np.float64], float, float],
) -> list[Found]:
    """Return, for each distance, keys and places of two short runs, the first from `first` up to `last`.

    Parameters
    ----------
    sizes : int, tuple of int
        Words of a short run, and words from its beginning to the next one's.
    rare : float64, float, float
        As in `quoted_runs`, of both runs together: the least in quotation marks, and elsewhere, where only
        the first distance is looked at.
    """
    body, quoted, seen = sides
    size, steps = sizes
    idf, inside, outside = rare
    stop = min(last + max(steps), len(words) - size + 1)
    keys_of, weights = np.zeros(last - first + max(steps), np.uint64), np.zeros(last - first + max(steps))
    for place in range(first, stop):
        keys_of[place - first] = _key(words, place, size)
        for each in range(place, place + size):
            weights[place - first] += idf[seen[each]]
    every = []
    for step in steps:
        keys, places = np.empty(last - first, np.uint64), np.empty(last - first, np.int64)
        found, elsewhere = 0, outside if step == steps[0] else np.inf
        for place in range(first, last):
            if max(body[place], quoted[place]) < step + size:
                continue
            one, other = place - first, place - first + step
            if weights[one] + weights[other] >= (inside if quoted[place] >= step + size else elsewhere):
                keys[found] = _mixed(keys_of[one] * np.uint64(0x9E3779B97F4A7C15) + keys_of[other])
                places[found] = place
                found += 1
        every.append((keys[:found], places[:found]))
    return every
