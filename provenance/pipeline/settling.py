"""What follows from a change to a store's articles, from their pairs to the facts of their stories."""

import numpy as np
from numpy.typing import NDArray

from provenance import facts
from provenance.pipeline.ending import Means, derived, quoted
from provenance.pipeline.growing import Change, grown, read_again
from provenance.store import Store, articles, findings, pairs, speech


def carry(store: Store, change: Change, means: Means) -> None:
    """Carry a change through to the last finding, within the transaction that is open.

    Stories, groups, quotes and lineage are told over the whole store; facts of the stories that changed.
    """
    connection = store.connection
    fresh, touched = grown(store, change, means)
    known = articles.known(connection)
    order = np.argsort(np.array(known.ids, dtype=object), kind="stable") if known.ids else np.zeros(0, int)
    numbers: NDArray[np.int32] = known.numbers[order]
    readings = read_again(store, numbers, means)
    speech.write(connection, fresh.numbers, quoted(fresh.readings, means))
    judged, settled = pairs.load(connection)
    families, lineage = derived(readings, judged, speech.load(connection, numbers), means)
    before = {(pair.left, pair.right): pair for pair in settled}
    pairs.settle(connection, [each for each in lineage.pairs if before[each.left, each.right] != each])
    means.told("collect")
    known_stories = findings.stories(connection)
    new = [
        story
        for story in lineage.stories
        if findings.story_key(story.members) not in known_stories or touched & {*story.members}
    ]
    keys = {story.id: findings.story_key(story.members) for story in lineage.stories}
    findings.keep_facts(connection, {*keys.values()} - {keys[story.id] for story in new})
    made = facts.collect(readings, new, lineage.pairs, means.settings)
    findings.write_facts(connection, made, keys)
    findings.write(
        connection,
        findings.Findings(lineage.stories, lineage.groups, families, lineage.derivations),
    )
