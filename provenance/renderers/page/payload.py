"""What the page embeds: the part of a result that has room, packed, and safe inside an HTML file."""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from provenance.comparison import Comparison
from provenance.facttable import RowKind
from provenance.renderers.glossary import GLOSSARY
from provenance.renderers.measures import Matrix, measure
from provenance.renderers.page.rows import DIGITS, Row, Rows
from provenance.renderers.page.selection import PAIRS_EACH, Kept, select
from provenance.renderers.plain import counted

_LEVEL = 6  # of zlib: 9 takes twice as long for one percent


@dataclass(frozen=True, slots=True)
class Payload:
    """The data block, and what it leaves out, in plain sentences."""

    data: Row
    left_out: list[str]


def packed(data: Row) -> str:
    """Return `data` as JSON, deflated, in base64: a third of its size, and no letter that HTML knows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate becomes a question mark: one character for one, so spans stay true.
    return base64.b64encode(zlib.compress(text.encode("utf-8", errors="replace"), _LEVEL)).decode()


def payload(comparison: Comparison, room: float) -> Payload:
    """Choose what fits into `room` bytes of unpacked data and lay it out."""
    kept = select(comparison, room)
    rows = Rows(comparison, kept.articles)
    echoes = comparison.echoes()
    data: Row = {
        "articles": [rows.article(place) for place in kept.articles],
        "pairs": [rows.pair(comparison.pairs[place], echoes[place]) for place in kept.pairs],
        "stories": [rows.story(story) for story in comparison.stories if rows.here(story.members)],
        "groups": [rows.group(group) for group in comparison.groups if len(rows.here(group.members)) > 1],
        "quotes": [
            rows.quote(place, family)
            for place, family in enumerate(comparison.quotes, start=1)
            if len(rows.here(member.article for member in family.members)) > 1
        ],
        "facts": _facts(comparison, rows),
        "map": _map(comparison),
        "pairs_left_out": len(comparison.pairs) - len(kept.pairs),
        "outlets": comparison.table("outlets"),
        "glossary": GLOSSARY,
    }
    data["strings"] = list(rows.strings)  # last: the rows above fill it
    return Payload(data, _left_out(comparison, kept))


def _facts(comparison: Comparison, rows: Rows) -> Row:
    """Lay out the facts that articles on the page tell, and the table of each story."""
    facts = comparison.facts
    shared = [n for n, fact in enumerate(facts.shared) if _told_here(rows, fact.members)]
    conflicts = [n for n, fact in enumerate(facts.conflicts) if _told_here(rows, fact.members)]
    places: dict[tuple[RowKind, int], int] = {("shared", n + 1): place for place, n in enumerate(shared)}
    places |= {("conflict", n + 1): place for place, n in enumerate(conflicts)}
    here = {story.id for story in comparison.stories if rows.here(story.members)}
    return {
        "shared": [rows.shared(facts.shared[n]) for n in shared],
        "unique": [rows.unique(fact) for fact in facts.unique if fact.article in rows.numbers],
        "conflicts": [rows.conflict(facts.conflicts[n]) for n in conflicts],
        "tables": [
            rows.fact_table(table, places) for table in comparison.fact_tables() if table.story in here
        ],
    }


def _told_here(rows: Rows, members: Sequence[Any]) -> bool:
    return any(member.article in rows.numbers for member in members)


def _map(comparison: Comparison) -> Row:
    layout = measure(comparison)
    return {
        "names": list(layout.names),
        "keys": list(layout.keys),
        "by_outlet": layout.by_outlet,
        "left_out": layout.left_out,
        "words": _cells(layout.words, 2),
        "text": _cells(layout.text, DIGITS),
        "facts": _cells(layout.facts, 0),
    }


def _cells(values: Matrix, digits: int) -> list[list[float | int | None]]:
    return [
        [None if np.isnan(value) else round(value, digits) or 0 if digits else int(value) for value in row]
        for row in values.tolist()
    ]


def _left_out(comparison: Comparison, kept: Kept) -> list[str]:
    sentences = []
    articles = len(comparison.articles) - len(kept.articles)
    if articles:
        size = comparison.settings.report_bytes / 1_000_000
        sentences.append(
            f"{counted(articles, 'article')} of {len(comparison.articles):,}: this page holds at most "
            f"{size:g} MB and keeps the stories in which most is shared. The tables have every article."
        )
    pairs = len(comparison.pairs) - len(kept.pairs)
    if pairs:
        sentences.append(
            f"{counted(pairs, 'pair')} of {len(comparison.pairs):,}: of each article the {PAIRS_EACH} "
            "strongest pairs that share a passage are kept. pairs.csv has every pair."
        )
    return sentences
