"""The compiled twins of what making and sifting the keys of a large corpus costs.

Numbers that are tuned elsewhere come as arguments. Importing this loads the compiler: do it only where the
input is large (`Settings.compile_above`).
"""

from provenance.candidates.kernels.runs import (
    ahead,
    documents,
    pairs_of_runs,
    quoted_runs,
    runs,
    runs_anywhere,
)
from provenance.candidates.kernels.sieve import count, keeps

__all__ = [
    "ahead",
    "count",
    "documents",
    "ends",
    "keeps",
    "pairs_of_runs",
    "quoted_runs",
    "runs",
    "runs_anywhere",
]
