"""One reason for a direction."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """Nats of log-odds for a pair's left article (below zero: the right one), and the words for it."""

    weight: float
    words: str
