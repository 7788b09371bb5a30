"""Pairs and their passages in and out of the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Difference, Direction, Pair, Passage, Span, Testimony
from provenance.store.bulk import asked, insert, lists, strings
from provenance.store.values import read, written

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Ends = tuple[str, str]  # ids of a pair's articles
_COPIES = "'reprint', 'wire copy', 'excerpt'"
_MEASURES = ("tfidf", "left_cover", "right_cover", "left_prose_cover", "right_prose_cover")


def ends(pairs: Iterable[tuple[str, str]]) -> dict[str, NDArray[Any]]:
    """Make the two columns that name pairs."""
    found = list(pairs)
    return {"left": strings(one for one, _ in found), "right": strings(other for _, other in found)}


def replaced(
    connection: "DuckDBPyConnection", gone: Iterable[tuple[str, str]], pairs: Sequence[Pair]
) -> None:
    """Take some pairs out and put judged ones in."""
    asked(connection, "gone", ends([*gone, *((pair.left, pair.right) for pair in pairs)]))
    for table in ("pairs", "passages"):
        connection.execute(
            f'DELETE FROM {table} t USING gone g WHERE t."left" = g."left" AND t."right" = g."right"'  # noqa: S608
        )
    insert(
        connection,
        "pairs",
        {
            **ends((pair.left, pair.right) for pair in pairs),
            **{name: np.array([getattr(pair, name) for pair in pairs]) for name in _MEASURES},
            "longest_run": np.array([pair.longest_run for pair in pairs], dtype=np.int32),
            "judged": strings(pair.relation for pair in pairs),
            "judged_confidence": np.array([pair.confidence for pair in pairs]),
            "judged_reasons": lists(pair.reasons for pair in pairs),
            **_settled(pairs),
        },
    )
    rows = [(pair, place, each) for pair in pairs for place, each in enumerate(pair.passages)]
    insert(
        connection,
        "passages",
        {
            **ends((pair.left, pair.right) for pair, _, _ in rows),
            "place": np.array([place for _, place, _ in rows], dtype=np.int32),
            "left_begin": np.array([each.left.begin for _, _, each in rows], dtype=np.int32),
            "left_end": np.array([each.left.end for _, _, each in rows], dtype=np.int32),
            "right_begin": np.array([each.right.begin for _, _, each in rows], dtype=np.int32),
            "right_end": np.array([each.right.end for _, _, each in rows], dtype=np.int32),
            "kind": strings(each.kind for _, _, each in rows),
            "similarity": np.array([each.similarity for _, _, each in rows]),
            "quoted": np.array([each.quoted for _, _, each in rows], dtype=np.bool_),
            "differences": lists(_flat(each.differences) for _, _, each in rows),
            "reasons": lists(each.reasons for _, _, each in rows),
        },
    )


def of(connection: "DuckDBPyConnection", articles: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs that some articles are in."""
    asked(connection, "touched", {"id": strings(articles)})
    return connection.execute(
        'SELECT "left", "right" FROM pairs WHERE "left" IN (SELECT id FROM touched) '
        'OR "right" IN (SELECT id FROM touched)'
    ).fetchall()


def unlist(connection: "DuckDBPyConnection", threshold: float) -> None:
    """Drop pairs that were listed because the corpus was small: no key makes them, or nothing is shared."""
    connection.execute(
        'CREATE OR REPLACE TEMP TABLE gone AS SELECT p."left", p."right" FROM pairs p '
        'JOIN articles a ON a.id = p."left" JOIN articles b ON b.id = p."right" '
        'LEFT JOIN candidates c ON c."one" = least(a.number, b.number) '
        'AND c."other" = greatest(a.number, b.number) '
        'LEFT JOIN (SELECT DISTINCT "left", "right" FROM passages) s '
        'ON s."left" = p."left" AND s."right" = p."right" '
        'WHERE c."one" IS NULL OR (s."left" IS NULL AND p.tfidf < ?)',
        [threshold],
    )
    for table in ("pairs", "passages"):
        connection.execute(
            f'DELETE FROM {table} t USING gone g WHERE t."left" = g."left" AND t."right" = g."right"'  # noqa: S608
        )


def settle(connection: "DuckDBPyConnection", pairs: Sequence[Pair]) -> None:
    """Write what lineage made of pairs: relation, direction, and why."""
    if not pairs:
        return
    asked(connection, "settled", {**ends((pair.left, pair.right) for pair in pairs), **_settled(pairs)})
    connection.execute(
        "UPDATE pairs SET relation = s.relation, confidence = s.confidence, source = s.source, "
        "reasons = from_json(s.reasons, '[\"VARCHAR\"]'), direction = s.direction FROM settled s "
        'WHERE pairs."left" = s."left" AND pairs."right" = s."right"'
    )


def _settled(pairs: Sequence[Pair]) -> dict[str, NDArray[Any]]:
    return {
        "relation": strings(pair.relation for pair in pairs),
        "confidence": np.array([pair.confidence for pair in pairs], dtype=np.float64),
        "reasons": lists(pair.reasons for pair in pairs),
        "source": strings(pair.direction.source if pair.direction else None for pair in pairs),
        "direction": strings(written(pair.direction) if pair.direction else None for pair in pairs),
    }


def bare(connection: "DuckDBPyConnection") -> list[Pair]:
    """Return all pairs, sorted, as they were judged, without their passages and reasons."""
    rows = connection.execute(
        f'SELECT "left", "right", {", ".join(_MEASURES)}, longest_run, judged, judged_confidence '  # noqa: S608
        "FROM pairs ORDER BY ALL"
    ).fetchall()
    found = []
    for left, right, *row in rows:
        measures = dict(zip((*_MEASURES, "longest_run"), row[:6], strict=True))
        found.append(
            Pair(left, right, **measures, passages=(), relation=row[6], confidence=row[7], reasons=())
        )
    return found


class Link(NamedTuple):
    """Two articles that share a passage; `copy` if one was judged to copy, `source` what they alone tell."""

    left: str
    right: str
    copy: bool
    source: str | None


def links(connection: "DuckDBPyConnection") -> list[Link]:
    """Return all pairs that share a passage, sorted."""
    rows = connection.execute(
        f'SELECT p."left", p."right", p.judged IN ({_COPIES}), told->>\'source\' FROM pairs p '  # noqa: S608
        'SEMI JOIN passages s ON s."left" = p."left" AND s."right" = p."right" ORDER BY ALL'
    ).fetchall()
    return [Link(*row) for row in rows]


def unrelated(connection: "DuckDBPyConnection") -> list[tuple[str, str, bool]]:
    """Return the pairs that were judged unrelated, and whether they are said to be in one story."""
    return connection.execute(
        "SELECT \"left\", \"right\", relation = 'same story' FROM pairs WHERE judged = 'unrelated'"
    ).fetchall()


def testify(connection: "DuckDBPyConnection", told: Mapping[Ends, Testimony]) -> None:
    """Write what pairs by themselves tell of who has it from whom."""
    found = told.values()
    columns = {
        **ends(told),
        "told": strings(written(each.direction) if each.direction else None for each in found),
        "left_held": np.array([each.held[0] for each in found], dtype=np.float64),
        "right_held": np.array([each.held[1] for each in found], dtype=np.float64),
    }
    asked(connection, "testified", columns)
    connection.execute(
        "UPDATE pairs SET told = t.told, left_held = t.left_held, right_held = t.right_held FROM testified t "
        'WHERE pairs."left" = t."left" AND pairs."right" = t."right"'
    )


class Loaded(NamedTuple):
    """Pairs, sorted: as they were judged and as lineage left them, and what those it asked tell alone."""

    judged: list[Pair]
    settled: list[Pair]
    told: dict[Ends, Testimony]


def load(connection: "DuckDBPyConnection", wanted: Collection[Ends] | None = None) -> Loaded:
    """Return some pairs; by default all."""
    inside = ""
    if wanted is not None:
        asked(connection, "touched", ends(wanted))
        inside = 'SEMI JOIN touched t ON p."left" = t."left" AND p."right" = t."right" '
    passages: dict[tuple[str, str], list[Passage]] = {}
    for left, right, *row in connection.execute(
        'SELECT p."left", p."right", left_begin, left_end, right_begin, right_end, kind, similarity, quoted, '  # noqa: S608
        f'differences, reasons FROM passages p {inside}ORDER BY p."left", p."right", place'
    ).fetchall():
        passages.setdefault((left, right), []).append(_passage(row))
    judged, settled, told = [], [], {}
    for left, right, *row in connection.execute(
        'SELECT p."left", p."right", tfidf, left_cover, right_cover, left_prose_cover, right_prose_cover, '  # noqa: S608
        "longest_run, judged, judged_confidence, judged_reasons, relation, confidence, reasons, direction, "
        "told, left_held, right_held "
        f"FROM pairs p {inside}"
    ).fetchall():
        found = tuple(passages.get((left, right), ()))
        measures = dict(zip((*_MEASURES, "longest_run"), row[:6], strict=True))
        kind, sure, reasons = row[6:9]
        pair = Pair(
            left, right, **measures, passages=found, relation=kind, confidence=sure, reasons=tuple(reasons)
        )
        way = read(Direction, row[12]) if row[12] else None
        judged.append(pair)
        settled.append(
            replace(pair, relation=row[9], confidence=row[10], reasons=tuple(row[11]), direction=way)
        )
        if row[14] is not None:
            told[left, right] = Testimony(read(Direction, row[13]) if row[13] else None, (row[14], row[15]))
    key = _by_ends
    return Loaded(sorted(judged, key=key), sorted(settled, key=key), told)


def _by_ends(pair: Pair) -> tuple[str, str]:
    return pair.left, pair.right


def _passage(row: Sequence[Any]) -> Passage:
    flat = iter(row[7])
    return Passage(
        Span(row[0], row[1]),
        Span(row[2], row[3]),
        row[4],
        row[5],
        row[6],
        tuple(Difference(Span(a, b), Span(c, d)) for a, b, c, d in zip(flat, flat, flat, flat, strict=True)),
        tuple(row[8]),
    )


def _flat(differences: Sequence[Difference]) -> list[int]:
    return [
        offset
        for each in differences
        for offset in (each.left.begin, each.left.end, each.right.begin, each.right.end)
    ]
