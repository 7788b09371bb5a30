"""Which words of two articles are the same, passage by passage, for many pairs at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Passage, Span
from provenance.pairs.bodies import RUN, Bodies, Places, as_columns, expanded


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Passages of P pairs, the longest of each pair first.

    Attributes
    ----------
    passages : list of Passage
    pair : int64 (N,)
        Which pair each is of.
    left, right : int64 (N,)
        Slots of the two articles.
    """

    passages: list[Passage]
    pair: Places
    left: Places
    right: Places


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

    def __getitem__(self, kept: NDArray[np.bool_]) -> "Matches":
        return Matches(self.left[kept], self.right[kept], self.passage[kept], self.longest)


def listed(pairs: Sequence[tuple[int, int]], found: Sequence[Sequence[Passage]]) -> Listed:
    """List the passages of pairs of slots."""
    ordered = [(place, each) for place, passages in enumerate(found) for each in sorted(passages, key=_size)]
    pair = np.array([place for place, _ in ordered], np.int64)
    slots = np.array(pairs, np.int64).reshape(-1, 2)[pair]
    return Listed([each for _, each in ordered], pair, slots[:, 0], slots[:, 1])


def _size(passage: Passage) -> tuple[int, int, int, int, int]:
    left, right = passage.left, passage.right
    return left.begin - left.end, left.begin, left.end, right.begin, right.end


def matched(within: Listed, bodies: Bodies) -> Matches:
    """Return the words of the passages that are the same on both sides, each once in a pair."""
    copied = _copied(within, bodies)
    reworded = [place for place, each in enumerate(within.passages) if each.kind == "paraphrase"]
    at = np.array(reworded, np.int64)
    mine = bodies.within(within.left[at], as_columns([within.passages[place].left for place in reworded]))
    yours = bodies.within(within.right[at], as_columns([within.passages[place].right for place in reworded]))
    stretches = np.column_stack((*mine, *yours)).tolist()
    again = [
        (place, _repeated((begin, end), (first, last), bodies))
        for place, (begin, end, first, last) in zip(reworded, stretches, strict=True)
    ]
    longest = copied.longest
    for place, (_, run) in again:
        longest[place] = run
    parts = [np.column_stack((copied.left, copied.right, copied.passage))]
    parts += [
        np.column_stack((*pairs.T, np.full(len(pairs), place))) for place, (pairs, _) in again if len(pairs)
    ]
    rows = np.concatenate(parts)
    rows = rows[np.argsort(rows[:, 2], kind="stable")]
    return _once(Matches(rows[:, 0], rows[:, 1], rows[:, 2], longest), within)


def _copied(within: Listed, bodies: Bodies) -> Matches:
    """Return what stands between the differences of copied passages."""
    owner, left, right = [], [], []
    for place, each in enumerate(within.passages):
        if each.kind == "paraphrase":
            continue
        owner += [place] * (len(each.differences) + 1)
        left += between(each.left, [difference.left for difference in each.differences])
        right += between(each.right, [difference.right for difference in each.differences])
    passage = np.array(owner, np.int64)
    one = bodies.within(within.left[passage], np.array(left, np.int64).reshape(-1, 2))
    other = bodies.within(within.right[passage], np.array(right, np.int64).reshape(-1, 2))
    counts = np.minimum(one[1] - one[0], other[1] - other[0])
    longest = np.zeros(len(within.passages), np.int64)
    np.maximum.at(longest, passage, counts)
    mine, piece = expanded(one[0], one[0] + counts)
    return Matches(mine, other[0][piece] + mine - one[0][piece], passage[piece], longest)


def between(within: Span, differences: Sequence[Span]) -> list[tuple[int, int]]:
    """Return what of a span lies between its differences."""
    begins = [within.begin, *(each.end for each in differences)]
    ends = [*(each.begin for each in differences), within.end]
    return list(zip(begins, ends, strict=True))


def _repeated(left: tuple[int, int], right: tuple[int, int], bodies: Bodies) -> tuple[Places, int]:
    """Return the words of a reworded passage that stand in both after all, in long runs: a quote, say.

    Parameters
    ----------
    left, right : (int, int)
        Its words on either side, half open: numbers in the bodies.
    """
    (begin, end), (first, last) = left, right
    nothing = np.zeros((0, 2), np.int64)
    keys = bodies.runs[begin : max(begin, end - RUN + 1)].tolist()
    others = bodies.runs[first : max(first, last - RUN + 1)].tolist()
    if set(others).isdisjoint(keys):
        return nothing, 0
    mine, yours = bodies.word[begin:end], bodies.word[first:last]
    known = {key: place for place, key in reversed(list(enumerate(others)))}
    found, place, longest = [nothing], 0, 0
    while place < len(keys):
        other = known.get(keys[place])
        if other is None:
            place += 1
            continue
        room = min(len(mine) - place, len(yours) - other)
        differs = np.flatnonzero(mine[place : place + room] != yours[other : other + room])
        count = int(differs[0]) if len(differs) else room
        steps = np.arange(count)
        found.append(np.column_stack((begin + place + steps, first + other + steps)))
        place, longest = place + max(count, 1), max(longest, count)
    return np.concatenate(found), longest


def _once(matches: Matches, within: Listed) -> Matches:
    """Leave out words that an earlier passage of the same pair has, on either side."""
    pair = within.pair[matches.passage]
    doubtful = np.zeros(int(within.pair.max(initial=-1)) + 1, np.bool_)
    for side in (matches.left, matches.right):
        order = np.lexsort((side, pair))
        same = (side[order][1:] == side[order][:-1]) & (pair[order][1:] == pair[order][:-1])
        doubtful[pair[order][1:][same]] = True
    kept = np.ones(len(pair), np.bool_)
    bounds = np.searchsorted(matches.passage, np.arange(len(within.passages) + 1))
    seen: tuple[set[int], set[int]] = (set(), set())
    latest = -1
    for place in np.flatnonzero(doubtful[within.pair]).tolist():
        if within.pair[place] != latest:
            latest, seen = int(within.pair[place]), (set(), set())
        at = slice(bounds[place], bounds[place + 1])
        mine, yours = matches.left[at].tolist(), matches.right[at].tolist()
        fresh = [one not in seen[0] and other not in seen[1] for one, other in zip(mine, yours, strict=True)]
        kept[at] = fresh
        seen[0].update(one for one, new in zip(mine, fresh, strict=True) if new)
        seen[1].update(other for other, new in zip(yours, fresh, strict=True) if new)
    return matches[kept]
