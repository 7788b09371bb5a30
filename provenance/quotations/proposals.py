"""Which statements may be the same, by the rare words they share, whoever says them."""

import numpy as np
from numpy.typing import NDArray

from provenance.quotations.pairing import distinct, meetings, neighbours, rarest, single, verbatim
from provenance.quotations.statements import Columns

RARE_PAIR = 6.0  # two content words this rare together (summed idf) may mark one statement
SPOKEN_PAIR = 2.5  # … if the same speaker says them side by side
PLAIN = 4.0  # weight of a whole statement that may be one with another of the very same words
CROWD = 24  # statements that share a key; beyond, each is compared with its neighbours and the first only

LATER = 10  # days beyond a story's own in which its quotes are still repeated in part


def alike_by_words(
    table: Columns, owner: NDArray[np.int64]
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return pairs of statements that share two rare words, the one that says it all, or every word."""
    bare = np.where(table.named, 0.0, table.weight)
    found = []
    for hashed, weight in ((neighbours, table.weight), (rarest, table.weight), (single, bare)):
        keys, owners, _ = hashed(table.stem, weight, owner, RARE_PAIR)
        found.append(meetings(keys, owners, CROWD))
    keys, owners, _ = verbatim(table.stem, table.weight, owner, PLAIN)
    found.append(meetings(keys, owners, CROWD))
    return found


def merged(
    proposed: list[tuple[NDArray[np.int64], NDArray[np.int64]]], article: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all pairs of statements of different articles, sorted, without repeats."""
    left, right = distinct(*(np.concatenate(side) for side in zip(*proposed, strict=True)))
    apart = article[left] != article[right]
    return left[apart], right[apart]
