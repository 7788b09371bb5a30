"""The result as flat tables: what the CSV files hold, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from provenance.echoes import Echo
from provenance.facttable import FactTable
from provenance.model import FactMember, Facts, Pair, QuoteFamily
from provenance.records import DIGITS, Row, Texts, measures

Table = Literal["articles", "pairs", "passages", "quotes", "facts", "coverage", "outlets", "derivations"]


def pair_rows(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Yield a row a pair, with the number of its passages."""
    for pair in pairs:
        yield {
            **measures(pair),
            "passages": len(pair.passages),
            "source": pair.direction.source if pair.direction else None,
            "strength": pair.direction.strength if pair.direction else None,
            "reasons": list(pair.reasons),
        }


def passage_rows(pairs: Iterable[Pair], echoes: Iterable[Sequence[Echo]], texts: Texts) -> Iterator[Row]:
    """Yield a row a passage, with its words on both sides and in how many other articles it stands."""
    for pair, heard in zip(pairs, echoes, strict=True):
        left_text, right_text = texts[pair.left], texts[pair.right]
        for passage, echo in zip(pair.passages, heard, strict=True):
            left, right = passage.left, passage.right
            yield {
                "left": pair.left,
                "right": pair.right,
                "left_begin": left.begin,
                "left_end": left.end,
                "right_begin": right.begin,
                "right_end": right.end,
                "kind": passage.kind,
                "similarity": round(passage.similarity, DIGITS),
                "quoted": passage.quoted,
                "left_text": left_text[left.begin : left.end],
                "right_text": right_text[right.begin : right.end],
                "also_in": echo.count,
                "first_seen": echo.first,
            }


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


def fact_rows(facts: Facts) -> Iterator[Row]:
    """Yield a row for each article that tells a shared, a unique or a disputed fact."""
    for number, shared in enumerate(facts.shared, start=1):
        for member in shared.members:
            yield _fact_row(
                "shared" if shared.sure else "similar", number, (shared.story, shared.text), member
            )
    for number, unique in enumerate(facts.unique, start=1):
        member = FactMember(unique.article, unique.span, unique.text)
        yield _fact_row("unique", number, (unique.story, unique.text), member)
    for number, conflict in enumerate(facts.conflicts, start=1):
        for member in conflict.members:
            yield _fact_row("conflict", number, (conflict.story, conflict.about), member)


def _fact_row(kind: str, number: int, fact: tuple[str, str], member: FactMember) -> Row:
    story, about = fact
    return {
        "kind": kind,
        "fact": number,
        "story": story,
        "about": about,
        "article": member.article,
        "begin": member.span.begin,
        "end": member.span.end,
        "text": member.text,
        "figure": member.figure,
        "sure": member.sure,
    }


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
