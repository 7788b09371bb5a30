"""Which words of two articles are the same, passage by passage, for many pairs at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import GOLDEN, mix64
from provenance.pairs.bodies import SHIFT, Bodies, Places, expanded
from provenance.pairs.listing import Listed

_RUN = 8  # words that stand in a row on both sides of a passage are copied, however the rest was reworded
_DOUBLED = (1, 2, 4)  # words that a key stands for before it is joined with the next: twice as many then
_SIEVE = 20  # bits of a key: of a batch's 30,000 keys 3 % meet another one by chance


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Equal words: their numbers in the bodies, by passage.

    Attributes
    ----------
    left, right, passage : int64 (M,)
    longest : int64 (N,)
        Words of the longest run of each passage.
    contested : bool (N,)
        Passages with a word that another run of words has, too.
    """

    left: Places
    right: Places
    passage: Places
    longest: Places
    contested: NDArray[np.bool_]

    def __getitem__(self, kept: Places | NDArray[np.bool_]) -> "Matches":
        return Matches(self.left[kept], self.right[kept], self.passage[kept], self.longest, self.contested)


def matched(within: Listed, bodies: Bodies) -> Matches:
    """Return the words of the passages that are the same on both sides, each once in a pair."""
    copied, repeated = _copied(within, bodies), _repeated(within, bodies)
    rows = np.concatenate((copied, repeated))
    rows = rows[rows[:, 3] > 0]
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    passage, left, right, counts = rows.T
    longest = np.zeros(len(within), np.int64)
    np.maximum.at(longest, passage, counts)
    words, run = expanded(left, left + counts)
    pair = within.pair[passage] << SHIFT
    contested = _overlapping(pair | left, counts) | _overlapping(pair | right, counts)
    several = np.zeros(len(within), np.bool_)
    several[passage[contested]] = True
    matches = Matches(words, (right - left)[run] + words, passage[run], longest, several)
    return _once(matches, within, np.flatnonzero(contested[run]))


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
    words, owner = expanded(begins, ends)
    keys = word[words].astype(np.uint64)
    for step in _DOUBLED:  # keys of 2 words, of 4, of 8, of all there are in a row; few lie in two stretches
        keys = mix64(keys[:-step] * GOLDEN + keys[step:])
    begun = np.flatnonzero(words + _RUN <= ends[owner])
    words, owner = words[begun], owner[begun]
    return words, owner, keys[begun] ^ mix64(owner.astype(np.uint64))


def _firsts(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> tuple[Places, Places]:
    """Return which keys are among the others, and where each of these is first."""
    known, where = _met(keys, others), _met(others, keys)
    distinct, first = np.unique(others[where], return_index=True)
    at = np.searchsorted(distinct, keys[known])
    met = at < len(distinct)
    met[met] = distinct[at[met]] == keys[known[met]]
    return known[met], where[first[at[met]]]


def _met(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> Places:
    """Return which keys may be among the others: all that are, and a few that are not."""
    sieve = np.zeros(1 << _SIEVE, np.bool_)
    sieve[others >> np.uint64(64 - _SIEVE)] = True
    return np.flatnonzero(sieve[keys >> np.uint64(64 - _SIEVE)])


def _overlapping(first: Places, counts: Places) -> NDArray[np.bool_]:
    """Say which runs of so many numbers, from a first one on, have a number that another run has, too."""
    order = np.argsort(first, kind="stable")
    begin, end = first[order], (first + counts)[order]
    met = begin[1:] < np.maximum.accumulate(end)[:-1]
    found = np.zeros(len(first), np.bool_)
    found[order[1:][met]] = True
    found[order[:-1][begin[1:] < end[:-1]]] = True
    return found


def _once(matches: Matches, within: Listed, asked: Places) -> Matches:
    """Leave out words that an earlier passage of the same pair has, on either side.

    Only those that are `asked` about may be in two passages.
    """
    some = matches[asked]
    pair = within.pair[some.passage] << SHIFT
    left, right = pair | some.left, pair | some.right
    again = np.flatnonzero(_recurring(left) | _recurring(right))
    kept = np.ones(len(matches.passage), np.bool_)
    owners: tuple[dict[int, int], dict[int, int]] = ({}, {})
    columns = (asked[again], some.passage[again], left[again], right[again])
    for place, passage, mine, yours in zip(*(column.tolist() for column in columns), strict=True):
        if owners[0].get(mine, passage) == passage == owners[1].get(yours, passage):
            owners[0][mine] = owners[1][yours] = passage
        else:
            kept[place] = False
    return matches[kept]


def _recurring(keys: Places) -> NDArray[np.bool_]:
    """Say which keys occur more than once."""
    order = np.argsort(keys)
    again = keys[order][1:] == keys[order][:-1]
    found = np.zeros(len(keys), np.bool_)
    found[order[1:][again]] = found[order[:-1][again]] = True
    return found
