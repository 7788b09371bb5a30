"""Stories, groups, quotes, facts and derivations in and out of the store, each with its exact value."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from provenance.model import (
    Conflict,
    Derivation,
    Facts,
    Group,
    QuoteFamily,
    SharedFact,
    Story,
    UniqueFact,
)
from provenance.store.bulk import asked, insert, lists, strings
from provenance.store.values import read, written

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KINDS: dict[str, type] = {"shared": SharedFact, "unique": UniqueFact, "conflict": Conflict}


class Findings(NamedTuple):
    """What was found of some articles beyond pairs."""

    stories: Sequence[Story]
    groups: Sequence[Group]
    quotes: Sequence[QuoteFamily]
    derivations: Sequence[Derivation]


def story_key(members: Iterable[str]) -> str:
    """Name a story by who is in it; the same in every store."""
    return blake2b("\0".join(sorted(members)).encode(), digest_size=8).hexdigest()


def put_stories(connection: "DuckDBPyConnection", found: Sequence[Story], ids: Iterable[str]) -> None:
    """Put stories in place of all that some articles are in."""
    nameless = [replace(each, id="") for each in found]  # numbered anew whenever they are read
    _put(connection, "stories", nameless, _stories, _holding(connection, "stories", ids))


def put_groups(connection: "DuckDBPyConnection", found: Sequence[Group], ids: Iterable[str]) -> None:
    """Put groups of copies in place of all that some articles are in."""
    there = _holding(connection, "groups", ids, "AND kind <> 'shared statement'")
    _put(connection, "groups", found, _groups, there)


def put_statements(connection: "DuckDBPyConnection", found: Sequence[Group], ids: Iterable[str]) -> None:
    """Put groups of a statement in place of all that some articles are in."""
    there = _holding(connection, "groups", ids, "AND kind = 'shared statement'")
    _put(connection, "groups", found, _groups, there)


def put_derivations(
    connection: "DuckDBPyConnection", found: Sequence[Derivation], ids: Iterable[str]
) -> None:
    """Put derivations in place of all that some articles have."""
    asked(connection, "wanted", {"id": strings(ids)})
    rows = connection.execute(
        "SELECT value FROM derivations WHERE article IN (SELECT id FROM wanted)"
    ).fetchall()
    _put(connection, "derivations", found, _derivations, {value for (value,) in rows})


def put_quotes(
    connection: "DuckDBPyConnection", found: Sequence[QuoteFamily], ids: Iterable[str]
) -> set[str]:
    """Put families of quotes in place of all that some articles are in; return all whose families changed."""
    there = _holding(connection, "quotes", ids)
    changed = _put(connection, "quotes", found, _quotes, there)
    return {member.article for value in changed for member in read(QuoteFamily, value).members}


def quotes(connection: "DuckDBPyConnection", ids: Iterable[str]) -> list[QuoteFamily]:
    """Return the families that some articles are in, in their order."""
    return sorted((read(QuoteFamily, each) for each in _holding(connection, "quotes", ids)), key=_by_first)


def copies(connection: "DuckDBPyConnection") -> set[tuple[str, ...]]:
    """Return the articles of every group of copies."""
    rows = connection.execute("SELECT articles FROM groups WHERE kind <> 'shared statement'").fetchall()
    return {tuple(members) for (members,) in rows}


def _holding(connection: "DuckDBPyConnection", table: str, ids: Iterable[str], further: str = "") -> set[str]:
    """Return the values of the rows that have any of some articles."""
    asked(connection, "wanted", {"id": strings(ids)})
    rows = connection.execute(
        "SELECT DISTINCT value FROM (SELECT value, kind, unnest(articles) AS article "  # noqa: S608
        f"FROM {table}) WHERE article IN (SELECT id FROM wanted) {further}"
        if table == "groups"
        else f"SELECT DISTINCT value FROM (SELECT value, unnest(articles) AS article FROM {table}) "  # noqa: S608
        "WHERE article IN (SELECT id FROM wanted)"
    ).fetchall()
    return {value for (value,) in rows}


def _put(
    connection: "DuckDBPyConnection",
    table: str,
    values: Sequence[Any],
    write_rows: Callable[["DuckDBPyConnection", Sequence[Any]], None],
    there: set[str],
) -> set[str]:
    """Write the values that a table lacks, and delete those that are none any more; return both."""
    rows = {written(value): value for value in values}
    gone = there - rows.keys()
    if gone:
        asked(connection, "gone", {"value": strings(gone)})
        connection.execute(f"DELETE FROM {table} WHERE value IN (SELECT value FROM gone)")  # noqa: S608
    new = [text for text in rows if text not in there]
    write_rows(connection, [rows[text] for text in new])
    return gone | {*new}


def _derivations(connection: "DuckDBPyConnection", derived: Sequence[Derivation]) -> None:
    insert(
        connection,
        "derivations",
        {
            "article": strings(each.article for each in derived),
            "kind": strings(each.kind for each in derived),
            "share": np.array([each.share for each in derived]),
            "credited": np.array([each.credited for each in derived], dtype=object),
            "value": strings(map(written, derived)),
        },
    )


def _stories(connection: "DuckDBPyConnection", stories: Sequence[Story]) -> None:
    insert(
        connection,
        "stories",
        {
            "story": strings(story_key(story.members) for story in stories),
            "articles": lists(story.members for story in stories),
            "origins": np.array([story.origins for story in stories], dtype=object),
            "value": strings(map(written, stories)),
        },
    )


def _groups(connection: "DuckDBPyConnection", groups: Sequence[Group]) -> None:
    insert(
        connection,
        "groups",
        {
            "kind": strings(group.kind for group in groups),
            "articles": lists(group.members for group in groups),
            "place": np.arange(len(groups), dtype=np.int32),
            "origin": strings(group.origin.name if group.origin else None for group in groups),
            "origin_article": strings(group.origin.article if group.origin else None for group in groups),
            "value": strings(map(written, groups)),
        },
    )


def _quotes(connection: "DuckDBPyConnection", families: Sequence[QuoteFamily]) -> None:
    insert(
        connection,
        "quotes",
        {
            "speaker": strings(family.speaker for family in families),
            "text": strings(family.text for family in families),
            "decided_by": strings(family.decided_by for family in families),
            "articles": lists([member.article for member in family.members] for family in families),
            "altered": np.array(
                [sum(member.altered for member in family.members) for family in families], np.int32
            ),
            "value": strings(map(written, families)),
        },
    )


def stories(connection: "DuckDBPyConnection") -> set[str]:
    """Return the stories that are known."""
    return {story for (story,) in connection.execute("SELECT story FROM stories").fetchall()}


def write_facts(connection: "DuckDBPyConnection", facts: Facts, keys: dict[str, str]) -> None:
    """Add the facts of stories; `keys` gives for each story's id the name it has in the store."""
    rows: list[tuple[str, int, Any, list[str]]] = []
    for place, shared in enumerate(facts.shared):
        rows.append(("shared", place, shared, [each.article for each in shared.members]))
    for place, unique in enumerate(facts.unique):
        rows.append(("unique", place, unique, [unique.article]))
    for place, conflict in enumerate(facts.conflicts):
        rows.append(("conflict", place, conflict, [each.article for each in conflict.members]))
    insert(
        connection,
        "facts",
        {
            "story": strings(keys[each.story] for _, _, each, _ in rows),
            "kind": strings(kind for kind, _, _, _ in rows),
            "place": np.array([place for _, place, _, _ in rows], dtype=np.int32),
            "text": strings(each.about if kind == "conflict" else each.text for kind, _, each, _ in rows),
            "articles": lists(articles for _, _, _, articles in rows),
            "value": strings(written(each) for _, _, each, _ in rows),
        },
    )


def drop_facts(connection: "DuckDBPyConnection", stories: Iterable[str]) -> None:
    """Drop the facts of some stories."""
    asked(connection, "gone", {"story": strings(stories)})
    connection.execute("DELETE FROM facts WHERE story IN (SELECT story FROM gone)")


def load(connection: "DuckDBPyConnection") -> Findings:
    """Return all findings but the facts."""

    def of(table: str, kind: type[Any], order: str) -> list[Any]:
        rows = connection.execute(f"SELECT value FROM {table} {order}").fetchall()  # noqa: S608
        return [read(kind, value) for (value,) in rows]

    groups = of("groups", Group, "ORDER BY kind = 'shared statement', place")
    stories = sorted(of("stories", Story, ""), key=lambda story: story.members)
    return Findings(
        [replace(story, id=f"story-{number}") for number, story in enumerate(stories, start=1)],
        sorted(groups, key=_by_members),
        sorted(of("quotes", QuoteFamily, ""), key=_by_first),
        sorted(of("derivations", Derivation, ""), key=lambda each: each.article),
    )


def _by_members(group: Group) -> tuple[Any, ...]:
    """Sort groups of copies before those of statements, each by members, then by what it comes from."""
    named = (group.origin.name, group.origin.evidence) if group.origin else ("", ())
    return group.kind == "shared statement", group.members, named


def _by_first(family: QuoteFamily) -> tuple[Any, ...]:
    """Sort families of several articles before those of one, each by its first member."""
    first = family.members[0]
    return len(family.members) < 2, first.article, first.span, family.text, len(family.members)  # noqa: PLR2004


def load_facts(connection: "DuckDBPyConnection", stories: Sequence[Story]) -> Facts:
    """Return the facts of stories, in their order, under the ids they have in it."""
    found: dict[str, dict[str, list[Any]]] = {}
    rows = connection.execute("SELECT story, kind, value FROM facts ORDER BY kind, story, place").fetchall()
    for story, kind, value in rows:
        found.setdefault(kind, {}).setdefault(story, []).append(value)
    made: dict[str, tuple[Any, ...]] = {
        name: tuple(
            replace(read(kind, value), story=story.id)
            for story in stories
            for value in found.get(name, {}).get(story_key(story.members), ())
        )
        for name, kind in _KINDS.items()
    }
    return Facts(made["shared"], made["unique"], made["conflict"])
