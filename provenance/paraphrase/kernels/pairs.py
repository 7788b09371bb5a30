"""Compiled: the tallies of pairs of sentences, one after the other."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.paraphrase.kernels.meanings import gist, gists, likest
from provenance.paraphrase.kernels.order import displacement, edits, order, runs, subsequence
from provenance.paraphrase.kernels.words import STEM, WORD, counted, earlier, opposites, told
from provenance.paraphrase.layout import LONGEST, Layout
from provenance.paraphrase.tallies import Pair, Side
from provenance.paraphrase.vectors import DIMENSIONS

Whole = NDArray[np.int64]
Cells = NDArray[np.int32]
_SIDES, _PAIRS = len(Side), len(Pair)


@njit(cache=True, nogil=True)
def tallied(
    laid: Layout, left: Whole, right: Whole, telling: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return `Tallies`, pairs along the first axis: float64 (B, 2, sides) and (B, pairs).

    Parameters
    ----------
    laid : Layout
    left, right : int64 (B,)
        Which of its sentences are on either side.
    telling : float64 (M, 2)
        What each stem adds to the log odds where both sides have it; where only one has it.
    """
    sides, pairs = np.zeros((len(left), 2, _SIDES)), np.zeros((len(left), _PAIRS))
    before = earlier(laid.word, laid.begin), earlier(laid.stem, laid.begin)
    whole = _gists(laid)
    cells = np.empty((LONGEST * LONGEST, 2), np.int32)
    hits = np.empty((2, 2, LONGEST), np.int32)
    stands, lone = np.empty((2, LONGEST), np.bool_), np.empty((2, LONGEST), np.bool_)
    best, apart = np.empty((2, LONGEST), np.float32), np.empty((2, DIMENSIONS), np.float32)
    for each in range(len(left)):
        both, side, pair = (left[each], right[each]), sides[each], pairs[each]
        begins = laid.begin[both[0]], laid.begin[both[1]]
        ends = laid.begin[both[0] + 1], laid.begin[both[1] + 1]
        sizes = ends[0] - begins[0], ends[1] - begins[1]
        met = cells[: _meet(laid, begins, sizes, hits, cells)]
        for which in range(2):
            for place in range(sizes[which]):
                stands[which, place] = hits[STEM, which, place] > 0
        places = laid.place[begins[0] : ends[0]], laid.place[begins[1] : ends[1]]
        likest(laid.meanings, places, stands, best)
        for which in range(2):
            span = begins[which], sizes[which]
            counted(laid, span, before, hits[:, which], best[which], lone[which], side[which])
            weight = laid.weight[begins[which] : ends[which]]
            gist(laid.meanings, places[which], weight, stands[which], apart[which])
            side[which, Side.CHARACTERS] = _bits(laid.characters[both[which]], laid.characters[both[which]])
        gists((whole[both[0]], whole[both[1]]), apart, side, pair)
        runs(met, sizes, side, pair)
        pair[Pair.SUBSEQUENCE], pair[Pair.EDITS] = subsequence(met, sizes[1]), edits(met, sizes)
        order(met, sizes[0], pair)
        function = laid.function[begins[0] : ends[0]]
        displacement(met, sizes, laid.weight[begins[0] : ends[0]], function, pair)
        pair[Pair.OPPOSITES] = opposites(laid, begins, sizes, lone)
        pair[Pair.TELLING] = told(laid, begins, sizes, stands, before[STEM], telling)
        pair[Pair.CHARACTERS] = _bits(laid.characters[both[0]], laid.characters[both[1]])
    return sides, pairs


@njit(cache=True, nogil=True)
def _meet(
    laid: Layout, begins: tuple[int, int], sizes: tuple[int, int], hits: NDArray[np.int32], cells: Cells
) -> int:
    """Write where the same stems stand and how many partners words and stems have; return how many cells."""
    many = 0
    hits[:, 0, : sizes[0]] = 0
    hits[:, 1, : sizes[1]] = 0
    words = laid.word
    mine = laid.stem[begins[0] : begins[0] + sizes[0]]
    yours = laid.stem[begins[1] : begins[1] + sizes[1]]
    for i in range(len(mine)):
        stem = mine[i]
        for j in range(len(yours) - 1, -1, -1):
            if stem == yours[j]:
                cells[many, 0], cells[many, 1] = i, j
                many += 1
                same = words[begins[0] + i] == words[begins[1] + j]
                for side, place in ((0, i), (1, j)):
                    hits[STEM, side, place] += 1
                    hits[WORD, side, place] += same
    return many


@njit(cache=True, nogil=True)
def _gists(laid: Layout) -> NDArray[np.float32]:
    """Add up the vectors of each sentence."""
    found = np.empty((len(laid.begin) - 1, DIMENSIONS), np.float32)
    nothing = np.zeros(LONGEST, np.bool_)
    for sentence in range(len(found)):
        begin, end = laid.begin[sentence], laid.begin[sentence + 1]
        gist(laid.meanings, laid.place[begin:end], laid.weight[begin:end], nothing, found[sentence])
    return found


@njit(cache=True, nogil=True)
def _bits(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """Count the bits that both have."""
    count = 0
    for place in range(len(one)):
        both = one[place] & other[place]
        both -= (both >> np.uint64(1)) & np.uint64(0x5555555555555555)
        both = (both & np.uint64(0x3333333333333333)) + (
            (both >> np.uint64(2)) & np.uint64(0x3333333333333333)
        )
        both = (both + (both >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
        count += int((both * np.uint64(0x0101010101010101)) >> np.uint64(56))
    return count
