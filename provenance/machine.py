"""What a run may use of the machine it runs on. No result depends on it."""

import os
from dataclasses import dataclass

from provenance.errors import SettingError

_UNKNOWN = 4_000_000_000  # bytes assumed where the system does not say: half of a small laptop's
_LEAST = 50_000_000  # bytes; below it not even the word tables fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Threads that work side by side, and the memory in bytes above which what can goes to disk."""

    workers: int
    memory: int

    def __post_init__(self) -> None:
        if self.workers < 1:
            name = "workers"
            raise SettingError(name, self.workers, "1 or more threads")
        if self.memory < _LEAST:
            name = "memory"
            raise SettingError(name, self.memory, f"at least {_LEAST:,} bytes")

    @classmethod
    def here(cls, workers: int | None = None, memory: int | None = None) -> "Machine":
        """Return this machine: all its cores and half of its memory, unless told otherwise."""
        return cls(
            workers=os.cpu_count() or 1 if workers is None else workers,
            memory=_half() if memory is None else memory,
        )


def _half() -> int:
    """Return half of the bytes of memory this machine has."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):  # not every system says
        return _UNKNOWN
