"""Drafts of many pairs at once, by compiled code; where that cannot tell, the plain code looks."""

from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from provenance.passages import blocks, chains, copies, digests, likeness, rewordings, speech
from provenance.passages.blocks import Block
from provenance.passages.columns import GRAIN, IN_BODY, IN_STOCK, Body
from provenance.passages.drafts import Draft, Todo, drafted
from provenance.passages.evidence import BIAS, BLOCK_CHANCE, CONTRAST, COVER, PLAIN, SHARED, Measures
from provenance.passages.finding import Finding
from provenance.passages.kernels import IDENTICAL, LOOKED_AT, Batch, Surveyed, hopeful, laid, survey
from provenance.passages.kernels import PLAIN as UNSURE
from provenance.passages.phrases import stock
from provenance.passages.runs import CROWDED
from provenance.passages.settle import settled

DOUBT = 0.25  # log-odds: logarithms may differ in their last bits; the plain code has the last word

_NUMBERS = (
    (GRAIN, likeness.BUDGET, min(rewordings.LEAST_COSINE, blocks.COSINE)),
    (
        copies.THRESHOLDS,
        speech.THRESHOLDS,
        (CROWDED, copies.LIGHTEST),
        chains.RARE,
        (chains.REACH, chains.MISSED, chains.PAIR),
        (chains.MOST_ACTIVE, chains.LEAST_ACTIVE, chains.STEPS),
    ),
    (blocks.COSINE, blocks.DICE, blocks.CONTENT),
    blocks.THRESHOLDS,
    (BIAS, SHARED, COVER, PLAIN, CONTRAST, log(BLOCK_CHANCE / (1 - BLOCK_CHANCE)) - DOUBT),
    digests.THRESHOLDS,
)


def batch_of(views: list[Body]) -> Batch:
    """Lay out some articles for compiled code."""
    counts = [len(each.word) for each in views]
    words = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    rows = np.concatenate(([0], np.cumsum([len(each.rows.begin) for each in views], dtype=np.int64)))
    row = np.concatenate([each.row for each in views]).astype(np.int32)
    weight = np.concatenate([each.weight for each in views])
    word = np.concatenate([each.word for each in views])
    marks = np.concatenate([each.marks for each in views])
    marks |= np.where(np.concatenate([each.body for each in views]), np.uint8(IN_BODY), np.uint8(0))
    marks |= np.where(stock(word, words[1:]), np.uint8(IN_STOCK), np.uint8(0))
    begins = [np.append(each.rows.begin, len(each.word)) for each in views]
    return Batch(
        words,
        rows,
        word,
        weight,
        np.concatenate(([0.0], np.cumsum(weight))),
        row,
        marks,
        np.concatenate(begins).astype(np.int32),
        *laid(np.concatenate([each.stem for each in views]), row, words, rows),
    )


def surveyed(views: list[Body], batch: Batch, todo: list[Todo], least: float) -> list[Draft]:
    """Look at some pairs of the articles of a batch."""
    pairs = np.array([(each.left, each.right) for each in todo], np.int32).reshape(-1, 2)
    most = int(np.diff(batch.rows).max())
    logs = likeness.logs(max(2 * most, rewordings.USUAL_ROWS))
    found = survey(batch, pairs, logs, _NUMBERS)
    seen = _Seen(found)
    drafts = [_draft(each, number, views, seen, least) for number, each in enumerate(todo)]
    near = (found.near_of, found.near, np.ascontiguousarray(found.cosine[:, 0]))
    asked, rows, evidence = hopeful(batch, pairs, near, _taken(drafts), logs, (GRAIN, *rewordings.THRESHOLDS))
    owner = np.repeat(np.arange(len(todo)), np.diff(asked))
    worth = rewordings.worth_asking(odds := rewordings.log_odds(evidence), least)
    ends = np.cumsum(np.bincount(owner[worth], minlength=len(todo))).tolist()
    rows, odds = rows[worth], odds[worth]
    for number, (begin, end) in enumerate(pairwise([0, *ends])):
        if begin < end:
            mine = rewordings.Asked(rows[begin:end, 0], rows[begin:end, 1], odds[begin:end])
            drafts[number] = replace(drafts[number], asked=mine)
    return drafts


class _Seen:
    """What `survey` found of some pairs, in lists, which are quicker to look into one by one."""

    def __init__(self, found: Surveyed) -> None:
        self.state = found.state.tolist()
        self.digest: dict[int, list[list[int]]] = {
            number: found.digest[number].tolist()
            for number in np.flatnonzero((found.digest[:, :, 0] >= 0).any(1)).tolist()
        }
        self.copy_of, self.block_of = found.copy_of.tolist(), found.block_of.tolist()
        self.ends = [0, *found.ends[:, 0].tolist()]
        self.matches = found.matches.astype(np.int64)
        self.blocks, self.measures = found.blocks.tolist(), found.measures.tolist()


def _draft(todo: Todo, number: int, views: list[Body], seen: _Seen, least: float) -> Draft:
    """Settle what was found in one pair; rewordings come later."""
    left, right = views[todo.left], views[todo.right]
    state = seen.state[number]
    if state == UNSURE:
        return drafted(todo, views, least)
    taken = [copies.everything(left)] if state == IDENTICAL else []
    if state == LOOKED_AT:
        taken, likely = _copied(seen, number, left, right), _likely(seen, number)
        whole = _digest(seen, number, left, right) if number in seen.digest else None
        if likely or whole or len(taken) > 1:
            taken = settled(taken, likely, whole, left, right)
    return Draft(todo, left, right, taken, rewordings.NOTHING)


def _copied(seen: _Seen, number: int, left: Body, right: Body) -> list[Finding]:
    first, last = seen.copy_of[number : number + 2]
    return [
        copies.copied(seen.matches[one:other], left, right)
        for one, other in pairwise(seen.ends[first : last + 1])
    ]


def _likely(seen: _Seen, number: int) -> list[Block]:
    first, last = seen.block_of[number : number + 2]
    if first == last:
        return []
    measured = [
        (Block((begin, end), (start, stop)), Measures(*measures))
        for (begin, end, start, stop), measures in zip(
            seen.blocks[first:last], seen.measures[first:last], strict=True
        )
    ]
    return blocks.likely(sorted(measured, key=lambda each: (each[0].left, each[0].right)), BLOCK_CHANCE)


def _digest(seen: _Seen, number: int, left: Body, right: Body) -> Block | None:
    for side, other in ((0, right), (1, left)):
        begin, end = seen.digest[number][side]
        if begin >= 0:
            return digests.retold(side, (begin, end), len(other.rows.begin))
    return None


def _taken(drafts: list[Draft]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the words that are explained already, and where those of each draft begin."""
    taken = [(*each.left, *each.right) for draft in drafts for each in draft.found]
    begins = np.cumsum([0, *(len(draft.found) for draft in drafts)], dtype=np.int64)
    return begins, np.array(taken, np.int32).reshape(-1, 4)
