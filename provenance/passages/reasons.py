"""Why a passage counts as shared, in words a teacher can read out."""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Difference, Mark, Readings
from provenance.passages.columns import Body
from provenance.passages.finding import Finding

_FEW = 3  # words or figures named in a reason
_RARE = 4.0  # stands in fewer than one article in fifty
_VERBATIM, _EDITED = "verbatim", "edited"


def reasons(
    finding: Finding, left: Body, right: Body, differences: tuple[Difference, ...], readings: Readings
) -> tuple[str, ...]:
    """Say what the two texts have in common there, and how it differs."""
    text = readings.articles[left.article].text
    other = readings.articles[right.article].text
    here = np.array([match[0] for match in finding.matches], np.int64)
    said = [_amount(finding, len(here), differences, text, other)]
    named = _named(here, left, readings)
    if named:
        said.append(f"Both have the rarer words {_listed(named)}.")
    figures = _figures(here, left, readings)
    if figures:
        said.append(f"Both give {_listed(figures)}.")
    quotes = [_mostly_quoted(finding.left, left), _mostly_quoted(finding.right, right)]
    if all(quotes):
        said.append("It stands in quotation marks in both texts.")
    elif any(quotes):
        said.append("It stands in quotation marks in one of the texts only.")
    return tuple(said)


def _amount(finding: Finding, same: int, differences: tuple[Difference, ...], text: str, other: str) -> str:
    if finding.kind == _VERBATIM:
        return f"{same} words in a row are the same."
    if finding.kind == _EDITED:
        longer = max(finding.left[1] - finding.left[0], finding.right[1] - finding.right[0])
        changed = [_change(each, text, other) for each in differences[:_FEW]]
        more = f" and {len(differences) - _FEW} more" if len(differences) > _FEW else ""
        return (
            f"{same} of {longer} words are the same, in the same order; changed: {', '.join(changed)}{more}."
        )
    if finding.digest:
        return "A few sentences that retell the whole of the other text."
    return f"Other words, but they state the same with a probability of {finding.chance:.0%}."


def _change(difference: Difference, text: str, other: str) -> str:
    was = " ".join(text[difference.left.begin : difference.left.end].split())
    now = " ".join(other[difference.right.begin : difference.right.end].split())
    if not was:
        return f"“{_short(now)}” added"
    if not now:
        return f"“{_short(was)}” missing"
    return f"“{_short(was)}” / “{_short(now)}”"


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"  # noqa: PLR2004


def _named(here: NDArray[np.int64], body: Body, readings: Readings) -> list[str]:
    """Return the rarest shared words that are no figures."""
    rare = here[(body.weight[here] > _RARE) & ((body.marks[here] & Mark.NUMBER) == 0)]
    return _distinct(rare[np.argsort(-body.weight[rare], kind="stable")], body, readings)


def _figures(here: NDArray[np.int64], body: Body, readings: Readings) -> list[str]:
    return _distinct(here[(body.marks[here] & Mark.NUMBER) > 0], body, readings)


def _distinct(places: NDArray[np.int64], body: Body, readings: Readings) -> list[str]:
    text = readings.articles[body.article].text
    found: dict[int, str] = {}
    for place in places.tolist():
        at = body.at[place]
        found.setdefault(int(body.stem[place]), text[readings.word_begin[at] : readings.word_end[at]])
        if len(found) == _FEW:
            break
    return list(found.values())


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _mostly_quoted(stretch: tuple[int, int], body: Body) -> bool:
    begin, end = stretch
    return bool(2 * (body.quoted[end] - body.quoted[begin]) > end - begin)
