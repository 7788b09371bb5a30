"""How running text calls an outlet or a news agency: one house, many names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
# What a list of sources adds to the name a newspaper goes by: "CNN (Web News)", "Newsmax - Opinion".
_ADDED = re.compile(r"\s*(?:\([^()]*\)|\s[-–—|]\s*[\w ]{1,30}|\.com|\bOnline\b)\s*", re.IGNORECASE)
_SMALL = frozenset({"the", "of", "and", "for", "&"})
_SHORTEST = 3  # letters of a name that is looked for in running text; "PA" and "AA" are too much else


@dataclass(frozen=True, slots=True)
class Agencies:
    """The table of those whose copy others print: from every listed name to the one that is shown."""

    names: dict[str, str]

    def known(self, called: str) -> str | None:
        """Return the one name of an agency, or None. Short names in capitals must be written so."""
        bare = " ".join(called.split()).strip(" .,/")
        return self.names.get(bare) or self.names.get(bare.removeprefix("The ").removeprefix("the "))


@cache
def agencies() -> Agencies:
    """Load the table that comes with the package."""
    table = tomllib.loads((_DATA / "agencies.toml").read_text(encoding="utf-8"))["agencies"]
    return Agencies({called: name for name, others in table.items() for called in (name, *others)})


@cache
def _outlets() -> dict[str, tuple[str, ...]]:
    """Return for every name of an outlet in the outlets' table all its names."""
    both = [
        tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("agencies", "outlets")
    ]
    found = {}
    for name, others in {**both[0]["agencies"], **both[1]["outlets"]}.items():
        spoken = tuple(each for each in (name, *others) if "." not in each)
        found.update({folded(each): spoken for each in (name, *others)})
    return found


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """Return a name as names are compared: no case, no points, no leading article."""
    return re.sub(r"[^\w ]", "", name.casefold()).removeprefix("the ").strip()


@lru_cache(maxsize=4096)
def called(outlet: str) -> tuple[str, ...]:
    """Return the names under which running text would speak of an outlet, the fullest first."""
    plain = " ".join(_ADDED.sub(" ", outlet).split()) or outlet
    agency = agencies().known(outlet) or agencies().known(plain)
    names = {plain, outlet, *_outlets().get(folded(outlet), ()), *_outlets().get(folded(plain), ())}
    names |= {each for each, name in agencies().names.items() if agency and name == agency}
    # "The Hill" keeps its article: alone it is a place
    bare = {each if each.count(" ") == 1 else re.sub(r"^[Tt]he ", "", each) for each in names}
    bare -= {each.removeprefix("The ") for each in bare if each.startswith("The ")}
    return tuple(
        sorted((each for each in bare if len(each) >= _SHORTEST), key=lambda each: (-len(each), each))
    )


@lru_cache(maxsize=4096)
def spoken(outlet: str) -> re.Pattern[str]:
    """Return what finds an outlet in running text, whatever the case of its letters but a capital first."""
    wanted = [re.escape(each) if each.isupper() else rf"(?=[A-Z]){_anycase(each)}" for each in called(outlet)]
    return re.compile(rf"(?<![\w@/])(?:{'|'.join(wanted) or '(?!)'})(?![\w@])")


@lru_cache(maxsize=4096)
def _words(outlet: str) -> tuple[tuple[str, ...], ...] | None:
    """Return the words of each name of an outlet, in small letters; None if a name is not ASCII."""
    names = called(outlet)
    return tuple(tuple(each.lower().split(" ")) for each in names) if all(map(str.isascii, names)) else None


def _begins(outlet: str, small: str) -> set[str] | None:
    """Return the first words of those names of an outlet whose words all stand in a text; None: any may."""
    names = _words(outlet)
    return None if names is None else {name[0] for name in names if all(word in small for word in name)}


def may_name(outlet: str, small: str) -> bool:
    """Say whether a text, as `lowered` returns it, may name an outlet at all: a quick look."""
    begins = _begins(outlet, small)
    return begins is None or bool(begins)


def lowered(text: str) -> str:
    """Return a text in small letters, as `mentions` takes it: as long as it was."""
    # what the case-insensitive search takes for an ASCII letter, but `lower` does not make one
    return text.replace("\u0130", "i").replace("\u0131", "i").replace("\u017f", "s").lower()


def named(outlet: str, text: str, small: str | None = None) -> bool:
    """Say whether running text names an outlet, as `spoken` finds it.

    `small` is the text as `lowered` returns it, for who asks about many outlets.
    """
    return next(mentions(outlet, text, small), None) is not None


def mentions(outlet: str, text: str, small: str | None = None) -> Iterator[tuple[int, int]]:
    """Yield where running text names an outlet, as `spoken` finds it.

    That takes a step for every character. So it is tried only where the first word of a name stands, and most
    texts do not hold the words of any name.
    """
    small = lowered(text) if small is None else small
    begins, pattern = _begins(outlet, small), spoken(outlet)
    if begins is None:
        yield from (match.span() for match in pattern.finditer(text))
        return
    reached = 0
    for at in sorted({at for each in begins for at in _places(each, small)}):
        match = pattern.match(text, at) if at >= reached else None
        if match:
            reached = match.end()
            yield match.span()


def _places(word: str, text: str) -> Iterator[int]:
    """Yield where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=1 << 14)
def same(one: str | None, other: str | None) -> bool:
    """Say whether two names mean one house: equal, in one line of a table, or one the other's initials."""
    if not one or not other:
        return False
    if folded(one) == folded(other) or {folded(each) for each in called(one)} & {
        folded(each) for each in called(other)
    }:
        return True
    return initials(one) == other.strip() or initials(other) == one.strip()


def initials(name: str) -> str:
    """Return the capitals of a name of several words: ``MPA`` for ``Meridian Press Agency``."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in _SMALL]
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 1 else ""


def _anycase(name: str) -> str:
    return "(?i:" + re.sub(r"\\? ", r"\\s+", re.escape(name)) + ")"
