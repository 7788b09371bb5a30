"""Every value that crosses a boundary between steps: frozen, slotted, without logic.

Two kinds live here. At the edges, where there are few, dataclasses of Python objects. Inside the hot
steps, columns: NumPy arrays over a batch of articles, so that loops can run compiled and without copies.
Text travels as ids and spans, never as copies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Literal

import numpy as np
from numpy.typing import NDArray

# ── at the edges ─────────────────────────────────────────────────────────────────────────────────────


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
class Skipped:
    """Something that was left out, where it was, and why. Nothing is dropped without one."""

    origin: str
    step: str
    reason: str


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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a group's common text came from: `article` is an id if it is in the corpus."""

    name: str
    article: str | None
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A stretch of text as one article has it."""

    article: str
    span: Span


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
    """

    article: str
    kind: Literal["wholly", "partly", "not"]
    share: float
    lead: float
    middle: float
    end: float
    sources: tuple[str, ...] = ()
    credited: bool | None = None


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
    """Where a corpus's texts came from."""

    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    stories: tuple[Story, ...]
    derivations: tuple[Derivation, ...] = ()
    outlets: tuple[OutletShare, ...] = ()


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
    """One article's wording of a fact; `figure` names the number where articles disagree on it."""

    article: str
    span: Span
    text: str
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class SharedFact:
    """A claim that several outlets of a story make."""

    story: str
    text: str
    figures: tuple[str, ...]
    members: tuple[FactMember, ...]


@dataclass(frozen=True, slots=True)
class UniqueFact:
    """A claim that only one outlet of its story makes. `score` (0-1) ranks how much it tells.

    Where the rest of the sentence is told elsewhere too, `span` and `text` are the new part alone;
    `sentence` is the span of the whole. `dates`: the days it names, ISO 8601, where they can be resolved.
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


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same quantity with figures that cannot both be right."""

    story: str
    about: str
    members: tuple[FactMember, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a corpus's stories state: shared, told by one outlet only, and disputed."""

    shared: tuple[SharedFact, ...] = ()
    unique: tuple[UniqueFact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A part of an article that is not its body, with the name of its `Kind` in lower case."""

    span: Span
    kind: str


# ── inside: columns over a batch ─────────────────────────────────────────────────────────────────────


class Kind(IntEnum):
    """What a sentence of an article is. Only `BODY` is matched and mined."""

    BODY = 0
    HEADLINE = 1
    BYLINE = 2
    DATELINE = 3
    CREDIT = 4
    CAPTION = 5
    BOILERPLATE = 6


class Mark(IntFlag):
    """What is known of a single word."""

    QUOTED = 1  # stands inside quotation marks
    NUMBER = 2  # holds a digit
    CAPITAL = 4  # begins with a capital letter
    OPENS = 8  # first word of its sentence


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """A batch of articles, read. A articles, S sentences, W words, all in order of appearance.

    Sentences do not overlap and every word belongs to exactly one; a dateline or a credit line is a
    sentence of its own. Offsets count characters of the article's own text.

    Attributes
    ----------
    articles : sequence of Article, length A
    languages : tuple of str, length A
        ISO 639-1, ``und`` where it cannot be told.
    article_sentences : int64 (A + 1,)
        Sentences of article a: ``article_sentences[a]`` up to ``article_sentences[a + 1]``.
    sentence_words : int64 (S + 1,)
        Words of sentence s: ``sentence_words[s]`` up to ``sentence_words[s + 1]``.
    sentence_begin, sentence_end : int32 (S,)
    sentence_kind : uint8 (S,)
        A `Kind` each.
    word_hash : uint32 (W,)
        CRC-32 of the folded word (see `reading.words.fold`).
    word_begin, word_end : int32 (W,)
    word_marks : uint8 (W,)
        `Mark` flags.
    """

    articles: Sequence[Article]
    languages: tuple[str, ...]
    article_sentences: NDArray[np.int64]
    sentence_words: NDArray[np.int64]
    sentence_begin: NDArray[np.int32]
    sentence_end: NDArray[np.int32]
    sentence_kind: NDArray[np.uint8]
    word_hash: NDArray[np.uint32]
    word_begin: NDArray[np.int32]
    word_end: NDArray[np.int32]
    word_marks: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """The shingles of body sentences, ready to be signed.

    Attributes
    ----------
    sentences : int32 (N,)
        Which sentence of the readings each row stands for; sentences with equal words share one row.
    rows : int32 (S,)
        Row of each sentence of the readings, -1 for those not sketched.
    shingles : uint32 (H,)
        Hashed shingles, row after row.
    bounds : int64 (N + 1,)
        Shingles of row n: ``bounds[n]`` up to ``bounds[n + 1]``.
    recipe : tuple of (str, str)
        What signatures of these depend on: scheme, seed, permutations, shingle size, tokeniser version.
    """

    sentences: NDArray[np.int32]
    rows: NDArray[np.int32]
    shingles: NDArray[np.uint32]
    bounds: NDArray[np.int64]
    recipe: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Article pairs worth a closer look. They carry no score: nothing is verified yet.

    Attributes
    ----------
    left, right : int32 (P,)
        Article numbers, ``left < right``, sorted, without repeats.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
