"""Bytes become text, or are named as binary. Line ends become one line feed: offsets count what results."""

import codecs
import re

from provenance.loaders.draft import UnusableError

_SAMPLE = 32_768  # bytes shown to charset-normalizer: it takes 50 ms on them, and more teach it nothing
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01  # of the bytes; old wire feeds carry a few, images and programs many
# A 32-bit mark begins with the 16-bit one, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "a rich text document",
    b"PAR1": "a Parquet table",
    b"\x7fELF": "a program",
}
# Quotes, dashes, ellipsis, bullet, trade mark, no-break space, pound, copyright, registered, degree, half,
# e with accents: where nothing else lies beyond ASCII, text is from an English Windows. A guesser that looks
# at language has too little to go by there.
_WINDOWS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xae\xb0\xbd\xe8\xe9\xea\xeb")


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a whole text.

    Parameters
    ----------
    data : bytes
    declared : str, optional
        The encoding that the format itself states; believed where the bytes are not valid UTF-8.

    Raises
    ------
    UnusableError
        If the bytes are not text.
    """
    encoding = marked(data)
    if encoding:
        text = _strictly(data, encoding)
        if text is None:
            message = f"binary: begins as {encoding.upper()} text and is not"
            raise UnusableError(message)
        return _plain(text)
    _refuse_binary(data)
    for candidate in ("utf-8", _without_mark(data), declared, _guess(data)):
        text = _strictly(data, candidate) if candidate else None
        if text is not None and "\0" not in text:
            return _plain(text)
    message = "binary, or in an encoding that cannot be told"
    raise UnusableError(message)


def marked(data: bytes) -> str | None:
    """Tell the encoding from a byte order mark."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _plain(text: str) -> str:
    """Drop the mark and bring line ends to one form."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strictly(data: bytes, encoding: str) -> str | None:
    """Decode, or None where the bytes are not of this encoding."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _refuse_binary(data: bytes) -> None:
    """Name what is no text at all."""
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            message = f"binary: {name}"
            raise UnusableError(message)
    sample = data[:_SAMPLE]
    if _without_mark(sample) is None and len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        message = "binary: control characters where text was expected"
        raise UnusableError(message)


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: Latin letters have one each, always on the same side."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 4 < len(sample):
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    text = sample.decode(encoding, "replace")
    controls = len(_CONTROL.findall(text.encode("latin-1", "replace")))
    return encoding if controls <= _MOST_CONTROLS * len(text) else None


def _guess(data: bytes) -> str | None:
    """Guess an older encoding from the stretch around the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        begin = max(0, error.start - _SAMPLE // 4)
    else:
        return None
    sample = data[begin : begin + _SAMPLE]
    if set(data).issubset(_WINDOWS | set(range(0x80))):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
