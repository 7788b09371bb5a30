"""ninjs, the news industry's JSON, in its versions 1 to 3: brought to common field names.

See https://iptc.org/std/ninjs/userguide/. It travels in ``.json`` and ``.jsonl`` files, alone or in lists.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from provenance.loaders.markup import paragraphs_of_html

_SIGNS = frozenset(("bodies", "headlines", "bodytext", "bodyxhtml"))


def is_ninjs(row: Mapping[Any, Any]) -> bool:
    """Recognise an item by the fields that only ninjs has."""
    standard = row.get("standard")
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    names = {_key(name) for name in row if isinstance(name, str)}
    return bool(names & _SIGNS) and bool(names & {"uri", "versioncreated"})


def common(row: Mapping[Any, Any]) -> dict[str, object]:
    """Bring an item to the field names of any other row."""
    item = {_key(name): value for name, value in row.items() if isinstance(name, str)}
    uri = item.get("uri")
    return {
        "text": _text(item),
        "title": _main(item.get("headlines")) or item.get("headline") or item.get("title"),
        # This version's own time: its wording is what is compared.
        "published": item.get("versioncreated") or item.get("contentcreated") or item.get("firstcreated"),
        "author": item.get("by") or item.get("byline") or item.get("bylines"),
        "outlet": item.get("copyrightholder") or item.get("provider"),
        "credit": item.get("infosources") or item.get("creditline"),
        "url": uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else None,
        "section": item.get("section"),
        "language": item.get("language"),
    }


def _text(item: Mapping[str, object]) -> str | None:
    """Take the body; its markup, where there is one, knows the paragraphs that plain text often lost."""
    bodies = [body for body in _list(item.get("bodies")) if isinstance(body.get("value"), str)]
    marked = [body["value"] for body in bodies if "html" in str(body.get("contenttype", "")).lower()]
    page = marked[0] if marked else item.get("bodyxhtml")
    if isinstance(page, str) and page.strip():
        return paragraphs_of_html(page)
    plain = [body["value"] for body in sorted(bodies, key=lambda body: body.get("role") != "main")]
    text = plain[0] if plain else item.get("bodytext")
    return text if isinstance(text, str) else ""


def _main(values: object) -> str | None:
    """Take the value whose role is main, else the first."""
    found = [each for each in _list(values) if isinstance(each.get("value"), str)]
    found.sort(key=lambda each: each.get("role") != "main")
    return str(found[0]["value"]) if found else None


def _list(values: object) -> list[dict[str, Any]]:
    """Take the objects of a list, their names folded."""
    objects = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    return [{_key(str(name)): value for name, value in each.items()} for each in objects]


@lru_cache(maxsize=1_000)
def _key(name: str) -> str:
    """Fold a name: version 3 writes ``versionCreated``, version 1 ``body_text``."""
    return name.casefold().replace("_", "")
