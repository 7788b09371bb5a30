"""Reworded text: sentences that state the same in other words.

Two things must come together. Enough rare words must come back: articles on one event share its names and
many a phrase without telling the same. And the scorer must think that they state the same: it knows about
numbers that differ and words that deny.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body, stepped
from provenance.passages.differences import common_words
from provenance.passages.finding import Finding
from provenance.passages.likeness import Common, Likeness, Likes, logs

LEAST_COSINE = 0.25  # below it no scorer is asked
PARTNERS = 3  # sentences of the other text that each one is compared with, the most alike
LEAST_WORDS = 5  # shorter sentences state too little to be told again
COVERED = 0.2  # a sentence found to this share is not looked at again

# Log-odds that two sentences tell the same, from what comes back alone: logistic regression on the
# sentences of PAN 2013 training (in a marked case or not) and on eight events where careful readers marked
# which sentences the other outlets tell too. The bias is 1.1 below the fitted one: two texts on one subject
# hold sentences that tell the same by chance. The scorer's own odds count half: on those sets it is no
# better than that, being trained on pairs that were chosen for their likeness.
BIAS, SHARED, COVER, SCORER = -10.3, 2.43, 4.16, 0.5
BEST_SCORE = 0.99

USUAL_ROWS = 60  # sentences of two texts: in fewer, no word can look rare, and content words are lifted
CONTENT = 2.5  # idf: stands in fewer than one article in twelve

NEXT_SHARE = 0.5  # of the next sentence's rarity that stands in the partner: then it belongs to it
NEXT_MASS = 12.0  # and so much of it at least


THRESHOLDS = (  # in the order in which the compiled code takes them
    *(LEAST_COSINE, PARTNERS, LEAST_WORDS, COVERED, USUAL_ROWS, CONTENT),
)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Rows the scorer is asked about, and the log-odds that they tell the same without its answer."""

    left: NDArray[np.integer]
    right: NDArray[np.integer]
    odds: NDArray[np.float64]


_NO_ROWS = np.zeros(0, np.int64)
NOTHING = Asked(_NO_ROWS, _NO_ROWS, np.zeros(0))


def worth_scoring(likes: Likes, texts: tuple[Body, Body], taken: list[Finding], least: float) -> Asked:
    """Return pairs of sentence rows for which the scorer's answer can make a difference."""
    alike = likes.alike
    left, right = texts
    free = free_rows(left, [each.left for each in taken]), free_rows(right, [each.right for each in taken])
    one, other = _mutual(alike, (alike.cosine >= LEAST_COSINE) & free[0][alike.left] & free[1][alike.right])
    if not len(one):
        return NOTHING
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    evidence = np.array([_evidence(mine, yours, left, right, likes.common) for mine, yours in pairs])
    odds = log_odds(evidence)
    kept = worth_asking(odds, least)
    return Asked(one[kept], other[kept], odds[kept])


def worth_asking(odds: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
    """Tell which pairs the scorer could lift to the probability asked for."""
    kept: NDArray[np.bool_] = odds + SCORER * _logit(BEST_SCORE) >= _logit(least)
    return kept


def log_odds(evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds that two sentences tell the same, by what comes back: its weight and its share."""
    odds: NDArray[np.float64] = BIAS + SHARED * np.log1p(evidence[:, 0]) + COVER * evidence[:, 1]
    return odds


def chances(odds: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that two sentences tell the same, by what comes back and by the scorer."""
    safe = np.clip(scores, 1 - BEST_SCORE, BEST_SCORE)
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-(odds + SCORER * np.log(safe / (1 - safe)))))
    return likely


def reworded(
    asked: Asked, likely: NDArray[np.float64], texts: tuple[Body, Body], taken: list[Finding], least: float
) -> list[Finding]:
    """Pair the sentences off, the likeliest first, and join pairs that follow each other.

    Parameters
    ----------
    likely : float64
        Of each pair of rows that was asked about, its probability (`chances`).
    """
    partner: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    ranked = sorted(
        (-chance, one, other)
        for chance, one, other in zip(likely.tolist(), asked.left.tolist(), asked.right.tolist(), strict=True)
        if chance >= least
    )
    for chance, one, other in ranked:
        if one not in partner and other not in used:
            partner[one] = (other, -chance)
            used.add(other)
    if not partner:
        return []
    left, right = texts
    free = free_rows(left, [each.left for each in taken]), free_rows(right, [each.right for each in taken])
    groups: list[list[tuple[int, int, float]]] = []
    for one in sorted(partner):
        other, chance = partner[one]
        if groups and groups[-1][-1][:2] == (one - 1, other - 1):
            groups[-1].append((one, other, chance))
        else:
            groups.append([(one, other, chance)])
    found = []
    for group in groups:
        lefts, rights = (group[0][0], group[-1][0] + 1), (group[0][1], group[-1][1] + 1)
        lefts = _widened(lefts, rights, texts, free[0], set(partner))
        rights = _widened(rights, lefts, (right, left), free[1], used)
        partner.update(dict.fromkeys(range(*lefts), (-1, 0.0)))
        used.update(range(*rights))
        found.append(_finding(lefts, rights, sum(each[2] for each in group) / len(group), left, right))
    return found


def _widened(
    mine: tuple[int, int],
    yours: tuple[int, int],
    texts: tuple[Body, Body],
    free: NDArray[np.bool_],
    used: set[int],
) -> tuple[int, int]:
    """Take in the sentence before or after if it too stands in the partner: one became two."""
    begin, end = mine
    body, other = texts
    there = other.stem[other.rows.begin[yours[0]] : other.rows.end[yours[1] - 1]]
    for row in (begin - 1, end):
        if not 0 <= row < len(free) or row in used or not free[row]:
            continue
        words = slice(body.rows.begin[row], body.rows.end[row])
        weight = body.weight[words]
        back = weight[np.isin(body.stem[words], there)].sum()
        if back >= NEXT_MASS and back >= NEXT_SHARE * weight.sum():
            begin, end = min(begin, row), max(end, row + 1)
    return begin, end


def _finding(
    lefts: tuple[int, int], rights: tuple[int, int], chance: float, left: Body, right: Body
) -> Finding:
    mine = (int(left.rows.begin[lefts[0]]), int(left.rows.end[lefts[1] - 1]))
    yours = (int(right.rows.begin[rights[0]]), int(right.rows.end[rights[1] - 1]))
    matches = common_words(left, right, mine, yours)
    return Finding(mine, yours, "paraphrase", matches, chance, whole=True)


def _evidence(one: int, other: int, left: Body, right: Body, shared: Common) -> tuple[float, float]:
    """Return what comes back of two sentences: the weight of it, and its share of the rarer one."""
    mine = slice(left.rows.begin[one], left.rows.end[one])
    yours = slice(right.rows.begin[other], right.rows.end[other])
    here, at = np.unique(shared.left[mine], return_index=True)
    there, to = np.unique(shared.right[yours], return_index=True)
    both = np.isin(here, there)
    rarity = left.weight[mine][at]
    heavier = max(rarity.sum(), right.weight[yours][to].sum())
    mass = shared.weight[here[both]].sum() + _lift(left, right) * (rarity[both] > CONTENT).sum()
    return float(mass), float(rarity[both].sum() / heavier)


def _lift(left: Body, right: Body) -> float:
    """Return what a content word weighs more, two texts being so short."""
    rows = len(left.rows.begin) + len(right.rows.begin)
    known = logs(max(rows, USUAL_ROWS))
    return max(0.0, float(stepped(known[USUAL_ROWS] - known[rows])))


def _mutual(alike: Likeness, free: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the free pairs that are among the best few of both their rows."""
    one, other, cosine = alike.left[free], alike.right[free], alike.cosine[free]
    near = _among_best(one, other, cosine) & _among_best(other, one, cosine)
    return one[near], other[near]


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


def free_rows(body: Body, taken: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Tell which rows are sentences of the body that nothing was found in yet."""
    rows = body.rows
    marks = np.zeros(len(body.word))
    for begin, end in taken:
        marks[begin:end] = 1
    sums = np.concatenate(([0.0], np.cumsum(marks)))
    words = rows.end - rows.begin
    covered = (sums[rows.end] - sums[rows.begin]) / words
    free: NDArray[np.bool_] = rows.body & (words >= LEAST_WORDS) & (covered < COVERED)
    return free


def _logit(chance: float) -> float:
    return float(np.log(chance / (1 - chance))) if 0 < chance < 1 else (-np.inf if chance <= 0 else np.inf)
