"""How old somebody is, and how a name is written."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.facts.claims import Claims, read_once
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.hints import numbered
from provenance.facts.lexemes import lexeme
from provenance.facts.subjects import OPENERS, TITLES
from provenance.hashing import distinct
from provenance.model import Mark
from provenance.reading.words import fold

_GIVEN = r"[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*"
_NAME = rf"{_GIVEN}(?: (?:[^\W\d_a-z]\. ?)?{_GIVEN}){{0,3}}"
_AGES = (
    re.compile(rf"(?P<name>{_NAME}), (?P<age>\d{{1,3}})(?=[,.;)])"),
    re.compile(rf"\b(?P<age>\d{{1,3}})-year-old (?:\w+ ){{0,2}}(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME}), (?:who is |aged? )(?P<age>\d{{1,3}})\b"),
)
_AGED = re.compile(r", (?:who is |aged? )?\d|-year-old ")  # what every one of them holds
_YOUNGEST, _OLDEST = 1, 115  # years
_LETTERS = (
    5,
    3,
)  # letters a family name and a given name must have: shorter ones differ by one letter by chance
_SLIP = 5  # years; further apart, one is the age at another time
_STRANGE = 6.0  # idf; words commoner than this are written right
_ENDING = 2  # letters at the end that differ between a land and its people: Korea, Korean
_NO_NAMES = OPENERS | TITLES
_JOINS = frozenset({" ", ". "})


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody as one claim names them: given and family name as written, and the age if it is told."""

    claim: int
    outlet: int
    given: str
    family: str
    age: int = 0


def ages(claims: Claims) -> list[Dispute]:
    """Find people whom outlets of a story give different ages."""
    by_family: dict[str, list[_Mention]] = defaultdict(list)
    for each in _aged(claims):
        by_family[each.family.casefold()].append(each)
    result = []
    for _, found in sorted(by_family.items()):
        several = len({each.given for each in found} - {""}) > 1  # of one family, told apart by given names
        clashes = [
            (a, b)
            for a, b in sharing([[each.given if several else ""] for each in found]).tolist()
            if 0 < abs(found[a].age - found[b].age) <= _SLIP and found[a].outlet != found[b].outlet
        ]
        for group in joined(clashes):
            members = [found[n] for n in group]
            name = max((f"{each.given} {each.family}".strip() for each in members), key=lambda n: (len(n), n))
            sides = tuple(sorted({Side(each.claim, str(each.age)) for each in members}))
            result.append(Dispute("age", f"how old {name} is", sides))
    return result


def _aged(claims: Claims) -> Iterator[_Mention]:
    def aged(claim: int) -> Iterator[_Mention]:
        text, span = claims.texts[claim], claims.spans[claim]
        for pattern in _AGES if _AGED.search(text, span.begin, span.end) else ():
            for match in pattern.finditer(text, span.begin, span.end):
                words = [
                    w
                    for w in match["name"].split()
                    if len(w) > len("A.") and w.strip(".").casefold() not in TITLES
                ]
                if (
                    words
                    and _YOUNGEST <= int(match["age"]) <= _OLDEST
                    and words[-1].casefold() not in OPENERS
                ):
                    yield _Mention(
                        claim,
                        claims.outlets[claim],
                        " ".join(words[:-1][-1:]),
                        words[-1],
                        int(match["age"]),
                    )

    return read_once(claims, numbered(claims, 1), aged)


def spellings(claims: Claims) -> list[Dispute]:
    """Find names that outlets of a story write differently, one letter apart."""
    first: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for each in _named(claims):
        first[each.given, each.family].setdefault(each.outlet, each.claim)
    # Two words are one letter apart if they are equal once a letter is left out of one or of each.
    variants: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    several = Counter(given for given, _ in first)
    for given, family in sorted(name for name in first if several[name[0]] > 1):
        plain = fold(family)
        for short in sorted({plain, *(plain[:n] + plain[n + 1 :] for n in range(len(plain)))}):
            variants[given, short].append((given, family))
    groups = {tuple(names) for names in variants.values() if _misspelt([fold(name) for _, name in names])}
    result = []
    for names in sorted(groups):
        if set.intersection(*(set(first[name]) for name in names)):
            continue  # one outlet writes both: a slip, or two people
        sides = tuple(sorted(Side(claim, " ".join(name)) for name in names for claim in first[name].values()))
        result.append(Dispute("spelling", f"how the name {' '.join(names[0])} is written", sides))
    return result


def _misspelt(names: list[str]) -> bool:
    """Say whether names differ, and in more than an ending."""
    lengths, ends = {len(name) for name in names}, {name[-_ENDING:] for name in names}
    strange = any(lexeme(name).weight >= _STRANGE for name in names)
    return strange and len(set(names)) > 1 and (len(lengths) == 1 or len(ends) == 1)


def _named(claims: Claims) -> Iterator[_Mention]:
    """Return the people named by given and family name, if there are several of that given name."""
    owner, hashes = claims.holder, claims.hash
    capital = (claims.marks & Mark.CAPITAL) > 0
    at = np.flatnonzero(capital[:-1] & capital[1:] & (owner[:-1] == owner[1:]))
    at = at[~np.r_[capital, False][at + 2]]  # the last two words of a run: what stands before is a title
    at = at[_several(hashes[at], hashes[at + 1])]
    where = (each[at + step].tolist() for step in (0, 1) for each in (claims.begin, claims.end))
    for claim, begin, end, begins, ends in zip(owner[at].tolist(), *where, strict=True):
        text = claims.texts[claim]
        given, family = _unowned(text[begin:end]), _unowned(text[begins:ends])
        if (
            text[end:begins] in _JOINS
            and len(family) >= _LETTERS[0]
            and len(given) >= _LETTERS[1]
            and lexeme(given).folded not in _NO_NAMES
            and family[1:].islower()
        ):
            yield _Mention(claim, claims.outlets[claim], given, family)


def _unowned(name: str) -> str:
    """Return a name without the ending of its owner."""
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _several(given: NDArray[np.uint32], family: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say which rows have a given name that stands before several family names."""
    names = distinct(given.astype(np.uint64) << np.uint64(32) | family) >> np.uint64(32)
    again = names[1:][names[1:] == names[:-1]]
    return np.isin(given, again.astype(np.uint32))
