"""What the finders hand to each other inside this step: a stretch of both texts, and why it was taken."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import PassageKind


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Words that belong together: half open ranges of word numbers of the two texts.

    `matches`, (M, 2), are the places where the same word stands on both sides, in order. `chance` is the
    probability that one was made from the other, for a paraphrase. `whole` says that it is made of
    sentences, `digest` that one side retells all of the other.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    kind: PassageKind
    matches: NDArray[np.int64]
    chance: float = 1.0
    whole: bool = False
    digest: bool = False
