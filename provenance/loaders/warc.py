"""Web archives: each HTML page that a server answered with is one article."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from provenance.loaders import html
from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.decoding import decode

SUFFIXES = (".warc",)
DESCRIPTION = "Web archives (`.warc.gz` too), one article an HTML response"
_LONGEST_LINE, _MOST_LINES = 65_536, 1_000  # of a record's head; crawlers write some 15 short lines
_CHUNK = 1 << 20
_OK = 200


@dataclass(frozen=True, slots=True)
class _Record:
    """A WARC record's fields, in lower case, and its block."""

    fields: dict[str, str]
    block: bytes


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each page; records that hold none are counted, not listed."""
    passed: Counter[str] = Counter()
    number = 0
    with source.open() as stream:
        for record in _records(stream, terms.settings.max_page_bytes):
            if isinstance(record, Flaw):
                yield record
                continue
            number += 1
            try:
                found = _page(record, terms)
            except UnusableError as error:
                yield Flaw(f"response {number}", str(error))
                continue
            if isinstance(found, str):
                passed[found] += 1
            else:
                yield replace(found, row=number)
    for reason, count in sorted(passed.items()):
        yield Flaw("", f"{count:,} response{'s' if count > 1 else ''} passed over: {reason}")


def _records(stream: BufferedReader, limit: int) -> Iterator[_Record | Flaw]:
    """Yield the response records; blocks of others are not kept."""
    count = 0
    while fields := _head(stream, count):
        count += 1
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):  # noqa: PLR2004 - 10^15 is no length
            message = f"broken WARC: record {count} has no usable length; the rest was not read"
            raise UnusableError(message)
        size = int(length)
        wanted = fields.get("warc-type", "").lower() == "response"
        if wanted and size <= limit:
            block = stream.read(size)
            if len(block) < size:
                message = f"broken WARC: ends within record {count}"
                raise UnusableError(message)
            yield _Record(fields, block)
            continue
        _pass(stream, size, count)
        if wanted:
            yield Flaw(f"record {count}", f"larger than {limit:,} bytes")


def _head(stream: BufferedReader, count: int) -> dict[str, str]:
    """Read a record's fields; none at the end of the file."""
    line = stream.readline(_LONGEST_LINE)
    while line in {b"\r\n", b"\n"}:
        line = stream.readline(_LONGEST_LINE)
    if not line:
        return {}
    if not line.startswith(b"WARC/"):
        place = f"after record {count}; the rest was not read" if count else "at its beginning"
        message = f"broken WARC: no record {place}"
        raise UnusableError(message)
    return {"version": line.decode("latin-1").strip(), **dict(_fields(stream))}


def _fields(stream: BufferedReader) -> Iterator[tuple[str, str]]:
    """Read ``Name: value`` lines up to the empty one."""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE).decode("utf-8", "replace").strip()
        if not line:
            return
        yield _field(line)


def _field(line: str) -> tuple[str, str]:
    """Cut a head's line into name and value."""
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _pass(stream: BufferedReader, size: int, count: int) -> None:
    """Read past a block."""
    while size > 0:
        data = stream.read(min(size, _CHUNK))
        if not data:
            message = f"broken WARC: ends within record {count}"
            raise UnusableError(message)
        size -= len(data)


def _page(record: _Record, terms: Terms) -> Draft | str:
    """Take the page out of a response, or say what it holds instead."""
    head, mark, body = record.block.partition(b"\r\n\r\n")
    if not mark:
        head, _, body = record.block.partition(b"\n\n")
    status, *lines = head.decode("latin-1").splitlines() or [""]
    parts = status.split()
    if not status.startswith("HTTP/") or len(parts) < 2 or not parts[1].isdigit():  # noqa: PLR2004 - version, status
        return "not HTTP"
    if int(parts[1]) != _OK:
        return "an answer other than 200 OK"
    fields = dict(map(_field, lines))
    kind = fields.get("content-type", "").lower()
    if "html" not in kind:
        return "not HTML"
    data = _unpacked(body, fields, terms.settings.max_page_bytes)
    stated = kind.partition("charset=")[2].strip("\"' ;")
    url = record.fields.get("warc-target-uri", "").strip("<>") or None
    return html.page(decode(data, html.declared(data) or stated or None), url, terms.settings)


def _unpacked(body: bytes, fields: dict[str, str], limit: int) -> bytes:
    """Undo the transfer's chunks and packing; archives that undid them keep the old header, so look first."""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = fields.get("content-encoding", "").lower()
    if packing in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return _inflated(body, 31, limit)
    if packing == "deflate" and not body.lstrip().startswith(b"<"):
        return _inflated(body, 15 if body[:1] == b"\x78" else -15, limit)
    if packing in {"br", "zstd"} and not body.lstrip().startswith(b"<"):
        message = f"packed as {packing!r}, which is not read here"
        raise UnusableError(message)
    return body


def _inflated(body: bytes, bits: int, limit: int) -> bytes:
    """Unpack at most `limit` bytes."""
    try:
        data = zlib.decompressobj(bits).decompress(body, limit + 1)
    except zlib.error as error:
        message = f"broken packing: {error}"
        raise UnusableError(message) from error
    if len(data) > limit:
        message = f"unpacks to more than {limit:,} bytes"
        raise UnusableError(message)
    return data


def _joined(body: bytes) -> bytes:
    """Join the chunks of a transfer; what does not look like chunks is left as it is."""
    parts: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\r\n", place, place + 40)
        size = body[place:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            return b"".join(parts) if parts else body
        length = int(size, 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2
