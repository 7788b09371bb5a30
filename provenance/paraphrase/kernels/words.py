"""Compiled: what is known of the words of two sentences, given which of them the other side has.

Columns of a layout are taken out of it before a loop: each time costs as much as a word does.
"""

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
    words, stems = before[WORD][begin : begin + size], before[STEM][begin : begin + size]
    weights, function = laid.weight[begin : begin + size], laid.function[begin : begin + size]
    numbers, names = laid.number[begin : begin + size], laid.name[begin : begin + size]
    titles, unseen = laid.title[begin : begin + size], laid.unseen[begin : begin + size]
    negations = laid.negation[begin : begin + size]
    of_words, of_stems = found[Side.WORD_HITS :], found[Side.STEM_HITS :]
    met = False
    for place in range(size):
        weight, content = np.float64(weights[place]), not function[place]
        alike = weight * best[place] / ALIKE
        stands = hits[STEM, place] > 0
        hit = hits[STEM, place] > stems[place]
        lone[place] = not hit
        found[Side.MASS] += weight
        found[Side.CONTENT] += content
        found[Side.NUMBERS] += numbers[place]
        found[Side.NAMES] += names[place]
        found[Side.UNSEEN] += unseen[place]
        found[Side.NEGATIONS] += negations[place]
        _hit(hits[WORD, place] > words[place], weight, content, of_words)
        _hit(hit, weight, content, of_stems)
        found[Side.NUMBER_HITS] += hit and numbers[place]
        found[Side.NAME_HITS] += hit and names[place]
        found[Side.UNSEEN_HITS] += hit and unseen[place]
        found[Side.PLAIN_LONE] += not hit and content and not numbers[place] and not negations[place]
        found[Side.TITLE_LONE] += not hit and titles[place]
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
    count, table = 0, laid.opposites
    mine = laid.stem[begins[0] : begins[0] + sizes[0]]
    yours = laid.stem[begins[1] : begins[1] + sizes[1]]
    for i in range(len(mine)):
        if lone[0, i] and table[mine[i]].max() >= 0:
            found = False
            for j in range(len(yours)):
                for which in range(table.shape[1]):
                    found |= lone[1, j] and table[mine[i], which] == yours[j]
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
    total, stems, number = 0.0, laid.stem, laid.number
    for side in range(2):
        for place in range(sizes[side]):
            at = begins[side] + place
            if not before[at] and not number[at] and not (side and stands[side, place]):
                total += telling[stems[at], 0 if stands[side, place] else 1]
    return total
