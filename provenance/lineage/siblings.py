"""Who has it from whom where several could be the source: siblings, twins, and what a statement adds.

Two articles that both have their text from a third are siblings: neither is the other's source. Two with the
same text whose order is not known are twins: what one of them is the source of, the other may be as well.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from provenance.lineage.directions import COPIES, LIKELY, strength
from provenance.lineage.shares import Shares
from provenance.model import Article, Direction, Pair

_IDENTICAL = 0.95  # share of both: then their order in time is all there is, however weak
_EXPLAINED = 0.9  # share of the words taken that a third must have too; the same words are cut at other edges
_NEAR = (
    0.1  # share; a source that has so much more in common with its copy is nearer than that one's own source
)
_NEARER = 0.1  # share; by so much the nearer one explains the copy, whoever the other has it from
_CLOSE = 0.15  # a third article's claim may be that much less sure,
_MORE = 0.3  # or as little as any if it has so much more of the copy (share)

Covers = Mapping[tuple[str, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Claim:
    """That one article is another's source: how sure, how much of the copy it holds, and of what kind.

    `common` is the share of both, of the one that has more of its own.
    """

    confidence: float
    held: float
    common: float
    copy: bool


def settled(
    pairs: Mapping[tuple[str, str], Pair],
    asked: Collection[tuple[str, str]],
    shares: Shares,
    articles: Mapping[str, Article],
) -> dict[tuple[str, str], Pair]:
    """Keep of directions those that stand beside one another.

    Between two articles that both have their text from a third there is none. The third must have nearly all
    that the two share, be about as sure, and be either the likely source of both (or the earlier twin of the
    supposed source) or much nearer to the copy. Twins share what one of them would be sure of. A credit
    stands against all that.

    Parameters
    ----------
    pairs : mapping
        By the ids of their ends, each with what is told of the two before that.
    asked : collection
        The pairs to be settled. All others that may be the source of one of their articles are in `pairs`.
    shares : Shares
        What those of them that share text have in common.

    Returns
    -------
    dict
        The pairs asked for.
    """
    ends = [(pair.left, pair.right) for pair in shares.pairs]
    held = shares.covers.tolist()
    covers = dict(zip(ends, zip(held[::2], held[1::2], strict=True), strict=True))
    claims: dict[str, dict[str, _Claim]] = {}
    twins: dict[str, set[str]] = {}
    for pair in pairs.values():
        if pair.direction:
            target = _target(pair, pair.direction)
            claims.setdefault(target, {})[pair.direction.source] = _claim(pair, pair.direction, covers)
        elif _identical(pair, covers):
            twins.setdefault(pair.left, set()).add(pair.right)
            twins.setdefault(pair.right, set()).add(pair.left)
    found = {place: pairs[place] for place in asked}
    for place, pair in found.items():
        if pair.direction and not _credited(pair.direction):
            kept = None
            if not _from_a_third(pair, pair.direction, claims, shares):
                kept = _among(twins, pair, pair.direction, claims, articles)
            if kept is not pair.direction:
                found[place] = replace(pair, direction=kept)
    return found


def _among(
    twins: Mapping[str, set[str]],
    pair: Pair,
    way: Direction,
    claims: Mapping[str, Mapping[str, _Claim]],
    articles: Mapping[str, Article],
) -> Direction:
    """Return what is left of a direction whose source has twins."""
    target = _target(pair, way)
    rivals = sorted(twins.get(way.source, set()) & claims[target].keys())
    if not rivals:
        return way
    confidence = way.confidence / (1 + len(rivals))
    called = articles[rivals[0]].outlet or rivals[0]
    words = f"against it: {called} has the same text, and which of them was first cannot be told"
    return replace(
        way, confidence=confidence, strength=strength(confidence), evidence=(*way.evidence[:3], words)
    )


def _identical(pair: Pair, covers: Covers) -> bool:
    return pair.relation in COPIES and min(covers[pair.left, pair.right]) >= _IDENTICAL


def _credited(way: Direction) -> bool:
    return any(" credits " in words for words in way.evidence)


def _target(pair: Pair, way: Direction) -> str:
    return pair.right if way.source == pair.left else pair.left


def _claim(pair: Pair, way: Direction, covers: Covers) -> _Claim:
    left, right = covers[pair.left, pair.right]
    held = right if way.source == pair.left else left
    return _Claim(way.confidence, held, min(left, right), pair.relation in COPIES)


def _from_a_third(
    pair: Pair, way: Direction, claims: Mapping[str, Mapping[str, _Claim]], shares: Shares
) -> bool:
    target, source = _target(pair, way), way.source
    mine, above = claims[target][source], claims.get(source, {})
    least, surest, most = _EXPLAINED * mine.held, mine.confidence - _CLOSE, mine.held + _MORE
    for third, theirs in claims[target].items():
        if theirs.held < least or (theirs.confidence < surest and theirs.held < most) or third == source:
            continue
        nearer = theirs.common >= mine.common + _NEARER
        if (nearer or _above(above.get(third), theirs, mine)) and _explained(target, source, third, shares):
            return True
    return False


def _explained(target: str, source: str, third: str, shares: Shares) -> bool:
    """Say whether a third article has the words that the target has in common with its supposed source."""
    rows, bits = shares.partners(target), shares.bits(target)
    mine, theirs = bits[rows[source]], bits[rows[third]]
    return (mine & theirs).bit_count() >= _EXPLAINED * mine.bit_count()


def _above(claim: _Claim | None, theirs: _Claim, mine: _Claim) -> bool:
    """Say whether a third article is the supposed source's own source, and no further from the copy."""
    if claim is None or theirs.common < mine.common - _NEAR:
        return False
    return claim.common >= _IDENTICAL or claim.confidence >= LIKELY or (theirs.copy and not mine.copy)
