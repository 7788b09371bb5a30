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
    found: list[str] = []
    run: list[tuple[int, int]] = []
    for word in capitals:
        if run and text[run[-1][1] : word[0]] not in _JOINS:
            found += _name(text, run, span)
            run = []
        run.append(word)
    found += _name(text, run, span)
    return tuple(dict.fromkeys(found))


def _name(text: str, run: list[tuple[int, int]], span: Span) -> list[str]:
    """Return the name a run of capitalised words makes, without a common word that opens the sentence."""
    opens = bool(run) and not any(map(str.isalnum, text[span.begin : run[0][0]]))
    if opens and (len(run) == 1 or lexeme(text[slice(*run[0])]).weight < _EVERYDAY):
        run = run[1:]
    if not run or (len(run) == 1 and lexeme(text[slice(*run[0])]).folded in CALENDAR):
        return []
    end = run[-1][1]
    model = _MODEL.match(text, end)
    return [text[run[0][0] : model.end() if model else end]]
