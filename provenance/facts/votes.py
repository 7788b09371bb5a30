"""How a vote ended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.facts.claims import Claims, read_once, said
from provenance.facts.dispute import Dispute, Side, joined, sharing
from provenance.facts.hints import numbered

_TALLY = re.compile(r"(?<![\d$.,-])(\d{1,3})(?:-|–| to )(?:to-)?(\d{1,3})(?![\d.,]*\d|%|-)")
_CLOSE = 0.06  # of the votes; tallies further apart are of different votes
_RARE = 3.5  # idf of a word that two sentences on one vote share, beside a name


@dataclass(frozen=True, slots=True, eq=False)
class _Tally:
    claim: int
    outlet: int
    votes: tuple[int, int]
    words: str
    names: frozenset[str]
    rare: frozenset[int]


def votes(claims: Claims) -> list[Dispute]:
    """Find votes for which outlets of a story give different counts."""
    found = list(_tallies(claims))
    keys = [each.rare for each in found]
    clashes = [(a, b) for a, b in sharing(keys).tolist() if _clash(found[a], found[b])]
    return [
        Dispute(
            "vote", "how the vote ended", tuple(sorted({Side(found[n].claim, found[n].words) for n in group}))
        )
        for group in joined(clashes)
    ]


def _clash(one: _Tally, other: _Tally) -> bool:
    """Say whether two tallies are of one vote: nearly equal, but not quite."""
    apart = sum(abs(a - b) for a, b in zip(one.votes, other.votes, strict=True))
    return (
        one.outlet != other.outlet and bool(one.names & other.names) and 0 < apart <= _CLOSE * sum(one.votes)
    )


def _tallies(claims: Claims) -> Iterator[_Tally]:
    def tallies(claim: int) -> Iterator[_Tally]:
        span = claims.spans[claim]
        matches = list(_TALLY.finditer(claims.texts[claim], span.begin, span.end))
        read = [word.lexeme for word in said(claims, claim)] if matches else []
        if not any(word.happening == "vote" for word in read):
            return
        names = frozenset(word.key for word in read if word.name)
        rare = frozenset(word.stem for word in read if word.weight >= _RARE and not word.name)
        for match in matches:
            high, low = sorted((int(match[1]), int(match[2])), reverse=True)
            yield _Tally(claim, claims.outlets[claim], (high, low), match.group(), names, rare)

    return read_once(claims, numbered(claims, 2), tallies)
