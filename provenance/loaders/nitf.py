"""NITF, the news industry's older XML: one document is one article. See https://iptc.org/std/NITF/."""

from typing import Any

from provenance.loaders.draft import Draft
from provenance.loaders.markup import first, inline, paragraphs

_PUBLISHED = (("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication"))


def draft(root: Any, stated: dict[str, str] | None = None) -> Draft:  # noqa: ANN401 - lxml ships no types
    """Make a draft of an ``nitf`` element; what an envelope around it states comes first.

    Captions (``media``) are not body and are left out; a tagline ("… contributed to this report") is kept.
    """
    own = {
        "title": inline(first(root, "hl1")) or inline(first(root, "title")),
        "author": _author(inline(first(root, "byline"))),
        "published": next(filter(None, (_attribute(root, *place) for place in _PUBLISHED)), ""),
        "outlet": _attribute(root, "pubdata", "name") or _attribute(root, "doc.copyright", "holder"),
        "url": _attribute(root, "pubdata", "ex-ref"),
        "section": _attribute(root, "pubdata", "position.section"),
        "credit": inline(first(root, "distributor")),
    }
    parts = (first(root, "body.content"), first(root, "tagline"))
    text = "\n\n".join(filter(None, (paragraphs(part, {"media"}) for part in parts if part is not None)))
    return Draft(text, {name: value for name, value in {**own, **(stated or {})}.items() if value})


def _attribute(root: Any, element: str, name: str) -> str:  # noqa: ANN401 - lxml ships no types
    """Read one attribute of the first such element."""
    found = first(root, element)
    return " ".join(found.get(name, "").split()) if found is not None else ""


def _author(byline: str) -> str:
    """Take the names out of a byline."""
    return byline[3:].strip() if byline[:3].lower() == "by " else byline
