"""Files that appear in a folder, handed on once they are whole.

A file that is being copied grows, or its time changes; it is whole when both stayed the same for a while, and
what was read of it counts only if both are still the same afterwards.
Names that programs give to what they have not finished are left alone: the finished file gets another.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from provenance.errors import MissingExtraError, PathMissingError

_UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".partial", ".filepart", "~")
_STEP = 500  # milliseconds between two looks at the folder

State = dict[Path, tuple[int, int]]  # size in bytes and time of change in nanoseconds


def whole_files(folder: Path, settle: float, stop: Event | None = None) -> Iterator[State]:
    """Yield files of a folder, those there already first, each time some have become whole or have changed.

    Each comes with its size and time of change, for `unchanged`; one that changes meanwhile comes again.

    Parameters
    ----------
    folder : Path
    settle : float
        Seconds that a file must stay as it is.
    stop : Event, optional
        Set it to end the watch.

    Raises
    ------
    PathMissingError, MissingExtraError
    """
    if not folder.is_dir():
        raise PathMissingError(folder)
    try:
        from watchfiles import watch
    except ImportError as error:
        wanted = "watching a folder"
        raise MissingExtraError(wanted, "watch") from error
    given: State = {}
    waiting: dict[Path, tuple[tuple[int, int], float]] = {}
    # Told of nothing for a while, the watch yields an empty set: time to look whether what waits has settled.
    for _ in watch(folder, stop_event=stop, step=50, rust_timeout=_STEP, yield_on_timeout=True):
        ready = _settled(_seen(folder), given, waiting, settle)
        if ready:
            yield ready


def unchanged(path: Path, state: tuple[int, int]) -> bool:
    """Tell whether a file is still what it was when it was found whole."""
    try:
        return _state(path) == state
    except OSError:
        return False


def _settled(
    seen: State, given: State, waiting: dict[Path, tuple[tuple[int, int], float]], settle: float
) -> State:
    """Return the files that have been the same for long enough and were not given as they are now."""
    now = time.monotonic()
    ready: State = {}
    for path, state in seen.items():
        if given.get(path) == state:
            continue
        before = waiting.get(path)
        if before is None or before[0] != state:
            waiting[path] = state, now
        elif now - before[1] >= settle:
            del waiting[path]
            given[path] = state
            ready[path] = state
    for gone in waiting.keys() - seen.keys():
        del waiting[gone]
    return ready


def _seen(folder: Path) -> State:
    """Return the files under a folder that may be finished; what vanishes meanwhile is not there."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~")) for part in inside) or path.name.lower().endswith(_UNFINISHED):
            continue
        try:
            size, changed = _state(path)
        except OSError:
            continue
        if path.is_file() and size:
            found[path] = size, changed
    return found


def _state(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_size, known.st_mtime_ns
