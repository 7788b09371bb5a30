"""Pairs of articles in batches whose words fit into bounded memory."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Readings

_UNDATED = "~"  # sorts behind every date


def by_day(readings: Readings, candidates: Candidates) -> NDArray[np.intp]:
    """Return the pairs in the order of their earlier article: who shares text is mostly of the same days.

    So the articles of a batch have most of their partners in it, and fewer are laid out again for the next.
    """
    rank = np.empty(len(readings.articles), np.intp)
    published = [each.published or _UNDATED for each in readings.articles]
    rank[np.argsort(np.array(published), kind="stable")] = np.arange(len(rank))
    one, other = rank[candidates.left], rank[candidates.right]
    return np.lexsort((np.maximum(one, other), np.minimum(one, other)))


def batches(
    readings: Readings, candidates: Candidates, words: int, pairs: int | None = None
) -> Iterator[tuple[int, int]]:
    """Split the pairs, in their order, so that the articles of each part have no more words than that.

    Parameters
    ----------
    words : int
        Of all articles of a part together, each counted once; a single pair may have more.
    pairs : int, optional
        That a part may have at most.

    Yields
    ------
    begin, end : int
    """
    sizes = np.diff(readings.sentence_words[readings.article_sentences])
    begin, held = 0, set[int]()
    total = 0
    for place, pair in enumerate(zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)):
        fresh = [article for article in pair if article not in held]
        more = int(sizes[fresh].sum())
        if place > begin and (total + more > words or place - begin == pairs):
            yield begin, place
            begin, total, fresh = place, 0, list(pair)
            held.clear()
            more = int(sizes[fresh].sum())
        held.update(fresh)
        total += more
    if begin < len(candidates.left):
        yield begin, len(candidates.left)
