"""What every step of a run is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from provenance.machine import Answer, Machine, hand_back
from provenance.model import Readings
from provenance.passages import ScoreSentences
from provenance.settings import Settings


class Progress(Protocol):
    """Who is told the name of each step as it begins, and within a long one the share of it that is done."""

    def __call__(self, step: str, done: float = 0.0, /) -> None:
        """Hear of it."""


@dataclass(frozen=True, slots=True)
class Means:
    """What every step of a run is given: settings, the paraphrase scorer, who hears of progress, cores."""

    settings: Settings
    score: ScoreSentences
    told: Progress
    machine: Machine = field(default_factory=partial(Machine.here, 1))

    def begin(self, step: str) -> None:
        """Say that a step begins, and let go of what the last one freed."""
        hand_back()
        self.told(step)

    def aside(
        self, work: Callable[[], Answer], readings: Readings, *, late: bool = False
    ) -> Callable[[], Answer]:
        """Begin some work on the readings on another core if it is worth a process; see `Machine.aside`."""
        hand_back()  # else a copy has what was freed, too
        worth = len(readings.word_hash) >= self.settings.compile_above
        return self.machine.aside(work, late=late) if worth else work


def unheard(step: str, done: float = 0.0) -> None:
    """Listen to nobody's progress."""
