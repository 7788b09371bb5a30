"""Compiled twins of what lineage costs where many articles share text.

Numbers that are tuned elsewhere come as arguments. Importing this loads the compiler: do it only where there
is much to look at (`Shares.compiled`).
"""

from provenance.lineage.kernels.sides import counted
from provenance.lineage.kernels.stretches import placed
from provenance.lineage.kernels.thirds import Bars, explained

__all__ = ["Bars", "counted", "explained", "placed"]
