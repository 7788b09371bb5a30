"""What goes in: articles, places in them, and what was left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's original text: characters, half open, ``0 <= begin <= end``."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was found.

    Attributes
    ----------
    id : str
        Unique within a comparison; by default the file's path inside the given folder, without suffix.
    outlet, title : str
        Who published it, under which headline.
    text : str
        The original text. Every span counts characters of this string.
    published : str or None
        ISO 8601, cut where knowledge ends: ``2026``, ``2026-01``, ``2026-01-22``, ``2026-01-22T14:05+00:00``.
    author, url, section, language, credit, owner : str or None
        As the source states them; `language` is an ISO 639-1 code.
    origin : str
        Where it was read from, for messages and the report.
    inferred : frozenset of str
        The names of the attributes above that were guessed from signs in the text or the file's name.
    """

    id: str
    outlet: str
    title: str
    text: str
    published: str | None = None
    author: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    credit: str | None = None
    owner: str | None = None
    origin: str = ""
    inferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A part of an article that is not its body, with the name of its `Kind` in lower case."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Skipped:
    """Something that was left out, where it was, and why. Nothing is dropped without one."""

    origin: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A stretch of text as one article has it."""

    article: str
    span: Span
