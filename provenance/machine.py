"""What a run may use of the machine it runs on. No result depends on it."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

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
            if not gc.get_freeze_count():
                gc.freeze()  # else all of it is young, and the next value that is made begins a search
                gc.unfreeze()
            gc.enable()


@contextmanager
def handed_on() -> Iterator[None]:
    """Let threads whose compiled part is done wait less for Python: not 5 ms each time, but a half.

    Of 600 articles on one event sixty parts are looked at, each between calls of Python.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


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


_TURN = 0.0005  # seconds
_UNKNOWN = 4_000_000_000  # bytes assumed where the system does not say: half of a small laptop's
_ASIDE = "provenance-aside"  # what its copies of the process are called
_LATE = 4  # steps of niceness: a third of the time of a core that others want, too
_LEAST = 50_000_000  # bytes; below it not even the word tables fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Threads that work side by side, and the memory in bytes above which what can goes to disk.

    A program that makes one comparison, as a command does, may have begun a `spare` copy of itself, which
    the comparison ends.
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

    def aside(self, work: Callable[[], Answer], *, late: bool = False) -> Callable[[], Answer]:
        """Begin some work on another core; return what waits for its answer and returns it.

        Python runs one thread at a time, so the work is done in a copy of this process. Where systems copy
        processes badly (all but Linux), or there is one worker, it is done when the answer is asked for, and
        so it is if the copy fails: an error is raised where it would be without a copy.

        Parameters
        ----------
        work : callable
            Its answer must be fit for pickling. What it changes of this process's values is lost.
        late : bool
            Its answer is asked for late: threads of this process go first, and the work is done while
            they leave a core idle.
        """
        if not self.copies:
            return work
        return partial(_answered, work, *_copied(_answer_late if late else _answer, work))

    @property
    def copies(self) -> bool:
        """Whether copies of this process are made: not for one worker, nor where systems copy badly."""
        return self.workers > 1 and sys.platform == "linux"


class Spare:
    """A copy of this process that loads something now, and is given work later.

    Scikit-learn takes longer to load than four articles take to compare, and as long as 600 take to read.
    What the copy loads is lost with it.

    Parameters
    ----------
    load : callable
        Done in the copy at once.
    meanwhile : callable
        Done here if an answer is waited for: loads what comes next.
    """

    def __init__(self, load: Callable[[], object], meanwhile: Callable[[], object] = int) -> None:
        self._channel, self._process = _copied(_serve, load)
        self._meanwhile = meanwhile
        self._begun = 0
        self._answers: list[Any] = []

    def begin(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        """Begin some work in the copy, after all that was begun before; it must be fit for pickling, too.

        Return what waits for the answer and returns it, once. As `Machine.aside` does, it works here if the
        copy fails.
        """
        with suppress(OSError):  # it died: its channel says so when it is asked
            self._channel.send(work)
        self._begun += 1
        return partial(self._answered, work, self._begun - 1)

    def end(self) -> None:
        """End the copy: nothing more is asked of it."""
        self._process.terminate()
        self._process.join()
        self._channel.close()

    def _answered(self, work: Callable[[], Answer], number: int) -> Answer:
        try:
            if len(self._answers) <= number and not self._channel.poll():
                self._meanwhile()
            while len(self._answers) <= number:
                self._answers.append(self._channel.recv())
        except (EOFError, OSError):
            return work()
        answer: Answer = self._answers[number]
        self._answers[number] = None  # it may be large
        return answer


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


def _answer_late(work: Callable[[], object], channel: "Connection") -> None:
    os.nice(_LATE)
    _answer(work, channel)


def _serve(load: Callable[[], object], channel: "Connection") -> None:
    """Load, then do what work comes; it is taken in meanwhile, or who sends much would wait."""
    taken: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
    Thread(target=_take, args=(channel, taken), daemon=True).start()
    load()
    while (work := taken.get()) is not None:
        channel.send(work())


def _take(channel: "Connection", taken: "SimpleQueue[Callable[[], object] | None]") -> None:
    """Take in work until its sender is gone."""
    with suppress(EOFError, OSError):
        while True:
            taken.put(channel.recv())
    taken.put(None)


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
