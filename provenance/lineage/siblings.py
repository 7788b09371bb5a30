"""Who has it from whom where several could be the source: siblings, twins, and what a statement adds.

Two articles that both have their text from a third are siblings: neither is the other's source. Two with the
same text whose order is not known are twins: what one of them is the source of, the other may be as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.directions import COPIES, LIKELY, strength
from provenance.lineage.shares import Numbers, Shares
from provenance.model import Article, Direction, Pair

_IDENTICAL = 0.95  # share of both: then their order in time is all there is, however weak
_EXPLAINED = 0.9  # share of the words taken that a third must have too; the same words are cut at other edges
_NEAR = (
    0.1  # share; a source that has so much more in common with its copy is nearer than that one's own source
)
_NEARER = 0.1  # share; by so much the nearer one explains the copy, whoever the other has it from
_CLOSE = 0.15  # a third article's claim may be that much less sure,
_MORE = 0.3  # or as little as any if it has so much more of the copy (share)

Ways = Sequence[Direction | None]


class Claims(NamedTuple):
    """Claims that one article is another's source, those on one article together, its sources in order.

    Attributes
    ----------
    bounds : int64 (A + 1,)
        Where the claims on each article begin.
    source, row : int64 (C,)
        The supposed source, and the row of what the copy has of it.
    confidence, held, common : float64 (C,)
        How sure it is, how much of the copy the source holds, and the share of both, of the one that has more
        of its own.
    copy : bool (C,)
        Whether more than a statement was taken.
    """

    bounds: Numbers
    source: Numbers
    row: Numbers
    confidence: NDArray[np.float64]
    held: NDArray[np.float64]
    common: NDArray[np.float64]
    copy: NDArray[np.bool_]


def settled(
    ways: Ways, asked: NDArray[np.bool_], shares: Shares, articles: Mapping[str, Article]
) -> list[Direction | None]:
    """Keep of directions those that stand beside one another.

    Between two articles that both have their text from a third there is none. The third must have nearly all
    that the two share, be about as sure, and be either the likely source of both (or the earlier twin of the
    supposed source) or much nearer to the copy. Twins share what one of them would be sure of. A credit
    stands against all that.

    Parameters
    ----------
    ways : sequence
        What is told of each pair of `shares` before that. All that may be the source of an article of a pair
        that is asked for must be among them.
    asked : bool (pairs,)
        The pairs to be settled.

    Returns
    -------
    list
        What is left for these pairs; the others as they are.
    """
    copies = np.array([pair.relation in COPIES for pair in shares.pairs], bool)
    claims, pair_of = _claims([(number, way) for number, way in enumerate(ways) if way], copies, shares)
    free = np.array([way is not None and not _credited(way) for way in ways], bool)
    wanted = (asked & free)[pair_of]
    explained = (_compiled if shares.compiled else _explained)(claims, wanted, shares)
    found = list(ways)
    for number in pair_of[wanted & explained].tolist():
        found[number] = None
    twins = _twins(ways, copies, shares)
    sources = _sources(ways, shares) if twins else {}
    for number in pair_of[wanted & ~explained].tolist() if twins else ():
        way = found[number]
        rivals = way and twins.get(way.source, set()) & sources[_target(shares.pairs[number], way)]
        if way and rivals:
            found[number] = _among(way, sorted(rivals), articles)
    return found


def _claims(
    pairs: Sequence[tuple[int, Direction]], copies: NDArray[np.bool_], shares: Shares
) -> tuple[Claims, Numbers]:
    """Return what directions of pairs claim, and the pair of each claim."""
    pair_of = np.array([number for number, _ in pairs], np.int64)
    from_left = np.array([way.source == shares.pairs[number].left for number, way in pairs], np.int64)
    confidence = np.array([way.confidence for _, way in pairs], np.float64)
    row = 2 * pair_of + from_left
    order = np.lexsort((shares.article[row ^ 1], shares.article[row]))
    row, pair_of = row[order], pair_of[order]
    covers = shares.covers
    bounds = np.searchsorted(shares.article[row], np.arange(len(shares.rows) + 1)).astype(np.int64)
    source, common = shares.article[row ^ 1], np.minimum(covers[row], covers[row ^ 1])
    return Claims(bounds, source, row, confidence[order], covers[row], common, copies[pair_of]), pair_of


def _compiled(claims: Claims, wanted: NDArray[np.bool_], shares: Shares) -> NDArray[np.bool_]:
    """Do as `_explained` does, in compiled code."""
    from provenance.lineage import kernels

    bars = kernels.Bars(_EXPLAINED, _CLOSE, _MORE, _NEARER, _NEAR, _IDENTICAL, LIKELY)
    found: NDArray[np.bool_] = kernels.explained(claims, wanted, shares.stretches, bars)
    return found


def _explained(claims: Claims, wanted: NDArray[np.bool_], shares: Shares) -> NDArray[np.bool_]:
    """Mark the wanted claims on articles that have what they share with the source from a third."""
    names = list(shares.rows)
    target = shares.article[claims.row].tolist()
    place = {ends: number for number, ends in enumerate(zip(target, claims.source.tolist(), strict=True))}
    found = np.zeros(len(wanted), bool)
    for mine in np.flatnonzero(wanted).tolist():
        bits = shares.bits(names[target[mine]])
        taken = bits[int(claims.row[mine])]
        for theirs in range(claims.bounds[target[mine]], claims.bounds[target[mine] + 1]):
            above = place.get((int(claims.source[mine]), int(claims.source[theirs])))
            if theirs != mine and _rivals(claims, mine, theirs, above):
                both = (taken & bits[int(claims.row[theirs])]).bit_count()
                found[mine] |= both >= _EXPLAINED * taken.bit_count()
    return found


def _rivals(claims: Claims, mine: int, theirs: int, above: int | None) -> bool:
    """Say whether a third article may be the source of a copy rather than the supposed one.

    `above` is the claim that the third is the supposed source's own source.
    """
    held, confidence, common = claims.held, claims.confidence, claims.common
    if held[theirs] < _EXPLAINED * held[mine]:
        return False
    if confidence[theirs] < confidence[mine] - _CLOSE and held[theirs] < held[mine] + _MORE:
        return False
    if common[theirs] >= common[mine] + _NEARER:
        return True
    if above is None or common[theirs] < common[mine] - _NEAR:  # or further from the copy
        return False
    nearer = bool(claims.copy[theirs] and not claims.copy[mine])
    return bool(common[above] >= _IDENTICAL or confidence[above] >= LIKELY or nearer)


def _twins(ways: Ways, copies: NDArray[np.bool_], shares: Shares) -> dict[str, set[str]]:
    """Return with whom articles have the same text where nothing tells which was first."""
    identical = copies & (shares.covers.reshape(-1, 2).min(axis=1) >= _IDENTICAL)
    found: dict[str, set[str]] = {}
    for number in np.flatnonzero(identical).tolist():
        if not ways[number]:
            pair = shares.pairs[number]
            found.setdefault(pair.left, set()).add(pair.right)
            found.setdefault(pair.right, set()).add(pair.left)
    return found


def _sources(ways: Ways, shares: Shares) -> dict[str, set[str]]:
    """Return the supposed sources of each article."""
    found: dict[str, set[str]] = {}
    for pair, way in zip(shares.pairs, ways, strict=True):
        if way:
            found.setdefault(_target(pair, way), set()).add(way.source)
    return found


def _target(pair: Pair, way: Direction) -> str:
    return pair.right if way.source == pair.left else pair.left


def _among(way: Direction, rivals: Sequence[str], articles: Mapping[str, Article]) -> Direction:
    """Return what is left of a direction whose source has twins."""
    confidence = way.confidence / (1 + len(rivals))
    called = articles[rivals[0]].outlet or rivals[0]
    words = f"against it: {called} has the same text, and which of them was first cannot be told"
    return replace(
        way, confidence=confidence, strength=strength(confidence), evidence=(*way.evidence[:3], words)
    )


def _credited(way: Direction) -> bool:
    return any(" credits " in words for words in way.evidence)
