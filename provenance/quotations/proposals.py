"""Which statements may be the same, by the rare words they share, whoever says them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from provenance.quotations.meeting import Couples, Rows, meet, recurring, sparing
from provenance.quotations.pairing import Keys, distinct, neighbours, rarest, single, verbatim
from provenance.quotations.statements import Columns

_RARE_PAIR = 6.0  # two content words this rare together (summed idf) may mark one statement
SPOKEN_PAIR = 2.5  # … if the same speaker says them side by side
_PLAIN = 4.0  # weight of a whole statement that may be one with another of the very same words

LATER = 10  # days beyond a story's own in which its quotes are still repeated in part

Numbers = NDArray[np.int64]
Way = Callable[[NDArray[np.uint32], NDArray[np.float64], Numbers, float], Keys]


def by_words(table: Columns, article: Numbers) -> Rows:
    """Return keys that statements may have in common: two rare words, the one that says it all, every word.

    Parameters
    ----------
    table : Columns
    article : int64 (S,)
        Where each statement stands.
    """
    keys, owners = worded(table, (neighbours, rarest, single, verbatim))
    return recurring(keys, owners, article)


def worded(table: Columns, ways: tuple[Way, ...]) -> tuple[NDArray[np.uint64], Numbers]:
    """Return the keys that several ways make of statements, one way after the other, and their owners."""
    owner = owners_of(table)
    bare = np.where(table.named, 0.0, table.weight)
    made = [
        way(
            table.stem,
            bare if way is single else table.weight,
            owner,
            _PLAIN if way is verbatim else _RARE_PAIR,
        )[:2]
        for way in ways
    ]
    return np.concatenate([keys for keys, _ in made]), np.concatenate([owners for _, owners in made])


def owners_of(table: Columns) -> Numbers:
    """Return the statement of each word."""
    return np.repeat(np.arange(len(table.begin) - 1, dtype=np.int64), np.diff(table.begin))


def proposed(rows: Rows, couples: Couples | None, *, compiled: bool) -> tuple[Numbers, Numbers]:
    """Return the statements of different articles that share a key, sorted, without repeats."""
    rows = sparing(rows)
    one, other = meet(rows, rows, couples, compiled=compiled)
    left, right = rows.owners[one], rows.owners[other]
    return distinct(np.minimum(left, right), np.maximum(left, right))
