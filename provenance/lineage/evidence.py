"""One reason for a direction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Nats of log-odds for a pair's left article (below zero: the right one), and the words for it."""

    weight: float
    words: str
