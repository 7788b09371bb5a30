"""Compiled: the tallies of pairs of sentences, as `tallying` counts them, and what trees say, as `weights`.

Importing this loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

from provenance.paraphrase.kernels.pairs import tallied
from provenance.paraphrase.kernels.trees import leaves

__all__ = ["leaves", "tallied"]
