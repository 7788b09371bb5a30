"""Articles and their sentences in and out of the store; which are new, which are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Bags, Kind, Lines, Readings, Span, Stretch
from provenance.store.bulk import Columns, asked, blobs, insert, lists, strings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PLAIN = [each.name for each in fields(Article) if each.name != "inferred"]
_COLUMNS = ", ".join(f'a."{name}"' for name in [*_PLAIN, "inferred"])
Numbers = NDArray[np.int32]


def content(article: Article) -> str:
    """Return the key of what an article says and who says it where: equal keys are the same article."""
    named = article.outlet, article.url or article.id, article.published or "", article.title, article.text
    return blake2b("\0".join(named).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def add(  # noqa: PLR0913, PLR0917 - an article, its sentences before and after, where it came from
    connection: "DuckDBPyConnection",
    numbers: Numbers,
    readings: Readings,
    own: Lines,
    words: Sequence[int],
    drop: str,
) -> None:
    """Write new articles with their sentences."""
    articles = readings.articles
    plain = {name: strings(getattr(each, name) for each in articles) for name in _PLAIN}
    insert(
        connection,
        "articles",
        {
            "number": numbers,
            **plain,
            "inferred": lists(sorted(each.inferred) for each in articles),
            "content": strings(content(each) for each in articles),
            "drop": strings(drop for _ in articles),
            "words": np.array(words, dtype=np.int32),
        },
    )
    per_article = np.diff(readings.article_sentences)
    places = np.arange(len(readings.sentence_kind)) - np.repeat(readings.article_sentences[:-1], per_article)
    insert(
        connection,
        "sentences",
        {
            "article": np.repeat(numbers, per_article),
            "place": places.astype(np.int32),
            "begin": readings.sentence_begin,
            "end": readings.sentence_end,
            "kind": readings.sentence_kind,
            "own_kind": own.kind,
            "words": own.words,
            "key": own.keys,
            "quoted": own.quoted,
        },
    )


def set_kinds(
    connection: "DuckDBPyConnection", numbers: Numbers, readings: Readings, words: Sequence[int]
) -> None:
    """Write what is body now of articles whose outlet turned out to repeat some of their sentences."""
    per_article = np.diff(readings.article_sentences)
    places = np.arange(len(readings.sentence_kind)) - np.repeat(readings.article_sentences[:-1], per_article)
    columns: Columns = {
        "article": np.repeat(numbers, per_article),
        "place": places.astype(np.int32),
        "kind": readings.sentence_kind,
    }
    asked(connection, "kinds", columns)
    connection.execute(
        "UPDATE sentences SET kind = k.kind FROM kinds k "
        "WHERE sentences.article = k.article AND sentences.place = k.place"
    )
    asked(connection, "counts", {"article": numbers, "words": np.array(words, dtype=np.int32)})
    connection.execute("UPDATE articles SET words = c.words FROM counts c WHERE articles.number = c.article")


def load(connection: "DuckDBPyConnection", numbers: Numbers) -> list[Article]:
    """Read articles by number, in the order asked for."""
    asked(connection, "wanted", {"number": numbers, "place": np.arange(len(numbers))})
    return _read(
        connection.execute(
            f"SELECT {_COLUMNS} FROM articles a JOIN wanted w USING (number) ORDER BY w.place"  # noqa: S608
        ).fetchall()
    )


def openings(connection: "DuckDBPyConnection", ids: Iterable[str], length: int) -> list[Article]:
    """Read articles with the first characters of their texts only, sorted by id."""
    asked(connection, "named", {"id": strings(ids)})
    columns = _COLUMNS.replace('a."text"', f'left(a."text", {length})')
    query = f"SELECT {columns} FROM articles a SEMI JOIN named n ON a.id = n.id ORDER BY a.id"  # noqa: S608
    return _read(connection.execute(query).fetchall())


def where(connection: "DuckDBPyConnection", condition: str, values: list[str]) -> list[Article]:
    """Read the articles (`a`) for which a condition holds, by number."""
    query = f"SELECT {_COLUMNS} FROM articles a WHERE {condition} ORDER BY a.number"  # noqa: S608
    return _read(connection.execute(query, values).fetchall())


def _read(rows: list[tuple[Any, ...]]) -> list[Article]:
    return [Article(**dict(zip(_PLAIN, row[:-1], strict=True)), inferred=frozenset(row[-1])) for row in rows]


def kinds(connection: "DuckDBPyConnection", numbers: Numbers) -> NDArray[np.uint8]:
    """Return the kinds of all sentences of some articles, in the order asked for."""
    asked(connection, "wanted", {"number": numbers, "place": np.arange(len(numbers))})
    found = connection.execute(
        "SELECT s.kind FROM sentences s JOIN wanted w ON s.article = w.number ORDER BY w.place, s.place"
    ).fetchnumpy()
    return np.asarray(found["kind"], dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The articles a store has, without their texts, by number."""

    numbers: Numbers
    ids: list[str]
    published: list[str | None]
    outlets: list[str]

    def of(self, numbers: Numbers) -> "Known":
        """Return some of them."""
        return self._where(np.isin(self.numbers, numbers))

    def without(self, numbers: Numbers) -> "Known":
        """Return all but some."""
        return self._where(~np.isin(self.numbers, numbers))

    def _where(self, kept: NDArray[np.bool_]) -> "Known":
        places = np.flatnonzero(kept).tolist()
        columns = ([column[place] for place in places] for column in (self.ids, self.published, self.outlets))
        return Known(self.numbers[kept], *columns)  # type: ignore[arg-type]


def known(connection: "DuckDBPyConnection") -> Known:
    """Return all articles of the store."""
    rows = connection.execute("SELECT number, id, published, outlet FROM articles ORDER BY number").fetchall()
    numbers = np.array([row[0] for row in rows], dtype=np.int32)
    return Known(numbers, *([row[place] for row in rows] for place in (1, 2, 3)))


def remove(connection: "DuckDBPyConnection", numbers: Numbers) -> None:
    """Delete articles with their sentences and all that is known of each alone."""
    asked(connection, "leaving", {"number": numbers})
    connection.execute("DELETE FROM articles WHERE number IN (SELECT number FROM leaving)")
    for table in ("sentences", "bags", "said"):
        connection.execute(f"DELETE FROM {table} WHERE article IN (SELECT number FROM leaving)")  # noqa: S608


def lines(connection: "DuckDBPyConnection", numbers: Numbers, outlets: NDArray[np.uint64]) -> Lines:
    """Return what is known of the sentences of some articles; `outlets` is the hash of each one's outlet."""
    asked(connection, "wanted", {"number": numbers, "place": np.arange(len(numbers))})
    found = connection.execute(
        "SELECT w.place AS article, s.own_kind, s.words, s.key, s.quoted FROM sentences s "
        "JOIN wanted w ON s.article = w.number ORDER BY w.place, s.place"
    ).fetchnumpy()
    counts = np.bincount(np.asarray(found["article"], dtype=np.int64), minlength=len(numbers))
    return Lines(
        outlets=outlets,
        article_sentences=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        kind=np.asarray(found["own_kind"], dtype=np.uint8),
        words=np.asarray(found["words"], dtype=np.int32),
        keys=np.asarray(found["key"], dtype=np.uint64),
        quoted=np.asarray(found["quoted"], dtype=np.bool_),
    )


def add_bags(connection: "DuckDBPyConnection", numbers: Numbers, counted: Bags) -> None:
    """Write the words of bodies, in place of any they had."""
    asked(connection, "wanted", {"number": numbers})
    connection.execute("DELETE FROM bags WHERE article IN (SELECT number FROM wanted)")
    cuts = counted.bounds[1:-1]
    columns: Columns = {
        "article": numbers,
        "words": blobs(np.split(counted.words, cuts)),
        "counts": blobs(np.split(counted.counts, cuts)),
    }
    insert(connection, "bags", columns)


def bags(connection: "DuckDBPyConnection", numbers: Numbers) -> Bags:
    """Read the words of bodies, in the order asked for."""
    asked(connection, "wanted", {"number": numbers, "place": np.arange(len(numbers))})
    rows = connection.execute(
        "SELECT b.words, b.counts FROM bags b JOIN wanted w ON b.article = w.number ORDER BY w.place"
    ).fetchall()
    words = [np.frombuffer(row[0], dtype=np.uint32) for row in rows]
    counts = [np.frombuffer(row[1], dtype=np.int32) for row in rows]
    return Bags(
        np.concatenate([[0], np.cumsum([len(each) for each in words])]).astype(np.int64),
        np.concatenate([np.zeros(0, dtype=np.uint32), *words]),
        np.concatenate([np.zeros(0, dtype=np.int32), *counts]),
    )


def numbers(connection: "DuckDBPyConnection", ids: Sequence[str]) -> Numbers:
    """Return the numbers of articles, sorted."""
    asked(connection, "touched", {"id": strings(ids)})
    rows = connection.execute("SELECT number FROM articles WHERE id IN (SELECT id FROM touched) ORDER BY ALL")
    return np.asarray(rows.fetchnumpy()["number"], dtype=np.int32)


def numbered(connection: "DuckDBPyConnection", ids: Iterable[str]) -> list[tuple[str, int]]:
    """Return the ids and numbers of articles."""
    asked(connection, "touched", {"id": strings(ids)})
    return connection.execute(
        "SELECT a.id, a.number FROM articles a SEMI JOIN touched t ON a.id = t.id"
    ).fetchall()


def everyone(connection: "DuckDBPyConnection") -> tuple[Article, ...]:
    """Return all articles by id."""
    found = known(connection)
    return tuple(sorted(load(connection, found.numbers), key=lambda article: article.id))


def words(connection: "DuckDBPyConnection") -> tuple[int, ...]:
    """Return how many body words each article has, by id."""
    rows = connection.execute("SELECT id, words FROM articles").fetchall()
    return tuple(count for _, count in sorted(rows))


def stretches(connection: "DuckDBPyConnection") -> tuple[tuple[Stretch, ...], ...]:
    """Return what is not body of each article, by id."""
    found: dict[str, list[Stretch]] = {
        name: [] for (name,) in connection.execute("SELECT id FROM articles").fetchall()
    }
    rows = connection.execute(
        'SELECT a.id, s."begin", s."end", s.kind FROM sentences s JOIN articles a ON a.number = s.article '
        "WHERE s.kind <> 0 ORDER BY s.article, s.place"
    ).fetchall()
    for name, begin, end, kind in rows:
        found[name].append(Stretch(Span(begin, end), Kind(kind).name.lower()))
    return tuple(tuple(found[name]) for name in sorted(found))
