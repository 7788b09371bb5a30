"""The compiled twins of what every pair of articles costs, for corpora of very many pairs.

`survey` and `hopeful` find what the plain code finds, to the last bit: weights are whole steps, so that sums
do not depend on their order. Where they cannot (texts without end) they say so, and the plain code looks.
Numbers that are tuned elsewhere come as arguments.
"""

from provenance.passages.kernels.findings import Found, Pages
from provenance.passages.kernels.layout import laid
from provenance.passages.kernels.rewordings import hopeful
from provenance.passages.kernels.rewritten import rewritten
from provenance.passages.kernels.settling import settled
from provenance.passages.kernels.stock import stocked
from provenance.passages.kernels.subsequence import longest
from provenance.passages.kernels.survey import PLAIN, Surveyed, survey
from provenance.passages.kernels.texts import Batch

__all__ = [
    "PLAIN",
    "Batch",
    "Found",
    "Pages",
    "Surveyed",
    "hopeful",
    "laid",
    "longest",
    "rewritten",
    "settled",
    "stocked",
    "survey",
]
