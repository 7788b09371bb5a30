"""Copied text: chains of shared runs that hold enough evidence, cut to the word."""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Mark
from provenance.passages.chains import PAIR, Block, Chain, chains
from provenance.passages.columns import Body
from provenance.passages.differences import Match, longest_common
from provenance.passages.finding import Finding
from provenance.passages.runs import Runs, shared_runs
from provenance.passages.speech import widened

SURE_RUN = 8  # identical words in a row that are always reported, stock phrases excepted
LEAST_MASS = 30.0  # summed rarity of a shorter one
LEAST_WORDS = 7
TOGETHER = 0.6  # share of its words that are the same, from the first to the last
WIDENED = 0.7  # the same where no run was long enough
QUOTED_RUN = 5  # words in a row, in quotation marks on both sides
QUOTED_MASS = 12.0
# In quotation marks, that many words in order, with gaps; those of stock phrases count half, and so does
# their rarity. With half their rarity they must come to more. Where only one side quotes, a common name or
# term may be all it is: two more. A single run may be a catchword: it must come to more still.
# Runs that are too short by themselves are looked at with what stands around them in the quotation.
SPOKEN_WORDS, SPOKEN = 5, 9.0
ONE_SIDED, ALONE = 2, 3.0
SPOKEN_RUN = 3  # words of a chain in quotation marks on both sides that is looked at at all
LONG_RUN = 12  # words in a row that are no name whatever their capitals
FRESH_WORDS = 3  # of a sure run that stand in no stock phrase
NAMES = 0.8  # share of a run's mass that is capitalised (Churnalism's filter drops at the same share)
MOSTLY = 0.5
DANGLING = 3  # words of the next sentence that happen to agree
REPEATED = 25  # words: a text that holds so many twice shares both; a shorter repetition is said once
LIGHT = 2.5  # their rarity: "the", "it was", "he said"
COVERED = 0.5  # share of a copy's words that stronger copies cover: then it is one of them again

LIGHTEST = 4.0  # rarity of two words in a row that say anything

THRESHOLDS = (  # in the order in which the compiled code takes them
    *(QUOTED_RUN, SURE_RUN, LEAST_MASS, LEAST_WORDS, TOGETHER, QUOTED_MASS, LONG_RUN, FRESH_WORDS),
    *(NAMES, DANGLING, LIGHT, REPEATED, COVERED, SPOKEN_WORDS, SPOKEN, ONE_SIDED, ALONE, SPOKEN_RUN),
    WIDENED,
)


def copies(left: Body, right: Body) -> list[Finding]:
    """Return the copied stretches of two bodies, the strongest first."""
    used = (np.zeros(len(left.word), bool), np.zeros(len(right.word), bool))
    found = []
    runs = shared_runs(left, right)
    solid = (runs.length > PAIR) | (left.mass[runs.left + runs.length] - left.mass[runs.left] > LIGHTEST)
    for chain in chains(Runs(runs.left[solid], runs.right[solid], runs.length[solid]), left):
        length = sum(block.length for block in chain)
        if length < QUOTED_RUN and not _spoken(chain[0], length, left, right):
            continue
        matches = _tidied(_matches(chain, left, right), left, right)
        if len(matches) < QUOTED_RUN or not _convincing(matches, left, right):
            if not matches:
                continue
            matches = widened(matches, left, right)
            if len(matches) < QUOTED_RUN or not _convincing(matches, left, right, WIDENED):
                continue
        (i, j), (k, m) = matches[0], matches[-1]
        known = sorted((used[0][i : k + 1].mean(), used[1][j : m + 1].mean()))
        if known[0] > COVERED or (known[1] > COVERED and len(matches) < REPEATED):
            continue
        used[0][i : k + 1] = True
        used[1][j : m + 1] = True
        found.append(copied(np.array(matches, np.int64), left, right))
    return found


def _spoken(first: Block, length: int, left: Body, right: Body) -> bool:
    """Tell whether a short chain begins in quotation marks on both sides."""
    return length >= SPOKEN_RUN and bool(left.marks[first.left] & right.marks[first.right] & Mark.QUOTED)


def copied(matches: NDArray[np.int64], left: Body, right: Body) -> Finding:
    """Return the copy that some matches are: verbatim if they leave out nothing that is body text."""
    (i, j), (k, m) = matches[0].tolist(), matches[-1].tolist()
    exact = len(matches) == k + 1 - i == m + 1 - j
    verbatim = exact or not (_leaves_out(matches[:, 0], left) or _leaves_out(matches[:, 1], right))
    return Finding((i, k + 1), (j, m + 1), "verbatim" if verbatim else "edited", matches)


def _leaves_out(words: NDArray[np.int64], body: Body) -> bool:
    """Tell whether words of the body stand between some of its words."""
    first, last = int(words[0]), int(words[-1]) + 1
    return int(body.body[first:last].sum()) > int(body.body[words].sum())


def everything(body: Body) -> Finding:
    """Return all of a text as a copy of itself."""
    words = len(body.word)
    every = np.arange(words)
    return Finding((0, words), (0, words), "verbatim", np.stack((every, every), axis=1))


def _matches(chain: Chain, left: Body, right: Body) -> list[Match]:
    """Return the equal words of a chain, those between its runs too."""
    found: list[Match] = []
    i, j = chain[0].left, chain[0].right
    for block in chain:
        between = longest_common(left.word[i : block.left].tolist(), right.word[j : block.right].tolist())
        found += [(i + a, j + b) for a, b in between]
        i, j = block.left + block.length, block.right + block.length
        same = np.flatnonzero(left.word[block.left : i] == right.word[block.right : j]).tolist()
        found += [(block.left + a, block.right + a) for a in same]
    return found


def _tidied(matches: list[Match], left: Body, right: Body) -> list[Match]:
    """Cut what dangles over the end of a sentence: the next ones may both begin with "The"."""
    begin, end = 0, len(matches)
    for cut in range(1, min(DANGLING, len(matches) - 1) + 1):
        if _parted(matches[cut - 1], matches[cut], matches[:cut], left, right):
            begin = cut
        if _parted(matches[-cut - 1], matches[-cut], matches[-cut:], left, right):
            end = len(matches) - cut
    return matches[begin:end] if end - begin > len(matches) // 2 else matches


def _parted(one: Match, next_one: Match, rest: list[Match], left: Body, right: Body) -> bool:
    """Tell whether a sentence ends between two matches: on both sides, or on one and the rest is light."""
    here = left.sentence[one[0]] != left.sentence[next_one[0]]
    there = right.sentence[one[1]] != right.sentence[next_one[1]]
    if here and there:
        return True
    return bool((here or there) and sum(left.weight[match[0]] for match in rest) < LIGHT)


def _convincing(matches: list[Match], left: Body, right: Body, share: float = TOGETHER) -> bool:
    """Tell whether so much agrees that chance, names and stock phrases do not explain it."""
    here = np.array([match[0] for match in matches])
    there = np.array([match[1] for match in matches])
    own = (left.body[here] | right.body[there]) & ~left.stock[here]
    breaks = np.flatnonzero((np.diff(here) != 1) | (np.diff(there) != 1)) + 1
    parts = np.split(np.arange(len(here)), breaks)
    longest = max(parts, key=lambda part: (int(own[part].sum()), -int(part[0])))
    run, fresh = len(longest), int(own[longest].sum())
    if run < LONG_RUN and _is_name(here[longest], left):
        return False
    if run >= SURE_RUN and fresh >= FRESH_WORDS:
        return True
    mass = float(left.weight[here[own]].sum())
    longer = max(here[-1] - here[0], there[-1] - there[0]) + 1
    together = len(here) >= share * longer
    if together and fresh >= LEAST_WORDS and mass >= LEAST_MASS:
        return True
    quoted = _share(left.marks[here], Mark.QUOTED), _share(right.marks[there], Mark.QUOTED)
    if min(quoted) > MOSTLY and run >= QUOTED_RUN and mass >= QUOTED_MASS:
        return True
    words = (int(own.sum()) + len(here)) / 2 - (0 if min(quoted) > MOSTLY else ONE_SIDED)
    asked = SPOKEN + (ALONE if run == len(here) else 0)
    rarity = (mass + float(left.weight[here].sum())) / 2
    return together and max(quoted) > MOSTLY and words >= SPOKEN_WORDS and words + rarity / 2 >= asked


def _is_name(words: NDArray[np.int64], body: Body) -> bool:
    """Tell whether what a run says is one long name: of an office, a law, a list of people."""
    weight = body.weight[words]
    capital = (body.marks[words] & Mark.CAPITAL) > 0
    return bool(weight[capital].sum() >= NAMES * weight.sum())


def _share(marks: NDArray[np.uint8], mark: Mark) -> float:
    return float(((marks & mark) > 0).mean())
