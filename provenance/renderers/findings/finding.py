"""What a finding is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and the part of the page that shows it (what follows ``#`` in the address)."""

    text: str
    target: str
