"""XML of the news industry: the document's root tells NITF from NewsML-G2."""

import re
from collections.abc import Iterator

from provenance.loaders import newsml, nitf
from provenance.loaders.draft import Draft, Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.decoding import decode
from provenance.loaders.markup import local, tree

SUFFIXES = (".xml", ".nitf", ".newsml")
DESCRIPTION = "News-industry XML: NITF and NewsML-G2 text"
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]{2,40})[\"']")


def read(source: Source, terms: Terms) -> Iterator[Draft | Flaw]:
    """Make a draft of each news item in the document."""
    data = source.whole(terms.settings.max_page_bytes)
    match = _ENCODING.match(data.lstrip())
    root = tree(decode(data, match.group(1).decode("ascii") if match else None))
    name = local(root)
    if name == "nitf":
        yield nitf.draft(root)
    elif name in newsml.ROOTS:
        yield from newsml.drafts(root)
    else:
        message = f"XML of an unknown kind: its root is <{name[:40]}>, not NITF or NewsML-G2"
        raise UnusableError(message)
