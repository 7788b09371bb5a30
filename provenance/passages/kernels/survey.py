"""Compiled: what pairs of articles share, all that can be told without asking about sentences.

The same as `likeness`, `copies`, `blocks` and `digests` find one pair after the other in plain code.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from provenance.passages.kernels.blocks import likely_blocks
from provenance.passages.kernels.copying import copies
from provenance.passages.kernels.digests import retelling
from provenance.passages.kernels.likeness import cells, common, near
from provenance.passages.kernels.runs import link, runs
from provenance.passages.kernels.sides import Scratch, side_of
from provenance.passages.kernels.texts import Batch, Offsets, Real, Text, Whole, roomy, text_of, told

NOTHING, IDENTICAL, LOOKED_AT, PLAIN = 0, 1, 2, 3
Numbers = tuple[Any, ...]


class Surveyed(NamedTuple):
    """What P pairs of articles share. Whose findings begin where is said by columns of P + 1 places.

    Attributes
    ----------
    state : int32 (P,)
        NOTHING, IDENTICAL, LOOKED_AT, or PLAIN where only the plain code can tell.
    digest : int32 (P, 2, 2)
        Of the left and the right text: the rows that retell the other text, -1 if none.
    copy_of : int64, ends : int32 (C, 1), matches : int32 (M, 2)
        Copies: where the matches of each end, among all; word numbers.
    block_of : int64, blocks : int32 (B, 4), measures : float64 (B, 4)
    near_of : int64, near : int32 (K, 2), cosine : float64 (K, 2)
        Rows that resemble each other; cosine and Dice.
    """

    state: Whole
    digest: Whole
    copy_of: Offsets
    ends: Whole
    matches: Whole
    block_of: Offsets
    blocks: Whole
    measures: Real
    near_of: Offsets
    near: Whole
    cosine: Real


@njit(cache=True, nogil=True)
def _same(left: Text, right: Text) -> bool:
    """Tell whether two texts have the same words."""
    if len(left.word) != len(right.word):
        return False
    for at in range(len(left.word)):  # noqa: SIM110 - compiled code has no generators
        if left.word[at] != right.word[at]:
            return False
    return True


@njit(cache=True, nogil=True)
def _copies(texts: tuple[Text, Text], numbers: Numbers) -> tuple[bool, Whole, Whole]:
    """Return the copied stretches of two texts."""
    thresholds, around, (crowded, lightest), rare, chaining, (most, least, steps) = numbers
    found = runs(texts[0], texts[1], crowded, lightest)
    limit = max(least, min(most, steps // max(1, len(found[0]))))
    linked = link(*found, texts[0].mass, rare, (*chaining, limit))
    sure, ends, matches = copies(found, linked, (told(texts[0]), told(texts[1])), thresholds, around)
    return sure, ends, matches


@njit(cache=True, nogil=True)
def survey(batch: Batch, pairs: Whole, logs: Real, numbers: Numbers) -> Surveyed:
    """Find what each of some pairs of articles of a batch shares.

    Parameters
    ----------
    pairs : int32 (P, 2)
    logs : float64
        ``ln(n)`` for every number of rows.
    numbers : tuple
        Thresholds: of likeness, copies, seeds and blocks, their model, and digests.
    """
    (grain, budget, least), copying, (seed_cosine, seed_dice, content), blocking, model, telling = numbers
    count = len(pairs)
    state, digest = np.zeros(count, np.int32), np.full((count, 2, 2), -1, np.int32)
    copy_of, block_of, near_of = np.zeros((3, count + 1), np.int64)
    ends, matches = np.empty((64, 1), np.int32), np.empty((64, 2), np.int32)
    blocks, measures = np.empty((64, 4), np.int32), np.empty((64, 4))
    rows, cosines = np.empty((64, 2), np.int32), np.empty((64, 2))
    copied, matched, blocked, resembling = 0, 0, 0, 0
    for pair in range(count):
        texts = text_of(batch, pairs[pair, 0]), text_of(batch, pairs[pair, 1])
        left, right = texts
        if len(left.word) and len(right.word):
            state[pair] = IDENTICAL if _same(left, right) else LOOKED_AT
        if state[pair] == LOOKED_AT:
            shared = common(left, right, logs, grain)
            found = cells(left, right, shared, budget)
            sure, own_ends, own_matches = _copies(texts, copying)
            if not (sure and found.affordable):
                state[pair] = PLAIN
        if state[pair] == LOOKED_AT:
            close, alike = near(left, right, found, least)
            rows, cosines = roomy(rows, resembling, len(close)), roomy(cosines, resembling, len(close))
            rows[resembling : resembling + len(close)] = close
            cosines[resembling : resembling + len(close)] = alike
            resembling += len(close)
            ends, matches = roomy(ends, copied, len(own_ends)), roomy(matches, matched, len(own_matches))
            ends[copied : copied + len(own_ends), 0] = own_ends + matched
            matches[matched : matched + len(own_matches)] = own_matches
            copied, matched = copied + len(own_ends), matched + len(own_matches)
            seeds = close[(alike[:, 0] > seed_cosine) & (alike[:, 1] > seed_dice)]
            if len(seeds):
                one = side_of(left, shared.left, shared.there, shared.weight, content)
                other = side_of(right, shared.right, shared.here, shared.weight, content)
                begin = 0
                for end in own_ends:
                    one.free[own_matches[begin, 0] : own_matches[end - 1, 0] + 1] = False
                    other.free[own_matches[begin, 1] : own_matches[end - 1, 1] + 1] = False
                    begin = end
                one.plain[:] = one.plain & one.free
                other.plain[:] = other.plain & other.free
                scratch = Scratch(shared.weight, np.zeros((len(shared.weight), 2), np.int32), blocking)
                likely, evidence = likely_blocks(one, other, seeds, scratch, model)
                blocks, measures = roomy(blocks, blocked, len(likely)), roomy(measures, blocked, len(likely))
                blocks[blocked : blocked + len(likely)] = likely
                measures[blocked : blocked + len(likely)] = evidence
                blocked += len(likely)
            for side in range(2):
                if side == 0 or digest[pair, 0, 0] < 0:
                    stretch = retelling(side, texts, shared, found, telling)
                    digest[pair, side, 0], digest[pair, side, 1] = stretch
        copy_of[pair + 1], block_of[pair + 1], near_of[pair + 1] = copied, blocked, resembling
    return Surveyed(
        state,
        digest,
        copy_of,
        ends[:copied],
        matches[:matched],
        block_of,
        blocks[:blocked],
        measures[:blocked],
        near_of,
        rows[:resembling],
        cosines[:resembling],
    )
