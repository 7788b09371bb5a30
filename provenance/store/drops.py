"""Drops: which articles came when, which of them are new, and which are versions of known ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

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
        For each new version, by its id, the id of the stored article it takes the place of.
    earlier : dict
        For a new article, by its id, its earlier versions within the same drop.
    notes : tuple of Skipped
        What is known already, or had to be called otherwise.
    """

    new: tuple[Article, ...]
    replaces: dict[str, str]
    earlier: dict[str, list[Article]]
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


def finished(connection: "DuckDBPyConnection", drop: str) -> bool:
    """Tell whether all of a drop is in the store."""
    rows = connection.execute('SELECT 1 FROM drops WHERE "drop" = ? AND finished', [drop]).fetchall()
    return bool(rows)


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
    another one. Of several versions in one drop the one published last is the newest. A text that was
    replaced and comes again in another drop, without the one that stands for it now, is the newest again.
    """
    desk = _Desk(connection, drop, {content(each) for each in articles})
    for article in sorted(articles, key=lambda each: (each.published or "", each.id)):
        desk.take(article)
    new = tuple(desk.new[name] for name in sorted(desk.new))
    return Arrived(new, desk.replaces, desk.earlier, tuple(sorted(desk.notes)))


class _Desk:
    """Where a drop's articles are sorted, one after the other."""

    def __init__(self, connection: "DuckDBPyConnection", drop: str, contents: set[str]) -> None:
        rows = connection.execute(
            'SELECT id, url, outlet, "text", content, "drop" FROM articles ORDER BY number'
        ).fetchall()
        replaced = connection.execute('SELECT content, id, "drop" FROM versions ORDER BY ALL').fetchall()
        self.drop, self.again = drop, finished(connection, drop)
        newest = {key: (known, since) for known, *_, key, since in rows}
        self.stored = {key: (known, since) for key, known, since in replaced} | newest
        # What this drop brought itself before it was interrupted is no return.
        self.replaced = {key for key, *_ in replaced} - newest.keys()
        self.replaced -= {key for key, _, since in replaced if since == drop}
        self.both = {known for known, *_, key, _ in rows if key in contents}
        self.ids = {known: (outlet, text) for known, _, outlet, text, *_ in rows}
        self.urls = {url: known for known, url, *_ in rows if url}
        self.here: dict[str, str] = {}
        self.new: dict[str, Article] = {}
        self.replaces: dict[str, str] = {}
        self.earlier: dict[str, list[Article]] = {}
        self.notes: list[Skipped] = []

    def take(self, article: Article) -> None:
        """Sort one article."""
        key = content(article)
        older = self.urls.get(article.url) if article.url else _same_id(article, self.ids)
        back = self._is_back(key, older)
        if not back and (key in self.stored or key in self.here):
            there, since = self.stored.get(key, (self.here.get(key), "this one"))
            if since != self.drop:  # run again, a drop has nothing to say of what it brought itself
                self._note(article, f"in the store already, as {there} of drop {since}")
            return
        named = article
        if article.id in self.ids and article.id != older:
            named = replace(article, id=f"{article.id}~{key[:6]}")
            self._note(article, f"its id is another article's: it is called {named.id}")
        if older is not None:
            what = "an earlier version, back in the place" if back else "a new version"
            self._note(article, f"{what} of {older}; {'that' if back else 'the earlier'} one is kept")
            self._succeed(older, named.id)
        self.here[key] = named.id
        if article.url:
            self.urls[article.url] = named.id
        self.ids[named.id] = article.outlet, article.text
        self.new[named.id] = named

    def _is_back(self, key: str, older: str | None) -> bool:
        """Tell whether an article is an earlier version that stands again.

        A finished drop run again brings nothing back, nor does a folder that holds all versions.
        """
        if self.again or key in self.here or older is None:
            return False
        return key in self.replaced and older not in self.both

    def _succeed(self, older: str, newer: str) -> None:
        """Put an article in the place of an older version, of this drop or of the store."""
        if older not in self.new:
            self.replaces[newer] = older
            return
        before = self.new.pop(older)
        self.earlier[newer] = [*self.earlier.pop(older, []), before]
        if older in self.replaces:
            self.replaces[newer] = self.replaces.pop(older)

    def _note(self, article: Article, reason: str) -> None:
        self.notes.append(Skipped(article.origin or article.id, "ingest", reason))


def _same_id(article: Article, ids: dict[str, tuple[str, str]]) -> str | None:
    """Return an article's id if an older text of it has it."""
    if article.id not in ids:
        return None
    outlet, text = ids[article.id]
    one, other = set(text.casefold().split()), set(article.text.casefold().split())
    alike = 2 * len(one & other) >= max(len(one), len(other))
    return article.id if alike and outlet == article.outlet else None


def keep_versions(
    connection: "DuckDBPyConnection", arrived: Arrived, batch: Sequence[Article], drop: str
) -> list[str]:
    """Keep what articles of a batch take the place of, each with what the newer one changed.

    Returns
    -------
    list of str
        Ids of the stored articles that must go.
    """
    leaving = [arrived.replaces[each.id] for each in batch if each.id in arrived.replaces]
    for article in batch:
        older = arrived.replaces.get(article.id)
        if older is not None:
            rows = connection.execute(
                'SELECT id, content, title, "text", published, "drop" FROM articles WHERE id = ?', [older]
            ).fetchall()
            _keep(connection, rows, article)
        for each in arrived.earlier.get(article.id, ()):
            _keep(
                connection, [(each.id, content(each), each.title, each.text, each.published, drop)], article
            )
    return leaving


def _keep(connection: "DuckDBPyConnection", rows: Sequence[tuple[Any, ...]], newer: Article) -> None:
    for *row, drop in rows:
        changed = json.dumps(changes(row[3], newer.text), ensure_ascii=False)
        values = [*row, drop, newer.id, changed]
        connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


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
