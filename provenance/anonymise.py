"""Turn outlets into A, B, C … everywhere, for guessing exercises, with a key that turns them back.

Spans stay true: inside texts a name gives way to blocks of the same length, however it is written: in full,
in capitals, joined as in an address, by its initials, or as "the Ledger". Agencies that are not among the
outlets keep their names. What remains is what only a reader can see: a house style, a local street.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from provenance.comparison import Comparison
from provenance.model import Article, Packed
from provenance.naming import called, initials

_BLOCK = "█"
# Fields that hold an article's own words: names in them keep their length.
_WORDS = {"text", "title", "was", "now", "about", "speaker", "figures", "names", "figure"}

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{1,3}"  # what may stand between the words of a name: a space, a hyphen, a full stop
_END = r"(?![^\W_])"
_LAST = 4  # letters of a last word that "the" makes a name: "the Ledger"
_INITIALS = 3  # initials that are a name wherever they stand; two are one only in brackets


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
    recast = _recaster(ids, _Names(letters))
    hidden = {
        field.name: recast(getattr(comparison, field.name), field.name)
        for field in fields(comparison)
        if field.init and field.name not in {"settings", "version", "articles"}
    }
    # Where a file lay tells whose it is.
    hidden["skipped"] = tuple(
        replace(each, origin=f"file {number}") for number, each in enumerate(hidden["skipped"], start=1)
    )
    articles = tuple(_hide(article, ids, letters, recast) for article in comparison.articles)
    return replace(comparison, articles=articles, **hidden), _key(comparison, ids, letters)


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


def _recaster(ids: dict[str, str], names: "_Names") -> Callable[[Any, str], Any]:
    """Return a function that rebuilds any value of the model with names and ids hidden."""

    def recast(value: Any, name: str) -> Any:  # noqa: ANN401 - any value of the model
        if isinstance(value, str):
            return hide(value, name)
        if isinstance(value, tuple | Packed):
            return tuple(recast(each, name) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {field.name: recast(getattr(value, field.name), field.name) for field in fields(value)}
            return replace(value, **changed)
        return value

    def hide(words: str, name: str) -> str:
        if name in _WORDS:
            return names.replaced(words, lambda found, _: _BLOCK * len(found))
        if words in ids:
            return ids[words]
        return names.replaced(words, lambda _, letter: letter)

    return recast


class _Names:
    """Finds the outlets' names in running text: one look-up a word, patterns only where a name may begin."""

    def __init__(self, letters: dict[str, str]) -> None:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for outlet, letter in letters.items():
            for start, pattern in _spellings(outlet):
                found[start].append((pattern, letter))
        self._starts = {
            start: [
                (re.compile(pattern), letter)
                for pattern, letter in sorted(known, key=lambda each: (-len(each[0]), each))
            ]
            for start, known in found.items()
        }

    def replaced(self, text: str, by: Callable[[str, str], str]) -> str:
        """Return `text` with each name given to `by`, together with its outlet's letter."""
        parts: list[str] = []
        reached = 0
        for word in _WORD.finditer(text):
            if word.start() < reached:
                continue
            for pattern, letter in self._starts.get(word.group().casefold(), ()):
                if found := pattern.match(text, word.start()):
                    parts += (text[reached : found.start()], by(found.group(), letter))
                    reached = found.end()
                    break
        return "".join((*parts, text[reached:])) if parts else text


def _spellings(outlet: str) -> set[tuple[str, str]]:
    """Return how a text may write an outlet: each spelling's first word, folded, and a pattern for it."""
    found: set[tuple[str, str]] = set()
    for name in {*called(outlet), outlet}:
        words = _WORD.findall(name)
        if not words:
            # A name without letters is found at no word; only its own field is hidden.
            continue
        apart = _BETWEEN.join(map(re.escape, words))
        if sum(word.casefold() != "the" for word in words) > 1:
            found.add((words[0].casefold(), rf"(?i:{apart}){_END}"))
            found.add(("".join(words).casefold(), rf"(?i:{re.escape(''.join(words))}){_END}"))
            if len(words[-1]) >= _LAST:
                found.add((words[-1].casefold(), rf"(?<=[Tt]he\s){re.escape(words[-1])}{_END}"))
        else:  # "Reason", "The Hill": in lower case these are words like others, but in an address
            upper = _BETWEEN.join(map(re.escape, map(str.upper, words)))
            found.add((words[0].casefold(), rf"(?:{apart}|{upper}){_END}"))
            joined = "".join(words).casefold()
            found.add((joined, rf"(?i:{re.escape(joined)})(?=\.(?:com|org|net|co)\b)"))
    short = initials(outlet)
    if len(short) >= _INITIALS:
        found.add((short.casefold(), rf"{short}{_END}"))
    elif len(short) > 1:
        found.add((short.casefold(), rf"(?<=\(){short}(?=\))"))
    return found


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
    from provenance.renderers.tables import line

    rows = [
        (letters[article.outlet], article.outlet, ids[article.id], article.id, article.origin)
        for article in comparison.articles
    ]
    rows.sort(key=lambda row: (len(row[0]), row[0]))
    return "".join(map(line, (("letter", "outlet", "article", "id", "origin"), *rows))).encode()
