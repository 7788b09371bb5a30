"""Compiled: what is known of the words of two sentences, given which of them the other side has."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.paraphrase.layout import Layout
from provenance.paraphrase.tallies import ALIKE, NEAR, Side

Bools = NDArray[np.bool_]
Row = NDArray[np.float64]
Whole = NDArray[np.int64]
Counts = NDArray[np.int32]
Two = tuple[int, int]
WORD, STEM = 0, 1  # levels


@njit(cache=True, nogil=True)
def earlier(ids: Counts, begin: Whole) -> Counts:
    """Count, for every word, its earlier occurrences in its sentence."""
    found = np.zeros(len(ids), np.int32)
    for sentence in range(len(begin) - 1):
        for place in range(begin[sentence], begin[sentence + 1]):
            for other in range(begin[sentence], place):
                found[place] += ids[other] == ids[place]
    return found


@njit(cache=True, nogil=True)
def counted(
    laid: Layout,
    span: Two,
    before: tuple[Counts, Counts],
    hits: NDArray[np.int32],
    best: NDArray[np.float32],
    lone: Bools,
    found: Row,
) -> None:
    """Count what is known of the words of one side, and write which are lone."""
    begin, size = span
    met = False
    for place in range(size):
        at = begin + place
        weight, content = np.float64(laid.weight[at]), not laid.function[at]
        alike = weight * best[place] / ALIKE
        stands = hits[STEM, place] > 0
        hit = hits[STEM, place] > before[STEM][at]
        lone[place] = not hit
        found[Side.MASS] += weight
        found[Side.CONTENT] += content
        found[Side.NUMBERS] += laid.number[at]
        found[Side.NAMES] += laid.name[at]
        found[Side.UNSEEN] += laid.unseen[at]
        found[Side.NEGATIONS] += laid.negation[at]
        _hit(hits[WORD, place] > before[WORD][at], weight, content, found[Side.WORD_HITS :])
        _hit(hit, weight, content, found[Side.STEM_HITS :])
        found[Side.NUMBER_HITS] += hit and laid.number[at]
        found[Side.NAME_HITS] += hit and laid.name[at]
        found[Side.UNSEEN_HITS] += hit and laid.unseen[at]
        found[Side.PLAIN_LONE] += not hit and content and not laid.number[at] and not laid.negation[at]
        found[Side.TITLE_LONE] += not hit and laid.title[at]
        found[Side.ALIKE_MASS] += alike
        if not stands:
            found[Side.LONE_MASS] += weight
            found[Side.LONE_ALIKE_MASS] += alike
            found[Side.LONE_FAR] += best[place] < NEAR
        if stands and content:
            met = True
            found[Side.TAIL] = 0
        else:
            found[Side.TAIL] += weight
            if not met:
                found[Side.LEAD] += weight
    found[Side.WORDS] = size


@njit(cache=True, nogil=True)
def _hit(hit: bool, weight: float, content: bool, found: Row) -> None:
    """Count a word at its level: whether it is hit, its weight, its content; the heaviest that is not hit."""
    if hit:
        found[0] += 1
        found[1] += weight
        found[2] += content
    else:
        found[3] = max(found[3], weight)


@njit(cache=True, nogil=True)
def opposites(laid: Layout, begins: Two, sizes: Two, lone: Bools) -> int:
    """Count words of the left that the right lacks but has an opposite of."""
    count = 0
    for i in range(sizes[0]):
        wanted = laid.opposites[laid.stem[begins[0] + i]]
        if lone[0, i] and wanted.max() >= 0:
            found = False
            for j in range(sizes[1]):
                if lone[1, j] and (wanted == laid.stem[begins[1] + j]).any():
                    found = True
            count += found
    return count


@njit(cache=True, nogil=True)
def told(
    laid: Layout,
    begins: Two,
    sizes: Two,
    stands: Bools,
    before: Counts,
    telling: NDArray[np.float64],
) -> float:
    """Add up what the words themselves say, each stem once; what both sides have is told from the left."""
    total = 0.0
    for side in range(2):
        for place in range(sizes[side]):
            at = begins[side] + place
            if not before[at] and not laid.number[at] and not (side and stands[side, place]):
                total += telling[laid.stem[at], 0 if stands[side, place] else 1]
    return total
