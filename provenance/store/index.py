"""The keys of all articles, and the pairs that they make worth a look."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provenance.store.bulk import Columns, asked, insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Rows of the index: which article has which key of which kind, and what surrounds it there."""

    keys: NDArray[np.uint64]
    articles: Numbers
    context: NDArray[np.uint16]
    evidence: NDArray[np.uint8]


def sharing(connection: "DuckDBPyConnection", wanted: NDArray[np.uint64], leaving: Numbers) -> Keys:
    """Return all rows with any of some keys, or with a key of an article that is about to leave."""
    asked(connection, "wanted", {"key": np.unique(wanted)})
    asked(connection, "leaving", {"number": leaving})
    if len(leaving):
        connection.execute(
            "INSERT INTO wanted SELECT DISTINCT key FROM keys WHERE article IN (SELECT number FROM leaving)"
        )
    found = connection.execute(
        "SELECT key, article, context, evidence FROM keys WHERE key IN (SELECT key FROM wanted)"
    ).fetchnumpy()
    return Keys(
        np.asarray(found["key"], dtype=np.uint64),
        np.asarray(found["article"], dtype=np.int32),
        np.asarray(found["context"], dtype=np.uint16),
        np.asarray(found["evidence"], dtype=np.uint8),
    )


def add(connection: "DuckDBPyConnection", rows: Keys) -> None:
    """Add the keys of articles, each key once an article."""
    # In this order all columns but the keys themselves take next to no room.
    order = np.lexsort((rows.keys, rows.articles, rows.evidence))
    columns: Columns = {
        "key": rows.keys[order],
        "article": rows.articles[order],
        "context": rows.context[order],
        "evidence": rows.evidence[order],
    }
    insert(connection, "keys", columns)


def leave(connection: "DuckDBPyConnection", numbers: Numbers) -> None:
    """Take articles out of the index, with every pair they are in."""
    asked(connection, "leaving", {"number": numbers})
    connection.execute("DELETE FROM keys WHERE article IN (SELECT number FROM leaving)")
    connection.execute(
        'DELETE FROM candidates WHERE "one" IN (SELECT number FROM leaving) '
        'OR "other" IN (SELECT number FROM leaving)'
    )


def support(
    connection: "DuckDBPyConnection", one: Numbers, other: Numbers, weight: NDArray[np.int64]
) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Add up what keys say of pairs, and return the pairs that appeared and those that are gone."""
    asked(connection, "changes", {"one": one, "other": other, "weight": weight})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sums AS "
        "SELECT c.one, c.other, c.was, c.was + c.weight AS support FROM ("
        "SELECT d.one, d.other, coalesce(k.support, 0) AS was, d.weight FROM ("
        "SELECT one, other, CAST(sum(weight) AS INTEGER) AS weight FROM changes GROUP BY ALL) d "
        'LEFT JOIN candidates k ON k."one" = d.one AND k."other" = d.other) c'
    )
    connection.execute(
        'DELETE FROM candidates USING sums s WHERE candidates."one" = s.one AND candidates."other" = s.other'
    )
    connection.execute("INSERT INTO candidates SELECT one, other, support FROM sums WHERE support > 0")
    return (
        _pairs(connection, "SELECT one, other FROM sums WHERE was <= 0 AND support > 0 ORDER BY ALL"),
        _pairs(connection, "SELECT one, other FROM sums WHERE was > 0 AND support <= 0 ORDER BY ALL"),
    )


def _pairs(connection: "DuckDBPyConnection", query: str) -> tuple[Numbers, Numbers]:
    found = connection.execute(query).fetchnumpy()
    return np.asarray(found["one"], dtype=np.int32), np.asarray(found["other"], dtype=np.int32)


def set_chains(
    connection: "DuckDBPyConnection",
    touched: NDArray[np.uint64],
    chained: NDArray[np.uint64],
    evidence: NDArray[np.uint8],
) -> None:
    """Write which keys are chained, in place of what was written of the touched ones."""
    asked(connection, "wanted", {"key": np.unique(touched)})
    connection.execute("DELETE FROM chains WHERE key IN (SELECT key FROM wanted)")
    insert(connection, "chains", {"key": chained, "evidence": evidence})


def chains(connection: "DuckDBPyConnection") -> dict[int, int]:
    """Return for each kind of key how many are chained."""
    rows = connection.execute(
        "SELECT evidence, count(*) FROM chains GROUP BY evidence ORDER BY ALL"
    ).fetchall()
    return {int(kind): int(count) for kind, count in rows}
