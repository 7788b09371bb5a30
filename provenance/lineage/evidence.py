"""The reasons for a direction, and what is said of them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_SHOWN = 4  # pieces of evidence; what weighs least is left out
_TOLD, _AGAINST = 0.15, 0.5  # nats; what weighs less is not worth telling
# In the order of `traits.TRAITS`.
_SAID = (
    "has more on the same subject around the shared text",
    "is about what the shared text is about",
    "has only this text from elsewhere, while the other also holds text of a third article",
    "has the more common words where the two differ",
    "has the more usual phrases where the two differ",
    "opens with the shared text",
    "tells as its own what the other announces with a colon",
    "states as its own what the other puts in quotation marks",
)


class Evidence(NamedTuple):
    """Nats of log-odds for a pair's left article (below zero: the right one), and the words for it."""

    weight: float
    words: str


NOTHING = Evidence(0.0, "")


def worded(traits: Sequence[float], left: str, right: str) -> list[tuple[float, str]]:
    """Put into words what the texts alone show, in nats: traits of articles that are called so."""
    columns = zip(traits, _sayings(left), _sayings(right), strict=True)
    return [(weight, mine if weight > 0 else yours) for weight, mine, yours in columns if weight]


@lru_cache(maxsize=1 << 12)
def _sayings(called: str) -> tuple[str, ...]:
    """Return what each trait says of an article that speaks for it."""
    return tuple(f"{called} {words}" for words in _SAID)


def said(evidence: Sequence[tuple[float, str]], total: float) -> tuple[str, ...]:
    """Return what weighs most for a direction, and then what speaks against it."""
    reasons = [
        (-abs(weight), words) for weight, words in evidence if weight * total > 0 and abs(weight) > _TOLD
    ]
    words = [each for _, each in sorted(reasons)[:_SHOWN]]
    if len(words) < _SHOWN:
        against = [each for weight, each in evidence if weight * total < 0 and abs(weight) > _AGAINST]
        words += [f"against it: {each}" for each in against]
    return tuple(words[:_SHOWN])
