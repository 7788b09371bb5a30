"""What one aspect of a run scores."""

from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]  # one object of either JSON document; their shapes are data here, not types


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of what is true was found, and how much of what was reported is true.

    Attributes
    ----------
    expected : int
        Things that the truth holds.
    found : int
        Those of them which the run reports.
    reported : int
        Things that the run reports and that are judged here.
    right : int
        Those of them which are true.
    misses : tuple of str
        One line for each thing not found.
    errors : tuple of str
        One line for each thing reported and not true.
    """

    expected: int
    found: int
    reported: int
    right: int
    misses: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share found of what was expected; 1 when nothing was."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share right of what was reported; 1 when nothing was."""
        return self.right / self.reported if self.reported else 1.0
