"""How each value of a result is written down: one record a value, names in the documented order.

`data/comparison.schema.json` documents what stands here; the flat tables are in `rows`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from math import isfinite
from typing import Any

from provenance.echoes import Echo
from provenance.facttable import FactTable
from provenance.model import (
    Article,
    Conflict,
    FactMember,
    Figure,
    Pair,
    Passage,
    QuoteFamily,
    QuoteMember,
    SharedFact,
    Span,
    UniqueFact,
)

Row = dict[str, Any]
Texts = Mapping[str, str]  # of the articles, by id
DIGITS = 4  # decimals of every number written: finer is noise, and platforms differ beyond


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


def measures(pair: Pair) -> Row:
    """Return what was measured of a pair."""
    return {
        "left": pair.left,
        "right": pair.right,
        "relation": pair.relation,
        "confidence": round(pair.confidence, DIGITS),
        "tfidf": round(pair.tfidf, DIGITS),
        "left_cover": round(pair.left_cover, DIGITS),
        "right_cover": round(pair.right_cover, DIGITS),
        "left_prose_cover": round(pair.left_prose_cover, DIGITS),
        "right_prose_cover": round(pair.right_prose_cover, DIGITS),
        "longest_run": pair.longest_run,
    }


def pair_record(pair: Pair, echoes: Sequence[Echo], texts: Texts) -> Row:
    """Return a pair with its passages, each with where else it stands."""
    left, right = texts[pair.left], texts[pair.right]
    return {
        **measures(pair),
        "reasons": pair.reasons,
        "direction": plain(pair.direction),
        "passages": [
            _passage(passage, left, right, echo) for passage, echo in zip(pair.passages, echoes, strict=True)
        ],
    }


def _passage(passage: Passage, left_text: str, right_text: str, echo: Echo) -> Row:
    left, right = passage.left, passage.right
    return {
        "left": (left.begin, left.end),
        "right": (right.begin, right.end),
        "kind": passage.kind,
        "similarity": round(passage.similarity, DIGITS),
        "quoted": passage.quoted,
        "left_text": left_text[left.begin : left.end],
        "right_text": right_text[right.begin : right.end],
        "differences": [{"left": ends(each.left), "right": ends(each.right)} for each in passage.differences],
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


def shared_record(fact: SharedFact) -> Row:
    """Return a fact that several tell, with each one's words."""
    return {
        "story": fact.story,
        "text": fact.text,
        "sure": fact.sure,
        "figures": fact.figures,
        **_contents(fact),
        "members": [{**_told(each), "figure": each.figure, "sure": each.sure} for each in fact.members],
    }


def unique_record(fact: UniqueFact) -> Row:
    """Return a fact that one tells."""
    return {
        "story": fact.story,
        "article": fact.article,
        "span": ends(fact.span),
        "text": fact.text,
        "figures": fact.figures,
        **_contents(fact),
        "score": round(fact.score, DIGITS),
        "sentence": plain(fact.sentence),
    }


def _contents(fact: SharedFact | UniqueFact) -> Row:
    """Return what a fact's words hold."""
    return {
        "amounts": [_amount(each) for each in fact.amounts],
        "names": fact.names,
        "places": fact.places,
        "dates": fact.dates,
        "quoted": fact.quoted,
    }


def _amount(figure: Figure) -> Row:
    """Return a figure; a side that the words leave open ("more than", "up to") is null."""
    return {
        "text": figure.text,
        "low": round(figure.low, DIGITS) if figure.low else None,
        "high": round(figure.high, DIGITS) if isfinite(figure.high) else None,
        "unit": figure.unit,
        "counted": figure.counted,
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
