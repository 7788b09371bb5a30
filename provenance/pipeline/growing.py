"""The line walked against a store: a new drop is compared within itself and with all there is.

Only what the drop can change is worked out again: its own articles; older articles of which an outlet's
habits now show other sentences to be boilerplate; pairs that keys bring together, or no longer do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provenance import quotations
from provenance.pipeline.fresh import Change, Fresh, read_anew
from provenance.pipeline.indexing import everything_heard, indexed, joined
from provenance.pipeline.library import Library
from provenance.pipeline.looking import Ends, Looked, Numbers, aligned, looked_at
from provenance.pipeline.means import Means
from provenance.store import Store, articles, index, pairs

_NONE: Ends = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """What a change made of a store's articles and pairs.

    Attributes
    ----------
    fresh : Fresh
        The articles that are new or whose body is another.
    touched : set of str
        Ids of those, and of all articles whose pairs are not what they were.
    changed : set of (str, str)
        The pairs that are gone, new, or judged anew, as ids in order.
    echoing : int32 array
        Numbers of the articles of which it changed with whom they may have a statement in common.
    whole : bool
        All must be told anew: the store is small, or was until now.
    """

    fresh: Fresh
    touched: set[str]
    changed: set[tuple[str, str]]
    echoing: Numbers
    whole: bool


def grown(store: Store, change: Change, library: Library, means: Means) -> Grown:
    """Add and remove articles and bring the store's pairs up to date, within the transaction that is open."""
    con, small = store.connection, means.settings.small_corpus
    everyone = articles.known(con)
    ids = dict(zip(everyone.numbers.tolist(), everyone.ids, strict=True))
    known = everyone.without(change.leaving)
    total = len(known.ids) + len(change.new)
    outgrown = len(everyone.ids) <= small < total
    fresh = read_anew(store, known, everyone, change, means)
    ids |= dict(zip(fresh.numbers.tolist(), fresh.ids, strict=True))
    gone, wanted, heard, quiet = indexed(store, known, ids, fresh, means)
    if outgrown:
        index.forget_echoes(con)
        heard = joined(wanted, everything_heard(store, known, fresh, means))
    if total <= small:
        here = sorted({*ids} - set(change.leaving.tolist()))
        wanted, heard = _every_pair(here, None if len(ids) > small else fresh.numbers), _NONE
    library.put(fresh.numbers, fresh.readings)
    looked = looked_at((fresh.numbers, fresh.readings), (wanted, heard), store, library, means)
    found = aligned(looked, wanted, means, listed=total <= small)
    echoing = _echoes(store, looked, (heard, quiet), fresh.out, means)
    lost = _lost(store, ids, fresh, gone)
    articles.remove(con, change.leaving)
    pairs.replaced(con, lost, found)
    # what a corrected article leaves behind may have the id that it has itself
    left = {ids[number] for number in change.leaving.tolist()} - {*fresh.ids}
    replaced = {*lost, *((pair.left, pair.right) for pair in found)}
    if outgrown:
        pairs.unlist(con, means.settings.tfidf_threshold)
        return Grown(fresh, {*ids.values()} - left, replaced, echoing, whole=True)
    touched = {*fresh.ids, *(end for ends in replaced for end in ends)}
    return Grown(fresh, touched - left, replaced, echoing, whole=total <= small)


def _every_pair(numbers: Sequence[int], fresh: Numbers | None) -> Ends:
    """Return all pairs of a small store, or those that have a fresh side."""
    one, other = np.triu_indices(len(numbers), 1)
    every = np.array(numbers, dtype=np.int32)
    left, right = every[one], every[other]
    if fresh is None:
        return left, right
    kept = np.isin(left, fresh) | np.isin(right, fresh)
    return left[kept], right[kept]


def _lost(store: Store, ids: dict[int, str], fresh: Fresh, gone: Ends) -> list[tuple[str, str]]:
    """Return, as ids in order, the pairs that are gone or will be judged anew."""
    ends = zip(gone[0].tolist(), gone[1].tolist(), strict=True)
    apart = [(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in ends]
    return [*apart, *pairs.of(store.connection, [ids[each] for each in fresh.out.tolist()])]


def _echoes(
    store: Store, looked: Looked, asked: tuple[Ends, Ends], leaving: Numbers, means: Means
) -> Numbers:
    """See which pairs may have a statement in common; return the articles of which that changed."""
    heard, quiet = asked
    found = quotations.echoes(looked.readings, looked.candidates(heard), means.settings)
    one, other = looked.numbers[found.left], looked.numbers[found.right]
    echoing = np.minimum(one, other), np.maximum(one, other)
    return index.set_echoes(store.connection, joined(heard, quiet), echoing, leaving)
