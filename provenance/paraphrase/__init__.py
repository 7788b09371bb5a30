"""Step `score`: do two sentences state the same, in whatever words? A small trained scorer.

Some seventy measures of a pair (shared words weighted by rarity, shared runs, characters, order, edits,
numbers, names and negations that only one side has) go through boosted trees, trained on news and on
literary prose by ``tests/training/paraphrase.py``. The result is a calibrated probability: of pairs scored
.8, four in five are paraphrases to careful readers.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.paraphrase.batches import measured
from provenance.paraphrase.forest import forest
from provenance.settings import Settings

__all__ = ["score"]

SAME = 0.99  # word for word the same: certain but for sentences whose words mean something else elsewhere


def score(
    readings: Readings,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    settings: Settings,  # noqa: ARG001 - every step takes them
) -> NDArray[np.float64]:
    """Say how likely pairs of sentences state the same.

    Parameters
    ----------
    readings : Readings
    left, right : int32 (P,)
        Sentence numbers within the readings, of any kind. Which side is which does not matter.
    settings : Settings

    Returns
    -------
    float64 (P,)
        Probabilities, 0 to 1. A sentence without words states nothing: 0.
    """
    trees = forest()
    result = np.zeros(len(left))
    for batch, found in measured(readings, left, right):
        table = np.stack([found[name] for name in trees.names], axis=1)
        likely = 1 / (1 + np.exp(-trees.log_odds(table)))
        likely[found["words_low"] == 0] = 0.0
        likely[(found["edits"] == 0) & (found["words_low"] > 0)] = SAME
        result[batch] = np.round(likely, 6)
    return result
