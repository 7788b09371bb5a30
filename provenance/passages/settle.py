"""Where several finders saw the same text: which of them is believed."""

from dataclasses import replace

import numpy as np

from provenance.model import PassageKind
from provenance.passages.blocks import Block, span_of
from provenance.passages.columns import Body
from provenance.passages.differences import common_words
from provenance.passages.finding import Finding

Stretch = tuple[int, int]

DENSE = 0.8  # share of a copy's words that are the same: then its edges are better than any block's
FILLS = 0.5  # share of a block that such a copy takes up on both sides: then it is the block
COPIED = 0.5  # share of words that stand on both sides in one order: more is edited, less reworded
CUT = 0.72  # … or of the shorter side's: cut out of an edited text. On one event (BASIL) own words share .70
CLOSE = 6  # words are no gap to speak of
NEAR = 25  # words, a sentence, are none either, unless one of the two is shorter still
FAR, FILLED_NEAR = 60, 3.0  # words, and times the shorter one's, if the gap is filled
FILLED = 0.3  # share of the gap's words that come back: then it is reworded
MOVED = 15  # words of a copy in another order that is a passage by itself; shorter: who said it and where
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
        if any(_fills(each, mine, yours) for each in inside) or _explained(inside, mine, yours):
            continue
        for each in inside:
            mine, yours = _hull(mine, each.left), _hull(yours, each.right)
        kept = [each for each in kept if each not in inside]
        kept.append(_finding(mine, yours, block.chance, left, right))
    kept = joined(kept, left, right)
    return kept if whole is None else _with_digest(kept, whole, left, right)


def joined(kept: list[Finding], left: Body, right: Body) -> list[Finding]:
    """Join neighbours whose gap is small, or filled with words that come back."""
    done: list[Finding] = []
    for each in sorted(kept, key=lambda finding: (finding.left, finding.right)):
        if done and _one_passage(done[-1], each, left, right):
            done[-1] = _merged(done[-1], each, left, right)
        else:
            done.append(each)
    return done


def _merged(one: Finding, other: Finding, left: Body, right: Body) -> Finding:
    """Return two neighbours as one finding; copied text with only furniture in between stays verbatim."""
    mine, yours = _hull(one.left, other.left), _hull(one.right, other.right)
    gaps = (left.body, one.left, other.left), (right.body, one.right, other.right)
    if (
        one.kind == other.kind == "verbatim"
        and (one.matches[-1] < other.matches[0]).all()  # short copies may have changed places
        and not any(body[slice(*_between(here, there))].any() for body, here, there in gaps)
    ):
        return Finding(mine, yours, "verbatim", np.concatenate((one.matches, other.matches)))
    chance = max(one.chance, other.chance) if one.whole and other.whole else other.chance
    return replace(_finding(mine, yours, chance, left, right), whole=one.whole or other.whole)


def _one_passage(one: Finding, other: Finding, left: Body, right: Body) -> bool:
    """Tell whether two findings are neighbours on both sides and belong together."""
    moved = one.kind == other.kind == "verbatim" and other.right[0] < one.right[0]
    if moved and min(_size(one), _size(other)) >= MOVED:
        return False  # the same words in another order are two passages, each as it was copied
    shorter = min(_size(one), _size(other))
    mine, yours = _between(one.left, other.left), _between(one.right, other.right)
    gap = max(mine[1] - mine[0], yours[1] - yours[0])
    if gap <= max(CLOSE, min(NEAR, shorter)):
        return True
    if gap > min(FAR, FILLED_NEAR * shorter) or min(mine[1] - mine[0], yours[1] - yours[0]) <= CLOSE:
        return False
    return min(_comes_back(mine, yours, left, right), _comes_back(yours, mine, right, left)) >= FILLED


def _comes_back(mine: Stretch, yours: Stretch, left: Body, right: Body) -> float:
    """Return the share, by rarity, of the words of a gap that stand in the other gap."""
    weight = left.weight[slice(*mine)]
    there = np.isin(left.stem[slice(*mine)], right.stem[slice(*yours)])
    return float(weight[there].sum() / weight.sum())


def _between(one: Stretch, other: Stretch) -> Stretch:
    begin, end = min(one[1], other[1]), max(one[0], other[0])
    return begin, max(begin, end)


def _size(finding: Finding) -> int:
    return min(finding.left[1] - finding.left[0], finding.right[1] - finding.right[0])


def _with_digest(kept: list[Finding], whole: Block, left: Body, right: Body) -> list[Finding]:
    """Let a digest stand for what was found in it, unless that explains it or is not all there is."""
    mine, yours = span_of(left.rows, whole.left), span_of(right.rows, whole.right)
    on_left = mine[1] - mine[0] < yours[1] - yours[0]
    stretch = mine if on_left else yours
    if not _mostly_body(stretch, left if on_left else right):
        return kept
    for each in kept:
        part = each.left if on_left else each.right
        shared = _common(part, stretch)
        if 2 * shared <= part[1] - part[0] or shared >= EXPLAINED * (stretch[1] - stretch[0]):
            return kept
    return [replace(_finding(mine, yours, whole.chance, left, right), kind="paraphrase", digest=True)]


def _finding(mine: Stretch, yours: Stretch, chance: float, left: Body, right: Body) -> Finding:
    matches = common_words(left, right, mine, yours)
    shorter, longer = sorted((mine[1] - mine[0], yours[1] - yours[0]))
    same = len(matches) >= min(COPIED * longer, CUT * shorter)
    kind: PassageKind = "edited" if same else "paraphrase"
    return Finding(mine, yours, kind, matches, chance, whole=True)


def _fills(copy: Finding, mine: Stretch, yours: Stretch) -> bool:
    longer = max(copy.left[1] - copy.left[0], copy.right[1] - copy.right[0])
    return (
        len(copy.matches) >= DENSE * longer
        and _common(mine, copy.left) >= FILLS * (mine[1] - mine[0])
        and _common(yours, copy.right) >= FILLS * (yours[1] - yours[0])
    )


def _explained(inside: list[Finding], mine: Stretch, yours: Stretch) -> bool:
    """Tell whether several verbatim copies, in whatever order, are all there is of a block."""
    return {each.kind for each in inside} == {"verbatim"} and all(
        sum(_common(stretch, part) for part in parts) >= DENSE * (stretch[1] - stretch[0])
        for stretch, parts in (
            (mine, [each.left for each in inside]),
            (yours, [each.right for each in inside]),
        )
    )


def _mostly_body(stretch: Stretch, body: Body) -> bool:
    return bool(2 * body.body[slice(*stretch)].sum() > stretch[1] - stretch[0])


def _common(one: Stretch, other: Stretch) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _hull(one: Stretch, other: Stretch) -> Stretch:
    return min(one[0], other[0]), max(one[1], other[1])
