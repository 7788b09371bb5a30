"""Why a passage counts as shared, in words a teacher can read out."""

from typing import NamedTuple

from provenance.model import Difference, PassageKind

FEW = 3  # words or figures named in a reason
RARE = 4.0  # stands in fewer than one article in fifty
_VERBATIM, _EDITED = "verbatim", "edited"
_BOTH = 2  # texts


class Case(NamedTuple):
    """What a finding is: see `Finding`.

    `same` of the `longer` side's words are the same in both; it is `quoted` in so many of the two texts.
    """

    kind: PassageKind
    same: int
    longer: int
    chance: float
    digest: bool
    quoted: int


def reasons(
    case: Case,
    differences: tuple[Difference, ...],
    texts: tuple[str, str],
    named: tuple[list[str], list[str]],
) -> tuple[str, ...]:
    """Say what the two texts have in common there, and how it differs.

    Parameters
    ----------
    named : tuple
        The rarest words and the figures that both have, at most `FEW`.
    """
    said = [_amount(case, differences, *texts)]
    words, figures = named
    if words:
        said.append(f"Both have the rarer words {_listed(words)}.")
    if figures:
        said.append(f"Both give {_listed(figures)}.")
    if case.quoted == _BOTH:
        said.append("It stands in quotation marks in both texts.")
    elif case.quoted:
        said.append("It stands in quotation marks in one of the texts only.")
    return tuple(said)


def _amount(case: Case, differences: tuple[Difference, ...], text: str, other: str) -> str:
    kind, same, longer, chance, digest, _ = case
    if kind == _VERBATIM and differences:
        count = len(differences)
        gaps = "a gap that is" if count == 1 else f"{count} gaps that are"
        return f"{same} words are the same, in the same order, with {gaps} no part of the article's own text."
    if kind == _VERBATIM:
        return f"{same} words in a row are the same." if same != 1 else "One word is the same."
    if kind == _EDITED:
        changed = [_change(each, text, other) for each in differences[:FEW]]
        more = f" and {len(differences) - FEW} more" if len(differences) > FEW else ""
        return (
            f"{same} of {longer} words are the same, in the same order; changed: {', '.join(changed)}{more}."
        )
    if digest:
        return "A few sentences that retell the whole of the other text."
    return f"Other words, but they state the same with a probability of {chance:.0%}."


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


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
