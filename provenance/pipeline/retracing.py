"""Lineage told anew as far as a change to a store reaches: pairs, groups, stories, derivations.

What was told of other pairs stands, and is what the new is set beside. Of an article that is only named its
beginning is enough, as long as nothing is told of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.groups import gather
from provenance.lineage import OPENING, Findings, in_story, official, trace
from provenance.model import Group, Lineage, Pair, QuoteFamily, Readings, Story
from provenance.pipeline.growing import Grown
from provenance.pipeline.library import Library
from provenance.pipeline.web import Stir, Web, ends_of, everything, stirred
from provenance.settings import Settings
from provenance.store import Store, articles, findings, pairs
from provenance.store.pairs import Ends


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What a change made of a store's articles and quotes, and all stories there are now.

    `requoted` are the articles of which a family of quotes changed, `left` those in the store no longer.
    """

    made: Grown
    requoted: set[str]
    left: set[str]
    stories: Sequence[Story]
    bare: Sequence[Pair]


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What is told anew, by ids.

    Attributes
    ----------
    stir : Stir
        Pairs of which it is asked who has it from whom.
    derived : set of str
        Articles whose derivation may be another.
    groups : list of Group
        Groups of copies that may have another origin, and those that a story needs.
    gone : set of str
        Articles of groups that are none any more.
    stories : list of Story
        Those that are new, and those whose origins may be others.
    """

    stir: Stir
    derived: set[str]
    groups: list[Group]
    gone: set[str]
    stories: list[Story]

    @property
    def told(self) -> set[str]:
        """All articles of these stories."""
        return {member for story in self.stories for member in story.members}

    @property
    def grouped(self) -> set[str]:
        """All articles of these groups."""
        return {member for group in self.groups for member in group.members}


def retraced(
    store: Store, turn: Turn, library: Library, settings: Settings
) -> tuple[list[Story], Readings, list[Pair]]:
    """Tell lineage anew and write it; return the stories in reach, their articles read, pairs within them."""
    connection = store.connection
    web = Web(pairs.links(connection))
    offices = _offices(store, web, turn)
    scope = _scope(store, web, turn, offices)
    named = scope.told | scope.grouped | scope.derived
    read = named | _behind(web, scope.stir, offices)
    wanted = scope.stir.pairs | _beside(web, scope, offices)
    families = [
        family
        for family in findings.quotes(connection, scope.told | ends_of(scope.stir.told))
        if len(family.members) > 1
    ]
    readings = library.of(read)
    loaded = pairs.load(connection, wanted)
    lineage = trace(readings, _findings(store, scope, loaded, (families, read)), settings)
    _write(store, scope, turn, (lineage, loaded))
    _retell(store, turn.stories)
    inside = web.within(scope.told)
    return scope.stories, readings, [pair for pair in loaded.judged if (pair.left, pair.right) in inside]


def _offices(store: Store, web: Web, turn: Turn) -> set[str]:
    """Return which articles near the change are published statements."""
    near = ends_of(turn.made.changed) | turn.requoted | {*turn.made.fresh.ids}
    names = near | ends_of(web.of(near))
    return {each.id for each in articles.openings(store.connection, names, OPENING) if official(each)}


def _scope(store: Store, web: Web, turn: Turn, offices: set[str]) -> Scope:
    """See what must be told anew."""
    connection, made = store.connection, turn.made
    stir = everything(web) if made.whole else stirred(web, made.changed, turn.requoted, offices | turn.left)
    gathered, known = gather(turn.bare), findings.copies(connection)
    group_of = {member: group.members for group in gathered for member in group.members}
    within = {group_of[one] for one, other in stir.pairs | made.changed if _same(group_of, one, other)}
    renamed = {group.members for group in gathered if group.members not in known or group.members in within}
    gone = {member for members in known - {group.members for group in gathered} for member in members}
    shaken = {member for members in renamed for member in members} | gone | turn.requoted
    chosen = _recounted(store, turn, shaken)
    told = {member for story in chosen for member in story.members}
    chosen_groups = [
        group
        for group in gathered
        if made.whole or group.members in renamed or not told.isdisjoint(group.members)
    ]
    turned = {web.links[ends] for ends in stir.again}
    derived = stir.moved | {*made.fresh.ids}
    derived |= {each.right if each.source == each.left else each.left for each in turned}
    derived |= {end for each in turned if each.copy for end in (each.left, each.right)}
    everyone = {member for story in turn.stories for member in story.members}
    return Scope(stir, everyone if made.whole else derived - turn.left, chosen_groups, gone, chosen)


def _recounted(store: Store, turn: Turn, shaken: set[str]) -> list[Story]:
    """Return the stories that are new or whose articles, pairs or groups changed; drop facts of old ones."""
    if turn.made.whole:
        return [*turn.stories]
    names = findings.stories(store.connection)
    story_of = {member: story.id for story in turn.stories for member in story.members}
    within = {story_of[one] for one, other in turn.made.changed if _same(story_of, one, other)}
    shaken = shaken | {*turn.made.fresh.ids}
    return [
        story
        for story in turn.stories
        if findings.story_key(story.members) not in names
        or story.id in within
        or not shaken.isdisjoint(story.members)
    ]


def _same(of: Mapping[str, object], one: str, other: str) -> bool:
    """Say whether two articles are in one of what each is in at most one of."""
    return one in of and of[one] == of.get(other)


def _behind(web: Web, stir: Stir, offices: set[str]) -> set[str]:
    """Return the published statements that share text with both articles of a pair told anew."""
    return {
        office
        for one, other in stir.told
        for office in offices & web.partners(one)
        if office in web.partners(other)
    }


def _beside(web: Web, scope: Scope, offices: set[str]) -> set[Ends]:
    """Return the pairs that what is told anew is set beside."""
    links, stir = web.links, scope.stir
    holding = ends_of(ends for ends in stir.told if links[ends].copy)
    holding |= {partner for each in holding for partner in web.partners(each)}
    asked = ends_of(stir.pairs)
    found = {
        ends
        for ends in web.of(asked | scope.derived)
        if links[ends].copy or links[ends].source or not offices.isdisjoint(ends)
    }
    groups, stories = (each.members for each in scope.groups), (each.members for each in scope.stories)
    return found.union(*(web.within(members) for members in (holding, *groups, *stories)))


def _findings(
    store: Store,
    scope: Scope,
    loaded: pairs.Loaded,
    asked: tuple[list[QuoteFamily], set[str]],
) -> Findings:
    """Put together what is told anew, from the pairs as they were judged, and what stands beside it."""
    families, read = asked
    told = scope.stir.told
    found = [
        one if (one.left, one.right) in told else other
        for one, other in zip(loaded.judged, loaded.settled, strict=True)
    ]
    names = {end for pair in found for end in (pair.left, pair.right)}
    names |= {member.article for family in families for member in family.members}
    return Findings(
        found,
        scope.groups,
        scope.stories,
        families,
        known={ends: each for ends, each in loaded.told.items() if ends not in told},
        again=scope.stir.again,
        beside=articles.openings(store.connection, names - read, OPENING),
    )


def _write(store: Store, scope: Scope, turn: Turn, made: tuple[Lineage, pairs.Loaded]) -> None:
    """Write what lineage made of what is in scope; of what only stands beside it nothing is new."""
    connection = store.connection
    lineage, loaded = made
    judged = {(pair.left, pair.right): pair.relation for pair in loaded.judged}
    before = {(pair.left, pair.right): pair for pair in loaded.settled}
    asked = ((ends, pair) for pair in lineage.pairs if (ends := (pair.left, pair.right)) in scope.stir.pairs)
    turned = [pair for ends, pair in asked if judged[ends] != "unrelated" and pair != before[ends]]
    pairs.settle(connection, turned)
    pairs.testify(connection, lineage.testimonies)
    left, told = turn.left, scope.told
    statements = [group for group in lineage.groups if group.kind == "shared statement"]
    copies = [group for group in lineage.groups if group.kind != "shared statement"]
    findings.put_groups(connection, copies, scope.grouped | scope.gone | left)
    findings.put_statements(connection, statements, told | left)
    findings.put_stories(connection, lineage.stories, told | left)
    derived = [each for each in lineage.derivations if each.article in scope.derived]
    findings.put_derivations(connection, derived, scope.derived | left)


def _retell(store: Store, stories: Iterable[Story]) -> None:
    """Say of pairs with nothing in common whether both are in one story."""
    connection = store.connection
    told = {member: story.id for story in stories for member in story.members}
    turned = [
        (one, other)
        for one, other, known in pairs.unrelated(connection)
        if (told[one] == told[other]) is not known
    ]
    pairs.settle(connection, [in_story(pair, told) for pair in pairs.load(connection, turned).judged])
