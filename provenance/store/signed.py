"""Which sentences of a store are in a live index, and where they belong.

The store decides what counts: a name that no row here has (of another store, of a batch that was never
finished, of an article that went) is passed over, whatever the server says.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from provenance.errors import IndexMissingError, IndexMixedError
from provenance.store.bulk import asked, insert, strings
from provenance.store.index import Keys
from provenance.store.schema import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from provenance.store import Store

_GONE = -1  # the article of a sentence that is to be taken out of the live index


class LiveIndex(Protocol):
    """What a store needs of a live index; see `sketches.live`."""

    basename: str

    def insert(self, names: Sequence[str], signatures: NDArray[np.uint32]) -> None:
        """Add sentences."""

    def banded(self, names: Sequence[str]) -> NDArray[np.uint32]:
        """Return what is in bands of the signatures of sentences."""

    def sharing(
        self, signatures: NDArray[np.uint32]
    ) -> tuple[NDArray[np.uint64], NDArray[np.uint8], list[str]]:
        """Return keys, band numbers and names of the sentences that have a band in common with some."""

    def remove(self, names: Sequence[str]) -> None:
        """Take sentences out."""


def agreed(store: "Store", live: LiveIndex | None, *, writing: bool) -> None:
    """See that a store is used with a live index if it was begun with one, and only then.

    Raises
    ------
    IndexMissingError, IndexMixedError, IndexLostError
    """
    con = store.connection
    rows = con.execute("SELECT value FROM meta WHERE name = 'index'").fetchall()
    if live is None:
        if rows and writing:
            raise IndexMissingError(store.path)
        return
    if not rows:
        if con.execute("SELECT 1 FROM articles LIMIT 1").fetchall() or not writing:
            raise IndexMixedError(store.path)
        con.execute("BEGIN")
        con.execute(f"CREATE TABLE IF NOT EXISTS signed ({TABLES['signed'][1]})")
        con.execute("INSERT INTO meta VALUES ('index', ?)", [live.basename])
        con.execute("COMMIT")
        return
    # A server that was emptied, or went back to an older state, lacks the first or last name of some batch.
    ends = con.execute(
        "SELECT arg_min(name, place), arg_max(name, place) FROM signed WHERE article >= 0 "
        "GROUP BY split_part(name, ':', 1)"
    ).fetchall()
    live.banded(sorted({name for pair in ends for name in pair}))


def names_of(connection: "DuckDBPyConnection", numbers: NDArray[np.int32]) -> list[str]:
    """Return the names of the sentences of articles."""
    asked(connection, "leaving", {"number": numbers})
    rows = connection.execute(
        "SELECT name FROM signed WHERE article IN (SELECT number FROM leaving) ORDER BY ALL"
    ).fetchall()
    return [name for (name,) in rows]


def resolved(
    connection: "DuckDBPyConnection",
    keys: NDArray[np.uint64],
    numbers: NDArray[np.uint8],
    names: Sequence[str],
) -> Keys:
    """Return what a live index found as rows of the index, as far as it is of this store.

    Sentences of an article come in their order: as in `keys`, the first stands for those that are alike.
    """
    asked(connection, "found", {"key": keys, "evidence": numbers, "name": strings(names)})
    rows = connection.execute(
        "SELECT f.key, s.article, s.context, f.evidence FROM found f JOIN signed s ON f.name = s.name "
        "WHERE s.article >= 0 ORDER BY s.article, s.place, f.evidence, f.key"
    ).fetchnumpy()
    return Keys(
        np.asarray(rows["key"], dtype=np.uint64),
        np.asarray(rows["article"], dtype=np.int32),
        np.asarray(rows["context"], dtype=np.uint16),
        np.asarray(rows["evidence"], dtype=np.uint8),
    )


def add(
    connection: "DuckDBPyConnection",
    articles: NDArray[np.int32],
    ids: Sequence[str],
    context: NDArray[np.uint16],
) -> list[str]:
    """Name sentences, in the order of their articles, and note where they belong; return their names."""
    batch = uuid4().hex
    names = [f"{batch}:{place}:{name}" for place, name in enumerate(ids)]
    place = np.arange(len(names), dtype=np.int32)
    insert(
        connection,
        "signed",
        {"name": strings(names), "article": articles, "place": place, "context": context},
    )
    return names


def leave(connection: "DuckDBPyConnection", numbers: NDArray[np.int32]) -> None:
    """Note that the sentences of articles are to be taken out of the live index once this is certain."""
    asked(connection, "leaving", {"number": numbers})
    connection.execute(
        f"UPDATE signed SET article = {_GONE} WHERE article IN (SELECT number FROM leaving)"  # noqa: S608
    )


def swept(connection: "DuckDBPyConnection", live: LiveIndex) -> None:
    """Take out of the live index what left the store for good, now or before an earlier end."""
    gone = names_of(connection, np.array([_GONE], dtype=np.int32))
    if gone:
        live.remove(gone)
        connection.execute(f"DELETE FROM signed WHERE article = {_GONE}")  # noqa: S608
