"""A folder, or articles that are ready, compared in memory; and parts of the line for one text or two."""

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance import paraphrase, passages, quotations, reading, similarity
from provenance.comparison import Comparison
from provenance.errors import TooFewArticlesError
from provenance.machine import Machine, uncollected
from provenance.model import Article, Candidates, Pair, Passage, Quote, Readings, Skipped, Span
from provenance.pairs import judge
from provenance.paraphrase.semantic import load as load_model
from provenance.passages import ScoreSentences
from provenance.pipeline.ahead import Ahead
from provenance.pipeline.ending import ended, statements
from provenance.pipeline.means import Means, Progress, unheard
from provenance.pipeline.proposing import proposed
from provenance.pipeline.sources import Source, articles_of
from provenance.reading.sentences import split
from provenance.settings import Settings
from provenance.similarity import Similarities, bags, weighing

# Each step with its share of the time, in hundredths: the mean of 3,000 mixed articles and 600 on one event.
# Quotes are sought on another core meanwhile, facts collected beside lineage: what is counted is the wait.
WORK = {
    "load": 4,
    "read": 10,
    "weigh": 6,
    "sketch": 1,
    "propose": 5,
    "align": 32,
    "judge": 10,
    "quote": 5,
    "trace": 9,
    "collect": 18,
}
STEPS = tuple(WORK)

Cosines = Callable[[], NDArray[np.float64]]


def compare(  # noqa: PLR0913 - one keyword an option
    source: Source,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    mapping: dict[str, str] | None = None,
    semantic: Path | None = None,
    machine: Machine | None = None,
) -> Comparison:
    """Compare all articles of a source with each other.

    Parameters
    ----------
    source : path, paths, or articles
        Files and folders, or ready `Article` values with different ids.
    settings : Settings, optional
    progress : callable, optional
        Called with the name of each step as it begins (see `STEPS`), and within the longest ones with the
        share (0-1) of it that is done.
    mapping : dict, optional
        Which columns of a table mean what, such as ``{"text": "body"}``.
    semantic : Path, optional
        Folder of a sentence-transformers or model2vec model: a second opinion on paraphrases.
    machine : Machine, optional
        How many threads and how much memory to use; all cores and half of the memory if not given.

    Returns
    -------
    Comparison

    Raises
    ------
    ProvenanceError
        If a path is missing, fewer than two articles can be used, or two share an id.
    """
    settings = settings or Settings()
    told = progress or unheard
    machine = machine or Machine.here()
    told("load")
    articles, skipped = articles_of(source, settings, mapping)
    if len(articles) < 2:  # noqa: PLR2004 - a comparison has two sides
        raise TooFewArticlesError(len(articles), [f"{each.origin}: {each.reason}" for each in skipped])
    with uncollected():
        return _compared(articles, skipped, Means(settings, scorer(settings, semantic), told, machine))


def _compared(articles: list[Article], skipped: list[Skipped], means: Means) -> Comparison:
    """Walk the line from articles to the result."""
    few = len(articles) <= means.settings.small_corpus
    means.begin("read")
    reading.prepare(articles, means.settings)
    with closing(Ahead(means.machine, means.settings, many=not few)) as ahead:
        readings = reading.read(articles, means.settings)
        means.begin("weigh")
        candidates, capped, cosines = (_every if few else _proposed)(readings, ahead, means)
        heard = means.aside(partial(statements, readings, candidates, means.settings), readings, late=True)
        pairs = _judged(readings, candidates, cosines, means)
    return ended(readings, pairs, heard, [*skipped, *capped], means)


def _every(readings: Readings, ahead: Ahead, means: Means) -> tuple[Candidates, list[Skipped], Cosines]:
    """Return all pairs, what keys would not have paired, and what returns the cosines, which are wanted late.

    Nobody asks which of them are alike.
    """
    every, counted = every_pair(len(readings.articles)), bags(readings, means.settings)
    answer = ahead.begin(partial(similarity.cosines, counted, every.left, every.right))
    means.begin("propose")
    nothing = np.zeros(0, np.int32)
    similar = Similarities(nothing, nothing, None)
    capped = proposed(readings, lambda: similar, ahead.drawn, means.settings, means.machine)[1]
    return every, capped, answer


def _proposed(readings: Readings, ahead: Ahead, means: Means) -> tuple[Candidates, list[Skipped], Cosines]:
    """Return the pairs worth aligning, what was not paired, and what returns the cosines.

    They are worked out here, so that the vectors of all articles, 4 KB each, are held no longer.
    """
    similar = cache(ahead.begin(weighing(readings, means.settings)))
    means.begin("propose")
    candidates, capped = proposed(readings, similar, ahead.drawn, means.settings, means.machine)
    found = similar().of(candidates.left, candidates.right)
    ahead.close()
    return candidates, capped, lambda: found


def _judged(readings: Readings, candidates: Candidates, cosines: Cosines, means: Means) -> list[Pair]:
    """Return the pairs that share something, or all of a small corpus."""
    settings, workers = means.settings, means.machine.workers
    means.begin("align")
    told = partial(means.told, "align")
    found = passages.align(readings, candidates, means.score, settings, told, workers=workers)
    means.begin("judge")
    small = len(readings.articles) <= settings.small_corpus
    return judge(readings, candidates, found, cosines(), settings, listed=small)


def align(left: str, right: str, settings: Settings | None = None) -> list[Passage]:
    """Find what two texts share.

    Returns
    -------
    list of Passage
        In the order of the left text; spans count characters of `left` and `right`.
        ``align(b, a)`` gives the same passages mirrored.
    """
    settings = settings or Settings()
    readings = reading.read(
        [Article("left", "left", "", left), Article("right", "right", "", right)], settings
    )
    candidates = Candidates(np.zeros(1, np.int32), np.ones(1, np.int32))
    score = partial(paraphrase.score, settings=settings)
    return list(passages.align(readings, candidates, score, settings)[0])


def quotes_in(text: str, settings: Settings | None = None) -> list[Quote]:
    """Find who says what in a text: direct, partial and indirect speech, in order."""
    settings = settings or Settings()
    return list(quotations.quote(reading.read([Article("text", "text", "", text)], settings), settings)[0])


def sentences(text: str) -> list[Span]:
    """Split a text into sentences, in order, without the white space around them."""
    return split(text)


def paraphrase_scores(
    pairs: Iterable[tuple[str, str]], settings: Settings | None = None
) -> NDArray[np.float64]:
    """Return for each pair of sentences the probability (0-1) that both state the same."""
    settings = settings or Settings()
    texts = [text for pair in pairs for text in pair]
    readings = reading.read_whole(texts, settings)
    numbers = np.arange(len(texts), dtype=np.int32)
    return paraphrase.score(readings, numbers[::2], numbers[1::2], settings)


def scorer(settings: Settings, semantic: Path | None) -> ScoreSentences:
    """Return the paraphrase scorer, with the model that was asked for as a second opinion."""
    embed = None if semantic is None else load_model(semantic)
    return partial(paraphrase.score, settings=settings, embed=embed)


def every_pair(count: int) -> Candidates:
    """Look at every pair of a small corpus: a class wants to see why two articles share nothing."""
    left, right = np.triu_indices(count, 1)
    return Candidates(left.astype(np.int32), right.astype(np.int32))
