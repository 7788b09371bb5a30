"""Parquet tables: one article a row."""

import io
from collections.abc import Iterator

from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.rows import draft

SUFFIXES = (".parquet", ".pq")
DESCRIPTION = "Parquet tables, one article a row, common column names"
EXTRA = "parquet"
_ROWS = 256  # at a time: some megabytes of usual articles


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each row, some rows at a time."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        message = f"reading Parquet needs an extra: pip install 'news-provenance[{EXTRA}]'"
        raise UnusableError(message) from None
    with source.open() as stream:
        # A packed stream cannot be searched backwards, and a Parquet file is read from its end.
        file = stream if stream.seekable() else io.BytesIO(source.whole(terms.settings.max_file_bytes))
        try:
            number = 0
            for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield draft(row, number, terms.mapping, f"row {number}")
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            message = f"broken Parquet: {' '.join(str(error).split())[:120]}"
            raise UnusableError(message) from error
