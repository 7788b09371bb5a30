"""What many pairs share at once, by compiled code; where that cannot tell, the plain code looks."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.passages import (
    blocks,
    chains,
    copies,
    differences,
    digests,
    drafts,
    likeness,
    rewordings,
    settle,
    speech,
)
from provenance.passages.columns import GRAIN, IN_BODY, IN_STOCK, Views
from provenance.passages.drafts import Ask
from provenance.passages.evidence import (
    BIAS,
    BLOCK_CHANCE,
    CONTRAST,
    COVER,
    PLAIN,
    SHARED,
    Measures,
    block_chance,
)
from provenance.passages.finding import Findings, behind, spliced
from provenance.passages.kernels import PLAIN as UNSURE
from provenance.passages.kernels import (
    Batch,
    Found,
    Pages,
    Surveyed,
    hopeful,
    laid,
    rewritten,
    settled,
    stocked,
    survey,
)
from provenance.passages.phrases import looked_up_in
from provenance.passages.runs import CROWDED

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

_SETTLING = (
    (settle.DENSE, settle.FILLS),
    (settle.EXPLAINED, digests.CHANCE),
    ((settle.COPIED, settle.CUT), differences.MOST),
    (settle.CLOSE, settle.NEAR, settle.FAR, settle.FILLED_NEAR, settle.FILLED, settle.MOVED),
)
_REWORDING = (
    (rewordings.LEAST_WORDS, rewordings.COVERED),
    (rewordings.NEXT_SHARE, rewordings.NEXT_MASS),
    _SETTLING,
)


def batch_of(views: Views) -> Batch:
    """Lay out some articles for compiled code."""
    whole = views.whole
    marks = whole.marks | np.where(whole.body, np.uint8(IN_BODY), np.uint8(0))
    marks |= np.where(stocked(whole.word, views.words, looked_up_in()), np.uint8(IN_STOCK), np.uint8(0))
    laid_out = laid(whole.stem, whole.sentence, views.words, views.rows)
    return Batch(views.words, views.rows, whole.word, whole.weight, whole.mass, marks, *laid_out)


def pages_of(views: Views) -> Pages:
    """Lay out what compiled code asks of words that findings are made of."""
    whole = views.whole
    return Pages(views.words, views.rows, whole.word, whole.stem, whole.weight, whole.body, whole.rows.begin)


class Half(NamedTuple):
    """What some pairs share before the scorer is asked, and what it is asked.

    Attributes
    ----------
    texts : int32 (P, 2)
    unsure : int64
        The pairs that only the plain code can tell.
    found : Findings
    asked : int64 (P + 1,)
        Where the questions of each pair begin.
    rows : int32 (Q, 2)
        The sentences of both texts.
    odds : float64 (Q,)
        The log-odds that they tell the same without the scorer's answer.
    """

    texts: NDArray[np.int32]
    unsure: NDArray[np.int64]
    found: Findings
    asked: NDArray[np.int64]
    rows: NDArray[np.int32]
    odds: NDArray[np.float64]


def surveyed(pages: Pages, batch: Batch, texts: NDArray[np.int32], least: float) -> Half:
    """Look at some pairs of the articles of a batch."""
    most = int(np.diff(batch.rows).max())
    logs = likeness.logs(max(2 * most, rewordings.USUAL_ROWS))
    seen = survey(batch, texts, logs, _NUMBERS)
    copied = seen.copy_of, seen.ends, seen.matches
    found = _columns(*settled(pages, (texts, seen.state, seen.digest), copied, _likely(seen), _SETTLING))
    near = (seen.near_of, seen.near, np.ascontiguousarray(seen.cosine[:, 0]))
    taken = found.of, found.stretches
    asked, rows, evidence = hopeful(batch, texts, near, taken, logs, (GRAIN, *rewordings.THRESHOLDS))
    worth = rewordings.worth_asking(odds := rewordings.log_odds(evidence), least)
    asked = np.concatenate(([0], np.cumsum(worth)))[asked]
    return Half(texts, np.flatnonzero(seen.state == UNSURE), found, asked, rows[worth], odds[worth])


def finished(halves: Sequence[Half], views: Views, pages: Pages, ask: Ask, least: float) -> Findings:
    """Ask the scorer about some pairs, and return what they share."""
    texts = np.concatenate([each.texts for each in halves])
    half = behind([each.found for each in halves])
    many = np.cumsum([0, *(len(each.odds) for each in halves)])
    begins = [each.asked[:-1] + more for each, more in zip(halves, many, strict=False)]
    asked = np.concatenate([*begins, many[-1:]])
    rows, odds = (
        np.concatenate([each.rows for each in halves]),
        np.concatenate([each.odds for each in halves]),
    )
    of_rows = views.rows[np.repeat(texts, np.diff(asked), axis=0)] + rows
    mine, yours = views.whole.rows.number[of_rows].astype(np.int32).T
    likely = rewordings.chances(odds, ask(mine, yours)) if len(odds) else odds
    known = half.of, np.column_stack((half.stretches, half.told, half.ends)).astype(np.int32)
    found = rewritten(
        pages, texts, (*known, half.chance, half.matches), (asked, rows, likely, least), _REWORDING
    )
    firsts = np.cumsum([0, *(len(each.texts) for each in halves)]).tolist()
    unsure = [
        first + place for first, each in zip(firsts, halves, strict=False) for place in each.unsure.tolist()
    ]
    plain = drafts.found([(views.each[one], views.each[other]) for one, other in texts[unsure]], ask, least)
    return spliced(_columns(*found), dict(zip(unsure, plain, strict=True)))


def _likely(seen: Surveyed) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """Return where the likely blocks of each pair begin, their rows in order, and their chances."""
    chance = np.array([block_chance(Measures(*each)) for each in seen.measures.tolist()])
    owner = np.repeat(np.arange(len(seen.state)), np.diff(seen.block_of))
    order = np.lexsort((*seen.blocks.T[::-1], owner))
    order = order[chance[order] >= BLOCK_CHANCE]
    of = np.searchsorted(owner[order], np.arange(len(seen.state) + 1))
    return of.astype(np.int64), seen.blocks[order], chance[order]


def _columns(of: NDArray[np.int64], found: Found, many: tuple[int, int]) -> Findings:
    """Return the columns of what compiled code found."""
    rows = found.rows[: many[0]]
    told = rows[:, 4:7].astype(np.uint8)
    chance = found.chance[: many[0], 0]
    return Findings(of, rows[:, :4], told, chance, rows[:, 7].astype(np.int64), found.matches[: many[1]])
