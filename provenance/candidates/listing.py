"""Keys and the articles that have them, and the pairs that these make."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import mix64
from provenance.model import Skipped
from provenance.settings import Settings

_PAIRS = 1_000_000  # made at a time, that is 32 MB
ASKS = np.uint16(1)  # the row makes a pair with any other of its key; without it only with those that ask


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Which article has which key, row by row.

    Attributes
    ----------
    keys : uint64 (N,)
    articles : int32 (N,)
    context : uint16 (N,)
        Hash of what surrounds the key in that article; the lowest bit is `ASKS`.
    """

    keys: NDArray[np.uint64]
    articles: NDArray[np.int32]
    context: NDArray[np.uint16]

    def __getitem__(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> "Listed":
        return Listed(self.keys[rows], self.articles[rows], self.context[rows])


Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


def once(listed: Listed) -> Listed:
    """Sort by key and article; keep one row of a key in each article: the first that asks, if any."""
    if not len(listed.keys):
        return listed
    keys, articles = listed.keys, listed.articles
    same = keys[1:] == keys[:-1]
    if not ((keys[1:] > keys[:-1]) | same & (articles[1:] >= articles[:-1])).all():
        return once(listed[np.lexsort((articles, keys))])
    begins = np.flatnonzero(np.concatenate(([True], ~same | (articles[1:] != articles[:-1]))))
    late = np.where(listed.context & ASKS, 0, len(keys))  # a row that does not ask comes behind all that do
    return listed[np.minimum.reduceat(np.arange(len(keys)) + late, begins) % len(keys)]


def starts_and_sizes(keys: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each key of a sorted column begins, and how many rows it has."""
    starts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        if len(keys)
        else np.zeros(0, dtype=np.intp)
    )
    return starts, np.diff(np.append(starts, len(keys)))


def blocks(
    listed: Listed, starts: NDArray[np.intp], sizes: NDArray[np.intp]
) -> tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]]:
    """Return all pairs inside each block of rows one of which asks, many rows' pairs at a time."""
    left, right = [], []
    behind = np.repeat(starts + sizes, sizes)  # where the block of each row ends
    rows = np.arange(len(behind)) + behind - np.repeat(np.cumsum(sizes), sizes)
    others = behind - rows - 1
    ends = np.cumsum(others)
    begin = 0
    while begin < len(rows):
        made = ends[begin] - others[begin]
        end = max(begin + 1, int(np.searchsorted(ends, made + _PAIRS, side="right")))
        many = others[begin:end]
        one = np.repeat(rows[begin:end], many)
        pairs = _asked(
            listed, one, one + 1 + np.arange(len(one)) - np.repeat(ends[begin:end] - many - made, many)
        )
        left.append(pairs[0])
        right.append(pairs[1])
        begin = end
    return left, right


def _asked(listed: Listed, one: NDArray[np.intp], other: NDArray[np.intp]) -> Pairs:
    """Return the articles of those pairs of rows one of which asks."""
    asked = (listed.context[one] | listed.context[other]) & ASKS > 0
    return listed.articles[one[asked]], listed.articles[other[asked]]


def expanded(
    listed: Listed, settings: Settings
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint64]]:
    """Return all article pairs under a common key, and the keys whose articles were chained instead.

    A pair comes once for every key that makes it.
    """
    listed = once(listed)
    starts, sizes = starts_and_sizes(listed.keys)
    common = sizes > settings.max_expanded
    left, right = blocks(listed, starts[~common], sizes[~common])
    chained = []
    if common.any():
        held = np.repeat(common, sizes)
        deeper = mix64(listed.keys[held] ^ mix64((listed.context[held] | ASKS).astype(np.uint64)))
        order = np.lexsort((listed.articles[held], deeper))
        members = listed[held][order]
        begins, lengths = starts_and_sizes(deeper[order])
        linked = lengths <= settings.max_linked
        for side, more in zip((left, right), blocks(members, begins[linked], lengths[linked]), strict=True):
            side.extend(more)
        for begin, length in zip(begins[~linked].tolist(), lengths[~linked].tolist(), strict=True):
            row = np.arange(begin, begin + length - 1)
            one, other = _asked(members, row, row + 1)
            left.append(one)
            right.append(other)
        chained.append(members.keys[begins[~linked]])
    empty = np.zeros(0, dtype=np.int32)
    return (
        np.concatenate([empty, *left]),
        np.concatenate([empty, *right]),
        np.concatenate([np.zeros(0, dtype=np.uint64), *chained]),
    )


def chained_note(chains: Mapping[str, int], settings: Settings) -> list[Skipped]:
    """Say how many sentences and runs were not expanded into all their pairs."""
    return [
        Skipped(
            "corpus",
            "propose",
            f"{count} {what} in over {settings.max_linked} articles: chained, not all paired",
        )
        for what, count in chains.items()
        if count
    ]
