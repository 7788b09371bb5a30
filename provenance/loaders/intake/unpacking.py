"""Files become streams; what is packed is unpacked while it is read, within limits."""

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from provenance.loaders.draft import Flaw, Source, UnusableError
from provenance.loaders.intake.finding import PACKED, Found, apart, split_name
from provenance.settings import Settings

_FREE = 10_000_000  # bytes that any small file may unpack to: few words, repeated, pack far better than news
_MOST_MEMBERS = 200_000  # of one zip; more are not articles somebody collected
_ENCRYPTED = 0x1
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)


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

    def __init__(self, inner: BinaryIO, budget: Budget, kind: str) -> None:
        self._inner, self._budget, self._kind = inner, budget, kind

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except UnusableError:
            raise
        except _BROKEN as error:
            message = f"broken {self._kind}: {str(error)[:100] or type(error).__name__}"
            raise UnusableError(message) from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def bounded(inner: BinaryIO, budget: Budget, kind: str) -> io.BufferedReader:
    """Wrap an unpacking stream."""
    return io.BufferedReader(_Bounded(inner, budget, kind), 1 << 16)


def sources(found: Found, columns: dict[str, str], settings: Settings) -> Iterator[Source | Flaw]:
    """Open a found file: itself, what is packed in it, or each member of a zip.

    Raises
    ------
    UnusableError
        If it is packed in a way that cannot be unpacked.
    """
    _, suffix, packing = split_name(found.path.name)
    if packing == ".zip":
        yield from _members(found, columns, settings)
    else:
        opened = _opener(found, packing, settings)
        yield Source(found.id, found.origin, suffix, opened, columns)


def _opener(found: Found, packing: str, settings: Settings) -> Callable[[], io.BufferedReader]:
    """Give the function that opens a file, unpacking it as it is read."""
    path = found.path
    if packing == ".gz":
        return lambda: bounded(gzip.open(path, "rb"), Budget(path.stat().st_size, settings), "gzip")  # type: ignore[arg-type]
    if packing == ".zst":
        return lambda: bounded(_zstd(path.open("rb")), Budget(path.stat().st_size, settings), "zstd")
    return lambda: path.open("rb")


def _zstd(stream: BinaryIO) -> BinaryIO:
    """Unpack zstd; its window is bounded, since a frame can ask for gigabytes of memory."""
    try:
        import zstandard
    except ImportError:
        stream.close()
        message = "reading .zst needs an extra: pip install 'news-provenance[zstd]'"
        raise UnusableError(message) from None

    class _Reader(io.RawIOBase):
        """The library's own errors are of no known class, so they are translated here."""

        def __init__(self) -> None:
            unpacker = zstandard.ZstdDecompressor(
                max_window_size=1 << 27
            )  # what `zstd` itself allows by default
            self._inner = unpacker.stream_reader(stream, read_across_frames=True, closefd=True)

        def read(self, size: int = -1) -> bytes:
            try:
                return bytes(self._inner.read(size))
            except zstandard.ZstdError as error:
                raise OSError(str(error)) from error

        def close(self) -> None:
            self._inner.close()
            super().close()

    return _Reader()  # type: ignore[return-value]


def _members(found: Found, columns: dict[str, str], settings: Settings) -> Iterator[Source | Flaw]:
    """Open each file in a zip as if it stood in a folder of the zip's name; archives inside stay closed."""
    budget = Budget(found.path.stat().st_size, settings)
    try:
        archive = zipfile.ZipFile(found.path)
    except _BROKEN as error:
        message = f"broken zip: {str(error)[:100]}"
        raise UnusableError(message) from error
    with archive:
        members = sorted(archive.infolist(), key=lambda each: each.filename)
        if len(members) > _MOST_MEMBERS:
            message = f"a zip of more than {_MOST_MEMBERS:,} files"
            raise UnusableError(message)
        for member in members:
            path = PurePosixPath(member.filename)
            if member.is_dir() or any(apart(part) for part in path.parts):
                continue
            reason = _refused(member, path)
            if reason:
                yield Flaw(member.filename[:200], reason)
                continue
            stem, suffix, _ = split_name(path.name)
            yield Source(
                f"{found.id}/{(path.parent / stem).as_posix()}",
                f"{found.origin}/{member.filename}",
                suffix,
                _member_opener(archive, member, budget),
                columns,
            )


def _member_opener(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> Callable[[], io.BufferedReader]:
    """Give the function that opens one member."""

    def opened() -> io.BufferedReader:
        try:
            inner = archive.open(member)
        except _BROKEN as error:
            message = f"broken zip: {str(error)[:100]}"
            raise UnusableError(message) from error
        return bounded(inner, budget, "zip")  # type: ignore[arg-type]

    return opened


def _refused(member: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    """Say why a member is not opened."""
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in path.parts[0]:
        return "its path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link inside an archive is not followed"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted"
    if path.name.lower().endswith(PACKED):
        return "an archive inside an archive is not opened"
    return None
