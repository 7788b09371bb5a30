"""Reworded text: sentences that state the same in other words, as the scorer judges them."""

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body
from provenance.passages.differences import longest_common
from provenance.passages.finding import Finding
from provenance.passages.likeness import Likeness

LEAST_SHARED = 8.0  # summed rarity of the stems two sentences share: below it no scorer is asked
LEAST_PART = 0.25  # of the lighter sentence's mass
COVERED = 0.5  # a sentence copied to this share is not looked at again


def worth_scoring(
    alike: Likeness, left: Body, right: Body, taken: list[Finding]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of sentence rows that share enough to be put to the scorer."""
    lighter = np.minimum(left.terms.mass[alike.left], right.terms.mass[alike.right])
    enough = (alike.shared >= LEAST_SHARED) & (alike.shared >= LEAST_PART * lighter)
    mine = _covered(left, [each.left for each in taken])
    yours = _covered(right, [each.right for each in taken])
    enough &= (mine[alike.left] < COVERED) & (yours[alike.right] < COVERED)
    return alike.left[enough], alike.right[enough]


def rewordings(  # noqa: PLR0913
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    chances: NDArray[np.float64],
    left: Body,
    right: Body,
    least: float,
) -> list[Finding]:
    """Pair the sentences off, the likeliest first, and join pairs that follow each other."""
    order = np.lexsort((pairs[1], pairs[0], -chances))
    partner: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for place in order.tolist():
        one, other, chance = int(pairs[0][place]), int(pairs[1][place]), float(chances[place])
        if chance >= least and one not in partner and other not in used:
            partner[one] = (other, chance)
            used.add(other)
    found: list[list[tuple[int, int, float]]] = []
    for one in sorted(partner):
        other, chance = partner[one]
        if found and found[-1][-1][:2] == (one - 1, other - 1):
            found[-1].append((one, other, chance))
        else:
            found.append([(one, other, chance)])
    return [_finding(group, left, right) for group in found]


def _finding(group: list[tuple[int, int, float]], left: Body, right: Body) -> Finding:
    mine = (int(left.rows.begin[group[0][0]]), int(left.rows.end[group[-1][0]]))
    yours = (int(right.rows.begin[group[0][1]]), int(right.rows.end[group[-1][1]]))
    common = longest_common(left.word[slice(*mine)].tolist(), right.word[slice(*yours)].tolist())
    matches = tuple((mine[0] + i, yours[0] + j) for i, j in common)
    chance = sum(each[2] for each in group) / len(group)
    return Finding(mine, yours, "paraphrase", matches, chance, whole=True)


def _covered(body: Body, stretches: list[tuple[int, int]]) -> NDArray[np.float64]:
    """Return the share of each sentence's words that lie in the stretches."""
    marks = np.zeros(len(body.at) + 1)
    for begin, end in stretches:
        marks[begin:end] = 1
    sums = np.concatenate(([0.0], np.cumsum(marks)))
    return (sums[body.rows.end] - sums[body.rows.begin]) / np.maximum(1, body.rows.end - body.rows.begin)
