"""The line walked against a store: a new drop is compared within itself and with all there is.

Only what the drop can change is worked out again: its own articles; older articles of which an outlet's
habits now show other sentences to be boilerplate; pairs that keys bring together, or no longer do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from provenance import passages, reading, similarity
from provenance.candidates import Listed, changed, held
from provenance.model import Article, Candidates, Lines, Pair, Readings
from provenance.pairs import body_words, judge
from provenance.pipeline.ending import Means, in_language
from provenance.reading.words import word_hash
from provenance.sketches import band_keys, sketch
from provenance.store import Store, articles, index, pairs
from provenance.store.articles import Known

Numbers = NDArray[np.int32]
Ends = tuple[Numbers, Numbers]  # article numbers of pairs


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


def grown(store: Store, change: Change, means: Means) -> tuple[Fresh, set[str]]:
    """Add and remove articles and bring the store's pairs up to date, within the transaction that is open.

    Returns
    -------
    Fresh
        The articles that are new or whose body is another.
    set of str
        Their ids, and those of all articles whose pairs are not what they were.
    """
    con, small = store.connection, means.settings.small_corpus
    everyone = articles.known(con)
    ids = dict(zip(everyone.numbers.tolist(), everyone.ids, strict=True))
    known = everyone.without(change.leaving)
    total = len(known.ids) + len(change.new)
    fresh = _read(store, known, everyone, change, means)
    ids |= dict(zip(fresh.numbers.tolist(), fresh.ids, strict=True))
    gone, wanted = _proposed(store, known, ids, fresh, means)
    if total <= small:
        here = sorted({*ids} - set(change.leaving.tolist()))
        wanted = _every_pair(here, None if len(ids) > small else fresh.numbers)
    found = _aligned(store, fresh, wanted, means, listed=total <= small)
    lost = _lost(store, ids, fresh, gone)
    articles.remove(con, change.leaving)
    pairs.replaced(con, lost, found)
    # what a corrected article leaves behind may have the id that it has itself
    left = {ids[number] for number in change.leaving.tolist()} - {*fresh.ids}
    if len(everyone.ids) <= small < total:
        pairs.unlist(con, means.settings.tfidf_threshold)
        return fresh, {*ids.values()} - left
    touched = {*fresh.ids, *(end for ends in lost for end in ends)}
    return fresh, (touched | {end for pair in found for end in (pair.left, pair.right)}) - left


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
) -> tuple[Ends, Ends]:
    """Bring the index up to date; return the pairs no longer worth a look, and those that now are."""
    con, settings = store.connection, means.settings
    similar = _similar(store, known, fresh, means)
    means.told("sketch")
    sketches = sketch(fresh.readings, settings)
    mine, kinds = held(fresh.readings, sketches, band_keys(sketches, None, settings), settings)
    means.told("propose")
    mine = replace(mine, articles=fresh.numbers[mine.articles])
    there = index.sharing(con, mine.keys, fresh.out)
    index.leave(con, fresh.out)
    index.add(con, index.Keys(mine.keys, mine.articles, mine.context, kinds))
    order = _by_id(ids)
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
    touched = np.concatenate([there.keys, mine.keys])
    kind_of = np.concatenate([there.evidence, kinds])[_first(chained, touched)]
    index.set_chains(con, touched, chained, kind_of)
    left = np.concatenate([order[one], similar[0]])
    right = np.concatenate([order[other], similar[1]])
    weight = np.concatenate([weight, np.ones(len(similar[0]), dtype=np.int64)])
    appeared, gone = index.support(con, np.minimum(left, right), np.maximum(left, right), weight)
    return gone, appeared


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


def _aligned(store: Store, fresh: Fresh, wanted: Ends, means: Means, *, listed: bool) -> list[Pair]:
    """Align and judge pairs of articles by number."""
    means.told("align")
    con, settings = store.connection, means.settings
    partners = np.setdiff1d(np.concatenate(wanted), fresh.numbers).astype(np.int32)
    numbers = np.concatenate([fresh.numbers, partners])
    readings = fresh.readings
    if len(partners):
        readings = reading.joined([readings, read_again(store, partners, means)])
    place = np.full(int(numbers.max(initial=-1)) + 1, -1, dtype=np.int32)
    place[numbers] = np.arange(len(numbers), dtype=np.int32)
    left, right = place[wanted[0]], place[wanted[1]]
    # Left is whose id comes first, as in a comparison, where articles are numbered by their ids.
    rank = np.argsort(np.argsort([article.id for article in readings.articles]))
    turned = rank[left] > rank[right]
    candidates = Candidates(np.where(turned, right, left), np.where(turned, left, right))
    found = passages.align(readings, candidates, means.score, settings)
    means.told("judge")
    counted = similarity.joined([similarity.bags(fresh.readings, settings), articles.bags(con, partners)])
    cosines = similarity.cosines(counted, candidates.left, candidates.right)
    return judge(readings, candidates, found, cosines, settings, listed=listed)


def read_again(store: Store, numbers: Numbers, means: Means) -> Readings:
    """Read articles of the store as they were read, with what is known of their outlets' habits."""
    apart = reading.read_apart(articles.load(store.connection, numbers), means.settings)
    return replace(apart, sentence_kind=articles.kinds(store.connection, numbers))


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
