"""Step `align`: what two articles share, from copied to reworded, as passages with exact edges."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.batches import batches
from provenance.machine import hand_back
from provenance.model import Candidates, Passage, Readings
from provenance.passages.built import Found, built, turned
from provenance.passages.columns import Body, bodies
from provenance.passages.drafts import Draft, Todo, drafted
from provenance.passages.finding import Finding
from provenance.passages.rewordings import chances, reworded
from provenance.passages.settle import joined
from provenance.settings import Settings

__all__ = ["ScoreSentences", "align"]

ScoreSentences = Callable[[Readings, NDArray[np.int32], NDArray[np.int32]], NDArray[np.float64]]
Told = Callable[[float], None]

BATCH = 2_000_000  # words whose columns are laid out at a time: some 200 MB
MANY = 1_000  # pairs that take 8 s in plain code; the compiled looks at all of them within 1
SHARE = 128  # pairs that one worker takes at a time: 20 ms of work
FINISHED = 16 * SHARE  # pairs whose passages are made at a time: enough to make the most of array operations


def align(  # noqa: PLR0913 - what is to be found, and two means
    readings: Readings,
    candidates: Candidates,
    score: ScoreSentences,
    settings: Settings,
    told: Told | None = None,
    *,
    workers: int = 1,
) -> list[tuple[Passage, ...]]:
    """Find what each pair of articles shares.

    Parameters
    ----------
    readings : Readings
    candidates : Candidates
        P pairs of article numbers.
    score : callable
        Called with the readings and two int32 arrays of sentence numbers; returns for each pair
        the probability (float64, 0-1) that the two sentences state the same.
    settings : Settings
    told : callable, optional
        Called now and then with the share (0-1) of the pairs that are done.
    workers : int
        Threads that look at pairs side by side; what is found does not depend on it.

    Returns
    -------
    list of tuple of Passage
        For each candidate its passages, in order of the left article.
    """
    found: list[tuple[Passage, ...]] = [()] * len(candidates.left)
    done = 0
    for part in batches(readings, candidates, BATCH):
        hand_back()  # the last batch's columns lie between passages, which stay
        places = iter(part.tolist())
        drafts = _drafts(
            readings, Candidates(candidates.left[part], candidates.right[part]), settings, workers
        )
        while some := list(islice(drafts, FINISHED)):  # compiled code looks at others meanwhile
            for passages in _finished(readings, some, score, settings):
                found[next(places)] = passages
            done += len(some)
            if told:
                told(done / len(candidates.left))
    return found


def _finished(
    readings: Readings, drafts: list[Draft], score: ScoreSentences, settings: Settings
) -> list[tuple[Passage, ...]]:
    """Ask the scorer about the drafts of one batch, and return their passages."""
    likely = _likely(readings, drafts, score)
    least = settings.paraphrase_threshold
    findings = [_findings(draft, likely, least) for draft in drafts]
    passages = iter(
        built(
            [
                Found(turned(each), draft.right, draft.left)
                if draft.todo.swapped
                else Found(each, draft.left, draft.right)
                for draft, found in zip(drafts, findings, strict=True)
                for each in found
            ],
            readings,
        )
    )
    return [
        tuple(sorted(islice(passages, len(found)), key=lambda each: (each.left, each.right)))
        for found in findings
    ]


def _drafts(readings: Readings, candidates: Candidates, settings: Settings, workers: int) -> Iterator[Draft]:
    """Look at all pairs; the scorer was not asked yet."""
    compiled = len(candidates.left) > 0 and (
        len(readings.word_hash) >= settings.compile_above or len(candidates.left) >= MANY
    )
    wanted = np.concatenate((candidates.left, candidates.right))
    views = list(bodies(readings, wanted, compiled=compiled).values())
    place = {view.article: number for number, view in enumerate(views)}
    ranks = [_rank(view, readings) for view in views]
    todo = []
    for number, pair in enumerate(zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)):
        left, right = place[pair[0]], place[pair[1]]
        swapped = ranks[right] < ranks[left]
        todo.append(Todo(number, right, left, swapped) if swapped else Todo(number, left, right, swapped))
    least = settings.paraphrase_threshold
    if not compiled:
        yield from (drafted(each, views, least) for each in todo)
        return
    from provenance.passages.surveys import batch_of, surveyed

    look = partial(surveyed, views, batch_of(views), least=least)
    parts = [todo[begin : begin + SHARE] for begin in range(0, len(todo), SHARE)]
    if workers == 1:
        yield from chain.from_iterable(map(look, parts))
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from chain.from_iterable(pool.map(look, parts))


def _rank(body: Body, readings: Readings) -> tuple[int, bytes, str]:
    return len(body.word), body.word.tobytes(), readings.articles[body.article].text


def _likely(readings: Readings, drafts: list[Draft], score: ScoreSentences) -> Iterator[NDArray[np.float64]]:
    """Return for each draft that has a question how likely the sentences it asks about tell the same."""
    asking = [draft for draft in drafts if len(draft.asked.left)]
    if not asking:
        return iter(())
    mine = np.concatenate([draft.left.rows.number[draft.asked.left] for draft in asking]).astype(np.int32)
    yours = np.concatenate([draft.right.rows.number[draft.asked.right] for draft in asking]).astype(np.int32)
    ends = np.cumsum([len(draft.asked.left) for draft in asking])
    odds = np.concatenate([draft.asked.odds for draft in asking])
    likely = chances(odds, score(readings, mine, yours))
    return (likely[begin:end] for begin, end in pairwise([0, *ends.tolist()]))


def _findings(draft: Draft, likely: Iterator[NDArray[np.float64]], least: float) -> list[Finding]:
    """Return all that two texts share: what was found at first, and what is reworded."""
    texts = draft.left, draft.right
    again = reworded(draft.asked, next(likely), texts, draft.found, least) if len(draft.asked.left) else []
    if not again and len(draft.found) < 2:  # noqa: PLR2004 - nothing to be joined
        return draft.found
    whole = [each for each in draft.found if each.whole]
    return [*(each for each in draft.found if not each.whole), *joined([*again, *whole], *texts)]
