"""Keys of two neighbouring rare words: what two wordings of one statement nearly always share."""

import numpy as np
from numpy.typing import NDArray

# Weights are idf in general news (ln): "security" 2.3, "expired" 5.0.
CONTENT = 1.0  # a word rarer than this carries meaning; "would", "said" and "people" lie below
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, the multiplier of Fibonacci hashing


def neighbours(
    stem: NDArray[np.uint32], weight: NDArray[np.float64], owner: NDArray[np.int64], least: float
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Hash each two neighbouring content words of one owner whose weights sum to `least`.

    Parameters
    ----------
    stem, weight, owner : arrays of length W
        Stem, rarity and owner (a statement, a sentence) of each word.
    least : float

    Returns
    -------
    keys, owners, places : arrays
        `places` index the first word of each pair.
    """
    content = np.flatnonzero(weight >= CONTENT)
    one, two = content[:-1], content[1:]
    good = (owner[one] == owner[two]) & (weight[one] + weight[two] >= least) & (stem[one] != stem[two])
    one, two = one[good], two[good]
    made = stem[one].astype(np.uint64) * _MIX ^ (stem[two].astype(np.uint64) << np.uint64(17))
    return made, owner[one], one


def spoken(keys: NDArray[np.uint64], salt: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Make keys that only meet within one speaker."""
    return keys * _MIX ^ salt
