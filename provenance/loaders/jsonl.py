"""JSON lines: one article a line."""

import json
from collections.abc import Iterator

from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.lines import lines
from provenance.loaders.rows import draft

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
DESCRIPTION = "JSON lines, one article a line, common field names"
_ROOM = 8  # bytes a character may take in JSON (an escape has 6), and room for the other fields


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each line; a broken one is named by its number and the rest is read."""
    longest = terms.settings.max_article_characters * _ROOM + 65_536
    number = 0
    with source.open() as stream:
        for count, line in enumerate(lines(stream, longest), start=1):
            where = f"line {count}"
            if isinstance(line, UnusableError):
                yield Flaw(where, str(line))
            elif line.strip():
                number += 1
                row = parsed(line, where)
                yield row if isinstance(row, Flaw) else draft(row.value, number, terms.mapping, where)


class Parsed:
    """A JSON value, told apart from a flaw."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


def parsed(text: str, where: str) -> Parsed | Flaw:
    """Parse JSON, or say where it breaks."""
    try:
        return Parsed(json.loads(text))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        return Flaw(where, f"broken JSON: {error.msg} at {place}column {error.colno}")
    except RecursionError:
        return Flaw(where, "broken JSON: nested too deeply")
    except ValueError as error:
        return Flaw(where, f"broken JSON: {str(error)[:100]}")
