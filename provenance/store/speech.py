"""What each article reports as said, before it is matched with others."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Quote, Span
from provenance.store.bulk import asked, insert, strings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from provenance.store.articles import Numbers


def write(connection: "DuckDBPyConnection", numbers: "Numbers", quotes: Sequence[tuple[Quote, ...]]) -> None:
    """Write what articles report as said, in place of what was known."""
    asked(connection, "wanted", {"number": numbers})
    connection.execute("DELETE FROM said WHERE article IN (SELECT number FROM wanted)")
    insert(connection, "said", {"article": numbers, "value": strings(map(_compact, quotes))})


def load(connection: "DuckDBPyConnection", numbers: "Numbers") -> list[tuple[Quote, ...]]:
    """Return what each article reports as said, in the order asked for."""
    asked(connection, "wanted", {"number": numbers, "place": np.arange(len(numbers))})
    rows = connection.execute(
        "SELECT s.value FROM said s JOIN wanted w ON s.article = w.number ORDER BY w.place"
    ).fetchall()
    return [_spread(value) for (value,) in rows]


def _compact(quotes: Sequence[Quote]) -> str:
    """Write quotes as lists of numbers: there are a score to an article, and every batch reads them again."""
    return json.dumps(
        [
            [
                [offset for each in quote.content for offset in (each.begin, each.end)],
                quote.cue and (quote.cue.begin, quote.cue.end),
                quote.speaker and (quote.speaker.begin, quote.speaker.end),
                quote.who,
                quote.direct,
            ]
            for quote in quotes
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _spread(value: str) -> tuple[Quote, ...]:
    found = []
    for content, cue, speaker, who, direct in json.loads(value):
        offsets = iter(content)
        spans = tuple(Span(begin, end) for begin, end in zip(offsets, offsets, strict=True))
        found.append(
            Quote(spans, Span(*cue) if cue else None, Span(*speaker) if speaker else None, who, direct)
        )
    return tuple(found)
