"""The keys of all articles, and the pairs that they make worth a look."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import distinct
from provenance.store.bulk import Columns, asked, insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Numbers = NDArray[np.int32]


class Tables(NamedTuple):
    """Where keys are, and the pairs that they make."""

    keys: str
    pairs: str


SHARED = Tables("keys", "candidates")  # words that two articles share
QUOTED = Tables("heard", "hearing")  # rare words that both quote


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Rows of the index: which article has which key of which kind, and what surrounds it there."""

    keys: NDArray[np.uint64]
    articles: Numbers
    context: NDArray[np.uint16]
    evidence: NDArray[np.uint8]


def sharing(
    connection: "DuckDBPyConnection", tables: Tables, wanted: NDArray[np.uint64], leaving: Numbers
) -> Keys:
    """Return all rows with any of some keys, or with a key of an article that is about to leave."""
    asked(connection, "wanted", {"key": distinct(wanted)})
    asked(connection, "leaving", {"number": leaving})
    if len(leaving):
        connection.execute(
            f"INSERT INTO wanted SELECT DISTINCT key FROM {tables.keys} "  # noqa: S608
            "WHERE article IN (SELECT number FROM leaving)"
        )
    found = connection.execute(
        f"SELECT key, article, context, evidence FROM {tables.keys} "  # noqa: S608
        "WHERE key IN (SELECT key FROM wanted)"
    ).fetchnumpy()
    return Keys(
        np.asarray(found["key"], dtype=np.uint64),
        np.asarray(found["article"], dtype=np.int32),
        np.asarray(found["context"], dtype=np.uint16),
        np.asarray(found["evidence"], dtype=np.uint8),
    )


def joined(one: Keys, other: Keys) -> Keys:
    """Put rows behind rows."""
    return Keys(
        np.concatenate([one.keys, other.keys]),
        np.concatenate([one.articles, other.articles]),
        np.concatenate([one.context, other.context]),
        np.concatenate([one.evidence, other.evidence]),
    )


def chosen(rows: Keys, wanted: NDArray[np.bool_]) -> Keys:
    """Return some rows."""
    return Keys(rows.keys[wanted], rows.articles[wanted], rows.context[wanted], rows.evidence[wanted])


def add(connection: "DuckDBPyConnection", tables: Tables, rows: Keys) -> None:
    """Add the keys of articles, each key once an article."""
    # In this order keys take half the room (DuckDB packs their distances), and few are found in few blocks.
    order = np.lexsort((rows.articles, rows.keys))
    columns: Columns = {
        "key": rows.keys[order],
        "article": rows.articles[order],
        "context": rows.context[order],
        "evidence": rows.evidence[order],
    }
    insert(connection, tables.keys, columns)


def leave(connection: "DuckDBPyConnection", tables: Tables, numbers: Numbers) -> None:
    """Take articles out of the index, with every pair they are in."""
    asked(connection, "leaving", {"number": numbers})
    connection.execute(f"DELETE FROM {tables.keys} WHERE article IN (SELECT number FROM leaving)")  # noqa: S608
    connection.execute(
        f'DELETE FROM {tables.pairs} WHERE "one" IN (SELECT number FROM leaving) '  # noqa: S608
        'OR "other" IN (SELECT number FROM leaving)'
    )


class Weighed(NamedTuple):
    """What keys say of pairs: how many more (or fewer) bring two together, and how many it takes to count."""

    one: Numbers
    other: Numbers
    weight: NDArray[np.int64]
    least: NDArray[np.int64]


Ends = tuple[Numbers, Numbers]


def support(connection: "DuckDBPyConnection", tables: Tables, changes: Weighed) -> tuple[Ends, Ends]:
    """Add up what keys say of pairs, and return the pairs that appeared and those that are gone."""
    asked(connection, "changes", changes._asdict())
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sums AS "  # noqa: S608
        "SELECT c.one, c.other, c.least, c.was, c.was + c.weight AS support FROM ("
        "SELECT d.one, d.other, d.least, coalesce(k.support, 0) AS was, d.weight FROM ("
        "SELECT one, other, max(least) AS least, CAST(sum(weight) AS INTEGER) AS weight "
        "FROM changes GROUP BY one, other) d "
        f'LEFT JOIN {tables.pairs} k ON k."one" = d.one AND k."other" = d.other) c'
    )
    connection.execute(
        f'DELETE FROM {tables.pairs} p USING sums s WHERE p."one" = s.one AND p."other" = s.other'  # noqa: S608
    )
    connection.execute(
        f"INSERT INTO {tables.pairs} SELECT one, other, support FROM sums WHERE support > 0"  # noqa: S608
    )
    select = "SELECT one, other FROM sums WHERE"
    return (
        _pairs(connection, f"{select} was < least AND support >= least ORDER BY ALL"),
        _pairs(connection, f"{select} was >= least AND support < least ORDER BY ALL"),
    )


def all_pairs(connection: "DuckDBPyConnection", tables: Tables) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Return every pair and how many keys bring it together."""
    found = connection.execute(
        f'SELECT "one", "other", support FROM {tables.pairs} ORDER BY ALL'  # noqa: S608
    ).fetchnumpy()
    one, other = (np.asarray(found[name], dtype=np.int32) for name in ("one", "other"))
    return one, other, np.asarray(found["support"], dtype=np.int64)


def standing(connection: "DuckDBPyConnection", ends: Ends, least: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pairs are brought together by shared words, or by at least so many quoted ones."""
    asked(
        connection,
        "looked",
        {"one": ends[0], "other": ends[1], "least": least, "place": np.arange(len(least))},
    )
    found = connection.execute(
        f"SELECT l.place FROM looked l LEFT JOIN {SHARED.pairs} c ON c.one = l.one AND c.other = l.other "  # noqa: S608
        f"LEFT JOIN {QUOTED.pairs} h ON h.one = l.one AND h.other = l.other "
        "WHERE c.support > 0 OR h.support >= l.least"
    ).fetchnumpy()
    held = np.zeros(len(least), np.bool_)
    held[np.asarray(found["place"], dtype=np.int64)] = True
    return held


def set_echoes(connection: "DuckDBPyConnection", looked: Ends, found: Ends, leaving: Numbers) -> Numbers:
    """Write which of the pairs looked at may have a statement in common, in place of what was known.

    Returns
    -------
    int32 array
        All articles of which that changed.
    """
    asked(connection, "looked", {"one": looked[0], "other": looked[1]})
    asked(connection, "leaving", {"number": leaving})
    asked(connection, "heard_now", {"one": found[0], "other": found[1]})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE before AS SELECT e.one, e.other FROM echoes e "
        "SEMI JOIN looked l ON e.one = l.one AND e.other = l.other UNION "
        "SELECT one, other FROM echoes WHERE one IN (SELECT number FROM leaving) "
        "OR other IN (SELECT number FROM leaving)"
    )
    connection.execute("DELETE FROM echoes e USING before b WHERE e.one = b.one AND e.other = b.other")
    connection.execute("INSERT INTO echoes SELECT DISTINCT one, other, NULL FROM heard_now ORDER BY ALL")
    changed = connection.execute(
        "WITH d AS ((SELECT * FROM before EXCEPT SELECT one, other FROM heard_now) UNION "
        "(SELECT one, other FROM heard_now EXCEPT SELECT * FROM before)) "
        "SELECT one AS number FROM d UNION SELECT other FROM d ORDER BY ALL"
    ).fetchnumpy()
    return np.asarray(changed["number"], dtype=np.int32)


def forget_echoes(connection: "DuckDBPyConnection") -> None:
    """Take out every pair that may have a statement in common: all are about to be looked at."""
    connection.execute("DELETE FROM echoes")


def echoing(connection: "DuckDBPyConnection") -> Ends:
    """Return the pairs of articles that may have a statement in common, but those known to have none."""
    return _pairs(connection, "SELECT one, other FROM echoes WHERE met IS NOT FALSE ORDER BY ALL")


def set_met(connection: "DuckDBPyConnection", looked: Ends, met: NDArray[np.bool_]) -> None:
    """Write which of the pairs that may have a statement in common have one, as far as was seen."""
    columns = {"one": np.minimum(*looked), "other": np.maximum(*looked), "met": met}
    asked(connection, "looked", columns)
    connection.execute(
        "UPDATE echoes SET met = l.met FROM looked l "
        "WHERE echoes.one = l.one AND echoes.other = l.other AND echoes.met IS NULL"
    )


def _pairs(connection: "DuckDBPyConnection", query: str) -> Ends:
    found = connection.execute(query).fetchnumpy()
    return np.asarray(found["one"], dtype=np.int32), np.asarray(found["other"], dtype=np.int32)


def set_chains(
    connection: "DuckDBPyConnection",
    touched: NDArray[np.uint64],
    chained: NDArray[np.uint64],
    evidence: NDArray[np.uint8],
) -> None:
    """Write which keys are chained, in place of what was written of the touched ones."""
    asked(connection, "wanted", {"key": distinct(touched)})
    connection.execute("DELETE FROM chains WHERE key IN (SELECT key FROM wanted)")
    insert(connection, "chains", {"key": chained, "evidence": evidence})


def chains(connection: "DuckDBPyConnection") -> dict[int, int]:
    """Return for each kind of key how many are chained."""
    rows = connection.execute(
        "SELECT evidence, count(*) FROM chains GROUP BY evidence ORDER BY ALL"
    ).fetchall()
    return {int(kind): int(count) for kind, count in rows}
