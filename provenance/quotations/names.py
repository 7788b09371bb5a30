"""People and bodies in one article: every name as it stands, and the fullest form of each."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from provenance.quotations.vocabulary import Vocabulary, vocabulary
from provenance.reading.words import fold

# A capital, then the rest of: a short title with its stop, initials with theirs, a word. Beginning with the
# capital alone lets the search skip through text three times as fast. More than eight are a list in capitals.
# Most are plain words, which are tried first: that saves a quarter of the time.
_PART = (
    r"[A-Z](?:[a-z]++(?=[ ,\n;:])"
    r"|(?:rs?|s|ens?|eps?|ov|dm|gt|ec|t|ol|apt|aj|mdr|ev|rof|rig|pl|alif|la|ass|onn|el|riz)\.|(?:\.[A-Z])*\."
    r"|[^\W\d_]*(?:['’-][A-Za-z][^\W\d_]*)*)"
)
_PARTICLE = r"(?:de|da|di|du|del|der|van|von|bin|al|el|la|le|ter|ben|of the|of)"
_RUN = re.compile(rf"{_PART}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_PART}){{0,7}}")
_POSSESSIVE = re.compile(r"['’]s?$")


class Name(NamedTuple):
    """A name where it stands. `bare` is it without titles, `titles` these in lower case."""

    begin: int
    end: int
    bare: str
    titles: tuple[str, ...]


def strip_titles(run: str, words: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Part a name from its titles and what stands before: "US Adm. Brad Cooper" is "Brad Cooper", "adm"."""
    parts = run.split()
    titles: list[str] = []
    last = max((place for place, part in enumerate(parts[:-1]) if _title(part, words)), default=-1)
    short = last >= 0 and (parts[last].endswith(".") or parts[last].lower() in words.male | words.female)
    if last == 0 or short or len(parts) - last > 2:  # noqa: PLR2004 - "Larry King Live" keeps its King
        titles = [part.rstrip(".").lower() for part in parts[: last + 1] if _title(part, words)]
        parts = parts[last + 1 :]
    return " ".join(parts), tuple(titles)


def _title(part: str, words: Vocabulary) -> bool:
    low = part.rstrip(".").lower()
    return low in words.titles or low.endswith(("-elect", "-to-be", "-general"))


def runs(text: str, begin: int, end: int) -> list[Name]:
    """Return the names in a stretch of text."""
    found: list[Name] = []
    for match in _RUN.finditer(text, begin, end):
        lead, length, bare, titles = _name(match.group())
        if length:
            first = match.start()
            if text[first - 1 : first] != "-":  # anti-Trump
                first += lead
                found.append(Name(first, first + length, bare, titles))
    return found


@lru_cache(maxsize=65_536)  # the same few thousand names fill most news
def _name(run: str) -> tuple[int, int, str, tuple[str, ...]]:
    """Part words that are no names from the front of a run, and its titles: where it begins, its length."""
    words, lead = vocabulary(), 0
    if len(run.split(None, 1)) == 1:  # most runs: one word, a name or not
        low = _POSSESSIVE.sub("", run.lower()).rstrip(".")
        bare = _POSSESSIVE.sub("", run)
        return (len(run), 0, "", ()) if low in words.small or low in words.days else (0, len(bare), bare, ())
    while run:
        head = run.split(None, 1)[0]
        low = _POSSESSIVE.sub("", head.lower()).rstrip(".")
        if low not in words.small and low not in words.days and run[0].isupper():
            break
        rest = run[len(head) :]
        lead += len(run) - len(rest.lstrip())
        run = rest.lstrip()
    if " of " in run and run.split(None, 1)[0].lower().rstrip(".") in words.titles:
        run = run.split(" of ", 1)[0]
    head = run.split(" of ", 1)[0]
    if " " in head:  # Rosa Denholm of the Policy Forum, not Department of Justice
        run = head
    run = _POSSESSIVE.sub("", run)
    bare, titles = strip_titles(run, words) if run else ("", ())
    return lead, len(run), bare, titles


class Names:
    """The names of one article, and the fullest form that each short one stands for."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.words = words
        self.mentions = runs(text, 0, len(text))
        self.begins = [name.begin for name in self.mentions]
        self.fullest: dict[str, list[tuple[int, str]]] = {}
        self.titles: dict[str, set[str]] = {}
        for name in self.mentions:
            if " " in name.bare or name.titles:
                parts = name.bare.split()
                if len(parts) > 1:
                    self.fullest.setdefault(_last(parts), []).append((name.begin, name.bare))
                if name.titles:
                    self.titles.setdefault(_last(parts), set()).update(name.titles)

    def full(self, bare: str, place: int) -> str:
        """Return the fullest form of a name: of those met before `place` the most frequent, then the last."""
        parts = bare.split()
        if len(parts) > 1 or not parts:
            return bare
        known = self.fullest.get(parts[0])
        if not known:
            return bare
        before = known[: bisect_left(known, (place + 1, ""))] or known[:1]
        counts = Counter(form for _, form in before)
        return max(reversed(before), key=lambda each: counts[each[1]])[1]

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
    suffixed = len(parts) > 2 and parts[-1].rstrip(".") in {"Jr", "Sr", "II", "III", "IV"}  # noqa: PLR2004
    return parts[-2] if suffixed else parts[-1]


def _proper(who: str) -> bool:
    """Tell whether this is a name, not a description like "a spokesman for the White House"."""
    return who[:1].isupper() and all(
        part[:1].isupper() or part in vocabulary().particles for part in who.split()
    )


def _body(parts: list[str]) -> bool:
    """Tell whether a name is that of an institution: every part stands in names of bodies."""
    return vocabulary().bodies.issuperset(parts)


@lru_cache(maxsize=65_536)
def surname(who: str) -> str:
    """Return the family name that keys a speaker, folded; nothing for descriptions like "police"."""
    return fold(_last(who.split())) if _proper(who) else ""


@lru_cache(maxsize=65_536)  # a few speakers say most of what is compared
def same_speaker(one: str | None, other: str | None) -> bool | None:
    """Tell whether two articles name the same speaker; None if that cannot be told.

    A family name alone fits all who bear it; a description ("a spokesman") fits everybody.
    """
    if not one or not other:
        return None
    if not _proper(one) or not _proper(other):
        return True if one.casefold() == other.casefold() else None
    left, right = [fold(part) for part in one.split()], [fold(part) for part in other.split()]
    if set(left) <= set(right) or set(right) <= set(left):  # Central Command, U.S. Central Command
        return True
    if _last(left) != _last(right):
        # a body speaks through people: the White House, its counsel
        return None if _body(left) != _body(right) else False
    nicknames = vocabulary().nicknames
    first, second = nicknames.get(left[0], left[0]), nicknames.get(right[0], right[0])
    if first[:3] == second[:3]:  # Steve, Steven
        return True
    return True if first[:1] == second[:1] and 1 in (len(first), len(second)) else None


def fullest(names: Sequence[str]) -> str | None:
    """Return the form by which a speaker is best known: the most frequent full name, else what there is."""
    counts = Counter(names)
    if not counts:
        return None
    return max(
        sorted(counts),
        key=lambda name: (
            name[:1].isupper() and not _body([fold(part) for part in name.split()]),
            name[:1].isupper() and " " in name,
            name[:1].isupper(),
            counts[name],
            len(name),
        ),
    )
