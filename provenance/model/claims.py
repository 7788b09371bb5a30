"""What a corpus states: shared, told by one outlet only, disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from provenance.model.articles import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. `low` and `high` bound what the words allow ("up to", "about")."""

    text: str
    low: float
    high: float
    unit: str
    counted: str
    span: Span


@dataclass(frozen=True, slots=True)
class FactMember:
    """One article's wording of a fact; `figure` holds the number it gives, or the words others contradict.

    `sure`: it tells the fact, as far as can be known; otherwise it says something like it.
    """

    article: str
    span: Span
    text: str
    figure: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class SharedFact:
    """A claim that several outlets of a story make, in the words of the one that most of the others state.

    `sure`: at least two outlets tell it, as far as can be known. Otherwise the claims are alike, too much so
    for either to be unique, and too little to say that both tell the same. `figures`: those that all who
    surely tell it give; `amounts`, `names`, `places`, `dates` and `quoted` say what `text` holds, see
    `UniqueFact`.
    """

    story: str
    text: str
    figures: tuple[str, ...]
    members: tuple[FactMember, ...]
    sure: bool = True
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    amounts: tuple[Figure, ...] = ()
    places: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class UniqueFact:
    """A claim that only one outlet of its story makes. `score` (0-1) ranks how much it tells.

    Where the rest of the sentence is told elsewhere too, `span` and `text` are the new part alone;
    `sentence` is the span of the whole. `dates`: the days it names, ISO 8601, where they can be resolved.
    `amounts`: its figures with value, unit and what they count; `places`: those of its names that say where;
    `quoted`: most of it stands within quotation marks.
    """

    story: str
    article: str
    span: Span
    text: str
    figures: tuple[str, ...]
    names: tuple[str, ...]
    score: float
    sentence: Span | None = None
    dates: tuple[str, ...] = ()
    amounts: tuple[Figure, ...] = ()
    places: tuple[str, ...] = ()
    quoted: bool = False


ConflictKind = Literal["figure", "day", "denial", "reason", "age", "spelling", "vote", "wording"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something several outlets tell so that not all can be right.

    Attributes
    ----------
    about : str
        What is in dispute, as a plain phrase: "how many prisoners escaped", "when Ms. Reyes leaves".
    members : tuple of FactMember
        The sentences; `figure` holds the words in each that the others contradict.
    notes : tuple of str
        What may explain the difference, in plain words.
    kind : {"figure", "day", "denial", "reason", "age", "spelling", "vote", "wording"}
        A number of something; when it happened; whether it did; whether the reason is known; how old
        somebody is; how a name is written; how a vote ended; what the words of a quotation were.
    """

    story: str
    about: str
    members: tuple[FactMember, ...]
    notes: tuple[str, ...] = ()
    kind: ConflictKind = "figure"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a corpus's stories state: shared, told by one outlet only, and disputed.

    Shared and unique ones are tuples, or where they are very many `Packed`.
    """

    shared: Sequence[SharedFact] = ()
    unique: Sequence[UniqueFact] = ()
    conflicts: tuple[Conflict, ...] = ()
