"""Which articles have some keys, or some words."""

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Span
from provenance.store import articles
from provenance.store.bulk import asked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MARKS = ('"“”', "'‘’")  # typed as every keyboard has them, printed otherwise
_LONGEST = 500  # characters of the words that DuckDB compares: the rest is compared in what has these


def sharing_most(
    connection: "DuckDBPyConnection", keys: NDArray[np.uint64], most: int, elsewhere: NDArray[np.int32]
) -> tuple[NDArray[np.int32], int]:
    """Return the articles with any of some keys, those with most first, and how many more there are.

    Articles found `elsewhere` by such a key are counted once a key, too.
    """
    asked(connection, "wanted", {"key": keys})
    asked(connection, "elsewhere", {"article": elsewhere})
    # Rows first, then their articles: DuckDB would read both columns to the end to find a few of either.
    found = connection.execute(
        "SELECT article, count(*) AS shared FROM ("
        "SELECT article FROM keys WHERE rowid IN "
        "(SELECT rowid FROM keys WHERE key IN (SELECT key FROM wanted)) "
        "UNION ALL SELECT article FROM elsewhere) GROUP BY article ORDER BY shared DESC, article"
    ).fetchall()
    numbers = np.array([article for article, _ in found], dtype=np.int32)
    return numbers[:most], max(len(numbers) - most, 0)


def holding(connection: "DuckDBPyConnection", words: str) -> list[tuple[Article, Span]]:
    """Return the articles whose text holds some words, and where it first does.

    Upper and lower case are alike, and so are straight and typographic marks and all white space.
    """
    pattern = _pattern(words)
    # DuckDB's expressions and Python's read these alike, and both in one go through the text.
    rows = articles.where(connection, "regexp_matches(a.\"text\", ?, 'i')", [_pattern(words[:_LONGEST])])
    found = [(article, re.search(pattern, article.text, re.IGNORECASE)) for article in rows]
    return [(article, Span(*match.span())) for article, match in found if match]


def _pattern(words: str) -> str:
    """Write words as an expression without choices or repetitions but of white space."""
    return "[\\s\u00a0]+".join("".join(map(_character, each)) for each in words.split())


def _character(each: str) -> str:
    marks = next((marks for marks in _MARKS if each in marks), "")
    return f"[{marks}]" if marks else re.escape(each)
