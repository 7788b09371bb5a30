"""Where several finders saw the same text: which of them is believed."""

from dataclasses import replace

from provenance.passages.blocks import Block, span_of
from provenance.passages.columns import Body
from provenance.passages.differences import longest_common
from provenance.passages.finding import Finding

Stretch = tuple[int, int]

DENSE = 0.8  # share of a copy's words that are the same: then its edges are better than any block's
FILLS = 0.5  # share of a block that such a copy takes up on both sides: then it is the block
COPIED = 0.5  # share of words that stand on both sides in one order: more is edited, less reworded
EXPLAINED = 0.7  # share of a digest that one passage covers: then it is that passage and no digest


def settled(
    copied: list[Finding], found: list[Block], whole: Block | None, left: Body, right: Body
) -> list[Finding]:
    """Join copies and blocks into findings that do not repeat each other."""
    kept = list(copied)
    for block in found:
        mine, yours = span_of(left.rows, block.left), span_of(right.rows, block.right)
        if not (_mostly_body(mine, left) or _mostly_body(yours, right)):
            continue
        inside = [each for each in kept if _common(mine, each.left) and _common(yours, each.right)]
        if any(_fills(each, mine, yours) for each in inside):
            continue
        for each in inside:
            mine, yours = _hull(mine, each.left), _hull(yours, each.right)
        kept = [each for each in kept if each not in inside]
        kept.append(_finding(mine, yours, block.chance, left, right))
    if whole is None:
        return kept
    return _with_digest(kept, whole, left, right)


def _with_digest(kept: list[Finding], whole: Block, left: Body, right: Body) -> list[Finding]:
    """Let a digest stand for what was found in it, unless that explains it or is not all there is."""
    mine, yours = span_of(left.rows, whole.left), span_of(right.rows, whole.right)
    on_left = mine[1] - mine[0] < yours[1] - yours[0]
    stretch = mine if on_left else yours
    size = stretch[1] - stretch[0]
    for each in kept:
        part = each.left if on_left else each.right
        shared = _common(part, stretch)
        if 2 * shared <= part[1] - part[0] or shared >= EXPLAINED * size:
            return kept
    return [replace(_finding(mine, yours, whole.chance, left, right), kind="paraphrase", digest=True)]


def _finding(mine: Stretch, yours: Stretch, chance: float, left: Body, right: Body) -> Finding:
    common = longest_common(left.word[slice(*mine)].tolist(), right.word[slice(*yours)].tolist())
    matches = tuple((mine[0] + i, yours[0] + j) for i, j in common)
    longer = max(mine[1] - mine[0], yours[1] - yours[0])
    kind = "edited" if len(matches) >= COPIED * longer else "paraphrase"
    return Finding(mine, yours, kind, matches, chance, whole=True)


def _fills(copy: Finding, mine: Stretch, yours: Stretch) -> bool:
    longer = max(copy.left[1] - copy.left[0], copy.right[1] - copy.right[0])
    return (
        len(copy.matches) >= DENSE * longer
        and _common(mine, copy.left) >= FILLS * (mine[1] - mine[0])
        and _common(yours, copy.right) >= FILLS * (yours[1] - yours[0])
    )


def _mostly_body(stretch: Stretch, body: Body) -> bool:
    return bool(2 * body.body[slice(*stretch)].sum() > stretch[1] - stretch[0])


def _common(one: Stretch, other: Stretch) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _hull(one: Stretch, other: Stretch) -> Stretch:
    return min(one[0], other[0]), max(one[1], other[1])
