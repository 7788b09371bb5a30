"""The same statement across articles."""

from collections.abc import Sequence

from provenance.model import Quote, QuoteFamily, Readings
from provenance.settings import Settings


def match(
    readings: Readings, quotes: Sequence[tuple[Quote, ...]], settings: Settings
) -> tuple[QuoteFamily, ...]:
    """Find statements that stand in several articles."""
    return ()
