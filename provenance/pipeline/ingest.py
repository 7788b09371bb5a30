"""A new drop against all there is: `ingest` and `forget`, and what a store holds as one result."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance import __version__
from provenance.candidates import KINDS, chained_note
from provenance.comparison import Comparison
from provenance.errors import EmptySliceError, NotAFolderError, UnknownArticleError
from provenance.lineage import outlet_shares
from provenance.model import Article, Skipped, Tally
from provenance.pipeline import drawing, scorer
from provenance.pipeline.fresh import Change
from provenance.pipeline.means import Means, Progress, unheard
from provenance.pipeline.opened import open_store
from provenance.pipeline.settling import carry
from provenance.pipeline.sources import Source, articles_of
from provenance.sketches import bands
from provenance.store import Store, articles, drops, exporting, findings, index, pairs

__all__ = ["Drop", "added", "export", "forget", "forgettable", "ingest", "of_drop", "open_store", "stored"]

BATCH = 1_000  # articles in one transaction: what a crash can cost, and what is held in memory


@dataclass(frozen=True, slots=True)
class Drop:
    """What one run of `ingest` did.

    Attributes
    ----------
    name : str
        The drop's name in the store; the same articles have the same.
    articles : tuple of str
        Ids of those it brought, new versions of known ones among them.
    skipped : tuple of Skipped
    tally : Tally
        What of it this run added; nothing if the same drop was there before.
    """

    name: str
    articles: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    tally: Tally


def ingest(
    source: Source,
    store: Store,
    *,
    progress: Progress | None = None,
    mapping: dict[str, str] | None = None,
) -> Drop:
    """Compare a drop within itself and with all the store has, and add it.

    Parameters
    ----------
    source : path, paths, or articles
        As of `compare`; a single article will do.
    store : Store
        Open for writing.
    progress, mapping
        As of `compare`.

    Raises
    ------
    ProvenanceError
        If nothing can be read, or the store cannot be written. Batches finished before stay.
    """
    told = progress or unheard
    means = Means(store.settings, scorer(store.settings, None), told)
    told("load")
    found, skipped = articles_of(source, store.settings, mapping)
    drop = drops.name_of(found)
    again = drops.finished(store.connection, drop)
    arrived = drops.sort(store.connection, found, drop)
    left_out = [*skipped, *arrived.notes]
    added(store, drop, _called(source), arrived, means)
    with store.batch() as connection:
        drops.begin(connection, drop, _called(source), len(found))
        drops.finish(connection, drop, left_out)
    changed = len(arrived.replaces) + sum(map(len, arrived.earlier.values()))
    new = len(arrived.new) - len(arrived.replaces)
    stored = len(articles.known(store.connection).ids)
    tally = Tally(len(found), new, changed, len(found) - new - changed, again, stored)
    return Drop(drop, drops.articles_of(store.connection, drop), tuple(left_out), tally)


def added(store: Store, drop: str, called: str, arrived: drops.Arrived, means: Means) -> None:
    """Add articles in batches, each one transaction, in place of the older versions they replace."""
    new = arrived.new
    for first in range(0, len(new), BATCH):
        batch = new[first : first + BATCH]
        with store.batch() as connection:
            drops.begin(connection, drop, called, len(new))
            drawing.keep(store)
            leaving = drops.keep_versions(connection, arrived, batch, drop)
            carry(store, Change(drop, batch, articles.numbers(connection, leaving)), means)


def forget(store: Store, ids: Sequence[str], *, progress: Progress | None = None) -> None:
    """Remove articles, their versions, and all that was derived from them.

    Raises
    ------
    UnknownArticleError
        If an id is not in the store; nothing is removed then.
    """
    means = Means(store.settings, scorer(store.settings, None), progress or unheard)
    known = articles.known(store.connection).ids
    for each in ids:
        if each not in known:
            raise UnknownArticleError(each, known, "store")
    with store.batch() as connection:
        carry(store, Change("", (), articles.numbers(connection, ids)), means)
        drops.forget(connection, ids)
    store.connection.execute("CHECKPOINT")


def forgettable(store: Store, ids: Sequence[str], outlet: str) -> list[str]:
    """Return the ids given and those of an outlet's articles.

    Raises
    ------
    EmptySliceError
        If there are none.
    """
    known = articles.known(store.connection)
    wanted = {*ids}
    if outlet:
        there = zip(known.ids, known.outlets, strict=True)
        wanted |= {name for name, whose in there if whose.casefold() == outlet.casefold()}
    if not wanted:
        raise EmptySliceError(len(known.ids))
    return sorted(wanted)


def export(store: Store, folder: Path, kind: str) -> None:
    """Write the tables people use as files.

    Raises
    ------
    NotAFolderError
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        exporting.export(store.connection, folder, kind)
    except OSError as error:
        raise NotAFolderError(folder, f"writing failed: {error.strerror or error}") from error


def stored(store: Store) -> Comparison:
    """Return all that a store holds as one comparison: what `compare` makes of the same articles."""
    connection = store.connection
    everyone = articles.everyone(connection)
    found = findings.load(connection)
    skipped = [*drops.skipped(connection), *chained_note(_chains(store), store.settings)]
    groups = [group for group in found.groups if group.kind != "shared statement"]
    words = articles.words(connection)
    return Comparison(
        settings=store.settings,
        version=__version__,
        articles=everyone,
        words=words,
        stretches=articles.stretches(connection),
        pairs=tuple(pairs.load(connection)[1]),
        stories=tuple(found.stories),
        groups=tuple(found.groups),
        quotes=tuple(found.quotes),
        facts=findings.load_facts(connection, found.stories),
        skipped=tuple(sorted(skipped)),
        derivations=tuple(found.derivations),
        outlet_shares=outlet_shares(everyone, found.derivations, groups, words),
    )


def of_drop(store: Store, drop: str) -> tuple[str, ...]:
    """Return the ids of the articles that came with a drop.

    Raises
    ------
    UnknownDropError
    """
    return drops.articles_of(store.connection, drops.known(store.connection, drop))


def _called(source: Source) -> str:
    """Name a drop for people."""
    if isinstance(source, str | Path):
        return str(source)
    return ", ".join(str(each) for each in source if not isinstance(each, Article))[:200] or "articles"


def _chains(store: Store) -> dict[str, int]:
    """Return how many keys of each kind are chained."""
    count, _ = bands(store.settings)
    chains, runs = dict[str, int](), tuple(KINDS)  # these come after the bands
    for kind, number in index.chains(store.connection).items():
        what = "sentences" if kind < count else runs[kind - count]
        chains[what] = max(chains.get(what, 0), number)
    return chains
