"""Which English words mean similar things, and which are names: learned from 12,000 news articles.

The table (`vectors.npz`) is made by ``tests/training/vectors.py``. Its vectors hold small whole numbers: the
products of two of them are exact in single precision, whatever the order in which they are added up.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError

FILE = Path(__file__).parent / "vectors.npz"
DIMENSIONS = 64  # 128 gain nothing measurable in cross-validation and weigh twice as much
SCALE = 256  # a vector's length; only a coordinate above 1/2 is clipped to fit a byte


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """One row a word, sorted by hash.

    Attributes
    ----------
    hashes : uint32 (N,)
    vectors : int8 (N, DIMENSIONS)
    proper : bool (N,)
        Inside sentences it mostly has a capital: a name, a weekday, a nationality.
    """

    hashes: NDArray[np.uint32]
    vectors: NDArray[np.int8]
    proper: NDArray[np.bool_]

    def of(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return each word's vector and whether it is a name.

        A word that is not in the table has no vector, nor has a name: Monday and Tuesday are used alike
        and are still not the same.
        """
        places = np.minimum(np.searchsorted(self.hashes, words), len(self.hashes) - 1)
        known = self.hashes[places] == words
        proper = known & self.proper[places]
        return np.where((known & ~proper)[:, None], self.vectors[places], 0).astype(np.float32), proper


@cache
def vectors() -> Vectors:
    """Load the table that comes with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a column.
    """
    with np.load(FILE) as table:
        if set(table.files) != set(Vectors.__slots__):
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", f"{sorted(Vectors.__slots__)}")
        return Vectors(**{name: table[name] for name in Vectors.__slots__})
