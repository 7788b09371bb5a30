"""Step `quote`: who said what in each article. Step `match`: the same statement across articles."""

from provenance.quotes.extraction import quote
from provenance.quotes.families import match

__all__ = ["match", "quote"]
