"""HTML pages: trafilatura finds the main text and what the page says of itself."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from provenance.loaders.draft import Draft, Source, Terms, UnusableError
from provenance.loaders.intake.decoding import decode
from provenance.settings import Settings

SUFFIXES = (".html", ".htm", ".xhtml")
DESCRIPTION = "HTML pages: main text, outlet, title, time and author found by trafilatura"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z]")
_LINKED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
# Where pages state when they were published, the most exact first. trafilatura gives the day only.
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='article:published_time' or @name='datePublished' or @itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//meta[@name='parsely-pub-date' or @name='pubdate' or @name='date' or @name='DC.date.issued']/@content",
)


def read(source: Source, terms: Terms) -> Iterator[Draft]:
    """Make one draft of the page."""
    data = source.whole(terms.settings.max_page_bytes)
    yield page(decode(data, declared(data)), None, terms.settings)


def declared(data: bytes) -> str | None:
    """Read the encoding that a page states at its top."""
    match = _CHARSET.search(data[:4_096])
    return match.group(1).decode("ascii") if match else None


def page(markup: str, url: str | None, settings: Settings) -> Draft:
    """Make a draft of a page.

    Parameters
    ----------
    markup : str
    url : str or None
        Its address, if known from elsewhere.
    settings : Settings

    Raises
    ------
    UnusableError
        If no main text is found, or the page is built to be slow.
    """
    if len(_TAG.findall(markup)) > settings.max_page_elements:
        message = f"more than {settings.max_page_elements:,} elements in one page (max_page_elements)"
        raise UnusableError(message)
    root, found = _extracted(markup, url)
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        message = "no main text found in the page"
        raise UnusableError(message)
    time = _time(root)
    stated = {
        "title": found.title,
        "author": (found.author or "").replace(";", ","),
        "outlet": (found.sitename or "").lstrip("@"),
        "url": url or found.url,
        "published": time or found.date,
        "section": next(iter(root.xpath("//meta[@property='article:section']/@content")), None),
        "language": next(iter(root.xpath("/html/@lang")), None),
    }
    guessed = frozenset() if time else frozenset({"published"})
    kept = {name: " ".join(value.split()) for name, value in stated.items() if value}
    return Draft(text, kept, guessed=guessed & kept.keys())


def _extracted(markup: str, url: str | None) -> tuple[Any, Any]:
    """Run trafilatura, which may break in any way on a page that is made to break it."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)  # what they complain of is said as a reason, not on the terminal
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    try:
        root = trafilatura.load_html(markup)
        if root is None:
            return None, None
        return root, trafilatura.bare_extraction(
            root,
            url=url,
            with_metadata=True,
            include_comments=False,
            # Without it, any number in the text that looks like a year can become the date.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:
        message = f"the page cannot be parsed ({type(error).__name__})"
        raise UnusableError(message) from error


def _time(root: Any) -> str | None:  # noqa: ANN401 - lxml ships no types
    """Find the publication time that the page states."""
    for path in _TIMES:
        for value in root.xpath(path):
            if value.strip():
                return str(value)
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        match = _LINKED.search(script)
        if match:
            return match.group(1)
    return None
