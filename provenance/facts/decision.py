"""Does another article state a claim? A logistic regression over explainable features.

Fitted by ``tests/training/facts.py`` on sentences for which careful readers marked whether two other
articles state them; the plain weights come with the package (``data/facts.json``).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError
from provenance.facts.evidence import FEATURES
from provenance.facts.units import Units

FILE = Path(__file__).parent.parent / "data" / "facts.json"


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """Weights for the features as they are (not standardised), and where shared begins."""

    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def __call__(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that the other article states the claim, one per row."""
        # A sum over columns, not a matrix product: the same bits on every machine's linear algebra.
        total = (features * self.weights).sum(axis=1) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))))


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Which claims state the same.

    Attributes
    ----------
    units : Units
    chance : float64 (U,)
        The probability that the other article states the claim.
    same : tuple of tuples of claims
        Claims that several outlets make in the very same words.
    """

    units: Units
    chance: NDArray[np.float64]
    same: tuple[tuple[int, ...], ...]


@cache
def decision() -> Decision:
    """Load the weights that come with the package.

    Raises
    ------
    BrokenModelError
        If the file was made for other features.
    """
    held = json.loads(FILE.read_text("utf-8"))
    if tuple(held["weights"]) != FEATURES:
        raise BrokenModelError(FILE, f"weights for {', '.join(held['weights'])}", ", ".join(FEATURES))
    return Decision(np.array(list(held["weights"].values())), held["bias"], held["threshold"])
