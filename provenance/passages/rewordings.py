"""Reworded text: sentences that state the same in other words, as the scorer judges them."""

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body
from provenance.passages.differences import longest_common
from provenance.passages.finding import Finding
from provenance.passages.likeness import Likeness

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

LEAST_COSINE = 0.25  # below it no scorer is asked
PARTNERS = 3  # sentences of the other text that each one is compared with, the most alike
LEAST_WORDS = 5  # shorter sentences state too little to be told again
COVERED = 0.5  # a sentence found to this share is not looked at again


def worth_scoring(alike: Likeness, left: Body, right: Body, taken: list[Finding]) -> Pairs:
    """Return pairs of sentence rows that are alike enough to be put to the scorer."""
    enough = alike.cosine >= LEAST_COSINE
    one, other, cosine = alike.left[enough], alike.right[enough], alike.cosine[enough]
    free = (
        _free(left, [each.left for each in taken])[one] & _free(right, [each.right for each in taken])[other]
    )
    one, other, cosine = one[free], other[free], cosine[free]
    near = _among_best(one, other, cosine) & _among_best(other, one, cosine)
    return one[near], other[near]


def _free(body: Body, taken: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Tell which rows are sentences of the body that nothing was found in yet."""
    rows = body.rows
    return rows.body & (rows.end - rows.begin >= LEAST_WORDS) & (_covered(body, taken) < COVERED)


def _among_best(
    of: NDArray[np.int64], among: NDArray[np.int64], cosine: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which pairs are among the best few of their first row."""
    order = np.lexsort((among, -cosine, of))
    ranked = of[order]
    begins = np.searchsorted(ranked, ranked, "left")
    best = np.empty(len(of), np.bool_)
    best[order] = np.arange(len(of)) - begins < PARTNERS
    return best


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
