"""What the members of a group have in common, what each cut and added, and what their unseen source said."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.shares import Shares
from provenance.lineage.texts import Text, Texts
from provenance.model import GroupText, Pair, Span, Witness

Partners = Mapping[str, Mapping[str, Pair]]
Marked = Mapping[str, Mapping[str, NDArray[np.bool_]]]
_STRETCH = 4  # words; what is shorter is left over between two edits
_CUT = 8  # words that must be missing together to be called a cut
_REFERENCES = 4  # members asked for what another one lacks: text that only a fifth has is rare


def marked_in(members: Sequence[str], shares: Shares) -> Marked:
    """Return for each member and each other one of a group which words the first has in common with it."""
    inside = set(members)
    found = {}
    for member in members:
        others = [other for other in shares.partners(member) if other in inside]
        found[member] = dict(zip(others, shares.marks(member, others), strict=True))
    return found


def by_share(members: Sequence[str], shares: Shares) -> list[str]:
    """Return the members of a group, the one that has most of the common text first."""
    inside = set(members)
    weight = {}
    for member in members:
        rows = [row for other, row in shares.partners(member).items() if other in inside]
        weight[member] = int(shares.words[rows].sum()) / max(1, len(members) - 1)
    return sorted(members, key=lambda member: (-weight[member], member))


def group_texts(
    members: Sequence[str], order: Sequence[str], marked: Marked, texts: Texts
) -> tuple[GroupText, ...]:
    """Return what each member has of the group's text; `order` is what `by_share` returns."""
    found = []
    for member in members:
        text, counts = texts.of(member), _counts(marked[member], texts.of(member))
        found.append(
            GroupText(
                member,
                common=_spans(text, counts == len(members) - 1),
                shared=_spans(text, counts > 0),
                added=_spans(text, counts == 0),
                cut=_missing(member, order, marked, texts),
            )
        )
    return tuple(found)


def reconstructed(
    order: Sequence[str], partners: Partners, marked: Marked, texts: Texts
) -> tuple[Witness, ...]:
    """Return the text that at least two members have, in order: what their source must have said."""
    base = order[0]
    pieces: list[tuple[int, int, Witness]] = []
    used: list[str] = []
    for rank, member in enumerate(order):
        text = texts.of(member)
        wanted = _counts(marked[member], text) > 0
        for other in used:
            wanted &= ~marked[member].get(other, np.zeros(len(wanted), bool))
        for span in _spans(text, wanted, _CUT if used else _STRETCH):
            place = span.begin if member == base else _place(member, base, span, partners)
            pieces.append((place, rank, Witness(member, span)))
        used.append(member)
    return tuple(piece for _, _, piece in sorted(pieces, key=lambda each: (each[0], each[1], each[2])))


def _counts(marks: Mapping[str, NDArray[np.bool_]], text: Text) -> NDArray[np.int64]:
    counts = np.zeros(len(text.begin), np.int64)
    for mark in marks.values():
        counts += mark
    return counts


def _missing(
    member: str,
    order: Sequence[str],
    marked: Marked,
    texts: Texts,
) -> tuple[Witness, ...]:
    """Return what at least two others have and this one has not."""
    found: list[Witness] = []
    used: list[str] = []
    for other in [each for each in order if each != member][:_REFERENCES]:
        text = texts.of(other)
        nothing = np.zeros(len(text.begin), bool)
        third = nothing.copy()
        for name, mark in marked[other].items():
            if name != member:
                third |= mark
        wanted = third & ~marked[other].get(member, nothing)
        for name in used:
            wanted &= ~marked[other].get(name, nothing)
        found += [Witness(other, span) for span in _spans(text, wanted, _CUT)]
        used.append(other)
    return tuple(sorted(found))


def _spans(text: Text, wanted: NDArray[np.bool_], least: int = _STRETCH) -> tuple[Span, ...]:
    """Return the stretches of wanted words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], wanted, [False])).astype(np.int8)))
    return tuple(
        Span(int(text.begin[first]), int(text.end[stop - 1]))
        for first, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if stop - first >= least
    )


def _place(member: str, base: str, span: Span, partners: Partners) -> int:
    """Return after which character of the base's text a stretch of another member belongs."""
    pair = partners.get(member, {}).get(base)
    if pair is None:
        return 0
    before = [
        (each.left, each.right) if pair.left == member else (each.right, each.left)
        for each in pair.passages
        if each.kind != "paraphrase"
    ]
    ends = [theirs.end for mine, theirs in before if mine.end <= span.begin]
    return max(ends, default=0)
