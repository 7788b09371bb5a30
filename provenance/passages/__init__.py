"""Step `align`: what two articles share, from copied to reworded, as passages with exact edges."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from provenance.batches import batches
from provenance.machine import hand_back, handed_on
from provenance.model import Candidates, Passage, Readings
from provenance.passages import drafts
from provenance.passages.built import built
from provenance.passages.columns import Views, viewed
from provenance.passages.drafts import Ask, Todo
from provenance.passages.finding import Findings, columns
from provenance.settings import Settings

__all__ = ["ScoreSentences", "align"]

ScoreSentences = Callable[[Readings, NDArray[np.int32], NDArray[np.int32]], NDArray[np.float64]]
Told = Callable[[float], None]

BATCH = 2_000_000  # words whose columns are laid out at a time: some 200 MB
MANY = 1_000  # pairs that take 8 s in plain code; the compiled looks at all of them within 1
SHARE = 512  # pairs that one worker takes at a time: 50 ms of work
SHARES = 4  # of them, whose passages are made at a time: enough to make the most of array operations


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
    ask, least, done = partial(score, readings), settings.paraphrase_threshold, 0
    for part in batches(readings, candidates, BATCH):
        hand_back()  # the last batch's columns lie between passages, which stay
        pairs = np.column_stack((candidates.left[part], candidates.right[part]))
        compiled = len(readings.word_hash) >= settings.compile_above or len(pairs) >= MANY
        views = viewed(readings, pairs.ravel(), compiled=compiled)
        todo, order = _todo(views, pairs, readings)
        places = iter(part[order].tolist())
        shares = _compiled(views, todo, ask, least, workers) if compiled else _plain(views, todo, ask, least)
        for some, findings in shares:
            for passages in built(findings, some, views, readings):
                found[next(places)] = passages
            done += len(some.swapped)
            if told:
                told(done / len(candidates.left))
    return found


def _todo(views: Views, pairs: NDArray[np.int32], readings: Readings) -> tuple[Todo, NDArray[np.intp]]:
    """Return the pairs with their texts in an order that depends on these alone: the shorter one first.

    Pairs of one first text follow each other, as what is worked out of it serves them all; which of the pairs
    given each is, is returned, too.
    """
    texts = np.searchsorted(views.articles, pairs).astype(np.int32)
    words = np.diff(views.words)[texts]
    swapped = words[:, 1] < words[:, 0]
    for place in np.flatnonzero(words[:, 0] == words[:, 1]).tolist():
        one, other = texts[place].tolist()
        swapped[place] = _rank(views, other, readings) < _rank(views, one, readings)
    texts[swapped] = texts[swapped][:, ::-1]
    order = np.argsort(texts[:, 0], kind="stable")
    return Todo(texts[order], swapped[order]), order


def _rank(views: Views, place: int, readings: Readings) -> tuple[bytes, str]:
    """Return what texts of the same length are put in order by."""
    words = views.whole.word[views.words[place] : views.words[place + 1]]
    return words.tobytes(), readings.articles[views.articles[place]].text


def _plain(views: Views, todo: Todo, ask: Ask, least: float) -> Iterator[tuple[Todo, Findings]]:
    """Look at all pairs one after the other."""
    texts = [(views.each[one], views.each[other]) for one, other in todo.texts.tolist()]
    yield todo, columns(drafts.found(texts, ask, least))


def _compiled(
    views: Views, todo: Todo, ask: Ask, least: float, workers: int
) -> Iterator[tuple[Todo, Findings]]:
    """Look at many pairs at a time; compiled code looks at others while passages are made."""
    from provenance.passages.surveys import batch_of, finished, pages_of, surveyed

    pages = pages_of(views)
    look = partial(surveyed, pages, batch_of(views), least=least)
    parts = [todo.texts[begin : begin + SHARE] for begin in range(0, len(todo.texts), SHARE)]
    with handed_on(), ThreadPoolExecutor(workers) as pool:
        halves = map(look, parts) if workers == 1 else pool.map(look, parts)
        begin = 0
        while some := list(islice(halves, SHARES)):
            end = begin + sum(len(each.texts) for each in some)
            yield todo.part(begin, end), finished(some, views, pages, ask, least)
            begin = end
