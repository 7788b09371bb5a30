"""Compiled: the blocks of two texts that may be reuse, with the same edges as the plain code gives them."""

from math import log

import numpy as np
from numba import njit

from provenance.model import Mark
from provenance.passages.kernels.clusters import clusters, merged
from provenance.passages.kernels.edges import contrast, ratio, refined
from provenance.passages.kernels.sides import Look, Numbers, Room, Side
from provenance.passages.kernels.texts import Real, Rows, Stretch, Text, Truth, Whole

CAPITAL = int(Mark.CAPITAL)
SLACK = 1e-9  # log-odds: more than a bound can differ in its last bits
MET, PLAIN, COUNTED = 1, 2, 4  # of a stem: a word of the other text has it; one that is content and no name


@njit(cache=True, nogil=True)
def _shares(
    texts: tuple[Text, Text],
    sides: tuple[Side, Side],
    spans: tuple[Stretch, Stretch],
    room: Room,
    content: float,
) -> tuple[float, float, float]:
    """Return what comes back of the first text's words: rarity of distinct stems, cover, and plain words."""
    (mine, yours), (here, other), ((begin, end), (first, last)) = texts, sides, spans
    use, marks = room.uses[0] + 1, room.marks
    room.uses[0] += MET + PLAIN + COUNTED + 1
    stems, known, free, weight, flagged = (
        yours.stems.at,
        other.shared,
        other.free,
        yours.words.weight,
        yours.words.marks,
    )
    for at in range(first, last):
        stem = known[stems[at]]
        if stem >= 0 and free[at]:
            told = marks[stem] - use if marks[stem] >= use else 0
            plain = (weight[at] > content) & (flagged[at] & CAPITAL == 0)
            marks[stem] = use + (told | MET | plain * PLAIN)
    stems, known, free, weight, flagged = (
        mine.stems.at,
        here.shared,
        here.free,
        mine.words.weight,
        mine.words.marks,
    )
    rarity, shared, back, whole, same, all_plain = here.weight, 0.0, 0.0, 0.0, 0, 0
    for at in range(begin, end):
        if not free[at]:
            continue
        stem, own = known[stems[at]], rarity[stems[at]]
        told = marks[stem] - use if stem >= 0 and marks[stem] >= use else 0
        whole += own
        plain = (weight[at] > content) & (flagged[at] & CAPITAL == 0)
        all_plain += plain
        same += plain & ((told & PLAIN) > 0)
        if told:
            back += own
            if not told & COUNTED:
                shared += own
                marks[stem] += COUNTED
    return shared, ratio(back, whole), ratio(float(same), float(all_plain))


@njit(cache=True, nogil=True)
def _found(
    rows: tuple[Rows, Rows], sides: tuple[Side, Side], seeds: Whole, room: Room, numbers: Numbers
) -> Whole:
    """Return the blocks that seeds grow into, less those of few words."""
    grown = clusters(rows, sides, seeds, room, numbers[6:8])
    look, kept = Look(room.marks, room.uses, numbers), 0
    for place in range(len(grown)):
        if refined(sides[0].echo, sides[1].echo, grown[place], look):
            grown[kept] = grown[place]
            kept += 1
    found, kept = merged(grown[:kept]), 0
    one, other = rows[0].begin, rows[1].begin
    for place in range(len(found)):
        begin, end, first, last = found[place]
        if min(one[end] - one[begin], other[last] - other[first]) >= numbers[8]:
            found[kept] = found[place]
            kept += 1
    large: Whole = found[:kept]
    return large


@njit(cache=True, nogil=True)
def _freed(frees: tuple[Truth, Truth], copied: tuple[Whole, Whole]) -> None:
    """Note which words of both texts no copy explains."""
    (ends, matches), begin = copied, 0
    frees[0][:], frees[1][:] = True, True
    for end in ends:
        frees[0][matches[begin, 0] : matches[end - 1, 0] + 1] = False
        frees[1][matches[begin, 1] : matches[end - 1, 1] + 1] = False
        begin = end


@njit(cache=True, nogil=True, inline="always")
def _odds(shared: float, cover: float, plain: float, more: float, model: Numbers) -> float:
    """Return the log-odds that a block is reuse: `evidence.block_chance`."""
    odds: float = (
        model[0] + model[1] * log(1.0 + shared) + model[2] * cover + model[3] * plain + model[4] * more
    )
    return odds


@njit(cache=True, nogil=True)
def likely_blocks(
    texts: tuple[Text, Text],
    sides: tuple[Side, Side],
    found_before: tuple[Whole, tuple[Whole, Whole]],
    room: Room,
    numbers: tuple[Numbers, Numbers, float],
) -> tuple[Whole, Real]:
    """Return the blocks whose log-odds are not too low, in any order: some of `blocks.measured_blocks`.

    Parameters
    ----------
    found_before : tuple
        Rows that resemble each other, int32 (N, 2), and what `copying.copies` returns.
    numbers : tuple
        Thresholds; the weights of `evidence`, and last the least log-odds; the weight of content words.

    Returns
    -------
    int32 (B, 4), float64 (B, 4)
        Rows of both sides, half open, and the four measures.
    """
    (left, right), (one, other), (seeds, copied), (thresholds, model, content) = (
        texts,
        sides,
        found_before,
        numbers,
    )
    found = _found((left.rows, right.rows), sides, seeds, room, thresholds)
    measures, kept = np.empty((len(found), 4)), 0
    if len(found):
        _freed((one.free, other.free), copied)
    look = Look(room.marks, room.uses, thresholds)
    for place in range(len(found)):
        mine, yours = (found[place, 0], found[place, 1]), (found[place, 2], found[place, 3])
        more, mass, part = contrast(one.echo, other.echo, mine, yours, look)
        also, other_mass, other_part = contrast(other.echo, one.echo, yours, mine, look)
        more, most_shared = max(more, also), min(mass, other_mass)
        most_cover = 1.0 if len(copied[0]) else min(part, other_part)  # where nothing is left out, it is that
        if _odds(most_shared, most_cover, 1.0, more, model) < model[5] - SLACK:
            continue
        begins, others = left.rows.begin, right.rows.begin
        span, there = (begins[mine[0]], begins[mine[1]]), (others[yours[0]], others[yours[1]])
        shared, cover, plain = _shares(texts, sides, (span, there), room, content)
        _, also, plain_too = _shares((right, left), (other, one), (there, span), room, content)
        cover, plain = min(cover, also), min(plain, plain_too)
        if _odds(shared, cover, plain, more, model) >= model[5]:
            found[kept] = found[place]
            measures[kept, 0], measures[kept, 1] = shared, cover
            measures[kept, 2], measures[kept, 3] = plain, more
            kept += 1
    return found[:kept], measures[:kept]
