"""Which pairs of a store's articles are worth a look after a change, and which are no longer."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance import quotations, similarity
from provenance.candidates import Listed, changed, held
from provenance.pipeline.fresh import Fresh
from provenance.pipeline.live import exchanged
from provenance.pipeline.looking import Ends, Numbers
from provenance.pipeline.means import Means
from provenance.settings import Settings
from provenance.sketches import band_keys, bands, sketch
from provenance.store import Store, articles, index
from provenance.store.articles import Known

Least = Callable[[Numbers, Numbers], NDArray[np.int64]]
Turned = tuple[Numbers, Numbers, NDArray[np.int64]]  # two articles; how many more keys bring them together


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What fresh articles bring to an index: their keys, by their numbers in the store, and each one's kind.

    What a `live` index found takes the place of the keys of bands, which the store then does not hold.
    """

    tables: index.Tables
    listed: Listed
    kinds: NDArray[np.uint8]
    live: index.Keys | None = None


def indexed(
    store: Store, known: Known, ids: dict[int, str], fresh: Fresh, means: Means
) -> tuple[Ends, Ends, Ends, Ends]:
    """Bring the indexes up to date.

    Returns
    -------
    gone, wanted : pairs of numbers
        Pairs no longer worth a look, and those that now are.
    heard : pairs of numbers
        Pairs of which it must be seen whether they quote the same.
    quiet : pairs of numbers
        Pairs of which that need not be asked any more.
    """
    settings = means.settings
    similar = _similar(store, known, fresh, means)
    means.told("sketch")
    sketches = sketch(fresh.readings, settings)
    mine, kinds = held(fresh.readings, sketches, band_keys(sketches, None, settings), settings)
    means.told("propose")
    live = exchanged(store, fresh, sketches, settings)
    order = _by_id(ids)
    shared = Entries(index.SHARED, replace(mine, articles=fresh.numbers[mine.articles]), kinds, live)
    turned = _with(similar, _turned(store, shared, fresh, order, settings))
    gone, wanted = _counted(store, index.SHARED, turned)
    dates = _dates(known, fresh, len(order))
    said = Listed(*quotations.keys(fresh.readings))
    said = replace(said, articles=fresh.numbers[said.articles])
    quoted = Entries(index.QUOTED, said, np.zeros(len(said.keys), dtype=np.uint8))
    turned = _turned(store, quoted, fresh, order, settings)
    fallen, risen = _counted(
        store, index.QUOTED, turned, lambda one, other: quotations.least(dates, one, other, settings)
    )
    doubtful = joined(gone, fallen)
    stands = index.standing(store.connection, doubtful, quotations.least(dates, *doubtful, settings))
    quiet = doubtful[0][~stands], doubtful[1][~stands]
    return gone, wanted, joined(wanted, risen), quiet


def _swapped(store: Store, entries: Entries, out: Numbers, settings: Settings) -> index.Keys:
    """Bring the rows of an index up to date; return those that shared a key before."""
    con, tables, mine = store.connection, entries.tables, entries.listed
    there = index.sharing(con, tables, mine.keys, out)
    index.leave(con, tables, out)
    here = index.Keys(mine.keys, mine.articles, mine.context, entries.kinds)
    if entries.live is None:
        index.add(con, tables, here)
        return there
    index.add(con, tables, index.chosen(here, entries.kinds >= bands(settings)[0]))
    return index.joined(entries.live, there)


def _turned(store: Store, entries: Entries, fresh: Fresh, order: Numbers, settings: Settings) -> Turned:
    """Bring an index up to date; return the pairs that more keys bring together now, or fewer."""
    mine, there = entries.listed, _swapped(store, entries, fresh.out, settings)
    rank = np.argsort(order).astype(np.int32)
    remains = ~np.isin(there.articles, fresh.out)
    before = Listed(there.keys, rank[there.articles], there.context)
    after = Listed(
        np.concatenate([there.keys[remains], mine.keys]),
        rank[np.concatenate([there.articles[remains], mine.articles])],
        np.concatenate([there.context[remains], mine.context]),
    )
    staying = np.ones(len(order), dtype=np.bool_)
    staying[rank[fresh.numbers]] = staying[rank[fresh.out]] = False
    (one, other, weight), chained = changed(before, after, staying, settings)
    if entries.tables is index.SHARED:
        touched = np.concatenate([there.keys, mine.keys])
        kind_of = np.concatenate([there.evidence, entries.kinds])[_first(chained, touched)]
        index.set_chains(store.connection, touched, chained, kind_of)
    return order[one], order[other], weight


def _with(similar: Ends, turned: Turned) -> Turned:
    """Count that two articles use the same words like one key more."""
    one, other, weight = turned
    more = np.ones(len(similar[0]), dtype=np.int64)
    return (
        np.concatenate([one, similar[0]]),
        np.concatenate([other, similar[1]]),
        np.concatenate([weight, more]),
    )


def _counted(
    store: Store, tables: index.Tables, turned: Turned, least: Least | None = None
) -> tuple[Ends, Ends]:
    """Add up what speaks for pairs; return those that fell below what counts, and those that rose above.

    `least` tells how many keys it takes; by default one.
    """
    one, other, weight = turned
    left, right = np.minimum(one, other), np.maximum(one, other)
    enough = np.ones(len(left), dtype=np.int64) if least is None else least(left, right)
    risen, fallen = index.support(store.connection, tables, index.Weighed(left, right, weight, enough))
    return fallen, risen


def everything_heard(store: Store, known: Known, fresh: Fresh, means: Means) -> Ends:
    """Return all pairs of the store of which it must be seen whether they quote the same."""
    shared = index.all_pairs(store.connection, index.SHARED)
    one, other, times = index.all_pairs(store.connection, index.QUOTED)
    count = 1 + max(int(known.numbers.max(initial=-1)), int(fresh.numbers.max(initial=-1)))
    enough = times >= quotations.least(_dates(known, fresh, count), one, other, means.settings)
    return joined(shared[:2], (one[enough], other[enough]))


def _dates(known: Known, fresh: Fresh, count: int) -> list[str | None]:
    """Return the day of each article by its number."""
    dates: list[str | None] = [None] * count
    for number, day in zip(known.numbers.tolist(), known.published, strict=True):
        dates[number] = day
    for number, article in zip(fresh.numbers.tolist(), fresh.readings.articles, strict=True):
        dates[number] = article.published
    return dates


def joined(one: Ends, other: Ends) -> Ends:
    """Put pairs behind pairs, each once."""
    both = np.unique(np.concatenate([np.stack(one, axis=1), np.stack(other, axis=1)]), axis=0)
    return both[:, 0].astype(np.int32), both[:, 1].astype(np.int32)


def _first(wanted: NDArray[np.uint64], keys: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Return a row of each wanted key."""
    order = np.argsort(keys, kind="stable")
    return order[np.searchsorted(keys[order], wanted)]


def _by_id(ids: dict[int, str]) -> Numbers:
    """Return all article numbers in the order of their ids; numbers that no article has come last."""
    free = [number for number in range(max(ids, default=-1) + 1) if number not in ids]
    return np.array([*sorted(ids, key=ids.__getitem__), *free], dtype=np.int32)


def _similar(store: Store, known: Known, fresh: Fresh, means: Means) -> Ends:
    """Return the pairs with a fresh article that use the same words in the same days."""
    means.told("weigh")
    con = store.connection
    mine = similarity.bags(fresh.readings, means.settings)
    articles.add_bags(con, fresh.numbers, mine)
    dates = [each.published for each in fresh.readings.articles]
    close = similarity.near(known.published, dates, means.settings) & ~np.isin(known.numbers, fresh.numbers)
    others = known.of(known.numbers[close])
    everyone = np.concatenate([fresh.numbers, others.numbers])
    dates += others.published
    counted = similarity.joined([mine, articles.bags(con, others.numbers)])
    asked = np.arange(len(everyone)) < len(fresh.numbers)
    found = similarity.weigh_bags(counted, dates, asked, means.settings)
    return everyone[found.left], everyone[found.right]
