"""Reworded text: sentences that state the same in other words.

Two things must come together. Enough rare words must come back: articles on one event share its names and
many a phrase without telling the same. And the scorer must think that they state the same: it knows about
numbers that differ and words that deny.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.passages.columns import Body
from provenance.passages.differences import longest_common
from provenance.passages.finding import Finding
from provenance.passages.likeness import Common, Likeness, Likes

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
DOUBT = 1e-6  # log-odds: nearer to what is asked, the plain code looks again

USUAL_ROWS = 60  # sentences of two texts: in fewer, no word can look rare, and content words are lifted
CONTENT = 2.5  # idf: stands in fewer than one article in twelve

NEXT_SHARE = 0.5  # of the next sentence's rarity that stands in the partner: then it belongs to it
NEXT_MASS = 12.0  # and so much of it at least


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Rows the scorer is asked about, and the log-odds that they tell the same without its answer."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    odds: NDArray[np.float64]
    free: tuple[NDArray[np.bool_], NDArray[np.bool_]]


_NO_ROWS, _NO_MARKS = np.zeros(0, np.int64), np.zeros(0, np.bool_)
NOTHING = Asked(_NO_ROWS, _NO_ROWS, np.zeros(0), (_NO_MARKS, _NO_MARKS))


def worth_scoring(
    likes: Likes, texts: tuple[Body, Body], taken: list[Finding], least: float, *, compiled: bool = False
) -> Asked:
    """Return pairs of sentence rows for which the scorer's answer can make a difference."""
    alike = likes.alike
    left, right = texts
    free = _free(left, [each.left for each in taken]), _free(right, [each.right for each in taken])
    if compiled:
        one, other = _hopeful(likes, texts, free, least)
    else:
        one, other = _mutual(
            alike, (alike.cosine >= LEAST_COSINE) & free[0][alike.left] & free[1][alike.right]
        )
    if not len(one):
        return NOTHING
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    odds = np.array([_odds(mine, yours, left, right, likes.common) for mine, yours in pairs])
    hopeful = odds + SCORER * _logit(BEST_SCORE) >= _logit(least)
    return Asked(one[hopeful], other[hopeful], odds[hopeful], free)


def _hopeful(
    likes: Likes, texts: tuple[Body, Body], free: tuple[NDArray[np.bool_], NDArray[np.bool_]], least: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, by compiled code, the mutual pairs whose odds are not far too low."""
    from provenance.passages import kernels

    shared, alike = likes.common, likes.alike
    left, right = (
        (stems, text.rows.begin, text.rows.end, text.weight, rows)
        for stems, text, rows in zip((shared.left, shared.right), texts, free, strict=True)
    )
    asked = _logit(least) - SCORER * _logit(BEST_SCORE) - DOUBT
    numbers = (LEAST_COSINE, asked, PARTNERS, (BIAS, SHARED, COVER, _lift(*texts), CONTENT))
    return kernels.hopeful(left, right, (alike.left, alike.right, alike.cosine), shared.weight, numbers)  # type: ignore[no-any-return]


def rewordings(
    asked: Asked, scores: NDArray[np.float64], left: Body, right: Body, least: float
) -> list[Finding]:
    """Pair the sentences off, the likeliest first, and join pairs that follow each other."""
    safe = np.clip(scores, 1 - BEST_SCORE, BEST_SCORE)
    chances = 1 / (1 + np.exp(-(asked.odds + SCORER * np.log(safe / (1 - safe)))))
    partner: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for place in np.lexsort((asked.right, asked.left, -chances)).tolist():
        one, other, chance = int(asked.left[place]), int(asked.right[place]), float(chances[place])
        if chance >= least and one not in partner and other not in used:
            partner[one] = (other, chance)
            used.add(other)
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
        lefts = _widened(lefts, rights, (left, right), asked.free[0], set(partner))
        rights = _widened(rights, lefts, (right, left), asked.free[1], used)
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
    common = longest_common(left.word[slice(*mine)].tolist(), right.word[slice(*yours)].tolist())
    matches = tuple((mine[0] + i, yours[0] + j) for i, j in common)
    return Finding(mine, yours, "paraphrase", matches, chance, whole=True)


def _odds(one: int, other: int, left: Body, right: Body, shared: Common) -> float:
    mine = slice(left.rows.begin[one], left.rows.end[one])
    yours = slice(right.rows.begin[other], right.rows.end[other])
    here, at = np.unique(shared.left[mine], return_index=True)
    there, to = np.unique(shared.right[yours], return_index=True)
    both = np.isin(here, there)
    rarity = left.weight[mine][at]
    heavier = max(rarity.sum(), right.weight[yours][to].sum())
    mass = float(shared.weight[here[both]].sum() + _lift(left, right) * (rarity[both] > CONTENT).sum())
    return BIAS + SHARED * float(np.log1p(mass)) + COVER * float(rarity[both].sum() / heavier)


def _lift(left: Body, right: Body) -> float:
    """Return what a content word weighs more, two texts being so short."""
    return max(0.0, float(np.log(USUAL_ROWS / (len(left.rows.begin) + len(right.rows.begin)))))


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


def _free(body: Body, taken: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Tell which rows are sentences of the body that nothing was found in yet."""
    rows = body.rows
    marks = np.zeros(len(body.at))
    for begin, end in taken:
        marks[begin:end] = 1
    sums = np.concatenate(([0.0], np.cumsum(marks)))
    words = rows.end - rows.begin
    covered = (sums[rows.end] - sums[rows.begin]) / words
    free: NDArray[np.bool_] = rows.body & (words >= LEAST_WORDS) & (covered < COVERED)
    return free


def _logit(chance: float) -> float:
    return float(np.log(chance / (1 - chance))) if 0 < chance < 1 else (-np.inf if chance <= 0 else np.inf)
