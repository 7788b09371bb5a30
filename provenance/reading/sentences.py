"""Split running text into sentences."""

import re

from provenance.model import Span

_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


def split(text: str) -> list[Span]:
    """Return the sentences of `text`, in order, without surrounding white space."""
    spans, begin = [], 0
    for match in [*_END.finditer(text), None]:
        end = match.start() if match else len(text)
        if match and match.group().strip():
            end = match.start() + len(match.group().rstrip())
        piece = text[begin:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(begin + lead, begin + len(piece.rstrip())))
        begin = match.end() if match else end
    return spans
