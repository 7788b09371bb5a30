"""Names in running text: runs of capitalised words."""

import re
from collections.abc import Sequence

from provenance.facts.lexemes import lexeme
from provenance.facts.numbers import CALENDAR
from provenance.model import Span

__all__ = ["names"]

_EVERYDAY = 2.5  # idf; "The", "But" and "Officials" open sentences, names do not come that often
_JOINS = frozenset({" ", ". ", "-"})
_MODEL = re.compile(r"-\d{1,4}[A-Z]?\b")  # the rest of a C-17


def names(text: str, span: Span, capitals: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the names of a stretch, each once; its first word only as part of a longer run.

    Parameters
    ----------
    capitals : sequence of (int, int)
        Where the capitalised words of the stretch begin and end, in order.
    """
    found = []
    first, count = 0, len(capitals)
    for last in range(1, count + 1):
        if last < count and text[capitals[last - 1][1] : capitals[last][0]] in _JOINS:
            continue
        first, run = last, first
        low = run + (run == 0 and _opens(text, span, capitals[:last]))
        if low == last or (last == low + 1 and lexeme(text[slice(*capitals[low])]).folded in CALENDAR):
            continue
        end = capitals[last - 1][1]
        model = _MODEL.match(text, end) if text.startswith("-", end) else None
        found.append(text[capitals[low][0] : model.end() if model else end])
    return tuple(dict.fromkeys(found))


def _opens(text: str, span: Span, run: Sequence[tuple[int, int]]) -> bool:
    """Say whether a run of capitalised words begins with a common word that opens the sentence."""
    if not run or any(map(str.isalnum, text[span.begin : run[0][0]])):
        return False
    return len(run) == 1 or lexeme(text[slice(*run[0])]).weight < _EVERYDAY
