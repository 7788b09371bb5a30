"""Paragraphs out of markup that is already known to be the article: no guessing, nothing fetched."""

import re
from collections.abc import Collection, Iterator
from html.entities import html5
from typing import Any

from provenance.loaders.draft import UnusableError

_BLOCK_NAMES = (
    "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hl1 hl2 hr li main nav ol p pre section table td th tr ul block media caption"
)
_SILENT_NAMES = "script style template noscript head iframe svg math object"
_BLOCKS, _SILENT = frozenset(_BLOCK_NAMES.split()), frozenset(_SILENT_NAMES.split())
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))  # those XML knows by itself


def paragraphs_of_html(page: str) -> str:
    """Flatten a piece of HTML to paragraphs with an empty line between them."""
    from lxml import etree, html

    if not page.strip():
        return ""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return paragraphs(root)


def paragraphs(root: Any, without: Collection[str] = ()) -> str:  # noqa: ANN401 - lxml ships no types
    """Flatten an element of HTML, XHTML or NITF; blocks become paragraphs, the rest runs on.

    Parameters
    ----------
    root : lxml element
    without : collection of str
        Names of elements whose text is left out, beside scripts and their like.
    """
    from lxml import etree

    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element)
        quiet = name in _SILENT or name in without
        if event == "start":
            silent += quiet
            parts.append("\n\n" if name in _BLOCKS else "")
            parts.append("" if silent else _flat(element.text))
            continue
        silent -= event == "end" and quiet
        parts.append("\n\n" if event == "end" and name in _BLOCKS else "")
        if element is not root and not silent:
            parts.append(_flat(element.tail))
    blocks = (" ".join(block.split()) for block in "".join(parts).split("\n\n"))
    return "\n\n".join(filter(None, blocks))


def tree(text: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Parse XML that may be hostile: no entities of its own, no document types read, no network.

    Raises
    ------
    UnusableError
        If it declares entities (nothing in news needs them, and they can grow without bound) or is broken.
    """
    from lxml import etree

    if "<!ENTITY" in text:
        message = "the XML declares entities; that is not accepted"
        raise UnusableError(message)
    body = text.lstrip()
    if body.startswith("<?xml"):
        body = body.partition("?>")[2]
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_REFERENCE.sub(_character, body).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        message = f"broken XML: {str(error)[:120]}"
        raise UnusableError(message) from None


def local(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Name an element without its namespace, in lower case; nothing for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def every(root: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - lxml ships no types
    """Find all elements of a name, in any namespace."""
    return (element for element in root.iter() if local(element) == name)


def first(root: Any, name: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Find the first element of a name; None where there is none, or nothing to look in."""
    return next(every(root, name), None) if root is not None else None


def inline(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Read an element's text on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _flat(text: str | None) -> str:
    """Take out line ends: they are how the file was wrapped, and two would look like a new paragraph."""
    return text.replace("\n", " ") if text else ""


def _character(match: re.Match[str]) -> str:
    """Put the character where a named reference stands: the document types that define them are not read."""
    name = match.group(1)
    return match.group() if name in _OWN else html5.get(name, match.group())
