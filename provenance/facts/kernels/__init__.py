"""The compiled twins of what comparing the claims of a story costs.

Importing this loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

from provenance.facts.kernels.evidence import gauged
from provenance.facts.kernels.units import likest

__all__ = ["gauged", "likest"]
