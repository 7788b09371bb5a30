"""Which words of two articles are the same, passage by passage, for many pairs at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import mix64, run_keys_at
from provenance.pairs.bodies import SHIFT, Bodies, Places, expanded
from provenance.pairs.listing import Listed

_RUN = 8  # words that stand in a row on both sides of a passage are copied, however the rest was reworded


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Equal words: their numbers in the bodies, by passage.

    Attributes
    ----------
    left, right, passage : int64 (M,)
    longest : int64 (N,)
        Words of the longest run of each passage.
    """

    left: Places
    right: Places
    passage: Places
    longest: Places

    def __getitem__(self, kept: Places | NDArray[np.bool_]) -> "Matches":
        return Matches(self.left[kept], self.right[kept], self.passage[kept], self.longest)


def matched(within: Listed, bodies: Bodies) -> Matches:
    """Return the words of the passages that are the same on both sides, each once in a pair."""
    copied, repeated = _copied(within, bodies), _repeated(within, bodies)
    rows = np.concatenate((copied, repeated))
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    passage, left, right, counts = rows.T
    longest = np.zeros(len(within), np.int64)
    np.maximum.at(longest, passage, counts)
    words, run = expanded(left, left + counts)
    return _once(Matches(words, (right - left)[run] + words, passage[run], longest), within)


def _copied(within: Listed, bodies: Bodies) -> Places:
    """Return the runs of words between the differences of copied passages.

    Returns
    -------
    int64 (R, 4)
        Passage, first word on the left and on the right, and words.
    """
    (left, passage), (right, _) = (within.pieces(side) for side in (within.left, within.right))
    copied = ~within.reworded[passage]
    passage = passage[copied]
    mine = bodies.within(within.left.slots[passage], left[copied])
    yours = bodies.within(within.right.slots[passage], right[copied])
    counts = np.minimum(mine[1] - mine[0], yours[1] - yours[0])
    return np.column_stack((passage, mine[0], yours[0], counts))


def _repeated(within: Listed, bodies: Bodies) -> Places:
    """Return the runs of reworded passages that stand in both after all, in long runs: a quote, say.

    Returns
    -------
    int64 (R, 4)
        As `_copied` returns them.
    """
    places = np.flatnonzero(within.reworded)
    mine, yours = (
        bodies.within(side.slots[places], side.spans[places]) for side in (within.left, within.right)
    )
    (words, owner, keys), (others, _, their) = (_keys(*each, bodies.word) for each in (mine, yours))
    met, first = _firsts(keys, their)
    owner = owner[met]
    columns = (places[owner], words[met], others[first], mine[1][owner], yours[1][owner])
    rows: list[tuple[int, int, int, int]] = []
    word = memoryview(bodies.word.data)  # gives numbers of Python, three times as fast
    latest, ended = -1, 0  # the passage looked at, and where its latest run ends
    for place, left, right, end, last in zip(*(column.tolist() for column in columns), strict=True):
        if place == latest and left < ended:
            continue
        stop = left + min(end - left, last - right)
        latest, ended = place, left
        while ended < stop and word[ended] == word[right + ended - left]:
            ended += 1
        rows.append((place, left, right, ended - left))
    return np.array(rows, np.int64).reshape(-1, 4)


def _keys(
    begins: Places, ends: Places, word: NDArray[np.uint32]
) -> tuple[Places, Places, NDArray[np.uint64]]:
    """Return where runs of `_RUN` words begin in stretches, which stretch each is of, and keys of both."""
    words, owner = expanded(begins, np.maximum(begins, ends - _RUN + 1))
    return words, owner, run_keys_at(word, words, _RUN) ^ mix64(owner.astype(np.uint64))


def _firsts(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> tuple[Places, Places]:
    """Return which keys are among the others, and where each of these is first."""
    again = _recurring(np.concatenate((keys, others)))
    known, where = np.flatnonzero(again[: len(keys)]), np.flatnonzero(again[len(keys) :])
    distinct, first = np.unique(others[where], return_index=True)
    at = np.searchsorted(distinct, keys[known])
    met = at < len(distinct)
    met[met] = distinct[at[met]] == keys[known[met]]
    return known[met], where[first[at[met]]]


def _once(matches: Matches, within: Listed) -> Matches:
    """Leave out words that an earlier passage of the same pair has, on either side."""
    pair = within.pair[matches.passage] << SHIFT
    left, right = pair | matches.left, pair | matches.right
    contested = np.flatnonzero(_recurring(left) | _recurring(right))
    kept = np.ones(len(pair), np.bool_)
    owners: tuple[dict[int, int], dict[int, int]] = ({}, {})
    columns = (contested, matches.passage[contested], left[contested], right[contested])
    for place, passage, mine, yours in zip(*(column.tolist() for column in columns), strict=True):
        if owners[0].get(mine, passage) == passage == owners[1].get(yours, passage):
            owners[0][mine] = owners[1][yours] = passage
        else:
            kept[place] = False
    return matches[kept]


def _recurring(keys: Places | NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say which keys occur more than once."""
    order = np.argsort(keys)
    again = keys[order][1:] == keys[order][:-1]
    found = np.zeros(len(keys), np.bool_)
    found[order[1:][again]] = found[order[:-1][again]] = True
    return found
