"""Who says what, and one statement in several articles."""

from dataclasses import dataclass
from typing import Literal

from provenance.model.articles import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Speech in an article. Several spans where a cue interrupts it.

    Attributes
    ----------
    content : tuple of Span
        What is said, without the quotation marks.
    cue, speaker : Span or None
        The words that attribute it ("said") and that name the source as they stand in the text.
    who : str or None
        The speaker's fullest name in this article, after pronouns and short names were resolved.
    direct : bool
        It stands, at least partly, in quotation marks.
    """

    content: tuple[Span, ...]
    cue: Span | None = None
    speaker: Span | None = None
    who: str | None = None
    direct: bool = True


ChangeClass = Literal[
    "truncation", "style", "rewording", "negation", "figure", "modal or intensifier", "splice", "insertion"
]


@dataclass(frozen=True, slots=True)
class Change:
    """One wording that differs from the family's likely original; an empty side is a cut or an insertion."""

    was: str
    now: str
    change_class: ChangeClass = "rewording"


@dataclass(frozen=True, slots=True)
class QuoteMember:
    """One article's version of a statement."""

    article: str
    span: Span
    text: str
    speaker: str | None
    changes: tuple[Change, ...] = ()
    altered: bool = False
    direct: bool = True


@dataclass(frozen=True, slots=True)
class QuoteFamily:
    """The same statement in several articles. `text` is the likely original wording.

    `decided_by` says how it was chosen: ``official text``, ``majority`` or ``undecided``.
    """

    speaker: str | None
    text: str
    members: tuple[QuoteMember, ...]
    decided_by: Literal["official text", "majority", "undecided"] = "undecided"
    notes: tuple[str, ...] = ()
