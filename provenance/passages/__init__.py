"""Step `align`: what two articles share, from copied to reworded, as passages with exact edges."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Difference, Passage, Readings, Span
from provenance.passages.blocks import blocks
from provenance.passages.columns import Body, bodies
from provenance.passages.copies import copies, everything
from provenance.passages.differences import gaps
from provenance.passages.digests import digest
from provenance.passages.edges import spans
from provenance.passages.evidence import BLOCK_CHANCE
from provenance.passages.finding import Finding
from provenance.passages.likeness import likes as compared
from provenance.passages.reasons import reasons
from provenance.passages.rewordings import NOTHING, Asked, rewordings, worth_scoring
from provenance.passages.settle import joined, settled
from provenance.settings import Settings

__all__ = ["ScoreSentences", "align"]

ScoreSentences = Callable[[Readings, NDArray[np.int32], NDArray[np.int32]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One pair of articles half way: what was copied, and which sentences the scorer is asked about.

    `swapped` says that the sides were exchanged: every pair is worked on in one order that depends on
    the texts alone, so that both ways round give the same passages.
    """

    left: Body
    right: Body
    swapped: bool
    found: list[Finding]
    asked: Asked


def align(
    readings: Readings, candidates: Candidates, score: ScoreSentences, settings: Settings
) -> list[tuple[Passage, ...]]:
    """Find what each pair of articles shares.

    Parameters
    ----------
    readings : Readings
    candidates : Candidates
        P pairs of article numbers.
    score : callable
        Called once with the readings and two int32 arrays of sentence numbers; returns for each pair
        the probability (float64, 0-1) that the two sentences state the same.
    settings : Settings

    Returns
    -------
    list of tuple of Passage
        For each candidate its passages, in order of the left article.
    """
    compiled = len(readings.word_hash) >= settings.compile_above
    views = bodies(readings, np.concatenate((candidates.left, candidates.right)))
    drafts = [
        _draft((views[one], views[other]), readings, settings.paraphrase_threshold, compiled=compiled)
        for one, other in zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)
    ]
    if not drafts:
        return []
    mine = np.concatenate([draft.left.rows.number[draft.asked.left] for draft in drafts]).astype(np.int32)
    yours = np.concatenate([draft.right.rows.number[draft.asked.right] for draft in drafts]).astype(np.int32)
    scores = score(readings, mine, yours) if len(mine) else np.zeros(0)
    ends = np.cumsum([len(draft.asked.left) for draft in drafts]).tolist()
    return [
        _finished(draft, scores[begin:end], readings, settings)
        for draft, begin, end in zip(drafts, [0, *ends[:-1]], ends, strict=True)
    ]


def _draft(both: tuple[Body, Body], readings: Readings, least: float, *, compiled: bool) -> _Draft:
    one, other = both
    swapped = _rank(other, readings) < _rank(one, readings)
    left, right = (other, one) if swapped else (one, other)
    if not len(left.at) or not len(right.at):
        return _Draft(left, right, swapped, [], NOTHING)
    if np.array_equal(left.word, right.word):
        return _Draft(left, right, swapped, [everything(left)], NOTHING)
    likes = compared(left, right, compiled=compiled)
    copied = copies(left, right, compiled=compiled)
    found = blocks((left, right), likes, copied, BLOCK_CHANCE, compiled=compiled)
    whole = digest((left.rows, right.rows), likes, compiled=compiled)
    taken = settled(copied, found, whole, left, right)
    asked = worth_scoring(likes, (left, right), taken, least, compiled=compiled)
    return _Draft(left, right, swapped, taken, asked)


def _rank(body: Body, readings: Readings) -> tuple[int, bytes, str]:
    return len(body.word), body.word.tobytes(), readings.articles[body.article].text


def _finished(
    draft: _Draft, scores: NDArray[np.float64], readings: Readings, settings: Settings
) -> tuple[Passage, ...]:
    left, right = draft.left, draft.right
    reworded = rewordings(draft.asked, scores, left, right, settings.paraphrase_threshold)
    copied = [each for each in draft.found if not each.whole]
    whole = joined([*reworded, *(each for each in draft.found if each.whole)], left, right)
    passages = [_passage(each, draft, readings) for each in (*copied, *whole)]
    return tuple(sorted(passages, key=lambda each: (each.left, each.right)))


def _passage(finding: Finding, draft: _Draft, readings: Readings) -> Passage:
    left, right = draft.left, draft.right
    if draft.swapped:
        left, right = right, left
        turned = tuple((j, i) for i, j in finding.matches)
        finding = replace(finding, left=finding.right, right=finding.left, matches=turned)
    mine, yours = spans(finding, left, right, readings)
    differences = _differences(finding, left, right, readings)
    return Passage(
        left=mine,
        right=yours,
        kind=finding.kind,
        similarity=_similarity(finding, left, right),
        quoted=_quoted(finding.left, left) or _quoted(finding.right, right),
        differences=differences,
        reasons=reasons(finding, left, right, differences, readings),
    )


def _similarity(finding: Finding, left: Body, right: Body) -> float:
    if finding.kind == "paraphrase":
        return finding.chance
    both = sum(left.weight[i] + right.weight[j] for i, j in finding.matches)
    mine = left.mass[finding.left[1]] - left.mass[finding.left[0]]
    yours = right.mass[finding.right[1]] - right.mass[finding.right[0]]
    return min(1.0, float(both / (mine + yours)))


def _quoted(stretch: tuple[int, int], body: Body) -> bool:
    begin, end = stretch
    return bool(2 * (body.quoted[end] - body.quoted[begin]) > end - begin)


def _differences(finding: Finding, left: Body, right: Body, readings: Readings) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            _stretch(i, k, left, finding.left, readings), _stretch(j, m, right, finding.right, readings)
        )
        for i, k, j, m in gaps(finding.matches, finding.left, finding.right)
    )


def _stretch(begin: int, end: int, body: Body, within: tuple[int, int], readings: Readings) -> Span:
    """Return the characters of some words; of none, the place right after the word before."""
    if begin < end:
        return Span(int(readings.word_begin[body.at[begin]]), int(readings.word_end[body.at[end - 1]]))
    if begin > within[0]:
        place = int(readings.word_end[body.at[begin - 1]])
    else:
        place = int(readings.word_begin[body.at[begin]])
    return Span(place, place)
