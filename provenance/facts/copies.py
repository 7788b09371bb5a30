"""Claims that several outlets make in the very same words."""

from collections import defaultdict

import numpy as np

from provenance.facts.claims import Claims

_SHORTEST = 4  # words; shorter sentences are the same by chance


def copies(claims: Claims) -> tuple[tuple[int, ...], ...]:
    """Return the groups of claims that several outlets make in the very same words."""
    words, begins, hashes = claims.words, np.array(claims.begins), claims.hash
    # Claims of equal words are equal in this too, and few others are. The zero is for claims without a word.
    alike = np.add.reduceat(np.append(hashes, 0).astype(np.uint64), begins[:-1])
    alike = alike << np.uint64(8) | (words & 0xFF).astype(np.uint64)
    ordered = np.sort(alike)
    again = np.isin(alike, ordered[1:][ordered[1:] == ordered[:-1]])
    same: dict[bytes, list[int]] = defaultdict(list)
    for claim in np.flatnonzero(again & (words >= _SHORTEST)).tolist():
        same[hashes[begins[claim] : begins[claim + 1]].tobytes()].append(claim)
    return tuple(tuple(group) for group in same.values() if len({claims.outlets[each] for each in group}) > 1)
