"""Turn outlets into A, B, C … everywhere, for guessing exercises, with a key that turns them back.

Spans stay true: inside texts a name gives way to blocks of the same length. What remains is what only a
reader can see: a house style, a local street, a web address in the text.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from provenance.comparison import Comparison
from provenance.model import Article

_BLOCK = "█"
# Fields that hold an article's own words: names in them keep their length.
_WORDS = {"text", "title", "was", "now", "about", "speaker", "figures", "names", "figure"}


def anonymise(comparison: Comparison) -> tuple[Comparison, bytes]:
    """Hide who published what.

    Letters are dealt in an order that tells nothing: by the hash of the name, so that the same corpus
    gets the same letters again.

    Returns
    -------
    Comparison
        The same findings with outlets named ``Outlet A``, articles ``article-1`` and no author or address.
    bytes
        The key as a CSV table: letter, outlet, article, its id here, origin. Keep it from the guessers.
    """
    outlets = sorted({article.outlet for article in comparison.articles}, key=_shuffled)
    letters = {outlet: f"Outlet {_letter(place)}" for place, outlet in enumerate(outlets)}
    width = len(str(len(comparison.articles)))
    # Numbered in the order of their ids, so that everything sorted by id stays sorted.
    ids = {
        article.id: f"article-{number:0{width}}"
        for number, article in enumerate(comparison.articles, start=1)
    }
    names = _pattern(outlets)
    recast = _recaster(ids, letters, names)
    hidden = {
        field.name: recast(getattr(comparison, field.name), field.name)
        for field in fields(comparison)
        if field.name not in {"settings", "version", "articles", "_places"}
    }
    articles = tuple(_hide(article, ids, letters, recast) for article in comparison.articles)
    return replace(comparison, articles=articles, _places={}, **hidden), _key(comparison, ids, letters)


def _hide(
    article: Article, ids: dict[str, str], letters: dict[str, str], recast: Callable[[Any, str], Any]
) -> Article:
    return replace(
        article,
        id=ids[article.id],
        outlet=letters[article.outlet],
        title=recast(article.title, "title"),
        text=recast(article.text, "text"),
        origin=ids[article.id],
        author=None,
        url=None,
        owner=None,
        credit=None,
        section=None,
    )


def _recaster(
    ids: dict[str, str], letters: dict[str, str], names: re.Pattern[str]
) -> Callable[[Any, str], Any]:
    """Return a function that rebuilds any value of the model with names and ids hidden."""

    def recast(value: Any, name: str) -> Any:  # noqa: ANN401 - any value of the model
        if isinstance(value, str):
            return hide(value, name)
        if isinstance(value, tuple):
            return tuple(recast(each, name) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {field.name: recast(getattr(value, field.name), field.name) for field in fields(value)}
            return replace(value, **changed)
        return value

    def hide(words: str, name: str) -> str:
        if name in _WORDS:
            return names.sub(lambda found: _BLOCK * len(found.group()), words)
        if words in ids:
            return ids[words]
        return names.sub(lambda found: letters[found.group()], words)

    return recast


def _pattern(outlets: list[str]) -> re.Pattern[str]:
    """Match every outlet's name as whole words, the longest first; nothing if there are none."""
    longest_first = sorted(filter(None, outlets), key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)")


def _shuffled(outlet: str) -> tuple[str, str]:
    return hashlib.sha256(outlet.encode("utf-8", "surrogatepass")).hexdigest(), outlet


def _letter(place: int) -> str:
    """Return A to Z, then AA, AB … as spreadsheets count columns."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _key(comparison: Comparison, ids: dict[str, str], letters: dict[str, str]) -> bytes:
    from provenance.renderers.tables import cell

    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(("letter", "outlet", "article", "id", "origin"))
    writer.writerows(
        [
            cell(each)
            for each in (letters[article.outlet], article.outlet, ids[article.id], article.id, article.origin)
        ]
        for article in sorted(
            comparison.articles, key=lambda each: (len(letters[each.outlet]), letters[each.outlet])
        )
    )
    return sheet.getvalue().encode()
