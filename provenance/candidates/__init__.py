"""Step `propose`: which of many articles are worth aligning, without looking at every pair.

Keys of several kinds bring two articles together, each where the others are blind:

* LSH bands of sentence signatures: sentences edited here and there;
* runs of eight words: a short quote inside a long sentence, whose Jaccard similarity is low;
* shorter runs of rare words inside quotation marks, the words with which a quotation begins and ends, and two
  very short runs near each other: what is left of a quotation in which every fourth word was changed;
* runs of five rarer words, and two short runs with one word between, quoted in one article and in any place
  of the other: quotation marks get lost, and what a caption or a list of headlines quotes counts too.

To these come the pairs that TF-IDF finds similar: a rewrite may share no run at all. A key that stands in
very many articles is not expanded into pairs but looked at together with the words around it: text that
is reprinted a hundred times has the same neighbours everywhere, a stock phrase has not.

What a key brings together depends on which articles have it and on nothing else in the corpus, so that an
index that grows can say what a new article changes: `held` gives articles' keys, `changed` what
pairs come and go when the lists of some keys change.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.disk import Shelf
from provenance.candidates.growth import changed, held, sentences_of
from provenance.candidates.keys import Bands, batches, everything, joined, sentences
from provenance.candidates.keys import listed as rows_of
from provenance.candidates.kinds import KINDS, columns
from provenance.candidates.listing import Listed, chained_note, expanded
from provenance.candidates.sieve import Sieve, of_shingles, repeated, repeats, shared
from provenance.hashing import distinct
from provenance.machine import Machine
from provenance.model import Candidates, Readings, Sketches, Skipped
from provenance.settings import Settings

Sign = Callable[[Sketches, NDArray[np.bool_] | None], Bands]

__all__ = [
    "KINDS",
    "Listed",
    "Parts",
    "chained_note",
    "changed",
    "expanded",
    "held",
    "propose",
    "propose_from_disk",
    "sentences_of",
]


def propose(
    readings: Readings,
    sketches: Sketches,
    sign: Sign,
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    settings: Settings,
) -> tuple[Candidates, list[Skipped]]:
    """Return the article pairs worth aligning.

    Parameters
    ----------
    readings : Readings
    sketches : Sketches
        Of the same readings.
    sign : callable
        Told sketches and which of their shingles occur elsewhere: the keys of the LSH bands.
    similar : pair of int32 arrays
        Article numbers that TF-IDF brought together.
    settings : Settings

    Returns
    -------
    Candidates
    list of Skipped
        What was not expanded into all its pairs, and why.
    """
    found = _repeated(readings, sketches, sign, settings)
    del sketches  # as large as what words take, and needed only for the first kind of key
    return _paired(found, similar, len(readings.articles), settings)


def _repeated(
    readings: Readings, sketches: Sketches, sign: Sign, settings: Settings
) -> Iterator[tuple[str, Iterable[Listed]]]:
    """Yield, for each kind of key, its name and which articles have those that occur again, in parts."""
    bands = sign(sketches, shared(sketches.shingles, None, settings))
    for found in sentences(readings, sketches, bands, partial(repeats, settings=settings)):
        yield "sentences", [found]
    del sketches, bands
    words = columns(readings, settings)
    for what, (made, density) in KINDS.items():
        parts = repeated(batches(words, made, settings), int(density * len(readings.word_hash)), settings)
        yield what, (rows_of(words, what, *part, settings) for part in parts)


@dataclass(frozen=True, slots=True)
class Parts:
    """A corpus in parts that are made, or read again, as often as they are asked for.

    Attributes
    ----------
    words : int
        In all of them.
    each : callable
        Makes an iterator over the number of the first article, readings and sketches of some articles after
        the other.
    """

    words: int
    each: Callable[[], Iterator[tuple[int, Readings, Sketches]]]


def propose_from_disk(
    parts: Parts,
    sign: Sign,
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    settings: Settings,
    storage: tuple[Machine, Path],
) -> tuple[Candidates, list[Skipped]]:
    """Return the same candidates when the keys of all articles are too many for memory.

    The keys of all parts are made twice: counted first, then those that occur again are put on disk.

    Parameters
    ----------
    parts : Parts
    storage : Machine, Path
        What may be used of the machine, and where the keys may be kept meanwhile.
    """
    machine, folder = storage
    count = 0
    sieves = _counted(parts, settings, machine.memory // 2)
    with Shelf(folder, machine) as shelf:
        for first, readings, sketches in parts.each():
            bands = sign(sketches, shared(sketches.shingles, sieves["sentences"], settings))
            for kind, listed in enumerate(_kept(readings, sketches, bands, sieves, settings)):
                shelf.add(kind, *listed, first)
            count = first + len(readings.articles)
        del sieves
        kinds = ((what, shelf.repeated(kind)) for kind, what in shelf.kinds.items())
        return _paired(kinds, similar, count, settings)


def _kept(
    readings: Readings, sketches: Sketches, bands: Bands, sieves: dict[str, Sieve], settings: Settings
) -> Iterator[tuple[str, Listed]]:
    """Do what `evidence` does, with sieves in which the keys of all parts were counted."""
    for listed in sentences(readings, sketches, bands, everything):
        yield "sentences", listed
    words = columns(readings, settings)
    for what, (made, _) in KINDS.items():
        found = joined(list(sieves[what].sifted(batches(words, made, settings))))
        yield what, rows_of(words, what, *found, settings)


def _counted(parts: Parts, settings: Settings, memory: int) -> dict[str, Sieve]:
    """Count all shingles and keys in sieves, by the name of their kind."""
    densities = {"sentences": 1.0} | {what: density for what, (_, density) in KINDS.items()}
    each = memory / sum(densities.values())
    sieves = {
        what: Sieve(int(density * parts.words), int(density * each)) for what, density in densities.items()
    }
    for _, readings, sketches in parts.each():
        sieves["sentences"].count(of_shingles(sketches.shingles))
        words = columns(readings, settings)
        for what, (made, _) in KINDS.items():
            for batch in batches(words, made, settings)():
                for keys, _ in batch:
                    sieves[what].count(keys)
    return sieves


def _paired(
    kinds: Iterable[tuple[str, Iterable[Listed]]],
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    count: int,
    settings: Settings,
) -> tuple[Candidates, list[Skipped]]:
    """Return all pairs that keys of any kind make, and those that are alike."""
    known = _packed(similar[0], similar[1], count)
    chains: dict[str, int] = {}
    for what, parts in kinds:
        many = 0
        for listed in parts:
            left, right, chained = expanded(listed, settings)
            known = distinct(np.concatenate((known, _packed(left, right, count))))
            many += len(np.unique(chained))
        chains[what] = max(chains.get(what, 0), many)
    known = distinct(known)
    candidates = Candidates((known // count).astype(np.int32), (known % count).astype(np.int32))
    return candidates, chained_note(chains, settings)


def _packed(one: NDArray[np.int32], other: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Return each pair of different articles once, as one number."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    return distinct((low * count + high)[low != high])
