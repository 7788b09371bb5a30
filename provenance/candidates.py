"""Step `propose`: which of many articles are worth aligning, without looking at every pair.

Three kinds of keys bring two articles together, each where the others are blind:

* LSH bands of sentence signatures: sentences edited here and there;
* runs of eight words: a short quote inside a long sentence, whose Jaccard similarity is low;
* shorter runs of rare words inside quotation marks.

To these come the pairs that TF-IDF finds similar: a rewrite may share no run at all. A key that stands in
very many articles is not expanded into pairs but looked at together with the words around it: text that
is reprinted a hundred times has the same neighbours everywhere, a stock phrase has not.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.hashing import mix64, run_keys
from provenance.model import Candidates, Kind, Mark, Readings, Sketches, Skipped
from provenance.settings import Settings

_CONTEXT = 8  # words on either side that tell a reprint from a stock phrase
_FILTER_BITS = 27  # 128 MB of counters at the most


def propose(
    readings: Readings,
    sketches: Sketches,
    bands: Iterable[NDArray[np.uint64]],
    similar: tuple[NDArray[np.int32], NDArray[np.int32]],
    settings: Settings,
) -> tuple[Candidates, list[Skipped]]:
    """Return the article pairs worth aligning.

    Parameters
    ----------
    readings : Readings
    sketches : Sketches
        Of the same readings.
    similar : pair of int32 arrays
        Article numbers that TF-IDF brought together.
    settings : Settings

    Returns
    -------
    Candidates
    list of Skipped
        What was not expanded into all its pairs, and why.
    """
    found = [similar]
    skipped: list[Skipped] = []
    for keys, articles, context, what in _evidence(readings, sketches, bands, settings):
        pairs, chained = _together(keys, articles, context, settings)
        found.append(pairs)
        if chained:
            skipped.append(
                Skipped(
                    "corpus",
                    "propose",
                    f"{chained} {what} in over {settings.max_linked} articles: chained, not all paired",
                )
            )
    left = np.concatenate([pair[0] for pair in found]).astype(np.int64)
    right = np.concatenate([pair[1] for pair in found]).astype(np.int64)
    low, high = np.minimum(left, right), np.maximum(left, right)
    count = len(readings.articles)
    packed = np.unique((low * count + high)[low != high])
    return Candidates((packed // count).astype(np.int32), (packed % count).astype(np.int32)), skipped


def article_of_sentence(readings: Readings) -> NDArray[np.int32]:
    """Return the article number of each sentence, int32 (S,)."""
    counts = np.diff(readings.article_sentences)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


_Evidence = tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint64], str]


def _evidence(
    readings: Readings, sketches: Sketches, bands: Iterable[NDArray[np.uint64]], settings: Settings
) -> Iterable[_Evidence]:
    """Yield columns (key, article, key of the surroundings) of each kind of key."""
    owner = article_of_sentence(readings)
    signed = np.flatnonzero(sketches.rows >= 0)
    row = sketches.rows[signed]
    # What surrounds a sentence is the sentence after it: reprints go on alike.
    after = np.append(sketches.rows[1:], -1)[signed].astype(np.uint64)
    for keys in bands:
        repeated = _repeats(keys[row], settings)
        yield keys[row][repeated], owner[signed][repeated], mix64(after[repeated]), "sentences"
    place = _runs(readings, settings.guaranteed_run)
    yield (*_run_columns(readings, owner, place, settings.guaranteed_run, settings), "runs")
    size = settings.quoted_run
    place = _runs(readings, size)
    quoted = np.concatenate([[0], np.cumsum(readings.word_marks & Mark.QUOTED > 0)])
    place = place[quoted[place + size] - quoted[place] == size]
    weight = np.concatenate([[0.0], np.cumsum(background().idf(readings.word_hash))])
    place = place[weight[place + size] - weight[place] >= settings.quoted_rarity]
    yield (*_run_columns(readings, owner, place, size, settings), "quoted runs")


def _runs(readings: Readings, size: int) -> NDArray[np.int64]:
    """Return where runs of `size` words begin that lie within the body of one article."""
    lengths = np.diff(readings.sentence_words)
    body = np.repeat(readings.sentence_kind == Kind.BODY, lengths)
    article = np.repeat(article_of_sentence(readings), lengths)
    outside = np.concatenate([[0], np.cumsum(~body)])
    place = np.arange(max(len(body) - size + 1, 0), dtype=np.int64)
    same = article[place] == article[place + size - 1]
    kept: NDArray[np.int64] = place[same & (outside[place + size] == outside[place])]
    return kept


def _run_columns(
    readings: Readings, owner: NDArray[np.int32], place: NDArray[np.int64], size: int, settings: Settings
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint64]]:
    """Return key, article and surroundings of the runs that begin at `place` and occur more than once."""
    keys = run_keys(readings.word_hash, size)[place]
    kept = _repeats(keys, settings)
    keys, place = keys[kept], place[kept]
    lengths = np.diff(readings.sentence_words)
    article = np.repeat(owner, lengths)[place]
    wide = run_keys(readings.word_hash, 2 * _CONTEXT)
    if not len(wide):
        return keys, article, np.zeros(len(keys), dtype=np.uint64)
    return keys, article, wide[np.clip(place - _CONTEXT // 2, 0, len(wide) - 1)]


def _repeats(keys: NDArray[np.uint64], settings: Settings) -> NDArray[np.intp]:
    """Return the places of the keys that occur more than once, sorted by key."""
    place = np.arange(len(keys))
    if len(keys) >= settings.compile_above:
        from provenance.kernels import seen_twice

        # Eight counters a key leave one key in nine that only looks repeated; the sort removes it.
        place = np.flatnonzero(seen_twice(keys, min(len(keys).bit_length() + 3, _FILTER_BITS)))
    order = place[np.argsort(keys[place], kind="stable")]
    ordered = keys[order]
    equal = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    return order[equal[:-1] | equal[1:]] if len(order) else order


def _together(
    keys: NDArray[np.uint64], articles: NDArray[np.int32], context: NDArray[np.uint64], settings: Settings
) -> tuple[tuple[NDArray[np.int32], NDArray[np.int32]], int]:
    """Return all article pairs under a common key, and how many keys were chained instead."""
    left, right = [], []
    keys, articles, context = _distinct(keys, articles, context)
    starts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, int)
    )
    sizes = np.diff(np.append(starts, len(keys)))
    common = sizes > settings.max_expanded
    for size in np.unique(sizes[~common & (sizes > 1)]):
        block = articles[starts[(sizes == size) & ~common][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        left.append(block[:, one].ravel())
        right.append(block[:, other].ravel())
    chained = 0
    if common.any():
        held = np.repeat(common, sizes)
        deeper = mix64(keys[held] ^ context[held])
        order = np.lexsort((articles[held], deeper))
        deeper, members = deeper[order], articles[held][order]
        begins = np.flatnonzero(np.concatenate([[True], deeper[1:] != deeper[:-1]]))
        for begin, end in zip(begins, np.append(begins[1:], len(deeper)), strict=True):
            block = members[begin:end]
            reach = len(block) - 1 if len(block) <= settings.max_linked else 1
            chained += len(block) > settings.max_linked
            for step in range(1, reach + 1):
                left.append(block[:-step])
                right.append(block[step:])
    empty = np.zeros(0, dtype=np.int32)
    return (np.concatenate([empty, *left]), np.concatenate([empty, *right])), chained


def _distinct(
    keys: NDArray[np.uint64], articles: NDArray[np.int32], context: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint64]]:
    """Sort by key and article, and keep the first occurrence of a key in each article."""
    order = np.lexsort((articles, keys))
    keys, articles, context = keys[order], articles[order], context[order]
    new = np.concatenate([[True], (keys[1:] != keys[:-1]) | (articles[1:] != articles[:-1])])[: len(keys)]
    return keys[new], articles[new], context[new]
