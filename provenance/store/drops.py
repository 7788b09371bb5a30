"""Drops: which articles came when, which of them are new, and which are versions of known ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import TYPE_CHECKING

from provenance.errors import UnknownDropError
from provenance.model import Article, Skipped
from provenance.store.articles import content
from provenance.store.bulk import asked, insert, strings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_COMPARED = 4_000  # words; of longer texts only the beginning is compared word by word


@dataclass(frozen=True, slots=True)
class Arrived:
    """A drop's articles, sorted.

    Attributes
    ----------
    new : tuple of Article
        To be added, by id.
    replaces : dict
        For each new version, by its id, the id of the article it takes the place of.
    notes : tuple of Skipped
        What is known already, or had to be called otherwise.
    """

    new: tuple[Article, ...]
    replaces: dict[str, str]
    notes: tuple[Skipped, ...]


def name_of(articles: Sequence[Article]) -> str:
    """Name a drop by what is in it, so that the same drop run again is the same drop."""
    joined = "\n".join(sorted(map(content, articles)))
    return blake2b(joined.encode(), digest_size=6).hexdigest()


def begin(connection: "DuckDBPyConnection", drop: str, name: str, count: int) -> None:
    """Note that a drop is being read."""
    connection.execute(
        "INSERT INTO drops SELECT ?, ?, current_localtimestamp(), ?, false "
        'WHERE NOT EXISTS (SELECT 1 FROM drops WHERE "drop" = ?)',
        [drop, name, count, drop],
    )


def finish(connection: "DuckDBPyConnection", drop: str, notes: Sequence[Skipped]) -> None:
    """Note that all of a drop is in the store, and what of it was left out."""
    connection.execute('UPDATE drops SET finished = true WHERE "drop" = ?', [drop])
    connection.execute('DELETE FROM skipped WHERE "drop" = ?', [drop])
    left_out = [each for each in notes if each.step != "ingest"]
    insert(
        connection,
        "skipped",
        {
            "drop": strings(drop for _ in left_out),
            "origin": strings(each.origin for each in left_out),
            "step": strings(each.step for each in left_out),
            "reason": strings(each.reason for each in left_out),
        },
    )


def skipped(connection: "DuckDBPyConnection") -> list[Skipped]:
    """Return what was left out of all drops."""
    rows = connection.execute("SELECT DISTINCT origin, step, reason FROM skipped ORDER BY ALL").fetchall()
    return [Skipped(*row) for row in rows]


def known(connection: "DuckDBPyConnection", wanted: str) -> str:
    """Return the name of a drop, which may have been given by its beginning or by what was read.

    Raises
    ------
    UnknownDropError
    """
    rows = connection.execute('SELECT "drop", name FROM drops ORDER BY ingested').fetchall()
    for drop, name in rows:
        if drop.startswith(wanted) or name == wanted:
            return str(drop)
    raise UnknownDropError(wanted, [f"{drop} ({name})" for drop, name in rows])


def articles_of(connection: "DuckDBPyConnection", drop: str) -> tuple[str, ...]:
    """Return the ids of the articles that came with a drop."""
    rows = connection.execute('SELECT id FROM articles WHERE "drop" = ?', [drop]).fetchall()
    return tuple(sorted(name for (name,) in rows))


def sort(connection: "DuckDBPyConnection", articles: Sequence[Article], drop: str) -> Arrived:
    """Tell new articles from those the store has, and from new versions of those.

    The same address with another text is a new version; so is the same id of the same outlet where no
    address is known and half of the words are the same. Any other article with an id that is taken gets
    another one.
    """
    rows = connection.execute(
        'SELECT id, url, outlet, "text", content, "drop" FROM articles '
        'UNION ALL SELECT id, NULL, NULL, NULL, content, "drop" FROM versions'
    ).fetchall()
    seen = {key: (known, since) for known, *_, key, since in rows}
    ids = {known: (outlet, text) for known, _, outlet, text, *_ in rows if text is not None}
    urls = {url: known for known, url, *_ in rows if url}
    new: list[Article] = []
    replaces: dict[str, str] = {}
    notes: list[Skipped] = []
    for article in articles:
        origin, key = article.origin or article.id, content(article)
        if key in seen:
            there, since = seen[key]
            if since != drop:
                notes.append(Skipped(origin, "ingest", f"in the store already, as {there} of drop {since}"))
            continue
        older = urls.get(article.url) if article.url else _same_id(article, ids)
        named = article
        if article.id in ids and article.id != older:
            named = replace(article, id=f"{article.id}~{key[:6]}")
            notes.append(Skipped(origin, "ingest", f"its id is another article's: it is called {named.id}"))
        if older is not None:
            replaces[named.id] = older
            notes.append(Skipped(origin, "ingest", f"a new version of {older}; the earlier one is kept"))
        seen[key] = named.id, drop
        if article.url:
            urls[article.url] = named.id
        ids[named.id] = article.outlet, article.text
        new.append(named)
    return Arrived(tuple(sorted(new, key=lambda each: each.id)), replaces, tuple(notes))


def _same_id(article: Article, ids: dict[str, tuple[str, str]]) -> str | None:
    """Return an article's id if an older text of it has it."""
    if article.id not in ids:
        return None
    outlet, text = ids[article.id]
    one, other = set(text.casefold().split()), set(article.text.casefold().split())
    alike = 2 * len(one & other) >= max(len(one), len(other))
    return article.id if alike and outlet == article.outlet else None


def keep_versions(connection: "DuckDBPyConnection", older: Sequence[str], newer: Sequence[Article]) -> None:
    """Keep articles' texts as versions, each with what the newer one changed."""
    for name, article in zip(older, newer, strict=True):
        ((text,),) = connection.execute('SELECT "text" FROM articles WHERE id = ?', [name]).fetchall()
        changed = json.dumps(changes(text, article.text), ensure_ascii=False)
        connection.execute(
            'INSERT INTO versions SELECT id, content, title, "text", published, "drop", ?, ? '
            "FROM articles WHERE id = ?",
            [article.id, changed, name],
        )


def forget(connection: "DuckDBPyConnection", ids: Sequence[str]) -> None:
    """Drop all earlier versions of articles."""
    asked(connection, "touched", {"id": strings(ids)})
    connection.execute(
        "DELETE FROM versions WHERE id IN (SELECT id FROM touched) OR replaced_by IN (SELECT id FROM touched)"
    )


def changes(was: str, now: str) -> list[dict[str, str]]:
    """Return what was changed from one text to another, word by word."""
    one, other = was.split()[:_COMPARED], now.split()[:_COMPARED]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        {"was": " ".join(one[a:b]), "now": " ".join(other[c:d])}
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
