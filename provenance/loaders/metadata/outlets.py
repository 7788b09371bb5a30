"""One name for each outlet, however it is called: a table in the package, extended by the user's own."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from provenance.errors import SettingError

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:)?(?://)?(?:[^/@\s]*@)?([^/:?#\s@]+)(?:[/:?#]|$)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}[a-z]{2,18}")
_EDITIONS = ("www.", "www2.", "m.", "amp.", "mobile.", "edition.", "us.", "uk.")
_OPTION = "aliases"
_EXPECTED = (
    'a TOML file with tables [outlets] and [agencies] of lists: "Associated Press" = ["AP", "apnews.com"]'
)


@dataclass(frozen=True, slots=True)
class Outlets:
    """The names of outlets and news agencies.

    Attributes
    ----------
    names : mapping
        From every name and domain, folded, to the one name.
    agencies : frozenset of str
        The one names of those whose copy others print.
    """

    names: Mapping[str, str]
    agencies: frozenset[str]

    def name(self, stated: str) -> str:
        """Give the one name of an outlet; what the table does not know stays, a domain is tidied."""
        known = self.names.get(_fold(stated))
        if known:
            return known
        host = domain(stated)
        return self._of_host(host) if host else stated

    def known(self, stated: str) -> str | None:
        """Give the one name, or None where the table does not have it."""
        return self.names.get(_fold(stated))

    def agency(self, stated: str) -> str | None:
        """Give the one name if it is a news agency's."""
        name = self.names.get(_fold(stated))
        return name if name in self.agencies else None

    def _of_host(self, host: str) -> str:
        """Look a host name up, then what stands above it: ``news.bbc.co.uk``, ``bbc.co.uk``."""
        parts = host.split(".")
        above = (".".join(parts[n:]) for n in range(len(parts) - 1))
        return next((self.names[_fold(each)] for each in above if _fold(each) in self.names), host)


def domain(text: str) -> str | None:
    """Take the host out of an address or a bare domain, without ``www.``; None where it is neither."""
    match = _ADDRESS.match(text.strip().lower())
    if match is None:
        return None
    host = match.group(1)
    for edition in _EDITIONS:
        if host.startswith(edition) and host.count(".") > 1:
            host = host.removeprefix(edition)
            break
    return host if _HOST.fullmatch(host) else None


def outlets(extension: Path | None = None) -> Outlets:
    """Read the package's table, and the user's over it.

    Raises
    ------
    SettingError
        If the user's file is not a table of names.
    """
    if extension is None:
        return _packaged()
    base = _packaged()
    try:
        table = tomllib.loads(extension.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingError(_OPTION, f"{extension} ({error})", _EXPECTED) from error
    names, agencies = _read(table, str(extension))
    return Outlets({**base.names, **names}, base.agencies | agencies)


@lru_cache(maxsize=1)
def _packaged() -> Outlets:
    """Read the tables that come with the package."""
    folder = files("provenance").joinpath("data")
    table: dict[str, Any] = {}
    for name in ("outlets.toml", "agencies.toml"):
        table |= tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return Outlets(*_read(table, "outlets.toml"))


def _read(table: Mapping[str, Any], where: str) -> tuple[dict[str, str], frozenset[str]]:
    """Turn name lists into a look-up."""
    names: dict[str, str] = {}
    for part in ("outlets", "agencies"):
        entries = table.get(part, {})
        if not isinstance(entries, Mapping):
            raise SettingError(_OPTION, f"{where}: [{part}]", _EXPECTED)
        for name, aliases in entries.items():
            if not isinstance(aliases, list) or not all(isinstance(each, str) for each in aliases):
                raise SettingError(_OPTION, f"{where}: {name} = {aliases!r}", _EXPECTED)
            names.update(_all(name, aliases))
    return names, frozenset(table.get("agencies", {}))


def _all(name: str, aliases: Iterable[str]) -> dict[str, str]:
    """Fold every name of one outlet."""
    return {_fold(each): name for each in (name, *aliases)}


@lru_cache(maxsize=10_000)
def _fold(name: str) -> str:
    """Bring names that differ only in case, blanks, points, dashes or a leading "the" together."""
    folded = " ".join(re.sub(r"[\s.,'’\"“”_&()|/–—-]+", " ", name.casefold()).split())
    return folded.removeprefix("the ") if len(folded) > len("the ") else folded
