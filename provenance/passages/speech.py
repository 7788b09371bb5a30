"""What agrees around a run within a quotation: the rest of it, though of that no two words stand together."""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Mark
from provenance.passages.chains import MISSED, RARE
from provenance.passages.columns import Body
from provenance.passages.differences import Match, longest_common

AROUND = 20  # words of a quotation looked at before and behind a run; longer ones hold more runs
SLACK = 4  # words that the side without quotation marks may have more

THRESHOLDS = AROUND, SLACK, RARE, MISSED  # in the order in which the compiled code takes them


def widened(matches: list[Match], left: Body, right: Body) -> list[Match]:
    """Return the matches with those around them, as far as either side's quotation goes."""
    i, j = matches[0]
    mine, yours = _room(left, i, -1), _room(right, j, -1)
    mine, yours = _shared(mine, yours, i), _shared(yours, mine, j)
    before = longest_common(left.word[i - mine : i].tolist(), right.word[j - yours : j].tolist())
    ahead = [(i - mine + a, j - yours + b) for a, b in reversed(before)]
    k, m = matches[-1]
    mine, yours = _room(left, k, 1), _room(right, m, 1)
    mine, yours = (
        _shared(mine, yours, len(left.word) - k - 1),
        _shared(yours, mine, len(right.word) - m - 1),
    )
    after = longest_common(
        left.word[k + 1 : k + 1 + mine].tolist(), right.word[m + 1 : m + 1 + yours].tolist()
    )
    behind = [(k + 1 + a, m + 1 + b) for a, b in after]
    return [*reversed(_worth((i, j), ahead, left)), *matches, *_worth((k, m), behind, left)]


def _room(body: Body, at: int, step: int) -> int:
    """Count the words of a word's quotation on one side of it; -1 if it stands in none."""
    quoted: NDArray[np.bool_] = (body.marks & Mark.QUOTED) > 0
    if not quoted[at]:
        return -1
    side = quoted[at + 1 : at + 1 + AROUND] if step > 0 else quoted[max(0, at - AROUND) : at][::-1]
    stops = np.flatnonzero(~side)
    return int(stops[0]) if len(stops) else len(side)


def _shared(mine: int, yours: int, most: int) -> int:
    """Return how many words to look at: those of the quotation, or if this side has no marks a few more."""
    if mine < 0:
        mine = min(yours + SLACK, AROUND) if yours >= 0 else 0
    return min(mine, most)


def _worth(end: Match, further: list[Match], left: Body) -> list[Match]:
    """Keep what is worth the words that are missed on the way, counted as in a chain."""
    score, best, kept = 0.0, 0.0, 0
    for place, (i, j) in enumerate(further):
        missed = max(abs(i - end[0]), abs(j - end[1])) - 1
        score += 1 + RARE * left.weight[i] - MISSED * missed
        end = i, j
        if score > best:
            best, kept = score, place + 1
    return further[:kept]
