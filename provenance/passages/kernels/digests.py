"""Compiled: whether a stretch of one text retells the whole of the other."""

from typing import Any

import numpy as np
from numba import njit

from provenance.passages.kernels.edges import heaviest
from provenance.passages.kernels.likeness import cosine
from provenance.passages.kernels.texts import Cells, Real, Shared, Stretch, Text, Whole

Numbers = tuple[Any, ...]
NONE = (-1, -1)


@njit(cache=True, nogil=True)
def retelling(
    side: int, texts: tuple[Text, Text], vocabulary: Shared, found: Cells, numbers: Numbers
) -> Stretch:
    """Return the rows of one text that retell the other: `digests._stretch`; (-1, -1) if none do.

    Parameters
    ----------
    side : int
        0 or 1: which of the two texts is looked at.
    texts, vocabulary, found : tuple
        Both texts, `likeness.common` and `likeness.cells` of them.
    numbers : tuple
        The thresholds of `digests`.
    """
    contrast, most_around, least_words, condensed, embedded, prior_share, prior_mass, rounds = numbers[:8]
    here, other = (texts[0], texts[1]) if side == 0 else (texts[1], texts[0])
    stems, others = (vocabulary.left, vocabulary.right) if side == 0 else (vocabulary.right, vocabulary.left)
    rows = found.left if side == 0 else found.right
    hits, masses = rows.hits, rows.mass
    count, total = len(here.word), len(other.word)
    if min(count, total) < least_words:
        return NONE
    begins, tall = here.begin, len(here.distinct)
    all_hits, all_masses = hits.sum(), masses.sum()
    asked = all_hits / max(all_masses, 1e-9) + 0.1
    begin, end, inside, around = -1, tall, 0.0, 0.0
    for _ in range(rounds):
        before = begin, end
        begin, end = heaviest(hits - asked * masses, 0, tall)
        if before == (begin, end):
            break  # it is settled: the next rounds would ask the same
        hit, mass = hits[begin:end].sum(), masses[begin:end].sum()
        inside = hit / mass if mass else 0.0
        around = (all_hits - hit + prior_share * prior_mass) / (all_masses - mass + prior_mass)
        asked = (inside + around) / 2
    words = begins[end] - begins[begin]
    if (
        begin == 0
        or inside - around < contrast
        or around > most_around
        or words < least_words
        or total < condensed * words
        or count - words < embedded * words
        or not _spread(side, (begin, end), found, len(other.distinct), numbers[8:10])
    ):
        return NONE
    part = _in_one_place(
        (begins[begin], begins[end]), here, other, vocabulary.weight, (stems, others), numbers
    )
    return (begin, end) if part < numbers[12] else NONE


@njit(cache=True, nogil=True)
def _spread(side: int, stretch: Stretch, found: Cells, length: int, numbers: Numbers) -> bool:
    """Tell whether sentences all over the other text resemble the stretch: `digests._spread`."""
    spread, resembles = numbers
    first, last, total = length, -1, 0.0
    for row in range(stretch[0], stretch[1]):
        best = 0.0
        for column in range(length):
            alike = cosine(found, row, column) if side == 0 else cosine(found, column, row)
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
    words: Stretch, here: Text, other: Text, weight: Real, stems: tuple[Whole, Whole], numbers: Numbers
) -> float:
    """Return how much of what comes back stands in one place: `digests._in_one_place`."""
    place, steps = numbers[10], numbers[11]
    seen = np.zeros(len(weight), np.int64)
    for at in range(words[0], words[1]):
        seen[stems[0][here.at[at]]] = 1
    whole = 0.0
    for stem in stems[1]:
        if seen[stem] == 1:
            whole += weight[stem]
            seen[stem] = 2
    if not whole:
        return 1.0
    total = len(other.word)
    size = max(1, int(place * (words[1] - words[0])))
    step = max(1, size // steps)
    best, turn = 0.0, 2
    for begin in range(0, max(1, total - size + step), step):
        turn += 1
        found = 0.0
        for at in range(begin, min(total, begin + size)):
            stem = stems[1][other.at[at]]
            if 1 < seen[stem] < turn:
                found += weight[stem]
                seen[stem] = turn
        best = max(best, found)
    return best / whole
