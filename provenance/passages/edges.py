"""Where a passage begins and ends in characters: its words, and the marks that belong to them."""

import re

from provenance.model import Readings, Span
from provenance.passages.columns import Body
from provenance.passages.finding import Finding

_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
_FAR = 8  # characters of punctuation that can follow a word
_CLOSING = re.compile(r"[.,!?]?\"[.,]?")  # American style puts the stop inside, British style outside


def spans(
    finding: Finding, words: tuple[Span, Span], left: Body, right: Body, readings: Readings
) -> tuple[Span, Span]:
    """Return the characters of a finding in both texts, given those from its first to its last words.

    Copied words take along the punctuation that stands before and after them in both texts alike;
    whole sentences are taken as they stand.
    """
    mine, yours = words
    if finding.whole:
        return (
            _sentences(finding.left, mine, left, readings),
            _sentences(finding.right, yours, right, readings),
        )
    one, other = readings.articles[left.article].text, readings.articles[right.article].text
    ahead = _agree(_before(one, mine.begin)[::-1], _before(other, yours.begin)[::-1])
    behind = _behind(_after(one, mine.end), _after(other, yours.end))
    return (
        Span(mine.begin - ahead, mine.end + behind[0]),
        Span(yours.begin - ahead, yours.end + behind[1]),
    )


def _behind(one: str, other: str) -> tuple[int, int]:
    """Count the marks behind the last word that belong to it on each side.

    A quotation that ends on both sides ends here, whichever stop the two set before or after the mark.
    """
    mine, yours = _CLOSING.match(one), _CLOSING.match(other)
    if mine and yours:
        return mine.end(), yours.end()
    both = _agree(one, other)
    return both, both


def _sentences(stretch: tuple[int, int], words: Span, body: Body, readings: Readings) -> Span:
    """Return the characters of some words, with all of a sentence that begins or ends there."""
    first, last = body.sentence[stretch[0]], body.sentence[stretch[1] - 1]
    opens = not stretch[0] or body.sentence[stretch[0] - 1] != first
    closes = stretch[1] == len(body.word) or body.sentence[stretch[1]] != last
    return Span(
        int(readings.sentence_begin[first]) if opens else words.begin,
        int(readings.sentence_end[last]) if closes else words.end,
    )


def _before(text: str, at: int) -> str:
    """Return the marks that touch a word on its left."""
    begin = at
    while begin > max(0, at - _FAR) and not (text[begin - 1].isspace() or text[begin - 1].isalnum()):
        begin -= 1
    return text[begin:at].translate(_SAME)


def _after(text: str, at: int) -> str:
    """Return the marks that touch a word on its right."""
    end = at
    while end < min(len(text), at + _FAR) and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return text[at:end].translate(_SAME)


def _agree(one: str, other: str) -> int:
    """Count the characters two strings begin with alike."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
