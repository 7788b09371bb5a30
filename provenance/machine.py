"""What a run may use of the machine it runs on. No result depends on it."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from provenance.errors import SettingError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Answer = TypeVar("Answer")


@contextmanager
def uncollected() -> Iterator[None]:
    """Make no search for values that only hold each other: it would visit, over and over, all that is found.

    Nothing found holds itself, so nothing is kept that would have been freed. Of 600 articles on one event
    the search took a tenth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def _trim() -> Callable[[int], object]:
    """Return glibc's `malloc_trim`, or nothing's where the system has another allocator."""
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return int


def hand_back() -> None:
    """Hand what was freed back to the system; what was freed between things that stay is held otherwise.

    After 12,000 articles are read that is 160 of 640 MB, and it takes 8 ms.
    """
    _trim()(0)


_UNKNOWN = 4_000_000_000  # bytes assumed where the system does not say: half of a small laptop's
_ASIDE = "provenance-aside"  # what its copies of the process are called
_LEAST = 50_000_000  # bytes; below it not even the word tables fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Threads that work side by side, and the memory in bytes above which what can goes to disk.

    A program that makes one comparison and ends, as a command does, may have a `spare` copy of itself.
    """

    workers: int
    memory: int
    spare: "Spare | None" = None

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

    def aside(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        """Begin some work on another core; return what waits for its answer and returns it.

        Python runs one thread at a time, so the work is done in a copy of this process. Where systems copy
        processes badly (all but Linux), or there is one worker, it is done when the answer is asked for, and
        so it is if the copy fails: an error is raised where it would be without a copy.

        Parameters
        ----------
        work : callable
            Its answer must be fit for pickling. What it changes of this process's values is lost.
        """
        return partial(_answered, work, *_copied(_answer, work)) if self.copies else work

    @property
    def copies(self) -> bool:
        """Whether copies of this process are made: not for one worker, nor where systems copy badly."""
        return self.workers > 1 and sys.platform == "linux"


class Spare:
    """A copy of this process that loads something now, and is given one piece of work later.

    Scikit-learn takes longer to load than four articles take to compare. What the copy loads is lost with it,
    so it is for programs that end when the work is done.

    Parameters
    ----------
    load : callable
        Done in the copy at once.
    meanwhile : callable
        Done here if the answer is waited for: loads what comes next.
    """

    def __init__(self, load: Callable[[], object], meanwhile: Callable[[], None]) -> None:
        self._channel, self._process = _copied(_wait, load)
        self._meanwhile = meanwhile

    def begin(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        """Begin the work in the copy, as `Machine.aside` does. It must be fit for pickling, too."""
        with suppress(OSError):  # it died: its channel says so when it is asked
            self._channel.send(work)
        return partial(self._answered, work)

    def end(self) -> None:
        """End it: there is no work of its kind."""
        self._process.terminate()
        self._process.join()
        self._channel.close()

    def _answered(self, work: Callable[[], Answer]) -> Answer:
        if not self._channel.poll():
            self._meanwhile()
        return _answered(work, self._channel, self._process)


def abandon() -> None:
    """End the work that was begun aside and whose answer nobody waited for."""
    if "multiprocessing" not in sys.modules:
        return
    from multiprocessing import active_children

    for process in active_children():
        if process.name == _ASIDE:
            process.terminate()
            process.join()


def _copied(
    target: Callable[[Callable[[], Answer], "Connection"], None], work: Callable[[], Answer]
) -> "tuple[Connection, BaseProcess]":
    """Copy this process; return the channel to the copy, and the copy."""
    from multiprocessing import get_context

    context = get_context("fork")
    mine, yours = context.Pipe()
    process = context.Process(target=_alone, args=(target, work, (mine, yours)), daemon=True, name=_ASIDE)
    process.start()
    yours.close()
    return mine, process


def _alone(
    target: Callable[..., None], work: Callable[[], object], ends: "tuple[Connection, Connection]"
) -> None:
    """Do the work in the copy and end that: nothing it holds of the caller is to be flushed or closed."""
    import signal

    # Ctrl-C is the caller's, who ends this process too: then it leaves nothing half-written.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    theirs, channel = ends
    theirs.close()  # else it would wait for itself if the caller is killed
    try:
        target(work, channel)
    finally:
        os._exit(0)


def _answer(work: Callable[[], object], channel: "Connection") -> None:
    channel.send(work())


def _wait(load: Callable[[], object], channel: "Connection") -> None:
    load()
    channel.send(channel.recv()())


def _answered(work: Callable[[], Answer], channel: "Connection", process: "BaseProcess") -> Answer:
    """Wait for the answer of the copy."""
    try:
        answer: Answer = channel.recv()
    except (EOFError, OSError):
        return work()
    finally:
        channel.close()
        process.join()
    return answer


def _half() -> int:
    """Return half of the bytes of memory this machine has."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):  # not every system says
        return _UNKNOWN
