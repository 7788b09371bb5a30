"""Step `quote`: who said what in each article. Step `match`: the same statement across articles.

`lone` lists the rest: what one article alone quotes. `echoes` tells where in a large corpus it pays to look.
"""

from provenance.quotations.echoes import echoes
from provenance.quotations.extraction import quote
from provenance.quotations.families import match
from provenance.quotations.lone import lone

__all__ = ["echoes", "lone", "match", "quote"]
