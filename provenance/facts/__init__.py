"""Step `collect`: what all outlets of a story tell, what only one tells, and where outlets disagree."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

from provenance.facts.claims import claims, outlet_of
from provenance.facts.conflicts import conflicts
from provenance.facts.contents import Reader
from provenance.facts.copied import copied
from provenance.facts.copies import copies
from provenance.facts.decision import Links, decision
from provenance.facts.disagreements import disputes
from provenance.facts.evidence import features
from provenance.facts.shared import shared
from provenance.facts.unique import unique
from provenance.facts.units import units
from provenance.model import Conflict, Facts, Packed, Pair, Readings, Story, factrows, pack
from provenance.model.factrows import Row
from provenance.settings import Settings

__all__ = ["collect"]

Told = tuple[tuple[Row, ...], tuple[Row, ...], tuple[Conflict, ...]]  # of one story: shared, unique, disputed


def collect(
    readings: Readings,
    stories: Sequence[Story],
    pairs: Sequence[Pair],
    settings: Settings,
    *,
    packed: bool = False,
) -> Facts:
    """Collect the facts of each story.

    Parameters
    ----------
    readings : Readings
    stories : sequence of Story
        Their members are ids of articles in `readings`. A story of a single outlet has no facts: there is
        nobody to share them with.
    pairs : sequence of Pair
        Passages tell which text is already known to stand elsewhere; may be empty.
    settings : Settings
        `compile_above` is used.
    packed : bool
        Pack each story's facts as soon as they are found; see `model.Packed`.

    Returns
    -------
    Facts
        Shared facts from "everyone has it" down, unique facts by how much they tell, conflicts by place.
    """
    numbers = {article.id: n for n, article in enumerate(readings.articles)}
    story_of = {member: story.id for story in stories for member in story.members}
    between: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.passages and story_of.get(pair.left) == story_of.get(pair.right):
            between[story_of.get(pair.left, "")].append(pair)
    compiled = len(readings.word_hash) >= settings.compile_above
    collected = partial(_story, readings, numbers, compiled=compiled)
    told = (collected(story, between[story.id]) for story in stories)
    if packed:
        return _packed(told)
    found = list(told)
    return Facts(
        shared=tuple([factrows.shared(row) for rows, _, _ in found for row in rows]),
        unique=tuple([factrows.unique(row) for _, rows, _ in found for row in rows]),
        conflicts=tuple([conflict for _, _, conflicts in found for conflict in conflicts]),
    )


def _packed(told: Iterable[Told]) -> Facts:
    """Return the facts of all stories, of which no more than one has its facts as rows at a time."""
    parts = [(pack(shared), pack(unique), conflicts) for shared, unique, conflicts in told]
    return Facts(
        shared=Packed(factrows.shared, (shared for shared, _, _ in parts)),
        unique=Packed(factrows.unique, (unique for _, unique, _ in parts)),
        conflicts=tuple([conflict for _, _, conflicts in parts for conflict in conflicts]),
    )


def _story(
    readings: Readings, numbers: dict[str, int], story: Story, pairs: Sequence[Pair], *, compiled: bool
) -> Told:
    """Collect the facts of one story."""
    if len(story.members) == 1:
        return (), (), ()  # as most
    members = sorted(numbers[each] for each in story.members)
    if len({outlet_of(readings, member) for member in members}) == 1:
        return (), (), ()
    told = claims(readings, members)
    found = units(told, compiled=compiled)
    stands = copied(readings, told, found, pairs, numbers)
    evidence = features(told, found, stands, compiled=compiled)
    links = Links(found, decision()(evidence), copies(told))
    figures, read = disputes(told), Reader(told)
    return (
        shared(read, links, figures, story.id),
        unique(read, links, story.id),
        conflicts(told, figures, story.id),
    )
