"""JSON files: a list of articles, an object that holds such a list, or one article."""

from collections.abc import Iterator, Mapping

from provenance.loaders import jsonl
from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.decoding import decode
from provenance.loaders.rows import draft, is_article

SUFFIXES = (".json",)
DESCRIPTION = 'JSON: a list of articles, `{"articles": […]}`, or one article; ninjs 1 to 3'
# What exports call their list: NewsAPI, JSON Feed, CKAN and the New York Times, GDELT, the Guardian.
_LISTS = ("articles", "items", "docs", "documents", "stories", "results", "data", "rows", "response")


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each article in the file; JSON lines under this suffix are read as such."""
    text = decode(source.whole(terms.settings.max_file_bytes))
    if not text.strip():
        message = "empty file"
        raise UnusableError(message)
    found = jsonl.parsed(text, "")
    if isinstance(found, Flaw):
        if "Extra data" in found.reason and text.lstrip().startswith("{"):
            yield from jsonl.read(source, terms)
            return
        raise UnusableError(found.reason)
    rows = _rows(found.value)
    if rows is None:
        yield draft(found.value, None, terms.mapping, "")
        return
    for number, row in enumerate(rows, start=1):
        yield draft(row, number, terms.mapping, f"item {number}")


def _rows(value: object) -> list[object] | None:
    """Find the list of articles; None where the value is itself one."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and not is_article(value):
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list):
                return inner
            if name == "response" and isinstance(inner, Mapping):
                return _rows(inner)
    return None
