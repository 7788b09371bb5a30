"""Two articles that both have their text from a third are siblings: neither is the other's source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from provenance.lineage.directions import LIKELY
from provenance.model import Article, Pair

_IDENTICAL = 0.95  # share of both: then their order in time is all there is, however weak
_MARGIN = 0.02  # share of the copy; the same words are cut at slightly different edges
_CLOSE = 0.15  # a third article's claim may be that much less sure


@dataclass(frozen=True, slots=True)
class _Claim:
    """That one article is another's source: how sure, how much of the copy it holds, if they are twins."""

    confidence: float
    held: float
    twins: bool


def without_siblings(
    pairs: Mapping[tuple[str, str], Pair], articles: Mapping[str, Article]
) -> dict[tuple[str, str], Pair]:
    """Drop the direction between two articles that both have their text from a third.

    The third must be the likely source of both (or the earlier twin of the supposed source), hold as much of
    the supposed copy as the supposed source does, and be about as sure. A credit stands against all that.
    """
    claims: dict[str, dict[str, _Claim]] = {}
    for pair in pairs.values():
        if pair.direction:
            target = _target(pair)
            claims.setdefault(target, {})[pair.direction.source] = _claim(pair, target)
    return {
        ends: replace(pair, direction=None) if pair.direction and _from_a_third(pair, claims) else pair
        for ends, pair in pairs.items()
    }


def _target(pair: Pair) -> str:
    return pair.right if pair.direction and pair.direction.source == pair.left else pair.left


def _claim(pair: Pair, target: str) -> _Claim:
    held = pair.right_cover if target == pair.right else pair.left_cover
    confidence = pair.direction.confidence if pair.direction else 0.0
    return _Claim(confidence, held, min(pair.left_cover, pair.right_cover) >= _IDENTICAL)


def _from_a_third(pair: Pair, claims: Mapping[str, Mapping[str, _Claim]]) -> bool:
    target = _target(pair)
    source = pair.left if target == pair.right else pair.right
    if pair.direction and any(" credits " in words for words in pair.direction.evidence):
        return False
    mine = claims[target][source]
    for third in claims[target].keys() & claims.get(source, {}).keys():
        theirs, above = claims[target][third], claims[source][third]
        sure = above.twins or above.confidence >= LIKELY
        if sure and theirs.held >= mine.held - _MARGIN and theirs.confidence >= mine.confidence - _CLOSE:
            return True
    return False
