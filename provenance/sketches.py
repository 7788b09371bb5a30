"""Step `sketch`: body sentences become MinHash signatures, bit for bit datasketch's.

Sentences with the same words are signed once. Shingles are hashed from word hashes, so no string is
built; the permutations are those `datasketch.MinHash` draws for the same seed under its ``affine32`` scheme.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import GOLDEN, fmix32, mix64, run_keys
from provenance.model import Kind, Readings, Signatures
from provenance.reading.words import TOKENISER
from provenance.settings import Settings

SCHEME = "affine32"  # datasketch 2; values made under another scheme look alike and mean nothing
SHINGLES = "shingles-1"  # how word hashes are combined; part of every recipe
_BLOCK = 65_536  # shingles signed at a time without a compiler: 128 permutations of them are 32 MB


def sketch(readings: Readings, settings: Settings) -> Signatures:
    """Sign every body sentence of at least ``settings.min_sentence_words`` words.

    Returns
    -------
    Signatures
        One row for each distinct sequence of words.
    """
    lengths = np.diff(readings.sentence_words)
    signed = np.flatnonzero(
        (readings.sentence_kind == Kind.BODY) & (lengths >= settings.min_sentence_words)
    ).astype(np.int32)
    rows = np.full(len(lengths), -1, dtype=np.int32)
    _, first, inverse = np.unique(sentence_keys(readings)[signed], return_index=True, return_inverse=True)
    # Rows are numbered by first appearance, so that a batch's rows do not depend on hash order.
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    rows[signed] = rank[inverse]
    distinct = signed[first[order]]
    values = _sign(*sentence_shingles(readings, distinct, settings.shingle_size), settings)
    return Signatures(sentences=distinct, rows=rows, values=values, recipe=recipe(settings))


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


def permutations(settings: Settings) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the factors and offsets, each uint32 (permutations,), that datasketch draws for this seed."""
    from datasketch import MinHash

    factors, offsets = MinHash(num_perm=settings.permutations, seed=settings.seed, scheme=SCHEME).permutations
    return factors, offsets


def sentence_keys(readings: Readings) -> NDArray[np.uint64]:
    """Return a 64-bit key for each sentence; equal sequences of words have equal keys.

    A sum of mixed (word, place) values: order matters, and two sentences collide with a chance of 2^-64.
    """
    starts = readings.sentence_words[:-1]
    lengths = np.diff(readings.sentence_words)
    place = np.arange(len(readings.word_hash), dtype=np.uint64) - np.repeat(starts, lengths).astype(np.uint64)
    mixed = mix64(readings.word_hash.astype(np.uint64) + (place + np.uint64(1)) * GOLDEN)
    totals = np.concatenate([[np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)])
    return totals[readings.sentence_words[1:]] - totals[starts]


def sentence_shingles(
    readings: Readings, sentences: NDArray[np.int32], size: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the shingles of some sentences.

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
    within = np.arange(bounds[-1]) - np.repeat(bounds[:-1], counts)
    whole = run_keys(readings.word_hash, size)
    places = np.repeat(starts, counts) + within
    shingles = np.zeros(len(places), dtype=np.uint64)
    inside = np.repeat(lengths >= size, counts)
    shingles[inside] = whole[places[inside]]
    short = np.flatnonzero(lengths < size)
    shingles[bounds[:-1][short]] = sentence_keys(readings)[sentences[short]]
    return (shingles >> np.uint64(32)).astype(np.uint32), bounds


def _sign(shingles: NDArray[np.uint32], bounds: NDArray[np.int64], settings: Settings) -> NDArray[np.uint32]:
    """Return the signatures, uint32 (len(bounds) - 1, permutations)."""
    factors, offsets = permutations(settings)
    mixed = fmix32(shingles)
    if len(shingles) >= settings.compile_above:
        from provenance.kernels import sign

        return sign(mixed, bounds, factors, offsets)
    values = np.empty((len(bounds) - 1, settings.permutations), dtype=np.uint32)
    begin = 0
    while begin < len(values):
        end = max(begin + 1, int(np.searchsorted(bounds, bounds[begin] + _BLOCK, side="right")) - 1)
        block = mixed[bounds[begin] : bounds[end], None] * factors + offsets
        values[begin:end] = np.minimum.reduceat(block, bounds[begin:end] - bounds[begin], axis=0)
        begin = end
    return values
