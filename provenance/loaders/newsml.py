"""NewsML-G2: news items, alone or in a message, around NITF, XHTML or plain text.

See https://iptc.org/std/NewsML-G2/. Concepts, packages and planning items hold no text and are named as such.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from provenance.loaders import nitf
from provenance.loaders.draft import Draft, Flaw
from provenance.loaders.markup import every, first, inline, local, paragraphs

ROOTS = frozenset(("newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem"))


def drafts(root: Any) -> Iterator[Draft | Flaw]:  # noqa: ANN401 - lxml ships no types
    """Make a draft of each news item; the rows of a message are counted."""
    if local(root) == "newsitem":
        yield _draft(root, "")
        return
    items = list(every(root, "newsitem"))
    if not items:
        yield Flaw("", f"NewsML-G2 without a news item: a <{local(root)}>")
    for number, item in enumerate(items, start=1):
        found = _draft(item, f"item {number}")
        yield replace(found, row=number) if isinstance(found, Draft) else found


def _draft(item: Any, where: str) -> Draft | Flaw:  # noqa: ANN401 - lxml ships no types
    """Make a draft of one item."""
    content = first(item, "contentset")
    inner = first(content, "nitf") if content is not None else None
    stated = _stated(item)
    if inner is not None:
        return nitf.draft(inner, stated)
    held = None
    if content is not None:
        held = first(content, "inlinexml")
        held = held if held is not None else first(content, "inlinedata")
    if held is None:
        return Flaw(where, "a news item without text (a picture, or text kept elsewhere)")
    text = paragraphs(held) if len(held) else (held.text or "")
    return Draft(text, stated)


def _stated(item: Any) -> dict[str, str]:  # noqa: ANN401 - lxml ships no types
    """Read what the envelope says."""
    meta, content, rights = (first(item, name) for name in ("itemmeta", "contentmeta", "rightsinfo"))
    language = first(content, "language")
    stated = {
        "title": inline(first(content, "headline")) or inline(first(meta, "title")),
        "author": inline(first(content, "by")) or _named(first(content, "creator")),
        # This version's own time: its wording is what is compared.
        "published": inline(first(meta, "versioncreated")) or inline(first(content, "contentcreated")),
        "outlet": _named(first(meta, "provider")) or _named(first(rights, "copyrightholder")),
        "credit": _named(first(content, "infosource")) or inline(first(content, "creditline")),
        "language": language.get("tag", "") if language is not None else "",
    }
    return {name: value for name, value in stated.items() if value}


def _named(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Name a party: by its name, or by the literal that stands for it."""
    if element is None:
        return ""
    return inline(first(element, "name")) or element.get("literal", "") or inline(element)
