"""The sentence behind a statement that two articles share: one of them may print it without marks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Readings
from provenance.quotations.standing import Bar, Stretches, chosen, placed, promising, stood, within
from provenance.quotations.statements import Columns, Statement

_LONGEST = 40  # words of a sentence that is looked for behind another
_BEHIND = 12  # words that may stand between
_LEAST = Bar(7.0, 7.0, 0.6, 4)


# How many statements an article has between two characters that are not among those found. The last number
# is the most that make a difference.
Between = Callable[[int, int, int, int], int]


def nothing(article: int, begin: int, end: int, most: int) -> int:  # noqa: ARG001 - as `Between` is called
    """Return that no statement is left out."""
    return 0


class _Look(NamedTuple):
    """A sentence behind another, whose turn it is, and the statement behind which it may stand elsewhere."""

    turn: tuple[int, int, int, bool]
    source: int
    before: Statement
    beside: Statement


def following(
    readings: Readings,
    said: tuple[list[Statement], Between],
    table: Columns,
    groups: list[list[int]],
    *,
    compiled: bool,
) -> tuple[list[Statement], list[list[int]]]:
    """Look, behind a statement two articles share, for the sentence that follows it in one of them."""
    found, between = said
    grouped = {place for group in groups for place in group}
    lengths = np.diff(table.begin)
    next_of = {
        (each.article, each.order): place
        for place, each in enumerate(found[: len(lengths)])
        if each.direct and place not in grouped and lengths[place] <= _LONGEST
    }
    looks = [
        look
        for number, group in enumerate(groups)
        for look in _looks(number, [found[place] for place in group if place < len(lengths)], next_of)
    ]
    behind = _behind(readings, lengths, looks)
    told: dict[int, tuple[_Look, Statement]] = {}
    likely = promising(readings, table, behind, _LEAST, compiled=compiled)
    near = chosen(behind, likely)
    words = (each.tolist() for each in stood(readings, table, near, _LEAST, compiled=compiled))
    for place, low, high in zip(np.flatnonzero(likely).tolist(), *words, strict=True):
        look = looks[place]
        if not high or look.source in told:
            continue
        begin, end = look.before.spans[0].begin, found[look.source].spans[0].begin
        if not between(look.before.article, begin, end, 0):
            told[look.source] = look, placed(readings, look.beside.article, (low, high))
    made, grown = list(found), list(groups)
    marked = _said(found, {extra.article for _, extra in told.values()})
    for look, extra in sorted(told.values(), key=lambda each: each[0].turn):
        made.append(_marked(extra, marked.get(extra.article, ()), look.beside))
        grown.append([look.source, len(made) - 1])
    return made, grown


def _looks(
    number: int, members: Sequence[Statement], next_of: Mapping[tuple[int, int], int]
) -> Iterator[_Look]:
    """Yield where the sentences behind the members of a group may stand."""
    for mine, left in enumerate(members):
        source = next_of.get((left.article, left.order + 1))
        if source is not None:
            for theirs, right in enumerate(members):
                if theirs != mine and right.direct:
                    turn = number, min(mine, theirs), max(mine, theirs), mine > theirs
                    yield _Look(turn, source, left, right)


def _behind(readings: Readings, lengths: NDArray[np.int64], looks: Sequence[_Look]) -> Stretches:
    """Return the words that stand behind statements."""
    asked = [(each.source, each.beside.article, each.beside.words[-1][1]) for each in looks]
    source, article, low = np.array(asked, np.int64).reshape(-1, 3).T
    return within(readings, Stretches(source, article, low, low + lengths[source] + _BEHIND))


def _said(found: Sequence[Statement], articles: set[int]) -> dict[int, list[Statement]]:
    """Return what stands in quotation marks in some articles."""
    said: dict[int, list[Statement]] = {}
    for each in found:
        if each.direct and each.article in articles:
            said.setdefault(each.article, []).append(each)
    return said


def _marked(extra: Statement, said: Sequence[Statement], beside: Statement) -> Statement:
    """Call a place quoted, and say by whom, if part of it stands in quotation marks."""
    low, high = extra.words[0]
    inside = any(first < high and low < stop for each in said for first, stop in each.words)
    return replace(extra, direct=inside, who=beside.who)
