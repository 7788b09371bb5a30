"""Where texts came from: groups of articles, stories, and what each is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from provenance.model.articles import Span, Witness
from provenance.model.pairs import Pair, Strength, Testimony


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a group's common text came from: `article` is an id if it is in the corpus."""

    name: str
    article: str | None
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupText:
    """What one member of a group does with the group's text.

    Attributes
    ----------
    common : tuple of Span
        What every member has.
    shared : tuple of Span
        What at least one other member has; `common` is part of it.
    added : tuple of Span
        What it alone has.
    cut : tuple of Witness
        What at least two others have and it has not, as another member words it.
    """

    article: str
    common: tuple[Span, ...]
    shared: tuple[Span, ...]
    added: tuple[Span, ...]
    cut: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that carry the same copy.

    Attributes
    ----------
    texts : tuple of GroupText
        One per member, in their order; empty for statements.
    unseen : tuple of Witness
        If the source is not in the corpus: its text as far as the members witness it, in order.
    """

    kind: Literal["wire copy", "likely wire copy", "reprint", "excerpt", "shared statement"]
    members: tuple[str, ...]
    origin: Origin | None = None
    texts: tuple[GroupText, ...] = ()
    unseen: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryOrigin:
    """One independent origin of a story's reports and the articles that rest on it."""

    name: str
    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event.

    `origins`: how many independent origins their reports have; None where that could not be measured.
    `sources` names them, and what each article rests on.
    """

    id: str
    members: tuple[str, ...]
    origins: int | None
    sources: tuple[StoryOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """How much of an article is other articles' text (METER's scheme), and where it stands.

    Attributes
    ----------
    share : float
        Share (0-1) of its body words that stand in another article as copied prose or with it.
    lead, middle, end : float
        The same within its first fifth, the middle, and its last fifth.
    sources : tuple of str
        The articles it has them from or in common with, most words first.
    credited : bool or None
        Whether it names where they come from; None if nothing is derived.
    source : str or None
        The article it most likely has most of them from, or, if all it has is a statement, that one; None
        where this cannot be told.
    strength : {"certain", "likely", "weak"} or None
        How sure `source` is.
    """

    article: str
    kind: Literal["wholly", "partly", "not"]
    share: float
    lead: float
    middle: float
    end: float
    sources: tuple[str, ...] = ()
    credited: bool | None = None
    source: str | None = None
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class OutletShare:
    """One outlet's text: shares (0-1) of its words that are its own, an agency's, or shared with others.

    `credits`: of its articles that carry copies, the share that says where they come from; None if none do.
    """

    outlet: str
    articles: int
    words: int
    original: float
    wire: float
    shared: float
    credits: float | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a corpus's texts came from.

    `testimonies` has, by the ids of their ends, those pairs with passages that were asked now.
    """

    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    stories: tuple[Story, ...]
    derivations: tuple[Derivation, ...] = ()
    outlets: tuple[OutletShare, ...] = ()
    testimonies: Mapping[tuple[str, str], Testimony] = field(default_factory=dict)
