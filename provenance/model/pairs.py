"""What two articles share."""

from dataclasses import dataclass
from typing import Literal

from provenance.model.articles import Span

PassageKind = Literal["verbatim", "edited", "paraphrase"]
Relation = Literal["reprint", "wire copy", "excerpt", "shared statement", "same story", "unrelated"]
Strength = Literal["certain", "likely", "weak"]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Words that differ inside a passage: `left` became `right`; an empty span marks an insertion point."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that two articles share.

    Attributes
    ----------
    left, right : Span
        Where it stands in each article.
    kind : {"verbatim", "edited", "paraphrase"}
    similarity : float
        0 to 1. For copied text the share of words (weighted by rarity) that stand on both sides; for a
        paraphrase the calibrated probability that both state the same.
    quoted : bool
        Most of it stands inside quotation marks on at least one side.
    differences : tuple of Difference
        Word by word, in order; empty for verbatim passages.
    reasons : tuple of str
        Why it counts as shared, in plain words.
    """

    left: Span
    right: Span
    kind: PassageKind
    similarity: float
    quoted: bool = False
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two articles the text came from. `confidence` is the probability (0-1) that it is so."""

    source: str
    confidence: float
    strength: Strength
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Testimony:
    """What is told of two articles before what others tell is set beside it.

    Attributes
    ----------
    direction : Direction or None
        None where it cannot be told.
    held : (float, float)
        Share (0-1) of the left and of the right article that stands in the other as a copy.
    """

    direction: Direction | None
    held: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles and everything found between them. `left` sorts before `right`.

    Attributes
    ----------
    tfidf : float
        Cosine of TF-IDF vectors of the bodies, 0 to 1.
    left_cover, right_cover : float
        Share (0-1) of each one's own body words that stand in the other.
    left_prose_cover, right_prose_cover : float
        The same, counting only copied words outside quotation marks: the sign of copying.
    longest_run : int
        Words of the longest identical run.
    confidence : float
        Probability (0-1) that `relation` is right.
    """

    left: str
    right: str
    tfidf: float
    left_cover: float
    right_cover: float
    left_prose_cover: float
    right_prose_cover: float
    longest_run: int
    passages: tuple[Passage, ...]
    relation: Relation = "unrelated"
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    direction: Direction | None = None
