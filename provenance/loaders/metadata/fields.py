"""The fields of a row, under the names people give them, become a draft."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from provenance.errors import SettingError
from provenance.loaders.draft import Draft, Flaw
from provenance.loaders.markup import paragraphs_of_html

# Names as they are once case, blanks, dashes and underscores are dropped; the first that holds something
# counts. Collected from export formats: NewsAPI, GDELT, WordPress, JSON Feed, newspaper3k, trafilatura,
# Common Crawl news sets, the New York Times' and the Guardian's interfaces.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "fulltext", "articletext", "articlebody", "maintext", "bodytext", "textbody",
        "content", "contenttext", "article", "story", "rawtext", "cleantext",
    ),
    "outlet": (
        "outlet", "source", "sourcename", "publisher", "publication", "newspaper", "site", "sitename",
        "medium", "media", "domain", "hostname", "sourcedomain", "website",
    ),
    "title": ("title", "headline", "articletitle", "heading"),
    "published": (
        "published", "publishedat", "datepublished", "publishdate", "publisheddate", "publicationdate",
        "pubdate", "firstpublicationdate", "webpublicationdate", "date", "datetime", "timestamp", "time",
        "versioncreated", "created", "createdat",
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "url": ("url", "link", "canonicalurl", "permalink", "weburl", "uri", "href"),
    "section": ("section", "sectionname", "category", "categories", "desk", "rubric"),
    "language": ("language", "lang", "locale"),
    "credit": ("credit", "creditline", "agency", "wire"),
    "owner": ("owner", "parentcompany"),
    "id": ("id", "articleid", "docid", "uuid", "guid"),
}  # fmt: skip
_MARKUP = ("bodyxhtml", "bodyhtml", "contenthtml", "articlehtml", "html")  # used where no plain text is given
_INNER = ("name", "title", "main", "original", "rendered", "value", "text")  # of {"source": {"name": ...}}
_MOST_PARTS = 100  # authors or categories in one list; more is not metadata
_PAGE = re.compile(r"\s{0,9}<(?:!doctype|html|body|article|section|div|p|h[1-6])\b", re.IGNORECASE)
_OPTION = "map"
_LISTED = 8  # fields named in a message


def check(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping to something that is no attribute of an article."""
    for attribute in mapping:
        if attribute not in NAMES:
            raise SettingError(_OPTION, attribute, f"one of {', '.join(NAMES)}")


def draft(row: object, number: int | None, mapping: Mapping[str, str], where: str) -> Draft | Flaw:
    """Make a draft of one row.

    Parameters
    ----------
    row : object
        What a file holds in one place; only a mapping can be an article.
    number : int or None
        Which row of its file, from 1.
    mapping : mapping of str to str
        Attribute to field name, as the user gave them; a dot leads into a nested field.
    where : str
        The row's place in its file, for messages.
    """
    if not isinstance(row, dict):
        return Flaw(where, f"expected an object with named fields, found {_kind(row)}")
    found = {_key(name): value for name, value in reversed(list(row.items())) if isinstance(name, str)}
    wanted = mapping.get("text")
    text = _text(_reach(row, wanted)) if wanted else _first_text(found)
    if text is None:
        return Flaw(where, _no_text(row, wanted))
    stated = {}
    for attribute in NAMES:
        if attribute == "text":
            continue
        if attribute in mapping:
            value = plain(_reach(row, mapping[attribute]))
        else:
            value = _named(found, NAMES[attribute])
        if value:
            stated[attribute] = value
    return Draft(text, stated, number)


def stated(row: Mapping[Any, Any], mapping: Mapping[str, str]) -> dict[str, str]:
    """Read the attributes out of a front matter, whose text stands elsewhere."""
    made = draft({**row, "text": "."}, None, {k: v for k, v in mapping.items() if k != "text"}, "")
    return dict(made.stated) if isinstance(made, Draft) else {}


def plain(value: object) -> str:
    """Bring a metadata value to one line: numbers as they are, names out of lists and small objects."""
    if isinstance(value, dict):
        value = next((value[name] for name in _INNER if isinstance(value.get(name), str)), None)
    if isinstance(value, list):
        if len(value) > _MOST_PARTS:
            return ""
        flat = [each if isinstance(each, str | dict) else None for each in value]
        return ", ".join(filter(None, (plain(each) for each in flat)))
    if isinstance(value, date):  # and times, which are dates too; tables have them
        return value.isoformat()
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    text = " ".join(str(value).split())
    return "" if text.lower() in {"null", "none", "nan", "~", "n/a"} else text


def _named(found: Mapping[str, object], names: tuple[str, ...]) -> str:
    """Take the first field of these names that holds something."""
    for name in names:
        value = plain(found[name]) if name in found else ""
        if value:
            return value
    return ""


def _first_text(found: Mapping[str, object]) -> str | None:
    """Take the first field that holds a text; markup is flattened where there is no plain text."""
    texts = (_text(found.get(name)) for name in NAMES["text"])
    text = next((each for each in texts if each), None)
    if text is None:
        pages = (value for name in _MARKUP if isinstance(value := found.get(name), str) and value)
        text = next((paragraphs_of_html(page) for page in pages), None)
    if text is None and any(name in found for name in (*NAMES["text"], *_MARKUP)):
        return ""  # there is a place for a text and it is empty: that is its own reason
    return text


def _text(value: object) -> str | None:
    """Read a text, or a list of paragraphs."""
    if isinstance(value, str):
        return paragraphs_of_html(value) if _PAGE.match(value) else value
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return "\n\n".join(value)
    if isinstance(value, Mapping):
        inner = next((value[name] for name in ("text", "rendered") if isinstance(value.get(name), str)), None)
        return _text(inner)
    return None


def _reach(row: Mapping[Any, Any], path: str) -> object:
    """Follow a dotted name; a field that has the dot in its own name comes first."""
    if path in row:
        return row[path]
    value: object = row
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


@lru_cache(maxsize=1_000)
def _key(name: str) -> str:
    """Fold a field name: ``Published_At`` and ``publishedAt`` are one."""
    return name.strip().casefold().replace("_", "").replace("-", "").replace(" ", "") or name


def _no_text(row: Mapping[Any, Any], wanted: str | None) -> str:
    """Say which fields there are, so that the right one can be named."""
    names = [str(name)[:40] for name in list(row)[:_LISTED]]
    names = [name if name.isprintable() else repr(name) for name in names]
    has = ", ".join(names) + (" …" if len(row) > _LISTED else "") if names else "no fields"
    if wanted:
        return f"no text in a field {wanted!r}; it has: {has}"
    return f"no field holds a text (text, body, content …); it has: {has}. Name one: --map text=FIELD"


def _kind(value: object) -> str:
    """Name a JSON value for a message."""
    names = {list: "a list", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "nothing")
