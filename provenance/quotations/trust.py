"""How far a recognised attribution is to be trusted: a logistic regression over its signs.

The weights were learned by ``tests/training/speech.py`` from the training part of PolNeAR, in which
people marked who said what in 250 news articles of 2015-2016.
"""

import json
import math
from functools import cache, lru_cache
from pathlib import Path

from provenance.errors import BrokenModelError

FILE = Path(__file__).parent.parent / "data" / "speech_trust.json"


@cache
def _weights() -> dict[str, float]:
    weights = json.loads(FILE.read_text(encoding="utf-8"))
    if not isinstance(weights, dict) or "" not in weights:
        raise BrokenModelError(FILE, "no intercept", 'one number per sign, the intercept under ""')
    return weights


@lru_cache(maxsize=4_096)  # the same sentence shows the same signs in whatever article
def trust(signs: tuple[str, ...]) -> float:
    """Return the probability (0-1) that people would mark what these signs describe as an attribution."""
    weights = _weights()
    total = weights[""] + sum([weights.get(sign, 0.0) for sign in signs])
    return 1 / (1 + math.exp(-total))
