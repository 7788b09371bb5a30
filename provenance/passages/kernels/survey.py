"""Compiled: what pairs of articles share, all that can be told without asking about sentences.

The same as `likeness`, `copies`, `blocks` and `digests` find one pair after the other in plain code.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.blocks import likely_blocks
from provenance.passages.kernels.chains import link
from provenance.passages.kernels.copying import copies
from provenance.passages.kernels.digests import retelling
from provenance.passages.kernels.lent import lent_batch, lent_room, lent_side
from provenance.passages.kernels.likeness import common, measured, near, products, weigh
from provenance.passages.kernels.runs import Grams, grams, runs
from provenance.passages.kernels.sides import Room, Side, room_for, side_for, side_of
from provenance.passages.kernels.texts import Batch, Offsets, Real, Text, Whole, roomy, text_of

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
def _same(words: NDArray[np.uint32], others: NDArray[np.uint32]) -> bool:
    """Tell whether two texts have the same words."""
    if len(words) != len(others):
        return False
    for at in range(len(words)):  # noqa: SIM110 - compiled code has no generators
        if words[at] != others[at]:
            return False
    return True


@njit(cache=True, nogil=True)
def _copies(
    texts: tuple[Text, Text], known: Grams, shared: Whole, numbers: Numbers
) -> tuple[bool, Whole, Whole]:
    """Return the copied stretches of two texts."""
    thresholds, around, crowding, rare, chaining, (most, least, steps) = numbers
    left, right = texts
    found = runs(known, right.stems.at, shared, left.mass, crowding)
    limit = max(least, min(most, steps // max(1, len(found[0]))))
    linked = link(found, left.mass, rare, (*chaining, limit))
    sure, ends, matches = copies(found, linked, (left.words, right.words), thresholds, around)
    return sure, ends, matches


@njit(cache=True, nogil=True)
def _alike(
    texts: tuple[Text, Text], sides: tuple[Side, Side], room: Room, budget: int, least: float
) -> tuple[bool, Whole, Real]:
    """Return the rows that resemble each other, unless stems meet too often."""
    left, right = texts
    many = common((left.stems, right.stems), sides, room)
    measured(left.rows, sides[0])
    measured(right.rows, sides[1])
    tall, wide = len(sides[0].norm), len(sides[1].norm)
    affordable = tall * wide <= budget
    dot = np.zeros((tall, wide) if affordable else (0, 0))
    if affordable:
        met = room.here[:many], room.there[:many]
        affordable = products((left.stems, right.stems), sides[0].weight, met, dot, budget)
    if not affordable:
        return False, np.empty((0, 2), np.int32), np.empty((0, 2))
    close, alike = near((left.rows, right.rows), sides, dot, room, least)
    return True, close, alike


@njit(cache=True, nogil=True)
def _seeds(close: Whole, alike: Real, cosine: float, dice: float) -> Whole:
    """Return the rows that blocks may grow from."""
    seeds, many = np.empty((len(close), 2), np.int32), 0
    for place in range(len(close)):
        if alike[place, 0] > cosine and alike[place, 1] > dice:
            seeds[many, 0], seeds[many, 1] = close[place, 0], close[place, 1]
            many += 1
    return seeds[:many]


@njit(cache=True, nogil=True)
def _surveyed(
    batch: Batch, scratch: tuple[Side, Side, Room], pairs: Whole, logs: Real, numbers: Numbers
) -> Surveyed:
    """Do what `survey` does in room that its caller holds."""
    (grain, budget, least), copying, (seed_cosine, seed_dice, content), blocking, model, telling = numbers
    count = len(pairs)
    state, digest = np.zeros(count, np.int32), np.full((count, 2, 2), -1, np.int32)
    copy_of, block_of, near_of = np.zeros((3, count + 1), np.int64)
    ends, matches = np.empty((64, 1), np.int32), np.empty((64, 2), np.int32)
    blocks, measures = np.empty((64, 4), np.int32), np.empty((64, 4))
    rows, cosines = np.empty((64, 2), np.int32), np.empty((64, 2))
    copied, matched, blocked, resembling = 0, 0, 0, 0
    columns, wide, other_wide = lent_batch(batch), lent_side(scratch[0]), lent_side(scratch[1])
    room, known, known_of = lent_room(scratch[2]), grams(batch.at[:0]), -1
    for pair in range(count):
        texts = text_of(columns, pairs[pair, 0]), text_of(columns, pairs[pair, 1])
        left, right = texts
        if len(left.words.word) and len(right.words.word):
            state[pair] = IDENTICAL if _same(left.words.word, right.words.word) else LOOKED_AT
        if state[pair] == LOOKED_AT:
            sides = side_of(wide, left), side_of(other_wide, right)
            weigh(room.rarity, len(left.rows.begin) + len(right.rows.begin) - 2, logs, grain)
            affordable, close, alike = _alike(texts, sides, room, budget, least)
            if known_of != pairs[pair, 0]:
                known, known_of = grams(left.stems.at), pairs[pair, 0]  # many pairs in a row have the same
            sure, own_ends, own_matches = _copies(texts, known, sides[1].shared, copying)
            if not (sure and affordable):
                state[pair] = PLAIN
        if state[pair] == LOOKED_AT:
            rows, cosines = roomy(rows, resembling, len(close)), roomy(cosines, resembling, len(close))
            rows[resembling : resembling + len(close)] = close
            cosines[resembling : resembling + len(close)] = alike
            resembling += len(close)
            ends, matches = roomy(ends, copied, len(own_ends)), roomy(matches, matched, len(own_matches))
            ends[copied : copied + len(own_ends), 0] = own_ends + matched
            matches[matched : matched + len(own_matches)] = own_matches
            copied, matched = copied + len(own_ends), matched + len(own_matches)
            seeds = _seeds(close, alike, seed_cosine, seed_dice)
            if len(seeds):
                before = seeds, (own_ends, own_matches)
                likely, evidence = likely_blocks(texts, sides, before, room, (blocking, model, content))
                blocks, measures = roomy(blocks, blocked, len(likely)), roomy(measures, blocked, len(likely))
                blocks[blocked : blocked + len(likely)] = likely
                measures[blocked : blocked + len(likely)] = evidence
                blocked += len(likely)
            digest[pair, 0, 0], digest[pair, 0, 1] = retelling(texts, sides, room, telling)
            if digest[pair, 0, 0] < 0:
                turned = (right, left), (sides[1], sides[0])
                digest[pair, 1, 0], digest[pair, 1, 1] = retelling(*turned, room, telling)
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
    scratch = side_for(batch), side_for(batch), room_for(batch)
    found: Surveyed = _surveyed(batch, scratch, pairs, logs, numbers)
    return found
