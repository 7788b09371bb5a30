"""Lines and characters out of a byte stream, however long the file: memory follows the line."""

import io
from collections.abc import Iterator
from typing import TextIO

from provenance.loaders.draft import UnusableError
from provenance.loaders.intake.decoding import decode, marked


def lines(stream: io.BufferedReader, longest: int) -> Iterator[str | UnusableError]:
    """Yield each line without its end; in place of one that cannot be read, the reason.

    Parameters
    ----------
    stream : buffered reader
    longest : int
        Bytes of a line; what is longer is passed over.
    """
    encoding = marked(stream.peek(4)[:4])
    if encoding and encoding != "utf-8":
        yield from _wide_lines(io.TextIOWrapper(stream, encoding, errors="replace", newline="\n"), longest)
        return
    line = stream.readline(longest + 1)
    while line:
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield UnusableError(f"longer than {longest:,} bytes")
        else:
            yield _decoded(line)
        line = stream.readline(longest + 1)


def characters(stream: io.BufferedReader) -> TextIO:
    """Open a stream as text; bytes that are not UTF-8 stay visible as surrogates for `mended`."""
    encoding = marked(stream.peek(4)[:4])
    byte_wise = encoding in {None, "utf-8"}  # what is broken in UTF-16 cannot be mended byte by byte
    errors = "surrogateescape" if byte_wise else "replace"
    text = io.TextIOWrapper(stream, encoding or "utf-8", errors=errors, newline="")
    if encoding:
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
        return line.decode("utf-8").strip("\r\n\ufeff")
    except UnicodeDecodeError:
        pass
    try:
        return decode(line.rstrip(b"\r\n"))
    except UnusableError as error:
        return error


def _wide_lines(text: TextIO, longest: int) -> Iterator[str | UnusableError]:
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
