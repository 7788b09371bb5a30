"""Plain text: one file is one article."""

from collections.abc import Iterator

from provenance.loaders.draft import Draft, Source, Terms
from provenance.loaders.intake.decoding import decode
from provenance.loaders.metadata.front_matter import split

SUFFIXES = (".txt", ".text", "")
DESCRIPTION = "Plain text, one article a file; YAML front matter is read if there is one"
_WIDEST = 4  # bytes a character can take in any encoding in use


def read(source: Source, terms: Terms) -> Iterator[Draft]:
    """Make one draft of the whole file."""
    settings = terms.settings
    data = source.whole(min(settings.max_file_bytes, settings.max_article_characters * _WIDEST + 65_536))
    stated, text = split(decode(data), terms.mapping)
    yield Draft(text, stated)
