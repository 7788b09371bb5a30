"""How each value of a result is written down: one record a value, names in the documented order.

`data/comparison.schema.json` documents what stands here; the flat tables are in `rows`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice
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

Row = dict[str, Any]
DIGITS = 4  # decimals of every number written: finer is noise, and platforms differ beyond
_STEPS = 10**DIGITS
_CLOSE = 1e-6  # steps; a product is further off the number that was meant only where that is huge
_BLOCK = 1_000  # pairs whose numbers are rounded at a time
_KEPT = 5_000_000  # characters of stretches kept: what some hundred articles share


class Texts:
    """The articles' texts by id. A stretch that many pairs share is cut out once."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._texts = {article.id: article.text for article in articles}
        self._made: dict[tuple[str, int, int], str] = {}
        self._room = _KEPT

    def at(self, article: str, begin: int, end: int) -> str:
        """Return the words that stand there."""
        place = article, begin, end
        words = self._made.get(place)
        if words is None:
            if self._room < 0:
                self._made.clear()
                self._room = _KEPT
            words = self._made[place] = self._texts[article][begin:end]
            self._room -= len(words)
        return words


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


def pair_records(pairs: Iterable[Pair], echoes: Iterable[Sequence[Echo]], texts: Texts) -> Iterator[Row]:
    """Yield each pair with its passages, each with where else it stands."""
    rest, heard = iter(pairs), iter(echoes)
    while block := list(islice(rest, _BLOCK)):
        measures = measured(block)
        likeness = iter(rounded([each.similarity for pair in block for each in pair.passages]))
        for pair, values, others in zip(block, zip(*measures.values(), strict=True), heard, strict=False):
            record: Row = dict(zip(measures, values, strict=True))
            record["reasons"] = pair.reasons
            record["direction"] = pair.direction and _direction(pair.direction)
            record["passages"] = [
                _passage(passage, _sides(pair, passage, texts), next(likeness), echo)
                for passage, echo in zip(pair.passages, others, strict=True)
            ]
            yield record


def _direction(direction: Direction) -> Row:
    return {
        "source": direction.source,
        "confidence": round(direction.confidence, DIGITS),
        "strength": direction.strength,
        "evidence": direction.evidence,
    }


def _sides(pair: Pair, passage: Passage, texts: Texts) -> tuple[str, str]:
    left, right = passage.left, passage.right
    return texts.at(pair.left, left.begin, left.end), texts.at(pair.right, right.begin, right.end)


def _passage(passage: Passage, sides: tuple[str, str], similarity: float, echo: Echo) -> Row:
    return {
        "left": (passage.left.begin, passage.left.end),
        "right": (passage.right.begin, passage.right.end),
        "kind": passage.kind,
        "similarity": similarity,
        "quoted": passage.quoted,
        "left_text": sides[0],
        "right_text": sides[1],
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
