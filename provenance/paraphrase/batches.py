"""Pairs of sentences in batches of bounded memory, each pair always seen the same way round."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.paraphrase.characters import bit_sets
from provenance.paraphrase.columns import LONGEST, columns
from provenance.paraphrase.features import Measured, characters, measure

CELLS = 1 << 19  # words of one side times words of the other times pairs: keeps the matrices in the cache
PAIRS = 2048


def measured(
    readings: Readings, left: NDArray[np.int32], right: NDArray[np.int32]
) -> Iterator[tuple[NDArray[np.intp], Measured]]:
    """Yield the features of all pairs, batch by batch, with the places of the batch's pairs."""
    size = np.minimum(np.diff(readings.sentence_words), LONGEST)
    swap = size[left] > size[right]
    short, long = np.where(swap, right, left), np.where(swap, left, right)
    order = np.lexsort((size[short], size[long]))
    begin = 0
    while begin < len(order):
        end = min(begin + PAIRS, len(order))
        wide = max(1, int(size[long[order[end - 1]]]))
        tall = max(1, int(size[short[order[begin:end]]].max()))
        end = max(begin + 1, min(end, begin + CELLS // (wide * tall)))
        batch = order[begin:end]
        sentences, rows = np.unique(np.concatenate((short[batch], long[batch])), return_inverse=True)
        laid = columns(readings, sentences.astype(np.int32))
        one, other = rows[: len(batch)], rows[len(batch) :]
        found = measure(laid.rows(one), laid.rows(other))
        characters(found, bit_sets(readings, sentences.astype(np.int32)), one, other)
        yield batch, found
        begin = end
