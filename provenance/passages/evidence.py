"""When is what two texts share enough to say that one was made from the other, or both from a third?"""

from math import exp, log
from typing import NamedTuple


class Measures(NamedTuple):
    """What is known of a block.

    Attributes
    ----------
    shared : float
        Summed rarity, within the two texts, of the distinct stems that stand on both sides.
    cover : float
        Share of the words (weighted by rarity) that come back on the other side; the lower of the two.
    contrast : float
        How far that is above what the text around the block shares; the higher of the two.
    ratio : float
        Words of the longer side for each word of the shorter.
    """

    shared: float
    cover: float
    contrast: float
    ratio: float


# Logistic regression on the blocks found in the 1,000 training pairs of PAN 2013, true where they meet a
# marked case (tests/training/blocks.py); of unrelated pairs none gets .5.
BIAS, SHARED, COVER, CONTRAST, RATIO = -10.81, 2.48, 1.37, 1.82, -0.69


def block_chance(measures: Measures) -> float:
    """Return the probability that a block is reuse."""
    odds = (
        BIAS
        + SHARED * log(1.0 + measures.shared)
        + COVER * measures.cover
        + CONTRAST * measures.contrast
        + RATIO * log(measures.ratio)
    )
    return 1.0 / (1.0 + exp(-odds))
