"""Step `quote`: who said what in each article. Step `match`: the same statement across articles.

`lone` lists the rest: what one article alone quotes.
"""

from provenance.quotes.extraction import quote
from provenance.quotes.families import match
from provenance.quotes.lone import lone

__all__ = ["lone", "match", "quote"]
