"""Compiled: whether a stretch of one text may retell the whole of the other."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from provenance.passages.kernels.blocks import heaviest

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Columns = tuple[Any, ...]


@njit(cache=True, nogil=True)
def may_retell(here: Columns, others: Whole, weight: Real, rounds: int, numbers: Columns) -> bool:
    """Tell whether the stretch that shares most stands out enough: the first tests of `digests._stretch`.

    Parameters
    ----------
    here : tuple
        Stems, begins and ends of rows.
    numbers : tuple
        The thresholds of `digests`; contrast and the share around are already loosened.
    """
    stems, begins, ends = here
    contrast, most_around, least_words, condensed, embedded, prior_share, prior_mass = numbers
    if min(len(stems), len(others)) < least_words:
        return False
    there = np.zeros(len(weight), np.bool_)
    for stem in others:
        there[stem] = True
    hits, masses = np.zeros(len(begins)), np.zeros(len(begins))
    for row in range(len(begins)):
        for place in range(begins[row], ends[row]):
            masses[row] += weight[stems[place]]
            if there[stems[place]]:
                hits[row] += weight[stems[place]]
    all_hits, all_masses = hits.sum(), masses.sum()
    asked = all_hits / max(all_masses, 1e-9) + 0.1
    begin, end, inside, around = 0, len(hits), 0.0, 0.0
    for _ in range(rounds):
        begin, end = heaviest(hits - asked * masses, 0, len(hits))
        hit, mass = hits[begin:end].sum(), masses[begin:end].sum()
        inside = hit / mass if mass else 0.0
        around = (all_hits - hit + prior_share * prior_mass) / (all_masses - mass + prior_mass)
        asked = (inside + around) / 2
    words = ends[end - 1] - begins[begin]
    return bool(
        inside - around >= contrast
        and around <= most_around
        and words >= least_words
        and len(others) >= condensed * words
        and len(stems) - words >= embedded * words
    )
