"""A finding: what outlets disagree on, and who has which."""

import re
from collections.abc import Iterator

from provenance.comparison import Comparison
from provenance.model import Conflict
from provenance.renderers.findings.finding import Finding
from provenance.renderers.plain import counted, listed, outlets_of, shorten

_LABEL, _CLEAR = 3, 3  # letters of what is disputed, and sides of a dispute that one sentence can tell
_ROUGH = re.compile(
    r"^(?:about|around|roughly|some|nearly|almost|approximately|an estimated) ", re.IGNORECASE
)


def disputes(comparison: Comparison) -> Iterator[Finding]:
    """Tell the clearest of the conflicts."""
    if not comparison.facts.conflicts:
        return
    first = min(comparison.facts.conflicts, key=lambda each: _doubt(comparison, each))
    more = len(comparison.facts.conflicts) - 1
    rest = f" Outlets disagree in {counted(more, 'more place')}." if more else ""
    sides = "; ".join(
        f"{figure} ({listed(outlets_of(comparison, members), 3)})"
        for figure, members in _sides(first).items()
    )
    yield Finding(f"Outlets disagree on {shorten(first.about, 60)}: {sides}.{rest}", "facts")


def _doubt(comparison: Comparison, conflict: Conflict) -> tuple[bool, bool, int, int, int]:
    """Rank conflicts: the clear ones first, then the best supported on both sides.

    Clear: it has a name, two or three sides, no outlet on two of them, and few reservations.
    """
    sides = [outlets_of(comparison, members) for members in _sides(conflict).values()]
    told = [name for side in sides for name in side]
    vague = len(conflict.about) < _LABEL or len(sides) > _CLEAR
    support = min(sorted(map(len, sides))[-2:], default=0)
    return vague, len(set(told)) < len(told), len(conflict.notes), -support, -len(conflict.members)


def _sides(conflict: Conflict) -> dict[str, list[str]]:
    """Return the articles that tell each figure, as it stands in a sentence; "some 200" is "about 200"."""
    sides: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for member in conflict.members:
        figure = shorten(member.figure or member.text, 40)
        if conflict.kind == "figure" and figure[1:2].islower():
            figure = figure[:1].lower() + figure[1:]
        figure = shown.setdefault(_ROUGH.sub("", figure), figure)
        sides.setdefault(figure, []).append(member.article)
    return sides
