"""The compiled twins of what sketching a large corpus costs.

Importing this loads the compiler: do it only where the input is large (`Settings.compile_above`).
"""

from provenance.sketches.kernels.shingles import keys, shingles
from provenance.sketches.kernels.signing import arrange, sign, sign_shared

__all__ = ["arrange", "keys", "shingles", "sign", "sign_shared"]
