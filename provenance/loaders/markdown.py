"""Markdown with YAML front matter: one file is one article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from provenance.loaders import text
from provenance.loaders.draft import Draft, Source, Terms

SUFFIXES = (".md", ".markdown")
DESCRIPTION = "Markdown with YAML front matter, one article a file"
_HEADING = re.compile(r"\s{0,3}# +(\S[^\n]{0,300})")


def read(source: Source, terms: Terms) -> Iterator[Draft]:
    """Make one draft; a heading that opens the text is the title unless the front matter has one."""
    for draft in text.read(source, terms):
        heading = _HEADING.match(draft.text.lstrip("\n"))
        if heading and "title" not in draft.stated:
            title = heading.group(1).strip().rstrip("#").rstrip()
            yield replace(draft, stated={**draft.stated, "title": title})
        else:
            yield draft
