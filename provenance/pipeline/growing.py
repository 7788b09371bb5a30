"""The line walked against a store: a new drop is compared within itself and with all there is.

Only what the drop can change is worked out again: its own articles; older articles of which an outlet's
habits now show other sentences to be boilerplate; pairs that keys bring together, or no longer do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from provenance import quotations, reading, similarity
from provenance.candidates import Listed, changed, held
from provenance.model import Article, Lines, Readings
from provenance.pairs import body_words
from provenance.pipeline.ending import in_language
from provenance.pipeline.live import exchanged
from provenance.pipeline.looking import Ends, Looked, Numbers, aligned, looked_at
from provenance.pipeline.means import Means
from provenance.pipeline.shelf import Shelf
from provenance.reading.words import word_hash
from provenance.sketches import band_keys, bands, sketch
from provenance.store import Store, articles, index, pairs
from provenance.store.articles import Known

_NONE: Ends = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a batch does to a store: `new` articles come, those of numbers `leaving` go."""

    drop: str
    new: Sequence[Article] = ()
    leaving: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """The articles to be looked at anew, with their numbers in the store: `new` ones, then changed ones.

    `out` are the numbers of all that the index must forget: those changed and those that leave.
    """

    numbers: Numbers
    readings: Readings
    new: int
    out: Numbers

    @property
    def ids(self) -> list[str]:
        """Their ids."""
        return [article.id for article in self.readings.articles]


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


def grown(store: Store, change: Change, shelf: Shelf, means: Means) -> Grown:
    """Add and remove articles and bring the store's pairs up to date, within the transaction that is open."""
    con, small = store.connection, means.settings.small_corpus
    everyone = articles.known(con)
    ids = dict(zip(everyone.numbers.tolist(), everyone.ids, strict=True))
    known = everyone.without(change.leaving)
    total = len(known.ids) + len(change.new)
    outgrown = len(everyone.ids) <= small < total
    fresh = _read(store, known, everyone, change, means)
    ids |= dict(zip(fresh.numbers.tolist(), fresh.ids, strict=True))
    gone, wanted, heard, quiet = _proposed(store, known, ids, fresh, means)
    if outgrown:
        index.forget_echoes(con)
        heard = _joined(wanted, _everything_heard(store, known, fresh, means))
    if total <= small:
        here = sorted({*ids} - set(change.leaving.tolist()))
        wanted, heard = _every_pair(here, None if len(ids) > small else fresh.numbers), _NONE
    shelf.put(fresh.numbers, fresh.readings)
    looked = looked_at((fresh.numbers, fresh.readings), (wanted, heard), store, shelf, means)
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


def _read(store: Store, known: Known, everyone: Known, change: Change, means: Means) -> Fresh:
    """Read the new articles, see what their outlets repeat, and write both."""
    means.told("read")
    con, new = store.connection, change.new
    apart = reading.read_apart(new, means.settings)
    mine = reading.lines(apart)
    hashes = {each: np.uint64(word_hash(each.casefold()) if each else 0) for each in {*everyone.outlets}}
    left = {hashes[each] for each in everyone.of(change.leaving).outlets}
    outlets = np.array([hashes[each] for each in known.outlets], dtype=np.uint64)
    same = np.isin(outlets, np.array([*mine.outlets, *left], dtype=np.uint64)) & (outlets > 0)
    numbers = known.numbers[same]
    older = articles.lines(con, numbers, outlets[same])
    kinds = reading.habits(_behind(older, mine))
    count = len(older.kind)
    owner = np.repeat(numbers, np.diff(older.article_sentences))
    changing = np.unique(owner[kinds[:count] != articles.kinds(con, numbers)]).astype(np.int32)
    apart = replace(apart, articles=in_language(apart), sentence_kind=kinds[count:])
    first = int(everyone.numbers.max(initial=-1)) + 1
    numbers = np.arange(first, first + len(new), dtype=np.int32)
    articles.add(con, numbers, apart, mine, body_words(apart), change.drop)
    if len(changing):
        again = reading.read_apart(articles.load(con, changing), means.settings)
        place = {number: kinds[:count][owner == number] for number in changing.tolist()}
        again = replace(again, sentence_kind=np.concatenate([place[each] for each in changing.tolist()]))
        articles.set_kinds(con, changing, again, body_words(again))
        apart, numbers = reading.joined([apart, again]), np.concatenate([numbers, changing])
    return Fresh(numbers, apart, len(new), np.concatenate([changing, change.leaving]))


def _behind(one: Lines, other: Lines) -> Lines:
    """Put the sentences of one batch behind those of another."""
    shifted = other.article_sentences[1:] + one.article_sentences[-1]
    columns = ("outlets", "kind", "words", "keys", "quoted")
    rows = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in columns}
    return Lines(article_sentences=np.concatenate([one.article_sentences, shifted]), **rows)


def _proposed(
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
    gone, wanted = _indexed(store, index.SHARED, (mine, kinds), fresh, order, means, similar, live=live)
    quoted = Listed(*quotations.keys(fresh.readings))
    dates = _dates(known, fresh, len(order))
    fallen, risen = _indexed(
        store,
        index.QUOTED,
        (quoted, np.zeros(len(quoted.keys), dtype=np.uint8)),
        fresh,
        order,
        means,
        least=lambda one, other: quotations.least(dates, one, other, settings),
    )
    doubtful = _joined(gone, fallen)
    stands = index.standing(store.connection, doubtful, quotations.least(dates, *doubtful, settings))
    quiet = doubtful[0][~stands], doubtful[1][~stands]
    return gone, wanted, _joined(wanted, risen), quiet


def _indexed(  # noqa: PLR0913, PLR0917
    store: Store,
    tables: index.Tables,
    rows: tuple[Listed, NDArray[np.uint8]],
    fresh: Fresh,
    order: Numbers,
    means: Means,
    similar: Ends = _NONE,
    least: Callable[[Numbers, Numbers], NDArray[np.int64]] | None = None,
    live: index.Keys | None = None,
) -> tuple[Ends, Ends]:
    """Bring one index up to date; return the pairs that fell below what counts, and those that rose above.

    What a `live` index found takes the place of the keys of bands, which the store then does not hold.
    """
    con, settings = store.connection, means.settings
    mine, kinds = rows
    mine = replace(mine, articles=fresh.numbers[mine.articles])
    there = index.sharing(con, tables, mine.keys, fresh.out)
    index.leave(con, tables, fresh.out)
    here = index.Keys(mine.keys, mine.articles, mine.context, kinds)
    if live is None:
        index.add(con, tables, here)
    else:
        there = index.joined(live, there)
        index.add(con, tables, index.chosen(here, kinds >= bands(settings)[0]))
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
    if tables is index.SHARED:
        touched = np.concatenate([there.keys, mine.keys])
        kind_of = np.concatenate([there.evidence, kinds])[_first(chained, touched)]
        index.set_chains(con, touched, chained, kind_of)
    left, right = np.concatenate([order[one], similar[0]]), np.concatenate([order[other], similar[1]])
    left, right = np.minimum(left, right), np.maximum(left, right)
    weight = np.concatenate([weight, np.ones(len(similar[0]), dtype=np.int64)])
    enough = np.ones(len(left), dtype=np.int64) if least is None else least(left, right)
    risen, fallen = index.support(con, tables, index.Weighed(left, right, weight, enough))
    return fallen, risen


def _everything_heard(store: Store, known: Known, fresh: Fresh, means: Means) -> Ends:
    """Return all pairs of the store of which it must be seen whether they quote the same."""
    shared = index.all_pairs(store.connection, index.SHARED)
    one, other, times = index.all_pairs(store.connection, index.QUOTED)
    count = 1 + max(int(known.numbers.max(initial=-1)), int(fresh.numbers.max(initial=-1)))
    enough = times >= quotations.least(_dates(known, fresh, count), one, other, means.settings)
    return _joined(shared[:2], (one[enough], other[enough]))


def _dates(known: Known, fresh: Fresh, count: int) -> list[str | None]:
    """Return the day of each article by its number."""
    dates: list[str | None] = [None] * count
    for number, day in zip(known.numbers.tolist(), known.published, strict=True):
        dates[number] = day
    for number, article in zip(fresh.numbers.tolist(), fresh.readings.articles, strict=True):
        dates[number] = article.published
    return dates


def _joined(one: Ends, other: Ends) -> Ends:
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


def _echoes(
    store: Store, looked: Looked, asked: tuple[Ends, Ends], leaving: Numbers, means: Means
) -> Numbers:
    """See which pairs may have a statement in common; return the articles of which that changed."""
    heard, quiet = asked
    found = quotations.echoes(looked.readings, looked.candidates(heard), means.settings)
    one, other = looked.numbers[found.left], looked.numbers[found.right]
    echoing = np.minimum(one, other), np.maximum(one, other)
    return index.set_echoes(store.connection, _joined(heard, quiet), echoing, leaving)


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
