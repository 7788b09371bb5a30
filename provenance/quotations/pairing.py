"""Keys of two rare words: what two wordings of one statement nearly always share."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Weights are idf in general news (ln): "security" 1.7, "expired" 4.3.
CONTENT = 1.0  # a word rarer than this carries meaning; "would", "said" and "people" lie below
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, the multiplier of Fibonacci hashing
_MOST = 0.6  # of a statement's weight in one word: it says little else
_HALF = 32  # bits of a number in a pair
_RAREST = 6  # words of a statement that are paired whatever stands between them: 15 keys at most

Keys = tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]


def neighbours(
    stem: NDArray[np.uint32], weight: NDArray[np.float64], owner: NDArray[np.int64], least: float
) -> Keys:
    """Hash each two neighbouring content words of one owner whose weights sum to `least`.

    Parameters
    ----------
    stem, weight, owner : arrays of length W
        Stem, rarity and owner (a statement, a sentence) of each word; equal owners stand together.
    least : float

    Returns
    -------
    keys, owners, places : arrays
        `places` index the first word of each pair.
    """
    content = np.flatnonzero(weight >= CONTENT)
    one, two = content[:-1], content[1:]
    good = (owner[one] == owner[two]) & (weight[one] + weight[two] >= least) & (stem[one] != stem[two])
    one, two = one[good], two[good]
    return _mixed(stem[one], stem[two]), owner[one], one


def twain(
    stem: NDArray[np.uint32], weight: NDArray[np.float64], owner: NDArray[np.int64], least: float
) -> Keys:
    """Hash an owner's two rarest words, in either order, if their weights sum to `least`.

    Parameters and what is returned are as of `neighbours`.
    """
    return rarest(stem, weight, owner, least, most=2)


def rarest(
    stem: NDArray[np.uint32],
    weight: NDArray[np.float64],
    owner: NDArray[np.int64],
    least: float,
    most: int = _RAREST,
) -> Keys:
    """Hash each two of an owner's rarest words, in either order, whose weights sum to `least`.

    Parameters and what is returned are as of `neighbours`; `most` words of an owner are looked at.
    """
    content = np.flatnonzero(weight >= CONTENT)
    order = content[np.lexsort((stem[content], -weight[content], owner[content]))]
    new = np.ones(len(order), np.bool_)  # a stem that stands twice counts once
    new[1:] = (owner[order[1:]] != owner[order[:-1]]) | (stem[order[1:]] != stem[order[:-1]])
    order = order[new]
    begins = np.flatnonzero(np.append(True, np.diff(owner[order]) != 0)[: len(order)])
    place = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
    order = order[place < most]
    made: list[Keys] = []
    for step in range(1, most):
        one, two = order[:-step], order[step:]
        good = (owner[one] == owner[two]) & (weight[one] + weight[two] >= least)
        low = np.minimum(stem[one[good]], stem[two[good]])
        high = np.maximum(stem[one[good]], stem[two[good]])
        made.append((_mixed(low, high), owner[one[good]], one[good]))
    keys, owners, places = (np.concatenate(parts) for parts in zip(*made, strict=True))
    return keys, owners, places


def single(
    stem: NDArray[np.uint32], weight: NDArray[np.float64], owner: NDArray[np.int64], least: float
) -> Keys:
    """Return as key the one word that makes up most of its owner's weight, if it weighs `least`.

    Parameters and what is returned are as of `neighbours`.
    """
    content = np.where(weight >= CONTENT, weight, 0.0)
    whole = np.bincount(owner, content, minlength=1)
    places = np.flatnonzero((weight >= least) & (weight >= _MOST * whole[owner]))
    return stem[places].astype(np.uint64), owner[places], places


def verbatim(
    stem: NDArray[np.uint32], weight: NDArray[np.float64], owner: NDArray[np.int64], least: float
) -> Keys:
    """Hash all words of an owner, in order, if they weigh `least` together.

    Parameters and what is returned are as of `neighbours`.
    """
    if not len(owner):
        return np.zeros(0, np.uint64), owner, owner
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    sizes = np.diff(np.append(first, len(owner)))
    place = (np.arange(len(owner)) - np.repeat(first, sizes)).astype(np.uint64)
    mixed = (stem.astype(np.uint64) + np.uint64(1)) * _MIX * (np.uint64(2) * place + np.uint64(1))
    heavy = np.add.reduceat(np.where(weight >= CONTENT, weight, 0.0), first) >= least
    return np.add.reduceat(mixed, first)[heavy], owner[first[heavy]], first[heavy]


def spoken(keys: NDArray[np.uint64], salt: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Make keys that only meet within one speaker."""
    return keys * _MIX ^ salt


def ascending(values: NDArray[Any]) -> NDArray[Any]:
    """Return values sorted and without repeats; quicker than `numpy.unique`, which hashes them before."""
    values = np.sort(values)
    new = np.ones(len(values), np.bool_)
    new[1:] = values[1:] != values[:-1]
    return values[new]


def distinct(
    left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of numbers sorted and without repeats."""
    both = ascending(left << _HALF | right)
    return both >> _HALF, both & ((1 << _HALF) - 1)


def _mixed(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> NDArray[np.uint64]:
    return one.astype(np.uint64) * _MIX ^ (two.astype(np.uint64) << np.uint64(17))
