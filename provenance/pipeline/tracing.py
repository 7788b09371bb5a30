"""Who carries a given text: every article of a store with its words, oldest first, and what each changed."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance import passages, reading
from provenance.candidates import held
from provenance.model import Article, Candidates, Carrier, Change, Mark, Passage, Readings, Trail
from provenance.pipeline import drawing
from provenance.pipeline.library import read_again
from provenance.pipeline.live import carrying
from provenance.pipeline.means import Means, unheard
from provenance.sketches import band_keys, sketch
from provenance.store import Store, lookup

_MOST = 400  # articles aligned, those that share most with the text first: more say what these say
_LAST = "9999"  # what has no date comes last


def carried(text: str, store: Store) -> Trail:
    """Find every article of a store that carries a text.

    Parameters
    ----------
    text : str
        A press release, a paragraph, a few words. What is shorter than a run of words that the index holds
        (``settings.guaranteed_run``) is looked for word for word, upper and lower case alike.
    store : Store

    Returns
    -------
    Trail
    """
    means = Means(store.settings, _no_rewordings, unheard)
    query = _all_body(reading.read_apart([Article("", "", "", text)], means.settings))
    if len(query.word_hash) < means.settings.guaranteed_run:
        found = lookup.holding(store.connection, text.strip())
        return Trail(_ordered([Carrier(article, 1.0, (at,), ()) for article, at in found]), 0)
    keys, more = _known(query, store, means)
    numbers, unseen = lookup.sharing_most(store.connection, keys, _MOST, more)
    if not len(numbers):
        return Trail((), 0)
    readings = reading.joined([query, read_again(store, numbers, means)])
    others = np.arange(1, len(numbers) + 1, dtype=np.int32)
    shared = passages.align(readings, Candidates(np.zeros_like(others), others), means.score, means.settings)
    solid = np.array([not character.isspace() for character in text], dtype=np.bool_)
    carriers = [
        _carrier(text, solid, article, found)
        for article, found in zip(readings.articles[1:], shared, strict=True)
        if found
    ]
    return Trail(_ordered(carriers), unseen)


def _known(query: Readings, store: Store, means: Means) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return every key under which an article that has words of the text may be known.

    An article may quote what the text says without marks, and is known by keys that only quotations have.
    If the store has a live index, also the articles that this knows, as often as each shares a key.
    """
    sketches = sketch(query, means.settings)
    bands = band_keys(sketches, None, means.settings, drawing.kept(store))
    said = replace(query, word_marks=query.word_marks | np.uint8(Mark.QUOTED))
    found, _ = held(query, sketches, bands, means.settings)
    quoted, _ = held(said, sketches, [], means.settings)
    live = carrying(store, sketches, means.settings)
    return np.unique(np.concatenate([found.keys, quoted.keys])), live


def _all_body(readings: Readings) -> Readings:
    """Take all of a text for body: whoever asks for it means all of it."""
    return replace(readings, sentence_kind=np.zeros_like(readings.sentence_kind))


def _no_rewordings(
    readings: Readings,  # noqa: ARG001 - what a scorer is given
    left: NDArray[np.int32],
    right: NDArray[np.int32],  # noqa: ARG001
) -> NDArray[np.float64]:
    """Look for copies alone: what merely states the same does not carry the text."""
    return np.zeros(len(left))


def _carrier(text: str, solid: NDArray[np.bool_], article: Article, found: Sequence[Passage]) -> Carrier:
    """Say what an article carries of a text, of whose characters not all are `solid`, and what it changed."""
    covered = np.zeros(len(text), dtype=np.bool_)
    for each in found:
        covered[each.left.begin : each.left.end] = True
    changes = tuple(
        Change(
            text[each.left.begin : each.left.end],
            article.text[each.right.begin : each.right.end],
            "rewording",
        )
        for passage in found
        for each in passage.differences
    )
    share = float((covered & solid).sum() / max(int(solid.sum()), 1))
    return Carrier(article, share, tuple(each.right for each in found), changes)


def _ordered(carriers: Sequence[Carrier]) -> tuple[Carrier, ...]:
    return tuple(
        sorted(carriers, key=lambda each: (each.article.published or _LAST, -each.share, each.article.id))
    )
