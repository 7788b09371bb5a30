"""Lines and characters out of a byte stream, however long the file: memory follows the line."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from provenance.loaders.draft import UnusableError
from provenance.loaders.intake.decoding import decode, marked


def lines(stream: BinaryIO, longest: int) -> Iterator[str | UnusableError]:
    """Yield each line without its end; in place of one that cannot be read, the reason.

    Parameters
    ----------
    stream : binary stream
    longest : int
        Bytes of a line; what is longer is passed over.
    """
    first = stream.readline(longest + 1)
    encoding = marked(first)
    if encoding and encoding != "utf-8":
        wide = io.TextIOWrapper(_Joined(first, stream), encoding, errors="replace", newline="\n")
        yield from _wide_lines(wide, longest)
        return
    line = first
    while line:
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield UnusableError(f"longer than {longest:,} bytes")
        else:
            yield _decoded(line)
        line = stream.readline(longest + 1)


def characters(stream: BinaryIO) -> io.TextIOWrapper:
    """Open a stream as text; bytes that are not UTF-8 stay visible as surrogates for `mended`."""
    first = stream.read(4)
    encoding = marked(first) or "utf-8"
    text = io.TextIOWrapper(_Joined(first, stream), encoding, errors="surrogateescape", newline="")
    if marked(first):
        text.read(1)  # the mark itself
    return text


def mended(value: str) -> str:
    """Decode anew what `characters` could not; line ends become one character."""
    if value.isascii():
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return decode(value.encode("utf-8", "surrogateescape"))
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(line: bytes) -> str | UnusableError:
    """Decode one line on its own, so that one bad byte costs one line."""
    try:
        return decode(line.rstrip(b"\r\n"))
    except UnusableError as error:
        return error


def _wide_lines(text: io.TextIOWrapper, longest: int) -> Iterator[str | UnusableError]:
    """Do the same for UTF-16 and UTF-32, whose line ends are not single bytes."""
    line = text.readline(longest + 1).removeprefix("\ufeff")
    while line:
        if len(line) > longest:
            while line and not line.endswith("\n"):
                line = text.readline(longest)
            yield UnusableError(f"longer than {longest:,} characters")
        else:
            yield line.rstrip("\r\n")
        line = text.readline(longest + 1)


class _Joined(io.BufferedIOBase):
    """A stream with the bytes that were read for a look put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            head, self._head = self._head, b""
            return head + self._rest.read()
        if self._head:
            head, self._head = self._head[:size], self._head[size:]
            return head
        return self._rest.read(size)

    def read1(self, size: int = -1) -> bytes:
        return self.read(size if size >= 0 else io.DEFAULT_BUFFER_SIZE)
