"""Paragraphs out of markup that is already known to be the article: no guessing, nothing fetched."""

from html import unescape
from typing import Any

from provenance.loaders.draft import UnusableError

_BLOCK_NAMES = (
    "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hl1 hl2 hr li main nav ol p pre section table td th tr ul block media caption"
)
_SILENT_NAMES = "script style template noscript head iframe svg math object"
_BLOCKS, _SILENT = frozenset(_BLOCK_NAMES.split()), frozenset(_SILENT_NAMES.split())


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


def paragraphs(root: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Flatten an element of HTML, XHTML or NITF; blocks become paragraphs, the rest runs on."""
    from lxml import etree

    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            silent += name in _SILENT
            parts.append("\n\n" if name in _BLOCKS else "")
            parts.append("" if silent else element.text or "")
            continue
        silent -= event == "end" and name in _SILENT
        parts.append("\n\n" if event == "end" and name in _BLOCKS else "")
        if element is not root and not silent:
            parts.append(element.tail or "")
    blocks = (" ".join(block.split()) for block in _blocks("".join(parts)))
    return "\n\n".join(filter(None, blocks))


def _blocks(text: str) -> list[str]:
    """Cut at empty lines; single line ends are only how the file was wrapped."""
    return text.split("\n\n")


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
    )
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        message = f"broken XML: {str(error)[:120]}"
        raise UnusableError(message) from None


def entity(text: str) -> str:
    """Turn a reference such as ``&eacute;``, left by a document type that is not read, into its character."""
    return unescape(text)
