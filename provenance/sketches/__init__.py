"""Step `sketch`: body sentences become MinHash signatures, bit for bit datasketch's.

Sentences with the same words are signed once. Shingles are hashed from word hashes, so no string is
built; the permutations are those `datasketch.MinHash` draws for the same seed under its ``affine32`` scheme.
A signature is 512 bytes and needed one band at a time, so what the step returns is the shingles, and each
band signs its own few columns: a million sentences never hold half a gigabyte of signatures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import GOLDEN, fmix32, mix64, run_keys
from provenance.model import Kind, Readings, Sketches
from provenance.reading.words import TOKENISER
from provenance.settings import Settings

SCHEME = "affine32"  # datasketch 2; values made under another scheme look alike and mean nothing
SHINGLES = "shingles-1"  # how word hashes are combined; part of every recipe
_BLOCK = 1_000_000  # values held while signing without a compiler: 4 MB


Bands = Iterator[tuple[NDArray[np.int32], NDArray[np.uint64]]]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What datasketch makes of settings; a store keeps it, for loading datasketch takes longer than a trace.

    Attributes
    ----------
    factors, offsets : uint32 (permutations,)
    bands, rows : int
    """

    factors: NDArray[np.uint32]
    offsets: NDArray[np.uint32]
    bands: int
    rows: int


def sketch(readings: Readings, settings: Settings) -> Sketches:
    """Shingle every body sentence of at least ``settings.min_sentence_words`` words.

    Returns
    -------
    Sketches
        One row for each distinct sequence of words, numbered by first appearance.
    """
    lengths = np.diff(readings.sentence_words)
    body = readings.sentence_kind == Kind.BODY
    signed = np.flatnonzero(body & (lengths >= settings.min_sentence_words)).astype(np.int32)
    compiled = len(readings.word_hash) >= settings.compile_above
    own = sentence_keys(readings, signed, compiled=compiled)
    keys, first, inverse = np.unique(own, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    rows = np.full(len(lengths), -1, dtype=np.int32)
    rows[signed] = rank[inverse]
    sentences = signed[first[order]]
    shingles, bounds = sentence_shingles(readings, sentences, settings.shingle_size, compiled=compiled)
    return Sketches(sentences, rows, keys[order], shingles, bounds, recipe(settings))


def recipe(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Name all that signature values depend on; only values of one recipe may be compared."""
    return (
        ("scheme", SCHEME),
        ("seed", str(settings.seed)),
        ("permutations", str(settings.permutations)),
        ("shingle_size", str(settings.shingle_size)),
        ("shingles", SHINGLES),
        ("tokeniser", TOKENISER),
    )


def signatures(sketches: Sketches, settings: Settings) -> NDArray[np.uint32]:
    """Return whole signatures, uint32 (rows, permutations): what datasketch computes for the shingles."""
    factors, offsets = permutations(settings)
    return _sign(sketches, factors, offsets, settings)


def band_keys(
    sketches: Sketches,
    shared: NDArray[np.bool_] | None,
    settings: Settings,
    drawn: Drawn | None = None,
) -> Bands:
    """Yield for each LSH band the key of every row that may have it in common; equal keys make a candidate.

    Parameters
    ----------
    sketches : Sketches
    shared : bool (H,), optional
        Which shingles may stand in other rows, too. Permutations are bijections: two rows with equal minima
        have the shingles in common that these come from, so that a row one of whose minima comes from a
        shingle of its own is left out of the band. If not given, the key of every row is told.
    settings : Settings
    drawn : Drawn, optional
        What `draw` returned for these settings, if it is known.

    Yields
    ------
    rows : int32 (R,)
    keys : uint64 (R,)
    """
    made = drawn or draw(settings)
    factors, offsets, count, size = made.factors, made.offsets, made.bands, made.rows
    everyone = np.arange(len(sketches.sentences), dtype=np.int32)
    arranged = None if shared is None else _arranged(sketches, shared)
    for band in range(count):
        own = factors[band * size : (band + 1) * size], offsets[band * size : (band + 1) * size]
        if arranged is None:
            rows, values = everyone, _sign(sketches, *own, settings)
        else:
            from provenance.sketches.kernels import sign_shared

            rows, values = sign_shared(*arranged, *own)
        yield rows, band_key(values, band)


def draw(settings: Settings) -> Drawn:
    """Ask datasketch for the permutations and the bands."""
    return Drawn(*permutations(settings), *bands(settings))


def band_key(values: NDArray[np.uint32], band: int) -> NDArray[np.uint64]:
    """Return the key of each row of what is signatures in one band, uint64 (rows,)."""
    keys = np.full(len(values), band, dtype=np.uint64)
    for column in range(values.shape[1]):
        keys = mix64(keys ^ values[:, column].astype(np.uint64) * GOLDEN)
    return keys


def bands(settings: Settings) -> tuple[int, int]:
    """Return how many bands of how many rows datasketch finds best for the threshold."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=settings.lsh_threshold, num_perm=settings.permutations)
    return index.b, index.r


def permutations(settings: Settings) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the factors and offsets, each uint32 (permutations,), that datasketch draws for this seed."""
    from datasketch import MinHash

    factors, offsets = MinHash(num_perm=settings.permutations, seed=settings.seed, scheme=SCHEME).permutations
    return factors, offsets


def sentence_keys(
    readings: Readings, sentences: NDArray[np.int32], *, compiled: bool = False
) -> NDArray[np.uint64]:
    """Return a 64-bit key for each of some sentences; equal sequences of words have equal keys.

    A sum of mixed (word, place) values: order matters, and two sentences collide with a chance of 2^-64.
    """
    if compiled:
        from provenance.sketches import kernels

        found: NDArray[np.uint64] = kernels.keys(readings.word_hash, readings.sentence_words, sentences)
        return found
    lengths = np.diff(readings.sentence_words)
    place = np.arange(len(readings.word_hash)) - np.repeat(readings.sentence_words[:-1], lengths)
    mixed = mix64(readings.word_hash.astype(np.uint64) + (place.astype(np.uint64) + np.uint64(1)) * GOLDEN)
    totals = np.concatenate([[np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)])
    keys: NDArray[np.uint64] = (
        totals[readings.sentence_words[sentences + 1]] - totals[readings.sentence_words[sentences]]
    )
    return keys


def sentence_shingles(
    readings: Readings, sentences: NDArray[np.int32], size: int, *, compiled: bool = False
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the hashed shingles of some sentences.

    A sentence shorter than `size` words is one shingle, of all its words.

    Returns
    -------
    shingles : uint32 (H,)
    bounds : int64 (len(sentences) + 1,)
        Shingles of sentence n: ``bounds[n]`` up to ``bounds[n + 1]``.
    """
    starts = readings.sentence_words[sentences]
    lengths = readings.sentence_words[sentences + 1] - starts
    counts = np.maximum(lengths - size + 1, 1)
    bounds = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    if compiled:
        from provenance.sketches import kernels

        shingles = kernels.shingles(readings.word_hash, readings.sentence_words, sentences, bounds, size)
    else:
        places = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], counts)
        whole = (run_keys(readings.word_hash, size) >> np.uint64(32)).astype(np.uint32)
        shingles = np.append(whole, np.zeros(size, np.uint32))[places]
    short = np.flatnonzero(lengths < size)
    keys = sentence_keys(readings, sentences[short], compiled=compiled)
    shingles[bounds[:-1][short]] = keys >> np.uint64(32)
    return shingles, bounds


def _sign(
    sketches: Sketches, factors: NDArray[np.uint32], offsets: NDArray[np.uint32], settings: Settings
) -> NDArray[np.uint32]:
    """Return the columns of the signatures that some permutations make, uint32 (rows, len(factors))."""
    bounds, width = sketches.bounds, len(factors)
    if len(sketches.shingles) >= settings.compile_above:
        from provenance.sketches.kernels import sign

        signed: NDArray[np.uint32] = sign(sketches.shingles, bounds, factors, offsets)
        return signed
    mixed = fmix32(sketches.shingles)
    values = np.empty((len(bounds) - 1, width), dtype=np.uint32)
    begin = 0
    while begin < len(values):
        last = int(np.searchsorted(bounds, bounds[begin] + _BLOCK // width, side="right")) - 1
        end = min(max(begin + 1, last), len(values))
        block = mixed[bounds[begin] : bounds[end], None] * factors + offsets
        values[begin:end] = np.minimum.reduceat(block, bounds[begin:end] - bounds[begin], axis=0)
        begin = end
    return values


def _arranged(
    sketches: Sketches, shared: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.bool_]]:
    """Return mixed shingles, in each row the shared ones first, and which rows may share any."""
    from provenance.sketches.kernels import arrange  # loads the compiler

    mixed, middle = arrange(sketches.shingles, sketches.bounds, shared)
    often = np.bincount(sketches.rows[sketches.rows >= 0], minlength=len(sketches.sentences)) > 1
    rows = np.flatnonzero(often | (middle > sketches.bounds[:-1])).astype(np.int32)
    return mixed, sketches.bounds, middle, rows, often
