"""Blocks: sentences in a row on both sides whose words come back, in whatever order.

Shuffled, translated and rewritten text leaves few runs of words, but sentence after sentence that resembles
the other side's. Method after Sanchez-Perez et al. (2014): resembling sentences are seeds, seeds cluster
with gaps; here the edges are then moved to where the words stop coming back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Mark
from provenance.passages.columns import Body, Rows
from provenance.passages.evidence import Measures, block_chance
from provenance.passages.finding import Finding
from provenance.passages.likeness import Common, Likes

COSINE, DICE = 0.3, 0.28  # of a seed; both swept .2-.4 on PAN 2013 training, flat between .25 and .33
GAP = 4  # rows a cluster may step over (Sanchez-Perez 2014)
CLUSTER_COSINE = 0.34  # of the whole cluster's words, else it is split at smaller gaps (the same)
PADS = (4, 2, 1)  # rows looked at beyond the edges, nearer each time
MIDWAY = 0.6  # of the way from what any text here shares to what the block shares: there it ends
LEAST_SHARE, MOST_SHARE = 0.2, 0.5
PRIOR_SHARE, PRIOR_MASS = 0.15, 200.0  # what unrelated text shares, worth this much text
AROUND = 400  # rows to either side that say what unrelated text shares
LEAST_WORDS = 20
CONTENT = 1.2  # idf: stands in fewer than a third of all articles

THRESHOLDS = (  # in the order in which the compiled code takes them
    *(AROUND, MIDWAY, LEAST_SHARE, MOST_SHARE, PRIOR_SHARE, PRIOR_MASS),
    *(GAP, CLUSTER_COSINE, LEAST_WORDS, PADS),
)

Seed = tuple[int, int]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of both sides, half open, and the probability that one was made from the other."""

    left: Stretch
    right: Stretch
    chance: float = 0.0


def blocks(texts: tuple[Body, Body], likes: Likes, copied: list[Finding], least: float) -> list[Block]:
    """Return the blocks that are more likely reuse than not.

    Parameters
    ----------
    copied : list of Finding
        What was found already. It explains itself: only what comes back besides it is evidence.
    least : float
        The probability asked for.
    """
    return likely(measured_blocks(*texts, likes, copied), least)


def likely(found: Iterable[tuple[Block, Measures]], least: float) -> list[Block]:
    """Keep the blocks whose probability is at least `least`, and note it."""
    weighed = [replace(block, chance=block_chance(measures)) for block, measures in found]
    return [block for block in weighed if block.chance >= least]


def _plain(text: Body) -> NDArray[np.bool_]:
    """Tell which words are content words and no names."""
    plain: NDArray[np.bool_] = ((text.marks & Mark.CAPITAL) == 0) & (text.weight > CONTENT)
    return plain


def measured_blocks(
    left: Body, right: Body, likes: Likes, copied: list[Finding]
) -> list[tuple[Block, Measures]]:
    """Return all blocks with their measures; the training script asks for these."""
    alike = likes.alike
    seeds = np.flatnonzero((alike.cosine > COSINE) & (alike.dice > DICE))
    if not len(seeds):
        return []
    view = View((left, right), likes.common, copied)
    rows = zip(alike.left[seeds].tolist(), alike.right[seeds].tolist(), strict=True)
    measured = ((block, view.measures(block)) for block in view.blocks(list(rows)))
    return [(block, measures) for block, measures in measured if measures is not None]


def span_of(rows: Rows, stretch: Stretch) -> Stretch:
    """Return the words of some rows."""
    return int(rows.begin[stretch[0]]), int(rows.end[stretch[1] - 1])


class View:
    """Two texts side by side, with one scratch array for "does this stem stand over there?"."""

    def __init__(self, texts: tuple[Body, Body], shared: Common, copied: list[Finding]) -> None:
        self.rows = (texts[0].rows, texts[1].rows)
        self.stems = (shared.left, shared.right)
        self.weight = shared.weight
        self.masses = (shared.weight[shared.left], shared.weight[shared.right])
        self._there = np.zeros(len(shared.weight), np.bool_)
        self.free = (np.ones(len(shared.left), np.bool_), np.ones(len(shared.right), np.bool_))
        for each in copied:
            self.free[0][slice(*each.left)] = False
            self.free[1][slice(*each.right)] = False
        self.plain = tuple(_plain(text) & free for text, free in zip(texts, self.free, strict=True))

    def blocks(self, seeds: list[Seed]) -> list[Block]:
        """Return what seeds grow into."""
        refined = [self.refined(each) for each in self.clusters(seeds)]
        return _merged([each for each in refined if each is not None])

    def clusters(self, seeds: list[Seed]) -> list[Block]:
        """Join seeds that lie close together on both sides."""
        found = []
        waiting = [(part, GAP) for part in _parted(seeds, GAP)]
        while waiting:
            part, gap = waiting.pop()
            left = (min(seed[0] for seed in part), max(seed[0] for seed in part) + 1)
            right = (min(seed[1] for seed in part), max(seed[1] for seed in part) + 1)
            if self._cosine(left, right) > CLUSTER_COSINE:
                found.append(Block(left, right))
            elif gap:
                waiting += [(smaller, gap - 1) for smaller in _parted(part, gap - 1)]
        return sorted(found, key=lambda block: (block.left, block.right))

    def refined(self, block: Block) -> Block | None:
        """Move the edges to where the words of the other side stop coming back."""
        sides = [block.left, block.right]
        for pad in PADS:
            for side in (0, 1):
                begin, end = self._best(side, sides[side], sides[1 - side], pad)
                if begin >= end:
                    return None
                sides[side] = (begin, end)
        return Block(sides[0], sides[1])

    def measures(self, block: Block) -> Measures | None:
        """Measure how much comes back in a block besides copies; None if it is too short to tell."""
        spans = (
            slice(*span_of(self.rows[0], block.left)),
            slice(*span_of(self.rows[1], block.right)),
        )
        if min(span.stop - span.start for span in spans) < LEAST_WORDS:
            return None
        free = [self.stems[side][spans[side]][self.free[side][spans[side]]] for side in (0, 1)]
        plain = [self.stems[side][spans[side]][self.plain[side][spans[side]]] for side in (0, 1)]
        return Measures(
            shared=float(self.weight[np.intersect1d(free[0], free[1])].sum()),
            cover=min(self._cover(*free), self._cover(*free[::-1])),
            plain=min(_part(*plain), _part(*plain[::-1])),
            contrast=max(
                self._contrast(0, block.left, block.right), self._contrast(1, block.right, block.left)
            ),
        )

    def _contrast(self, side: int, mine: Stretch, yours: Stretch) -> float:
        """Say how much more of a stretch comes back than of the text around it."""
        hits, masses, first = self._hits(side, mine, yours)
        inside = slice(mine[0] - first, mine[1] - first)
        return _share(hits[inside].sum(), masses[inside].sum()) - self._outside(hits, masses, inside)

    def _cover(self, stems: NDArray[np.int64], others: NDArray[np.int64]) -> float:
        """Return the share, by weight, of some words that stand among others."""
        weight = self.weight[stems]
        return _share(weight[np.isin(stems, others)].sum(), weight.sum())

    def _best(self, side: int, mine: Stretch, yours: Stretch, pad: int) -> Stretch:
        """Return the stretch of rows, near the given ones, that the other side explains best."""
        hits, masses, first = self._hits(side, mine, yours, pad)
        near = slice(max(first, mine[0] - pad) - first, mine[1] + pad - first)
        core = _share(
            hits[mine[0] - first : mine[1] - first].sum(), masses[mine[0] - first : mine[1] - first].sum()
        )
        base = self._outside(hits, masses, near)
        asked = min(MOST_SHARE, max(LEAST_SHARE, base + MIDWAY * (core - base)))
        begin, end = heaviest(
            (hits - asked * masses)[near], mine[0] - first - near.start, mine[1] - first - near.start
        )
        return begin + near.start + first, end + near.start + first

    def _hits(
        self, side: int, mine: Stretch, yours: Stretch, pad: int = 0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
        """Weigh the words of each row around `mine`, all of them and those that stand in `yours`."""
        rows, others = self.rows[side], self.rows[1 - side]
        first, last = max(0, mine[0] - AROUND), min(len(rows.begin), mine[1] + AROUND)
        reach = (max(0, yours[0] - pad), min(len(others.begin), yours[1] + pad))
        there = self.stems[1 - side][slice(*span_of(others, reach))]
        self._there[there] = True
        begin, end = span_of(rows, (first, last))
        masses = self.masses[side][begin:end]
        hits = masses * self._there[self.stems[side][begin:end]]
        self._there[there] = False
        starts = rows.begin[first:last] - begin
        return np.add.reduceat(hits, starts), np.add.reduceat(masses, starts), first

    @staticmethod
    def _outside(hits: NDArray[np.float64], masses: NDArray[np.float64], inside: slice) -> float:
        """Return the share that the text around shares with the other side's stretch."""
        shared = hits.sum() - hits[inside].sum() + PRIOR_SHARE * PRIOR_MASS
        return float(shared / (masses.sum() - masses[inside].sum() + PRIOR_MASS))

    def _cosine(self, left: Stretch, right: Stretch) -> float:
        one = self.stems[0][slice(*span_of(self.rows[0], left))]
        other = self.stems[1][slice(*span_of(self.rows[1], right))]
        stems, place = np.unique(np.concatenate((one, other)), return_inverse=True)
        weight = self.weight[stems]
        mine = np.bincount(place[: len(one)], minlength=len(stems)) * weight
        yours = np.bincount(place[len(one) :], minlength=len(stems)) * weight
        norms = float(np.sqrt((mine @ mine) * (yours @ yours)))
        return float(mine @ yours) / norms if norms else 0.0


def _parted(seeds: list[Seed], gap: int) -> list[list[Seed]]:
    """Split seeds wherever one side steps over more than `gap` rows, until neither does."""
    found, waiting = [], [(seeds, 0, False)]
    while waiting:
        part, side, settled = waiting.pop()
        part = sorted(part, key=lambda seed: (seed[side], seed[1 - side]))
        pieces = [[part[0]]]
        for seed in part[1:]:
            if seed[side] - pieces[-1][-1][side] > gap + 1:
                pieces.append([seed])
            else:
                pieces[-1].append(seed)
        if len(pieces) == 1 and settled:
            found.append(part)
        else:
            waiting += [(piece, 1 - side, len(pieces) == 1) for piece in pieces]
    return found


def heaviest(scores: NDArray[np.float64], begin: int, end: int) -> Stretch:
    """Return the stretch of greatest sum that meets ``begin:end``."""
    sums = np.concatenate(([0.0], np.cumsum(scores)))
    lowest = np.minimum.accumulate(sums[:end])
    after = np.arange(begin + 1, len(sums))
    gains = sums[after] - lowest[np.minimum(after, end) - 1]
    last = int(after[np.argmax(gains)])
    first = int(np.argmin(sums[: min(last, end)]))
    return first, last


def _merged(found: list[Block]) -> list[Block]:
    """Join blocks that overlap on both sides."""
    done: list[Block] = []
    near: list[Block] = []
    for block in sorted(found, key=lambda each: (each.left, each.right)):
        joined, rest = block, []
        for other in near:
            if other.left[1] <= block.left[0]:
                done.append(other)
            elif _meet(joined.left, other.left) and _meet(joined.right, other.right):
                joined = Block(_hull(joined.left, other.left), _hull(joined.right, other.right))
            else:
                rest.append(other)
        near = [*rest, joined]
    return sorted([*done, *near], key=lambda each: (each.left, each.right))


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hull(one: Stretch, other: Stretch) -> Stretch:
    return min(one[0], other[0]), max(one[1], other[1])


def _part(stems: NDArray[np.int64], others: NDArray[np.int64]) -> float:
    return float(np.isin(stems, others).mean()) if len(stems) else 0.0


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else 0.0
