"""Which articles have some keys, or some words."""

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article
from provenance.store import articles
from provenance.store.bulk import asked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STRAIGHT = "translate({}, '“”‘’', '\"\"''''')"  # quotation marks are typed as every keyboard has them


def sharing_most(
    connection: "DuckDBPyConnection", keys: NDArray[np.uint64], most: int, elsewhere: NDArray[np.int32]
) -> tuple[NDArray[np.int32], int]:
    """Return the articles with any of some keys, those with most first, and how many more there are.

    Articles found `elsewhere` by such a key are counted once a key, too.
    """
    asked(connection, "wanted", {"key": keys})
    asked(connection, "elsewhere", {"article": elsewhere})
    found = connection.execute(
        "SELECT article, count(*) AS shared FROM ("
        "SELECT article FROM keys WHERE key IN (SELECT key FROM wanted) "
        "UNION ALL SELECT article FROM elsewhere) GROUP BY article ORDER BY shared DESC, article"
    ).fetchnumpy()
    numbers = np.asarray(found["article"], dtype=np.int32)
    return numbers[:most], max(len(numbers) - most, 0)


def holding(connection: "DuckDBPyConnection", words: str) -> list[Article]:
    """Return the articles whose text holds some words, upper and lower case alike."""
    text, wanted = _STRAIGHT.format('"text"'), _STRAIGHT.format("?")
    # one plain word first: most texts lack it, and to straighten marks in all of them takes a second
    longest = max(re.findall(r"\w+", words), key=len, default="")
    rows = connection.execute(
        'SELECT number FROM (SELECT number, "text" FROM articles WHERE contains(lower("text"), lower(?))) '  # noqa: S608
        f"WHERE contains(lower({text}), lower({wanted})) ORDER BY number",
        [longest, words],
    ).fetchnumpy()
    return articles.load(connection, np.asarray(rows["number"], dtype=np.int32))
