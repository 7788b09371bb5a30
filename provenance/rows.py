"""The result as flat tables: what the CSV files hold.

Where there are very many rows they are made block by block, a list a column: a row by itself costs more than
what it holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Literal, TypeVar

from provenance.echoes import Echo
from provenance.facttable import FactTable
from provenance.model import Facts, Pair, QuoteFamily
from provenance.model.factrows import shared_rows, unique_rows
from provenance.records import Row, measured, rounded
from provenance.sides import Sides, Texts

Table = Literal["articles", "pairs", "passages", "quotes", "facts", "coverage", "outlets", "derivations"]
Columns = dict[str, Sequence[Any]]  # by name, all of one length
_BLOCK = 4_000  # rows made at a time: some MB

Item = TypeVar("Item")


def blocks(items: Iterable[Item], size: int = _BLOCK) -> Iterator[list[Item]]:
    """Split items into lists, all but the last of one length."""
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block


def in_columns(rows: Iterable[Row]) -> Iterator[Columns]:
    """Turn rows into blocks of columns."""
    for block in blocks(rows):
        yield {name: [row[name] for row in block] for name in block[0]}


def in_rows(columns: Iterable[Columns]) -> Iterator[Row]:
    """Turn blocks of columns into rows; what is several values is a list."""
    for block in columns:
        for values in zip(*block.values(), strict=True):
            yield {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in zip(block, values, strict=True)
            }


def pair_columns(pairs: Iterable[Pair]) -> Iterator[Columns]:
    """Yield a row a pair, with the number of its passages."""
    for block in blocks(pairs):
        directions = [pair.direction for pair in block]
        yield {
            **measured(block),
            "passages": [len(pair.passages) for pair in block],
            "source": [each and each.source for each in directions],
            "strength": [each and each.strength for each in directions],
            "reasons": [pair.reasons for pair in block],
        }


def passage_columns(
    pairs: Sequence[Pair], stretches: Sides, echoes: Iterable[Sequence[Echo]]
) -> Iterator[Columns]:
    """Yield a row a passage, with its words on both sides and in how many other articles it stands."""
    heard, texts, begin = chain.from_iterable(echoes), Texts(stretches), 0
    ids = [article.id for article in stretches.articles]
    for block in blocks(passage for pair in pairs for passage in pair.passages):
        sides = stretches.of[begin : begin + len(block)].T
        left, right = ([ids[place] for place in each.tolist()] for each in stretches.article[sides])
        (left_begin, right_begin), (left_end, right_end) = stretches.begin[sides], stretches.end[sides]
        left_text, right_text = map(texts.at, sides)
        others = list(islice(heard, len(block)))
        yield {
            "left": left,
            "right": right,
            "left_begin": left_begin.tolist(),
            "left_end": left_end.tolist(),
            "right_begin": right_begin.tolist(),
            "right_end": right_end.tolist(),
            "kind": [each.kind for each in block],
            "similarity": rounded([each.similarity for each in block]),
            "quoted": [each.quoted for each in block],
            "left_text": left_text,
            "right_text": right_text,
            "also_in": [echo.count for echo in others],
            "first_seen": [echo.first for echo in others],
        }
        begin += len(block)


def quote_rows(families: Iterable[QuoteFamily]) -> Iterator[Row]:
    """Yield a row for each article's version of each statement."""
    for number, family in enumerate(families, start=1):
        for member in family.members:
            yield {
                "family": number,
                "speaker": family.speaker,
                "article": member.article,
                "begin": member.span.begin,
                "end": member.span.end,
                "text": member.text,
                "original": family.text,
                "altered": member.altered,
                "changes": [
                    f"{change.was} → {change.now} ({change.change_class})" for change in member.changes
                ],
            }


_FACT = ("kind", "fact", "story", "about", "article", "begin", "end", "text", "figure", "sure")


def fact_columns(facts: Facts) -> Iterator[Columns]:
    """Yield a row for each article that tells a shared, a unique or a disputed fact."""
    for block in blocks(chain(_shared(facts), _unique(facts), _disputed(facts))):
        yield dict(zip(_FACT, zip(*block, strict=True), strict=True))


def _shared(facts: Facts) -> Iterator[tuple[Any, ...]]:
    for number, (fact, members, _) in enumerate(shared_rows(facts.shared), start=1):
        story, about, _, sure, *_ = fact
        kind = "shared" if sure else "similar"
        for member in members:
            yield kind, number, story, about, *member


def _unique(facts: Facts) -> Iterator[tuple[Any, ...]]:
    for number, (fact, (begin, end), _, _) in enumerate(unique_rows(facts.unique), start=1):
        story, article, text, *_ = fact
        yield "unique", number, story, text, article, begin, end, text, None, True


def _disputed(facts: Facts) -> Iterator[tuple[Any, ...]]:
    for number, conflict in enumerate(facts.conflicts, start=1):
        for member in conflict.members:
            ends = member.span.begin, member.span.end
            said = member.article, *ends, member.text, member.figure, member.sure
            yield "conflict", number, conflict.story, conflict.about, *said


def coverage_rows(tables: Iterable[FactTable]) -> Iterator[Row]:
    """Yield a row for each story and outlet: what it tells of all facts, alone, and what it leaves out."""
    for table in tables:
        for each in table.accounts:
            yield {
                "story": table.story,
                "outlet": each.outlet,
                "told": each.told,
                "of": len(table.rows),
                "unique": each.alone,
                "omitted": len(each.omitted),
                "left_out": [row.text for row in table.omitted(each)],
            }
