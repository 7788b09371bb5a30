"""What takes long to load is loaded in a copy of this process, which then does the work that needs it."""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import TypeVar

from provenance.machine import Machine, Spare
from provenance.settings import Settings
from provenance.sketches import Drawn, draw

Answer = TypeVar("Answer")

_DRAWS = "datasketch"  # needed first; most of its half second goes on parts of SciPy that scikit-learn shares
_WEIGHS = "provenance.similarity.vectors"  # loads scikit-learn


class Ahead:
    """The work of two libraries: datasketch draws permutations, scikit-learn weighs words.

    Parameters
    ----------
    machine : Machine
        Whose spare copy of this process does the work, if it has one.
    settings : Settings
    many : bool
        Whether there are so many articles that a copy is made if there is none.
    """

    def __init__(self, machine: Machine, settings: Settings, *, many: bool) -> None:
        self._spare = machine.spare
        if not self._spare and many and machine.copies:
            self._spare = Spare(partial(import_module, _DRAWS))
        self.drawn: Callable[[], Drawn] = cache(self.begin(partial(draw, settings)))
        if self._spare:
            self._spare.begin(_load)

    def begin(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        """Begin some work in the copy; without one it is done when the answer is asked for."""
        return self._spare.begin(work) if self._spare else work

    def close(self) -> None:
        """End the copy, which holds as much as it loaded."""
        if self._spare:
            self._spare.end()


def _load() -> None:
    import_module(_WEIGHS)
