"""Files become streams; what is packed is unpacked while it is read, within limits."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from provenance.loaders.draft import UnusableError
from provenance.loaders.intake.finding import Found
from provenance.settings import Settings

_FREE = 10_000_000  # bytes that any small file may unpack to: few words, repeated, pack far better than news
_WINDOW = 1 << 27  # bytes; what `zstd` itself allows by default
_Errors = tuple[type[Exception], ...]
BROKEN: _Errors = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError, struct.error)


class Budget:
    """How many more bytes may come out of one packed file."""

    def __init__(self, packed: int, settings: Settings) -> None:
        self._ratio = settings.max_unpack_ratio
        self._most = settings.max_unpacked_bytes
        self._allowed = min(self._most, max(_FREE, int(packed * self._ratio)))
        self._spent = 0

    def spend(self, count: int) -> None:
        """Take bytes off, or stop a file that grows beyond reason."""
        self._spent += count
        if self._spent > self._allowed:
            why = (
                f"more than {self._most:,} bytes (max_unpacked_bytes)"
                if self._allowed == self._most
                else f"more than {self._ratio:g} times its packed size (max_unpack_ratio)"
            )
            message = f"unpacks to {why}; it was not read further"
            raise UnusableError(message)


class _Bounded(io.RawIOBase):
    """A stream that counts what it gives and turns every way of being broken into one error."""

    def __init__(self, inner: IO[bytes], budget: Budget, kind: str, broken: _Errors) -> None:
        self._inner, self._budget, self._kind, self._broken = inner, budget, kind, broken

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except UnusableError:
            raise
        except self._broken as error:
            message = f"broken {self._kind}: {str(error)[:100] or type(error).__name__}"
            raise UnusableError(message) from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def bounded(inner: IO[bytes], budget: Budget, kind: str, broken: _Errors = BROKEN) -> io.BufferedReader:
    """Wrap an unpacking stream; `broken` are the errors by which it says that it cannot go on."""
    return io.BufferedReader(_Bounded(inner, budget, kind, broken), 1 << 16)


def opener(found: Found, packing: str, settings: Settings) -> Callable[[], io.BufferedReader]:
    """Give the function that opens a file, unpacking it as it is read."""
    path = found.path
    if packing == ".gz":
        return lambda: _gzip(path, Budget(path.stat().st_size, settings))
    if packing == ".zst":
        return lambda: _zstd(path, Budget(path.stat().st_size, settings))
    return lambda: path.open("rb")


def _gzip(path: Path, budget: Budget) -> io.BufferedReader:
    """Unpack gzip, of one piece or many."""
    return bounded(cast("IO[bytes]", gzip.open(path, "rb")), budget, "gzip")


def _zstd(path: Path, budget: Budget) -> io.BufferedReader:
    """Unpack zstd; its window is bounded, since a frame can ask for gigabytes of memory."""
    try:
        import zstandard
    except ImportError:
        message = "reading .zst needs an extra: pip install 'news-provenance[zstd]'"
        raise UnusableError(message) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    inner = cast("IO[bytes]", unpacker.stream_reader(path.open("rb"), read_across_frames=True, closefd=True))
    return bounded(inner, budget, "zstd", (*BROKEN, zstandard.ZstdError))
