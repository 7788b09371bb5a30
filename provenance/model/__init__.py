"""Every value that crosses a boundary between steps: frozen, slotted, without logic.

Two kinds live here. At the edges, where there are few, dataclasses of Python objects, a module a subject.
Inside the hot steps, `columns`: NumPy arrays over a batch of articles, so that loops can run compiled and
without copies. Text travels as ids and spans, never as copies.
"""

from provenance.model.articles import Article, Skipped, Span, Stretch, Witness
from provenance.model.claims import Conflict, ConflictKind, FactMember, Facts, Figure, SharedFact, UniqueFact
from provenance.model.columns import Bags, Candidates, Kind, Lines, Mark, Readings, Sketches
from provenance.model.drops import Tally
from provenance.model.many import many
from provenance.model.origins import (
    Derivation,
    Group,
    GroupText,
    Lineage,
    Origin,
    OutletShare,
    Story,
    StoryOrigin,
)
from provenance.model.packed import Packed, pack
from provenance.model.pairs import (
    Difference,
    Direction,
    Pair,
    Passage,
    PassageKind,
    Relation,
    Strength,
    Testimony,
)
from provenance.model.speech import Change, ChangeClass, Quote, QuoteFamily, QuoteMember
from provenance.model.trails import Carrier, Trail

__all__ = [
    "Article",
    "Bags",
    "Candidates",
    "Carrier",
    "Change",
    "ChangeClass",
    "Conflict",
    "ConflictKind",
    "Derivation",
    "Difference",
    "Direction",
    "FactMember",
    "Facts",
    "Figure",
    "Group",
    "GroupText",
    "Kind",
    "Lineage",
    "Lines",
    "Mark",
    "Origin",
    "OutletShare",
    "Packed",
    "Pair",
    "Passage",
    "PassageKind",
    "Quote",
    "QuoteFamily",
    "QuoteMember",
    "Readings",
    "Relation",
    "SharedFact",
    "Sketches",
    "Skipped",
    "Span",
    "Story",
    "StoryOrigin",
    "Strength",
    "Stretch",
    "Tally",
    "Testimony",
    "Trail",
    "UniqueFact",
    "Witness",
    "many",
    "pack",
]
