"""The same quantity with figures that cannot both be right."""

from provenance.facts.claims import Claims
from provenance.model import Conflict, Readings


def conflicts(readings: Readings, claims: Claims, story: str) -> tuple[Conflict, ...]:
    """Find quantities that outlets of a story state with incompatible figures."""
    del readings, claims, story
    return ()
