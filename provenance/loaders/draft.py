"""What a loader makes of a file: drafts of articles and flaws, before anything is guessed or checked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BufferedReader

from provenance.settings import Settings

# Halves of characters, controls, and marks that turn the direction of writing: a name with them cannot be
# written to a file, or deceives whoever reads it in a terminal.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class UnusableError(Exception):
    """A file that cannot be used, and why. It never leaves this package: it becomes a `Skipped`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read articles from, unpacked if it was packed.

    Attributes
    ----------
    id : str
        Id of its article, or the beginning of the ids of its rows.
    origin : str
        Where it is, for messages.
    suffix : str
        In lower case, with the dot, of the name after unpacking; names the loader.
    open : callable
        Opens it for reading; the stream stops with `UnusableError` where a limit is reached.
    columns : mapping of str to str
        Metadata from a ``metadata.csv``; overrides what the file states.
    """

    id: str
    origin: str
    suffix: str
    open: Callable[[], BufferedReader]
    columns: Mapping[str, str] = field(default_factory=dict)

    def whole(self, limit: int) -> bytes:
        """Read all of it, or say that it is larger than `limit` bytes."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            message = f"larger than {limit:,} bytes"
            raise UnusableError(message)
        return data


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file states it.

    Attributes
    ----------
    text : str
    stated : mapping of str to str
        Attributes of `Article` (and ``id``) with the values as they stand in the file.
    row : int or None
        Which row of the file, from 1; None where the file is one article.
    guessed : frozenset of str
        Attributes in `stated` that the loader itself had to guess.
    """

    text: str
    stated: Mapping[str, str]
    row: int | None = None
    guessed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flaw:
    """A part of a file that cannot be used: where in it ("line 7"), and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What the user asked for: the settings, and which field holds which attribute."""

    settings: Settings
    mapping: Mapping[str, str]


def printable(name: str) -> str:
    """Make a name (of a file, an outlet, a person) fit to be written and shown."""
    return name if name.isascii() and name.isprintable() else _UNSEEN.sub("\ufffd", name)
