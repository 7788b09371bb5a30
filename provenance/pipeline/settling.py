"""What follows from a change to a store's articles, from their pairs to the facts of their stories.

Told anew is only what the change reaches: the families of articles that may quote what a changed one quotes,
the lineage of articles joined to a changed one by passages and quotes, the stories these are in. Which
articles make a story and a group is worked out over the bare pairs of all: of that a store has little.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from provenance import facts, quotations
from provenance.groups import gather
from provenance.lineage import Findings, trace
from provenance.model import Article, Candidates, Group, Lineage, Pair, QuoteFamily, Readings, Story
from provenance.pipeline.growing import Change, Grown, grown
from provenance.pipeline.means import Means
from provenance.pipeline.reach import reached
from provenance.pipeline.shelf import Shelf
from provenance.store import Store, articles, findings, index, pairs, speech
from provenance.stories import tell


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What is told anew, by ids.

    Attributes
    ----------
    lineage : set of str
        Articles whose origins may be others.
    stories : list of Story
        Those that are new, and those with one of these articles.
    told : set of str
        All articles of these stories.
    needed : set of str
        Whatever any of it depends on.
    left : set of str
        Articles that are in the store no longer.
    known : set of str
        Names of the stories whose facts are known and may stay.
    """

    lineage: set[str]
    stories: list[Story]
    told: set[str]
    needed: set[str]
    left: set[str]
    known: set[str]


def carry(store: Store, change: Change, means: Means) -> None:
    """Carry a change through to the last finding, within the transaction that is open."""
    connection = store.connection
    before = articles.known(connection)
    shelf = Shelf(store, means)
    made = grown(store, change, shelf, means)
    speech.write(connection, made.fresh.numbers, quotations.quote(made.fresh.readings, means.settings))
    known = articles.known(connection)
    left = {*before.ids} - {*known.ids}
    means.told("quote")
    requoted = _quotes(store, known, made, left, shelf)
    means.told("trace")
    scope, bare = _scope(store, known, made, requoted | left, means)
    readings = _read(known, scope.needed, shelf)
    judged, settled = pairs.load(connection, sorted(scope.needed))
    lineage = _lineage(store, scope, (readings, judged, gather(bare)), means)
    _write(store, scope, lineage, settled)
    means.told("collect")
    _facts(store, _retold(scope, made), scope, (readings, lineage.pairs), means)


def _read(known: articles.Known, ids: Collection[str], shelf: Shelf) -> Readings:
    """Read some articles of the store, in the order of their ids."""
    number = dict(zip(known.ids, known.numbers.tolist(), strict=True))
    return shelf.take(np.array([number[each] for each in sorted(ids)], dtype=np.int32))


def _quotes(store: Store, known: articles.Known, made: Grown, left: set[str], shelf: Shelf) -> set[str]:
    """Follow quotes anew where the change reaches; return all articles whose families changed."""
    connection, settings = store.connection, store.settings
    one, other = index.echoing(connection)
    names = dict(zip(known.numbers.tolist(), known.ids, strict=True))
    begun = {names[each] for each in (*made.fresh.numbers.tolist(), *made.echoing.tolist()) if each in names}
    echoes = [(names[a], names[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    here = {*known.ids} if made.whole else reached(begun, echoes)
    readings = _read(known, here, shelf)
    number = dict(zip(known.ids, known.numbers.tolist(), strict=True))
    said = speech.load(connection, np.array([number[each] for each in sorted(here)], dtype=np.int32))
    if len(known.ids) <= settings.small_corpus:
        families = quotations.match(readings, said, settings)
        found = (*families, *quotations.lone(readings, said, families))
    else:
        found = quotations.match(readings, said, settings, _echoing(sorted(here), echoes))
    return findings.put_quotes(connection, found, here | left)


def _echoing(ids: Sequence[str], echoes: Iterable[tuple[str, str]]) -> Candidates:
    """Return the pairs that may have a statement in common, numbered as the articles are ordered."""
    place = {name: number for number, name in enumerate(ids)}
    ends = sorted(
        (min(place[a], place[b]), max(place[a], place[b])) for a, b in echoes if a in place and b in place
    )
    columns = np.array(ends, dtype=np.int32).reshape(-1, 2)
    return Candidates(columns[:, 0].copy(), columns[:, 1].copy())


def _scope(
    store: Store, known: articles.Known, made: Grown, requoted: set[str], means: Means
) -> tuple[Scope, list[Pair]]:
    """See what must be told anew; return also all pairs without their passages."""
    connection = store.connection
    bare = pairs.bare(connection)
    everyone = [
        Article(name, outlet, "", "", published=day)
        for name, outlet, day in zip(known.ids, known.outlets, known.published, strict=True)
    ]
    stories = tell(sorted(everyone, key=lambda each: each.id), bare, means.settings)
    left = requoted - {*known.ids}
    edges = [*pairs.linked(connection), *findings.quoting(connection)]
    lineage = {*known.ids} if made.whole else reached((made.touched | requoted) - left, edges)
    names, keys = findings.stories(connection), [findings.story_key(story.members) for story in stories]
    findings.drop_facts(connection, names - {*keys})
    chosen = [
        story
        for story, key in zip(stories, keys, strict=True)
        if key not in names or not lineage.isdisjoint(story.members)
    ]
    told = {member for story in chosen for member in story.members}
    return Scope(lineage, chosen, told, reached(lineage | told, edges), left, names), bare


def _lineage(
    store: Store, scope: Scope, made: tuple[Readings, list[Pair], list[Group]], means: Means
) -> Lineage:
    """Trace where the text of the articles came from, as far as they are needed."""
    readings, judged, groups = made
    inside = [group for group in groups if not scope.needed.isdisjoint(group.members)]
    families: list[QuoteFamily] = [
        family for family in findings.quotes(store.connection, scope.needed) if len(family.members) > 1
    ]
    return trace(readings, Findings(judged, inside, scope.stories, families), means.settings)


def _write(store: Store, scope: Scope, lineage: Lineage, settled: Sequence[Pair]) -> None:
    """Write what lineage made of the articles in scope; of those that are only needed nothing is new."""
    connection = store.connection
    before = {(pair.left, pair.right): pair for pair in settled}
    mine = [
        pair
        for pair in lineage.pairs
        if not scope.lineage.isdisjoint((pair.left, pair.right))
        or scope.told.issuperset((pair.left, pair.right))
    ]
    pairs.settle(connection, [pair for pair in mine if before[pair.left, pair.right] != pair])
    statements = [group for group in lineage.groups if group.kind == "shared statement"]
    copies = [group for group in lineage.groups if group.kind != "shared statement"]
    findings.put_groups(connection, copies, scope.needed | scope.left)
    findings.put_statements(connection, statements, scope.told | scope.left)
    findings.put_stories(connection, lineage.stories, scope.told | scope.left)
    derived = [each for each in lineage.derivations if each.article in scope.lineage]
    findings.put_derivations(connection, derived, scope.lineage | scope.left)


def _retold(scope: Scope, made: Grown) -> list[Story]:
    """Return the stories whose facts may be others: an article is, a member, or what two members share."""
    if made.whole:
        return scope.stories
    story_of = {member: story.id for story in scope.stories for member in story.members}
    fresh = {story_of.get(each) for each in made.fresh.ids}
    fresh |= {story_of.get(one) for one, other in made.changed if story_of.get(one) == story_of.get(other)}
    return [
        story
        for story in scope.stories
        if story.id in fresh or findings.story_key(story.members) not in scope.known
    ]


def _facts(
    store: Store,
    retold: list[Story],
    scope: Scope,
    made: tuple[Readings, Sequence[Pair]],
    means: Means,
) -> None:
    """Collect the facts of stories anew."""
    connection = store.connection
    readings, found = made
    keys = {story.id: findings.story_key(story.members) for story in scope.stories}
    findings.drop_facts(connection, [keys[story.id] for story in retold])
    findings.write_facts(connection, facts.collect(readings, retold, found, means.settings), keys)
