"""Compiled: whether a stretch of one text retells the whole of the other."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.edges import heaviest
from provenance.passages.kernels.likeness import marked, met
from provenance.passages.kernels.sides import Room, Side
from provenance.passages.kernels.texts import Real, Stretch, Text

Numbers = tuple[Any, ...]
NONE = (-1, -1)


@njit(cache=True, nogil=True)
def retelling(texts: tuple[Text, Text], sides: tuple[Side, Side], room: Room, numbers: Numbers) -> Stretch:
    """Return the rows of the first text that retell the other: `digests._stretch`; (-1, -1) if none do.

    `numbers` are the thresholds of `digests`.
    """
    least_words, condensed, embedded = numbers[2:5]
    (here, other), (one, _) = texts, sides
    count, total = len(here.words.word), len(other.words.word)
    if total < condensed * least_words or count < (1 + embedded) * least_words:
        return NONE
    begins = here.rows.begin
    begin, end = _heavy(one.back, one.echo.mass, one.echo.hits, numbers)
    words = begins[end] - begins[begin] if begin > 0 else 0
    if (
        words < least_words
        or total < condensed * words
        or count - words < embedded * words
        or not _spread(sides, (begin, end), room, numbers[8:10])
    ):
        return NONE
    part = _in_one_place((begins[begin], begins[end]), texts, sides, numbers)
    return (begin, end) if part < numbers[12] else NONE


@njit(cache=True, nogil=True)
def _heavy(back: Real, mass: Real, scores: Real, numbers: Numbers) -> Stretch:
    """Return the rows that come back more than those around them; (-1, -1) if they do not stand out.

    Parameters
    ----------
    back : float64 (R,)
        What comes back of each row.
    mass : float64 (R + 1,)
        The weight before each row.
    scores : float64 (R,)
        Room.
    """
    contrast, most_around, _, _, _, prior_share, prior_mass, rounds = numbers[:8]
    tall, all_hits, all_masses = len(back), 0.0, mass[len(back)]
    for hit in back:
        all_hits += hit
    asked = all_hits / max(all_masses, 1e-9) + 0.1
    begin, end, inside, around = -1, tall, 0.0, 0.0
    for _ in range(rounds):
        before = begin, end
        for row in range(tall):
            scores[row] = back[row] - asked * (mass[row + 1] - mass[row])
        begin, end = heaviest(scores, 0, tall)
        if before == (begin, end):
            break  # it is settled: the next rounds would ask the same
        hit, own = 0.0, mass[end] - mass[begin]
        for row in range(begin, end):
            hit += back[row]
        inside = hit / own if own else 0.0
        around = (all_hits - hit + prior_share * prior_mass) / (all_masses - own + prior_mass)
        asked = (inside + around) / 2
    return NONE if inside - around < contrast or around > most_around else (begin, end)


@njit(cache=True, nogil=True)
def _spread(sides: tuple[Side, Side], stretch: Stretch, room: Room, numbers: Numbers) -> bool:
    """Tell whether sentences all over the other text resemble the stretch: `digests._spread`."""
    (one, other), (spread, resembles) = sides, numbers
    length = len(other.norm)
    first, last, total = length, -1, 0.0
    for row in range(stretch[0], stretch[1]):
        use, best = marked(one.echo, row, room), 0.0
        for column in range(length):
            norms = one.norm[row] * other.norm[column]
            alike = met(other.echo, column, use, room)[0] / norms if norms > 0 else 0.0
            best = max(best, alike)
            if alike > resembles:
                first, last = min(first, column), max(last, column)
        total += best
    if last < 0:
        return False
    mean = total / (stretch[1] - stretch[0])
    return bool(last - first + 1 >= spread * length and mean > resembles)


@njit(cache=True, nogil=True)
def _in_one_place(
    words: Stretch, texts: tuple[Text, Text], sides: tuple[Side, Side], numbers: Numbers
) -> float:
    """Return how much of what comes back stands in one place: `digests._in_one_place`."""
    place, steps = numbers[10], numbers[11]
    (here, other), (one, there) = texts, sides
    known = np.zeros(len(here.stems.number) + len(other.stems.number), np.int64)
    for at in range(words[0], words[1]):
        stem = one.shared[here.stems.at[at]]
        if stem >= 0:
            known[stem] = 1
    whole = 0.0
    for stem in range(len(there.shared)):
        if there.shared[stem] >= 0 and known[there.shared[stem]] == 1:
            whole += there.weight[stem]
            known[there.shared[stem]] = 2
    if not whole:
        return 1.0
    total = len(other.words.word)
    size = max(1, int(place * (words[1] - words[0])))
    step = max(1, size // steps)
    best, turn = 0.0, 2
    for begin in range(0, max(1, total - size + step), step):
        turn += 1
        found = 0.0
        for at in range(begin, min(total, begin + size)):
            stem = there.shared[other.stems.at[at]]
            if stem >= 0 and 1 < known[stem] < turn:
                found += there.weight[other.stems.at[at]]
                known[stem] = turn
        best = max(best, found)
    return best / whole
