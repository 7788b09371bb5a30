"""Names in running text: runs of capitalised words."""

import re

import numpy as np

from provenance.background import background
from provenance.facts.numbers import CALENDAR
from provenance.model import Span
from provenance.reading.words import WORD, fold, word_hash

__all__ = ["names"]

_EVERYDAY = 2.5  # idf; "The", "But" and "Officials" open sentences, names do not come that often
_JOINS = frozenset({" ", ". ", "-"})
_MODEL = re.compile(r"-\d{1,4}[A-Z]?\b")  # the rest of a C-17


def names(text: str, span: Span) -> tuple[str, ...]:
    """Return the names of a stretch, each once; its first word only as part of a longer run."""
    found: list[str] = []
    run: list[re.Match[str]] = []
    for match in WORD.finditer(text, span.begin, span.end):
        capital = match.group()[0].isupper()
        joined = bool(run) and text[run[-1].end() : match.start()] in _JOINS
        if run and not (capital and joined):
            found += _name(text, run, span)
            run = []
        if capital:
            run.append(match)
    found += _name(text, run, span)
    return tuple(dict.fromkeys(found))


def _name(text: str, run: list[re.Match[str]], span: Span) -> list[str]:
    """Return the name a run of capitalised words makes, without a common word that opens the sentence."""
    if run and not any(map(str.isalnum, text[span.begin : run[0].start()])):
        first = np.array([word_hash(fold(run[0].group()))], dtype=np.uint32)
        if len(run) == 1 or background().idf(first)[0] < _EVERYDAY:
            run = run[1:]
    if not run or (len(run) == 1 and fold(run[0].group()) in CALENDAR):
        return []
    end = run[-1].end()
    model = _MODEL.match(text, end)
    return [text[run[0].start() : model.end() if model else end]]
