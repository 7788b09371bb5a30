"""What pairs come and go when articles join or leave the lists of some keys."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.candidates.keys import Bands, everything, evidence, sentences
from provenance.candidates.listing import Listed, blocks, expanded, once, starts_and_sizes
from provenance.hashing import distinct, stored
from provenance.model import Readings, Sketches
from provenance.settings import Settings

_SHIFT = np.int64(32)

Changes = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]


def changed(
    before: Listed, after: Listed, staying: NDArray[np.bool_], settings: Settings
) -> tuple[Changes, NDArray[np.uint64]]:
    """Return by how many keys each pair is brought together more (or less) than before.

    Parameters
    ----------
    before, after : Listed
        All rows of the keys that some article joins or leaves.
    staying : bool (A,)
        Of every article number, whether it was there before and stays as it was.
    settings : Settings

    Returns
    -------
    one, other : int32 (P,)
        Article numbers, ``one < other``, without repeats. Pairs with an article that left or joined count
        from nothing: whatever they had before is gone with it.
    support : int64 (P,)
        Added (above zero) or taken away.
    chained : uint64 (C,)
        Keys in so many articles now that these are chained.
    """
    before, after = once(before), once(after)
    keys = distinct(np.concatenate([before.keys, after.keys]))
    was, is_now = _sizes(keys, before), _sizes(keys, after)
    # While a key stays rare, the pairs it made remain; only newcomers make new ones.
    rare = (was <= settings.max_expanded) & (is_now <= settings.max_expanded)
    one, other = _with_newcomers(after[_of(keys[rare], after)], staying)
    gone = expanded(before[_of(keys[~rare], before)], settings)[:2]
    kept = staying[gone[0]] & staying[gone[1]]
    *here, chained = expanded(after[_of(keys[~rare], after)], settings)
    left = np.concatenate([one, here[0], gone[0][kept]])
    right = np.concatenate([other, here[1], gone[1][kept]])
    weight = np.ones(len(left), dtype=np.int64)
    weight[len(left) - int(kept.sum()) :] = -1
    return _summed(left, right, weight), distinct(chained)


def _sizes(keys: NDArray[np.uint64], listed: Listed) -> NDArray[np.int64]:
    """Return how many articles have each key."""
    low = np.searchsorted(listed.keys, keys, "left")
    return np.asarray(np.searchsorted(listed.keys, keys, "right") - low, dtype=np.int64)


def _of(keys: NDArray[np.uint64], listed: Listed) -> NDArray[np.bool_]:
    """Mark the rows whose key is one of these (sorted)."""
    if not len(keys):
        return np.zeros(len(listed.keys), dtype=np.bool_)
    place = np.minimum(np.searchsorted(keys, listed.keys), len(keys) - 1)
    return np.asarray(keys[place] == listed.keys, dtype=np.bool_)


def _with_newcomers(
    listed: Listed, staying: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs under each key of which at least one is new."""
    starts, sizes = starts_and_sizes(listed.keys)
    fresh = np.add.reduceat(~staying[listed.articles], starts) if len(starts) else np.zeros(0, np.intp)
    empty = np.zeros(0, dtype=np.int32)
    left, right = blocks(listed, starts[fresh > 0], sizes[fresh > 0])
    one, other = np.concatenate([empty, *left]), np.concatenate([empty, *right])
    kept = ~(staying[one] & staying[other])
    return one[kept], other[kept]


def _summed(left: NDArray[np.int32], right: NDArray[np.int32], weight: NDArray[np.int64]) -> Changes:
    """Add up what the keys say of each pair; pairs that come out even are left out."""
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right).astype(np.int64)
    pairs, place = np.unique((low << _SHIFT) | high, return_inverse=True)
    total = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(total, place, weight)
    pairs, total = pairs[total != 0], total[total != 0]
    return (pairs >> _SHIFT).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32), total


def held(
    readings: Readings, sketches: Sketches, bands: Bands, settings: Settings
) -> tuple[Listed, NDArray[np.uint8]]:
    """Return every key of every article, once an article, and the number of its kind.

    Kinds are numbered as `evidence` yields them: the bands, then `kinds.KINDS`. Keys are as a
    store has them (`hashing.stored`).
    """
    kinds = []
    found = []
    for number, (_, listed) in enumerate(evidence(readings, sketches, bands, settings, kept=everything)):
        found.append(once(replace(listed, keys=stored(listed.keys))))
        kinds.append(np.full(len(found[-1].keys), number, dtype=np.uint8))
    joined = Listed(
        np.concatenate([each.keys for each in found]),
        np.concatenate([each.articles for each in found]),
        np.concatenate([each.context for each in found]),
    )
    return joined, np.concatenate(kinds)


def sentences_of(
    readings: Readings, sketches: Sketches
) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.uint16]]:
    """Return the signed sentences of every article in their order, those with the same words once an article.

    Returns
    -------
    rows : intp (N,)
        Of the sketches.
    articles : int32 (N,)
    context : uint16 (N,)
        As each band of the sentence has it.
    """
    every = np.arange(len(sketches.sentences), dtype=np.int32)
    (listed,) = sentences(readings, sketches, [(every, every.astype(np.uint64))], everything)
    ends = np.stack([listed.articles.astype(np.uint64), listed.keys], axis=1)
    _, first = np.unique(ends, axis=0, return_index=True)
    first.sort()
    return listed.keys[first].astype(np.intp), listed.articles[first], listed.context[first]
