"""People and bodies in one article: every name as it stands, and the fullest form of each."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from provenance.quotes.vocabulary import Vocabulary
from provenance.reading.words import fold

_WORD = r"[A-Z][^\W\d_]*(?:['’-][A-Za-z][^\W\d_]*)*"
# Words that begin with a capital, in a row; initials, titles with stops and small particles may stand between.
_ABBREVIATION = (
    r"(?:Mr|Mrs|Ms|Dr|Adm|Gen|Sen|Sens|Rep|Reps|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Sec|St|Jr|Sr|Rev|Prof|Brig|Cpl|Calif|Fla|Mass|Conn|Del|Ariz)\."
)
_RUN = re.compile(
    rf"(?:{_ABBREVIATION}|(?:[A-Z]\.)+|{_WORD})"
    rf"(?:[ \u00a0](?:(?:de|da|di|du|del|der|van|von|bin|al|el|la|le|ter|ben|of the|of)[ \u00a0]){{0,2}}(?:{_ABBREVIATION}|(?:[A-Z]\.)+|{_WORD}))*"
)
_POSSESSIVE = re.compile(r"['’]s?$")


class Name(NamedTuple):
    """A name where it stands. `bare` is it without titles, `titles` these in lower case."""

    begin: int
    end: int
    bare: str
    titles: tuple[str, ...]


def strip_titles(run: str, words: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Part titles, and what stands before them, from a name: "US Adm. Brad Cooper" is ("Brad Cooper", ("adm",))."""
    parts = run.split()
    titles: list[str] = []
    last = max((place for place, part in enumerate(parts[:-1]) if _title(part, words)), default=-1)
    if last == 0 or len(parts) - last > 2:  # noqa: PLR2004 - "Larry King Live" keeps its King
        titles = [part.rstrip(".").lower() for part in parts[: last + 1] if _title(part, words)]
        parts = parts[last + 1 :]
    return " ".join(parts), tuple(titles)


def _title(part: str, words: Vocabulary) -> bool:
    low = part.rstrip(".").lower()
    return low in words.titles or low.endswith(("-elect", "-to-be", "-general"))


def runs(text: str, begin: int, end: int, words: Vocabulary) -> list[Name]:
    """Return the names in a stretch of text."""
    found: list[Name] = []
    for match in _RUN.finditer(text, begin, end):
        first, run = match.start(), match.group()
        while run:
            head = run.split(None, 1)[0]
            low = _POSSESSIVE.sub("", head.lower()).rstrip(".")
            if " of " in run and low in words.titles:
                run = run.split(" of ", 1)[0]
            if low in words.small or low in words.days:
                rest = run[len(head) :]
                first += len(head) + len(rest) - len(rest.lstrip())
                run = rest.lstrip()
                while run and not run[0].isupper():
                    skipped = len(run.split(None, 1)[0])
                    rest = run[skipped:]
                    first += skipped + len(rest) - len(rest.lstrip())
                    run = rest.lstrip()
                continue
            break
        run = _POSSESSIVE.sub("", run)
        stop = first + len(run)
        if run:
            bare, titles = strip_titles(run, words)
            found.append(Name(first, stop, bare, titles))
    return found


class Names:
    """The names of one article, and the fullest form that each short one stands for."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.words = words
        self.mentions = runs(text, 0, len(text), words)
        self.begins = [name.begin for name in self.mentions]
        self.fullest: dict[str, list[tuple[int, str]]] = {}
        self.titles: dict[str, set[str]] = {}
        for name in self.mentions:
            parts = name.bare.split()
            if len(parts) > 1:
                self.fullest.setdefault(_last(parts), []).append((name.begin, name.bare))
            if name.titles:
                self.titles.setdefault(_last(parts), set()).update(name.titles)

    def full(self, bare: str, place: int) -> str:
        """Return the fullest form of a name, the one that stands last before `place` if several fit."""
        parts = bare.split()
        if len(parts) > 1 or not parts:
            return bare
        known = self.fullest.get(parts[0])
        if not known:
            return bare
        at = bisect_left(known, (place + 1, ""))
        return known[max(at - 1, 0)][1]

    def gender(self, bare: str) -> str:
        """Return "m", "f" or "" for what titles and first names tell."""
        parts = bare.split()
        titles = self.titles.get(_last(parts), set())
        if titles & self.words.female:
            return "f"
        if titles & self.words.male:
            return "m"
        first = parts[0].lower() if len(parts) > 1 else ""
        return "f" if first in self.words.women else "m" if first in self.words.men else ""


def _last(parts: list[str]) -> str:
    """Return the family name: the last part that is no Jr."""
    return parts[-2] if len(parts) > 2 and parts[-1] in {"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"} else parts[-1]  # noqa: PLR2004


_SMALL_PARTS = frozenset("de da di du del der van von bin al el la le ter ben of the and ibn dos das y".split())


def _proper(who: str) -> bool:
    """Tell whether this is a name, not a description like "a spokesman for the White House"."""
    return who[:1].isupper() and all(part[:1].isupper() or part in _SMALL_PARTS for part in who.split())


def surname(who: str) -> str:
    """Return the family name that keys a speaker, folded; nothing for descriptions like "police"."""
    return fold(_last(who.split())) if _proper(who) else ""


def same_speaker(one: str | None, other: str | None) -> bool | None:
    """Tell whether two articles name the same speaker; None if that cannot be told.

    A name without its first part fits every bearer of the family name; a description ("a spokesman") fits all.
    """
    if not one or not other:
        return None
    if not _proper(one) or not _proper(other):
        return True if one.casefold() == other.casefold() else None
    left, right = one.split(), other.split()
    if fold(_last(left)) != fold(_last(right)):
        return True if {fold(part) for part in left} <= {fold(part) for part in right} or {fold(part) for part in right} <= {fold(part) for part in left} else False
    if len(left) == 1 or len(right) == 1:
        return True
    first, second = fold(left[0]), fold(right[0])
    return first == second or (min(len(first), len(second)) == 1 and first[:1] == second[:1]) or first[:3] == second[:3] or None


def fullest(names: Sequence[str]) -> str | None:
    """Return the form by which a speaker is best known: the most frequent full name, else what there is."""
    counts = Counter(names)
    if not counts:
        return None
    return max(sorted(counts), key=lambda name: (name[:1].isupper() and " " in name, name[:1].isupper(), counts[name], len(name)))
