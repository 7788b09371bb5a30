"""How each value of a result is written down: one record a value, names in the documented order.

`data/comparison.schema.json` documents what stands here; the flat tables are in `rows`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, islice
from math import isfinite
from typing import Any

import numpy as np

from provenance.echoes import Echo
from provenance.facttable import FactTable
from provenance.model import (
    Article,
    Conflict,
    Direction,
    FactMember,
    Pair,
    Passage,
    QuoteFamily,
    QuoteMember,
    Span,
)
from provenance.sides import Ends, Sides, Texts

Row = dict[str, Any]
DIGITS = 4  # decimals of every number written: finer is noise, and platforms differ beyond
_STEPS = 10**DIGITS
_CLOSE = 1e-6  # steps; a product is further off the number that was meant only where that is huge
_BLOCK = 1_000  # pairs whose numbers are rounded at a time


def rounded(values: Sequence[float]) -> list[float]:
    """Round many numbers as `round` does one, which takes five times as long.

    Between two steps the product alone does not tell which is nearer: those are left to `round`, as are
    numbers that are no shares (0-1).
    """
    given = np.array(values, np.float64)
    steps = given * _STEPS
    whole = np.rint(steps)
    made: list[float] = (whole / _STEPS).tolist()
    plainly = (given >= 0) & (given <= 1) & (np.abs(steps - whole) < 0.5 - _CLOSE)
    for place in np.flatnonzero(~plainly).tolist():
        made[place] = round(values[place], DIGITS)
    return made


def article_record(article: Article, words: int) -> Row:
    """Return an article without its text, with the number of its body words."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "origin": article.origin,
        "words": words,
        "inferred": sorted(article.inferred),
    }


def measured(pairs: Sequence[Pair]) -> dict[str, list[Any]]:
    """Return what was measured of some pairs, a list a measure."""
    return {
        "left": [pair.left for pair in pairs],
        "right": [pair.right for pair in pairs],
        "relation": [pair.relation for pair in pairs],
        "confidence": rounded([pair.confidence for pair in pairs]),
        "tfidf": rounded([pair.tfidf for pair in pairs]),
        "left_cover": rounded([pair.left_cover for pair in pairs]),
        "right_cover": rounded([pair.right_cover for pair in pairs]),
        "left_prose_cover": rounded([pair.left_prose_cover for pair in pairs]),
        "right_prose_cover": rounded([pair.right_prose_cover for pair in pairs]),
        "longest_run": [pair.longest_run for pair in pairs],
    }


def pair_records(pairs: Sequence[Pair], stretches: Sides, echoes: Iterable[Sequence[Echo]]) -> Iterator[Row]:
    """Yield each pair with its passages, each with where else it stands."""
    heard, texts = chain.from_iterable(echoes), Texts(stretches)
    for begin in range(0, len(pairs), _BLOCK):
        block = pairs[begin : begin + _BLOCK]
        first, last = stretches.passages[[begin, begin + len(block)]].tolist()
        passages = [passage for pair in block for passage in pair.passages]
        sides = stretches.of[first:last].T
        likeness = rounded([passage.similarity for passage in passages])
        shared = map(_passage, passages, *map(stretches.ends, sides), *map(texts.at, sides), likeness, heard)
        columns: dict[str, Iterable[Any]] = {
            **measured(block),
            "reasons": [pair.reasons for pair in block],
            "direction": _directions(block),
            "passages": (list(islice(shared, len(pair.passages))) for pair in block),
        }
        for values in zip(*columns.values(), strict=True):
            yield dict(zip(columns, values, strict=True))


def _directions(pairs: Sequence[Pair]) -> Iterator[Row | None]:
    directions = [pair.direction for pair in pairs]
    sure = iter(rounded([each.confidence for each in directions if each]))
    for each in directions:
        yield _direction(each, next(sure)) if each else None


def _direction(direction: Direction, sure: float) -> Row:
    return {
        "source": direction.source,
        "confidence": sure,
        "strength": direction.strength,
        "evidence": direction.evidence,
    }


def _passage(  # noqa: PLR0913, PLR0917 - an entry of each column
    passage: Passage, left: Ends, right: Ends, left_text: str, right_text: str, similarity: float, echo: Echo
) -> Row:
    return {
        "left": left,
        "right": right,
        "kind": passage.kind,
        "similarity": similarity,
        "quoted": passage.quoted,
        "left_text": left_text,
        "right_text": right_text,
        "differences": [
            {"left": (each.left.begin, each.left.end), "right": (each.right.begin, each.right.end)}
            for each in passage.differences
        ],
        "reasons": passage.reasons,
        "also_in": echo.count,
        "first_seen": echo.first,
    }


def quote_record(family: QuoteFamily) -> Row:
    """Return a statement with each article's version of it."""
    return {
        "speaker": family.speaker,
        "text": family.text,
        "decided_by": family.decided_by,
        "notes": family.notes,
        "members": [_version(member) for member in family.members],
    }


def _version(member: QuoteMember) -> Row:
    return {
        "article": member.article,
        "span": ends(member.span),
        "text": member.text,
        "speaker": member.speaker,
        "direct": member.direct,
        "altered": member.altered,
        "changes": [
            {"from": change.was, "to": change.now, "class": change.change_class} for change in member.changes
        ],
    }


def shared_record(row: tuple[Any, ...]) -> Row:
    """Return a fact that several tell, with each one's words; it is given as a row of `model.factrows`."""
    (story, text, figures, sure, names, dates, places, quoted), members, amounts = row
    return {
        "story": story,
        "text": text,
        "sure": sure,
        "figures": figures,
        "amounts": [_amount(each) for each in amounts],
        "names": names,
        "places": places,
        "dates": dates,
        "quoted": quoted,
        "members": [
            {"article": article, "span": (begin, end), "text": words, "figure": figure, "sure": certain}
            for article, begin, end, words, figure, certain in members
        ],
    }


def unique_record(row: tuple[Any, ...]) -> Row:
    """Return a fact that one tells; it is given as a row of `model.factrows`."""
    (story, article, text, figures, names, score, dates, places, quoted), span, sentence, amounts = row
    return {
        "story": story,
        "article": article,
        "span": span,
        "text": text,
        "figures": figures,
        "amounts": [_amount(each) for each in amounts],
        "names": names,
        "places": places,
        "dates": dates,
        "quoted": quoted,
        "score": round(score, DIGITS),
        "sentence": sentence,
    }


def _amount(row: tuple[Any, ...]) -> Row:
    """Return a figure; a side that the words leave open ("more than", "up to") is null."""
    text, low, high, unit, counted, *_ = row
    return {
        "text": text,
        "low": round(low, DIGITS) if low else None,
        "high": round(high, DIGITS) if isfinite(high) else None,
        "unit": unit,
        "counted": counted,
    }


def conflict_record(conflict: Conflict) -> Row:
    """Return what cannot all be right, with who says which."""
    return {
        "story": conflict.story,
        "kind": conflict.kind,
        "about": conflict.about,
        "notes": conflict.notes,
        "members": [{**_told(each), "figure": each.figure} for each in conflict.members],
    }


def fact_table_record(table: FactTable) -> Row:
    """Return who tells which fact of a story; facts by their kind and their place in its list, from 1."""
    return {
        "story": table.story,
        "outlets": table.outlets,
        "rows": [
            {
                "kind": row.kind,
                "fact": row.number,
                "text": row.text,
                "tellers": row.tellers,
                "disputed": row.disputed,
                "cells": {outlet: cell.mark for outlet, cell in sorted(row.cells.items())},
            }
            for row in table.rows
        ],
        "coverage": [
            {
                "outlet": each.outlet,
                "told": each.told,
                "of": len(table.rows),
                "unique": each.alone,
                "omitted": [
                    {"kind": row.kind, "fact": row.number, "text": row.text} for row in table.omitted(each)
                ],
            }
            for each in table.accounts
        ],
    }


def _told(member: FactMember) -> Row:
    return {"article": member.article, "span": ends(member.span), "text": member.text}


def ends(span: Span) -> tuple[int, int]:
    """Return where a span begins and ends."""
    return span.begin, span.end


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Return a value of the model as JSON holds it: its fields by name, spans as ends, floats rounded."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Span):
        return ends(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
