"""CSV and TSV: one article a row, named columns."""

import csv
from collections.abc import Iterator
from typing import TextIO

from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.lines import characters, mended
from provenance.loaders.rows import draft

SUFFIXES = (".csv", ".tsv", ".tab")
DESCRIPTION = "CSV and TSV with a header, one article a row, common column names"
_SEPARATORS = ",;\t|"
_ROOM = 65_536  # characters beyond the longest article, so that one just too long is told from a lost quote
_MOST_COLUMNS = 2_000


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each row."""
    for number, row in records(source, terms):
        where = f"row {number}"
        if isinstance(row, Flaw):
            yield Flaw(where, row.reason)
        else:
            yield draft(row, number, terms.mapping, where)


def records(source: Source, terms: Terms) -> Iterator[tuple[int, dict[str, str] | Flaw]]:
    """Give each row its number and pair their cells with the header's names.

    Raises
    ------
    UnusableError
        If the file has no usable header.
    """
    limit = terms.settings.max_article_characters + _ROOM
    with source.open() as stream:
        rows = _rows(characters(stream), "\t" if source.suffix in {".tsv", ".tab"} else None, limit)
        header = next(rows, None)
        if not header or isinstance(header, Flaw):
            raise UnusableError(header.reason if isinstance(header, Flaw) else "empty file")
        names = [mended(name).strip() for name in header]
        for number, row in enumerate(rows, start=1):
            if isinstance(row, Flaw) or any(row):
                yield number, row if isinstance(row, Flaw) else _record(names, row)


def _record(names: list[str], row: list[str]) -> dict[str, str] | Flaw:
    """Pair one row's cells with the names."""
    if len(row) > len(names):
        return Flaw("", f"{len(row)} cells under {len(names)} columns; is a quote or a separator missing?")
    try:
        return dict(zip(names, map(mended, row), strict=False))
    except UnusableError as error:
        return Flaw("", str(error))


def _rows(text: TextIO, separator: str | None, limit: int) -> Iterator[list[str] | Flaw]:
    """Parse rows; where quoting goes wrong, what follows cannot be trusted, so it ends there."""
    first = text.readline(limit)
    if not first:
        return
    if "\0" in first:
        message = "binary: NUL characters where a header was expected"
        raise UnusableError(message)
    if separator is None:
        separator = max(_SEPARATORS, key=first.count)
    if first.count(separator) >= _MOST_COLUMNS:
        message = f"more than {_MOST_COLUMNS:,} columns"
        raise UnusableError(message)
    reader = csv.reader(_lines(first, text, 4 * limit), delimiter=separator)
    while True:
        # The limit is the csv module's one global; it is ours only while a row is parsed.
        before = csv.field_size_limit(limit)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Flaw("", f"{error}; is a quote not closed? The rest of the file was not read")
            return
        finally:
            csv.field_size_limit(before)
        yield row


def _lines(first: str, text: TextIO, limit: int) -> Iterator[str]:
    """Yield lines; one that could hold several of the longest articles is no line of a table."""
    line = first
    while line:
        if len(line) >= limit:
            message = f"a line of more than {limit:,} characters; the rest of the file was not read"
            raise UnusableError(message)
        yield line
        line = text.readline(limit)
