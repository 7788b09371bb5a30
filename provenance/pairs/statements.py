"""Which shared words are of a document or of speech that no quotation marks set apart."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import distinct
from provenance.naming import named
from provenance.pairs.bodies import SHIFT, Bodies, Places, expanded
from provenance.pairs.documents import Paragraphs, introduced
from provenance.pairs.listing import Listed

_BEFORE = 120  # characters before a passage that may name whose story it is
_CHARACTER = (np.int64(1) << SHIFT) - np.int64(1)
Truth = NDArray[np.bool_]


def documented(within: Listed, bodies: Bodies, known: Sequence[Paragraphs]) -> Truth:
    """Say which words stand in a document or speech without quotation marks.

    Only paragraphs that passages touch are looked at.

    Parameters
    ----------
    within : Listed
    bodies : Bodies
        Of W words.
    known : sequence of Paragraphs
        Of each slot.

    Returns
    -------
    bool (W,)
    """
    counts = np.array([len(each.spans) for each in known], np.int64)
    slots = np.repeat(np.arange(len(known)), counts)
    spans = np.concatenate([each.spans for each in known]).astype(np.int64)
    begins, ends = ((slots << SHIFT) | spans[:, side] for side in (0, 1))
    touched = []
    for side in (within.left, within.right):
        upper = side.slots << SHIFT
        first = np.searchsorted(ends, upper | side.spans[:, 0], side="right")
        last = np.searchsorted(begins, upper | side.spans[:, 1])
        touched.append(expanded(first, np.maximum(first, last))[0])
    asked = distinct(np.concatenate(touched))
    places = asked - (np.cumsum(counts) - counts)[slots[asked]]
    both = zip(slots[asked].tolist(), places.tolist(), strict=True)
    told = asked[np.array([known[slot].told(place) for slot, place in both], np.bool_)]
    found = np.zeros(len(bodies.word), np.bool_)
    found[expanded(*bodies.within(slots[told], spans[told]))[0]] = True
    return found


def announced(within: Listed, bodies: Bodies) -> Truth:
    """Say which passages either article announces as a document or speech, not as the other's story."""
    left, right = ((side.slots << SHIFT) | side.spans[:, 0] for side in (within.left, within.right))
    opened = _opened(distinct(np.concatenate((left, right))), bodies)
    here, there = np.isin(left, opened), np.isin(right, opened)
    found = np.zeros(len(within), np.bool_)
    for place in np.flatnonzero(here | there).tolist():
        one, other = (within.left, within.right) if here[place] else (within.right, within.left)
        begin = int(one.spans[place, 0])
        before = bodies.articles[one.slots[place]].text[max(0, begin - _BEFORE) : begin]
        found[place] = not named(bodies.articles[other.slots[place]].outlet, before)
    return found


def _opened(places: Places, bodies: Bodies) -> Places:
    """Keep the places, slot and character in one number, before which a document or speech is announced."""
    asked = zip((places >> SHIFT).tolist(), (places & _CHARACTER).tolist(), strict=True)
    opened = [introduced(bodies.articles[slot].text, begin) is True for slot, begin in asked]
    kept: Places = places[np.array(opened, np.bool_)]
    return kept
