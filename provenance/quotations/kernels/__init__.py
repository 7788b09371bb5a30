"""The compiled twins of what following quotes through a large corpus costs.

Numbers that are tuned elsewhere come as arguments. Importing this loads the compiler: do it only where the
input is large (`Settings.compile_above`).
"""

from provenance.quotations.kernels.aligned import aligned, stood
from provenance.quotations.kernels.kin import cosines
from provenance.quotations.kernels.met import met
from provenance.quotations.kernels.words import held, places, strewn

__all__ = ["aligned", "cosines", "held", "met", "places", "stood", "strewn"]
