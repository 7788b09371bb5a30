"""The tallies of pairs of sentences with NumPy: all words against all words, for many pairs at once."""

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.columns import Columns
from provenance.paraphrase.measured import Column, Matrix
from provenance.paraphrase.sequences import displacement, order, runs, sequence
from provenance.paraphrase.tallies import ALIKE, COARSE, NEAR, Pair, Side, Tallies
from provenance.paraphrase.vectors import SCALE

Both = tuple[Matrix, Matrix]


def tallied(
    left: Columns,
    right: Columns,
    opposites: NDArray[np.int32],
    meanings: NDArray[np.float32],
    telling: NDArray[np.float64],
) -> Tallies:
    """Count what pairs of sentences share, side by side.

    Parameters
    ----------
    left, right : Columns
    opposites, meanings
        As `Layout` has them.
    telling : float64 (M, 2)
        What each stem adds to the log odds where both sides have it; where only one has it.
    """
    stems = left.stem[:, None] == right.stem[None]
    stems &= left.present[:, None]
    words = stems & (left.word[:, None] == right.word[None])
    found = Tallies(np.zeros((len(Side), 2, len(left.length))), np.zeros((len(Pair), len(left.length))))
    stands = stems.any(1), stems.any(0)
    _words(found, (left, right), words)
    hits = _stems(found, (left, right), stems)
    _ends(found, (left, right), stands)
    _meanings(found, (left, right), stems, meanings)
    _told(found, (left, right), stands, telling)
    _characters(found, (left, right))
    found.pairs[Pair.OPPOSITES] = _opposites((left, right), hits, opposites)
    by_pair = np.ascontiguousarray(stems.transpose(2, 0, 1))
    runs(found, stems)
    sequence(found, by_pair, left.length, right.length)
    order(found, by_pair)
    displacement(found, stems, left, right)
    return found


def _words(found: Tallies, sides: tuple[Columns, Columns], same: Matrix) -> None:
    """Count what is known of either side alone, and its words that are hit."""
    for which, side in enumerate(sides):
        row = found.sides[:, which]
        row[Side.WORDS] = side.length
        row[Side.MASS] = side.weight.sum(0)
        row[Side.CONTENT] = (side.present & ~side.function).sum(0)
        row[Side.NUMBERS], row[Side.NAMES] = side.number.sum(0), side.name.sum(0)
        row[Side.UNSEEN], row[Side.NEGATIONS] = side.unseen.sum(0), side.negation.sum(0)
        hit = (same.sum(1 - which) > side.word_rank) & side.present
        row[Side.WORD_HITS : Side.WORD_LONE_MOST + 1] = _hit(side, hit)


def _stems(found: Tallies, sides: tuple[Columns, Columns], same: Matrix) -> Both:
    """Count the stems that are hit, and what words with others are; return which are hit."""
    hits = []
    for which, side in enumerate(sides):
        row = found.sides[:, which]
        hit = (same.sum(1 - which) > side.stem_rank) & side.present
        row[Side.STEM_HITS : Side.STEM_LONE_MOST + 1] = _hit(side, hit)
        row[Side.NUMBER_HITS] = (side.number & hit).sum(0)
        row[Side.NAME_HITS] = (side.name & hit).sum(0)
        row[Side.UNSEEN_HITS] = (side.unseen & hit).sum(0)
        plain = side.present & ~side.number & ~side.negation & ~side.function
        row[Side.PLAIN_LONE] = (plain & ~hit).sum(0)
        row[Side.TITLE_LONE] = (side.title & ~hit).sum(0)
        hits.append(hit)
    return hits[0], hits[1]


def _hit(side: Columns, hit: Matrix) -> tuple[Column, ...]:
    """Return how many words are hit, their weight, those with content; what the heaviest other weighs."""
    content = (hit & ~side.function).sum(0)
    return hit.sum(0), (side.weight * hit).sum(0), content, (side.weight * ~hit).max(0)


def _ends(found: Tallies, sides: tuple[Columns, Columns], stands: Both) -> None:
    """Weigh what stands before the first and after the last shared content word."""
    for which, (side, stand) in enumerate(zip(sides, stands, strict=True)):
        content = stand & ~side.function
        for end, turn in ((Side.LEAD, slice(None)), (Side.TAIL, slice(None, None, -1))):
            begun = np.logical_or.accumulate(content[turn], axis=0)
            found.sides[end, which] = (side.weight[turn] * ~begun).sum(0)


def _meanings(
    found: Tallies, sides: tuple[Columns, Columns], same: Matrix, meanings: NDArray[np.float32]
) -> None:
    """Weigh how alike the likest word of the other side is, and add up the vectors of either side."""
    vectors = [meanings[side.place.T] for side in sides]
    products = vectors[0] @ vectors[1].transpose(0, 2, 1)
    products *= ALIKE / SCALE**2
    alike = np.clip(np.rint(products, out=products), 0, ALIKE, out=products).astype(np.int8)
    alike = np.ascontiguousarray(alike.transpose(1, 2, 0))
    alike[same] = ALIKE
    gists: list[list[NDArray[np.float64]]] = [[], []]
    for which, (side, vector) in enumerate(zip(sides, vectors, strict=True)):
        best = alike.max(1 - which).astype(np.float64) / ALIKE
        lone = ~same.any(1 - which) & side.present
        weight, row = side.weight.astype(np.float64), found.sides[:, which]
        row[Side.ALIKE_MASS] = (weight * best).sum(0)
        row[Side.LONE_MASS] = (weight * lone).sum(0)
        row[Side.LONE_ALIKE_MASS] = (weight * best * lone).sum(0)
        row[Side.LONE_FAR] = (lone & (best < NEAR / ALIKE)).sum(0)
        coarse = np.rint(side.weight * COARSE).T[:, None, :]
        gists[0].append((coarse @ vector)[:, 0].astype(np.float64))
        gists[1].append(((coarse * lone.T[:, None, :]) @ vector)[:, 0].astype(np.float64))
    for size, product, (one, other) in zip(
        (Side.GIST, Side.LONE_GIST), (Pair.GIST, Pair.LONE_GIST), gists, strict=True
    ):
        found.sides[size] = (one * one).sum(1), (other * other).sum(1)
        found.pairs[product] = (one * other).sum(1)


def _told(found: Tallies, sides: tuple[Columns, Columns], stands: Both, telling: NDArray[np.float64]) -> None:
    """Add up what the words themselves say, each stem once; what both sides have is told from the left."""
    for which, (side, stand) in enumerate(zip(sides, stands, strict=True)):
        told = side.present & (side.stem_rank == 0) & ~side.number
        found.pairs[Pair.TELLING] += (telling[side.stem, 1] * (told & ~stand)).sum(0)
        if which == 0:
            found.pairs[Pair.TELLING] += (telling[side.stem, 0] * (told & stand)).sum(0)


def _characters(found: Tallies, sides: tuple[Columns, Columns]) -> None:
    """Count n-grams."""
    bits = [side.characters for side in sides]
    found.sides[Side.CHARACTERS] = [np.bitwise_count(each).sum(1, dtype=np.int64) for each in bits]
    found.pairs[Pair.CHARACTERS] = np.bitwise_count(bits[0] & bits[1]).sum(1, dtype=np.int64)


def _opposites(sides: tuple[Columns, Columns], hits: Both, opposites: NDArray[np.int32]) -> Column:
    """Count words of the left that the right lacks but has an opposite of."""
    left, right = sides
    found = np.zeros(hits[0].shape, dtype=bool)
    lone_right = np.where(right.present & ~hits[1], right.stem, -2)
    for opposite in opposites.T:
        mine = np.where(left.present & ~hits[0], opposite[left.stem], -3)
        which = np.flatnonzero((mine >= 0).any(0))
        found[:, which] |= (mine[:, None, which] == lone_right[None, :, which]).any(1)
    count: Column = found.sum(0).astype(np.float64)
    return count
