"""What follows from a change to a store's articles, from their pairs to the facts of their stories.

Told anew is only what the change reaches: the families of articles that may quote what a changed one quotes,
lineage as far as what it rests on is new, facts of the stories that are. Which articles make a story is
worked out over the bare pairs of all: of that a store has little.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from provenance import facts, quotations
from provenance.model import Article, Candidates, Pair, Readings, Story
from provenance.pipeline.fresh import Change
from provenance.pipeline.growing import Grown, grown
from provenance.pipeline.library import Library
from provenance.pipeline.means import Means
from provenance.pipeline.reach import reached
from provenance.pipeline.retracing import Turn, retraced
from provenance.settings import Settings
from provenance.store import Store, articles, findings, index, pairs, speech
from provenance.stories import tell


def carry(store: Store, change: Change, means: Means) -> None:
    """Carry a change through to the last finding, within the transaction that is open."""
    connection = store.connection
    before = articles.known(connection)
    library = Library(store, means)
    made = grown(store, change, library, means)
    speech.write(connection, made.fresh.numbers, quotations.quote(made.fresh.readings, means.settings))
    known = articles.known(connection)
    left = {*before.ids} - {*known.ids}
    means.told("quote")
    requoted = _quotes(store, known, made, left, library)
    means.told("trace")
    bare, told = pairs.bare(connection), findings.stories(connection)
    stories = _stories(store, known, bare, means.settings)
    turn = Turn(made, requoted - left, left, stories, bare)
    reached, readings, shared = retraced(store, turn, library, means.settings)
    means.told("collect")
    _facts(store, _retold(reached, told, made), (readings, shared), means)


def _quotes(store: Store, known: articles.Known, made: Grown, left: set[str], library: Library) -> set[str]:
    """Follow quotes anew where the change reaches; return all articles whose families changed."""
    connection, settings = store.connection, store.settings
    one, other = index.echoing(connection)
    names = dict(zip(known.numbers.tolist(), known.ids, strict=True))
    begun = {names[each] for each in (*made.fresh.numbers.tolist(), *made.echoing.tolist()) if each in names}
    echoes = [(names[a], names[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    here = {*known.ids} if made.whole else reached(begun, echoes)
    readings = library.of(here)
    number = dict(zip(known.ids, known.numbers.tolist(), strict=True))
    numbers = np.array([number[each] for each in sorted(here)], dtype=np.int32)
    said = speech.load(connection, numbers)
    if len(known.ids) <= settings.small_corpus:
        families = quotations.match(readings, said, settings)
        found = (*families, *quotations.lone(readings, said, families))
    else:
        couples = _echoing(sorted(here), echoes)
        found, met = quotations.followed(readings, said, settings, couples)
        pairs_met = [ends in met for ends in zip(couples.left.tolist(), couples.right.tolist(), strict=True)]
        looked = numbers[couples.left], numbers[couples.right]
        index.set_met(connection, looked, np.array(pairs_met, dtype=np.bool_))
    return findings.put_quotes(connection, found, here | left)


def _echoing(ids: Sequence[str], echoes: Iterable[tuple[str, str]]) -> Candidates:
    """Return the pairs that may have a statement in common, numbered as the articles are ordered."""
    place = {name: number for number, name in enumerate(ids)}
    ends = sorted(
        (min(place[a], place[b]), max(place[a], place[b])) for a, b in echoes if a in place and b in place
    )
    columns = np.array(ends, dtype=np.int32).reshape(-1, 2)
    return Candidates(columns[:, 0].copy(), columns[:, 1].copy())


def _stories(store: Store, known: articles.Known, bare: Sequence[Pair], settings: Settings) -> list[Story]:
    """Gather all articles into stories; drop the facts of those that are none any more."""
    everyone = [
        Article(name, outlet, "", "", published=day)
        for name, outlet, day in zip(known.ids, known.outlets, known.published, strict=True)
    ]
    found = tell(sorted(everyone, key=lambda each: each.id), bare, settings)
    keys = {findings.story_key(story.members) for story in found}
    findings.drop_facts(store.connection, findings.stories(store.connection) - keys)
    return found


def _retold(stories: Sequence[Story], known: set[str], made: Grown) -> list[Story]:
    """Return the stories whose facts may be others: an article is, a member, or what two members share."""
    if made.whole:
        return [*stories]
    story_of = {member: story.id for story in stories for member in story.members}
    fresh = {story_of.get(each) for each in made.fresh.ids}
    fresh |= {story_of.get(one) for one, other in made.changed if story_of.get(one) == story_of.get(other)}
    return [story for story in stories if story.id in fresh or findings.story_key(story.members) not in known]


def _facts(
    store: Store, stories: Sequence[Story], made: tuple[Readings, Sequence[Pair]], means: Means
) -> None:
    """Collect the facts of stories anew."""
    connection = store.connection
    readings, found = made
    keys = {story.id: findings.story_key(story.members) for story in stories}
    findings.drop_facts(connection, keys.values())
    findings.write_facts(connection, facts.collect(readings, stories, found, means.settings), keys)
