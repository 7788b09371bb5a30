"""Compiled twins of what lineage costs where many articles share text.

Numbers that are tuned elsewhere come as arguments. Importing this loads the compiler: do it only where there
is much to look at (`Shares.compiled`).
"""

from provenance.lineage.kernels.sides import counted
from provenance.lineage.kernels.stretches import in_common, placed

__all__ = ["counted", "in_common", "placed"]
