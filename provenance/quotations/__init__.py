"""Step `quote`: who said what in each article. Step `match`: the same statement across articles.

`lone` lists the rest: what one article alone quotes. In a large corpus `keys` bring articles together that
may quote the same, and `echoes` tells which pairs of articles it pays to look at.
"""

from provenance.quotations.echoes import Marked, echoes, keys, least, marked
from provenance.quotations.extraction import quote
from provenance.quotations.families import followed, match
from provenance.quotations.lone import lone
from provenance.quotations.meeting import Rows
from provenance.quotations.sought import Sought, in_a_row

__all__ = [
    "Marked",
    "Rows",
    "Sought",
    "echoes",
    "followed",
    "in_a_row",
    "keys",
    "least",
    "lone",
    "marked",
    "match",
    "quote",
]
