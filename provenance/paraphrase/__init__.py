"""Step `score`: do two sentences state the same, in whatever words? A small trained scorer.

Some hundred measures of a pair (words shared, weighted by rarity; words alike in meaning; shared runs and
characters; order and edits; what stands before and after the shared part; numbers, names and negations that
only one side has) go through boosted trees. To that is added what single words tell: "said" on one side only
matters little, "rejected" much. Trained on news and on literary prose by ``tests/training/paraphrase.py``.
The result is a calibrated probability: of pairs scored .8, four in five are paraphrases to careful readers.

The pairs it was trained on were chosen for their likeness: it is no search. Of the sentences of another
report on the same event the likeliest one is rarely the same statement: on eight events that readers marked,
in one case of four, at any threshold from .1 to .8 (which find .97 down to .37 of them).

Two sentences that differ in nothing but a figure, a negation or an opposite do not state the same, however
much they share; that is a rule, not left to training.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.paraphrase.batches import batches
from provenance.paraphrase.measured import Column, Measured
from provenance.paraphrase.semantic import Embed, opinion
from provenance.paraphrase.weights import weights
from provenance.settings import Settings

__all__ = ["score"]

SAME = 0.99  # word for word the same: what is left is the chance that "he" or "today" is another
CONTRARY = 0.1  # at most, where all that differs is a figure, a negation or an opposite
SWAPPED = (
    0.3  # at most, where all that differs is as many names: a nickname is possible, another person likelier
)
APART = 0.2  # at most, without a common stem: other words for everything is possible and cannot be told
DIGITS = 6


def score(
    readings: Readings,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    settings: Settings,
    embed: Embed | None = None,
) -> NDArray[np.float64]:
    """Say how likely pairs of sentences state the same.

    Parameters
    ----------
    readings : Readings
    left, right : int32 (P,)
        Sentence numbers within the readings, of any kind. Which side is which does not matter.
    settings : Settings
        `compile_above` is used.
    embed : callable, optional
        A model of `semantic.load`, as a second opinion; see there for how it is weighed.

    Returns
    -------
    float64 (P,)
        Probabilities, 0 to 1. A sentence without words states nothing: 0.
    """
    trained = weights()
    result = np.zeros(len(left))
    added = np.zeros(len(left)) if embed is None else opinion(readings, left, right, embed)
    large = len(readings.word_hash) >= settings.compile_above
    for batch in batches(readings, left, right, trained.telling, large=large):
        likely = 1 / (1 + np.exp(-trained.log_odds(batch) - added[batch.places]))
        result[batch.places] = np.round(_ruled(batch.found, likely), DIGITS)
    return result


def _ruled(found: Measured, likely: Column) -> Column:
    """Apply what is certain without training."""
    plain, names = found["plain_lone_high"], found["name_lone_high"]
    flipped = (plain == 0) & ((found["number_lone_low"] > 0) | (found["negation_differs"] > 0))
    turned = (found["opposites"] > 0) & (plain == found["opposites"])
    swapped = (names > 0) & (plain == names) & (found["name_lone_low"] == names)
    same = found["edits"] == 0
    for which, most in (
        (flipped | turned, CONTRARY),
        (swapped, SWAPPED),
        (found["stem_cover_high"] == 0, APART),
    ):
        likely = np.where(which, np.minimum(likely, most), likely)
    return np.where(same, SAME, likely)
