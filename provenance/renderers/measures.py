"""The map of a corpus: who is how close to whom, in three measures, ordered so that neighbours are alike.

Every number is one of the pairs' or the facts'; beyond `MOST` articles those of an outlet are taken together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.comparison import Comparison
from provenance.model import Pair
from provenance.renderers.plain import labels, printable, shorten

MOST = 60  # rows of a map: more cannot be read on a page or from the back of a class
FEWEST = 3  # outlets that make a map

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Map:
    """Rows and columns in order of closeness.

    Attributes
    ----------
    names : tuple of str, length N
    keys : tuple of str, length N
        Article ids, or outlets if `by_outlet`.
    words : float64 (N, N)
        TF-IDF cosine, 0 to 1; of two outlets the highest among their articles. NaN on the diagonal.
    text : float64 (N, N)
        Share (0-1) of the row's own words that stand in the column; of two outlets the mean over the row's
        articles, weighted by words, each with the column's article that holds most of it.
    facts : float64 (N, N)
        Number of facts that both tell; the diagonal counts those that only the row tells.
    left_out : int
        Outlets (or articles) for which there is no room: those that share least.
    """

    names: tuple[str, ...]
    keys: tuple[str, ...]
    words: Matrix
    text: Matrix
    facts: Matrix
    by_outlet: bool
    left_out: int


def measure(comparison: Comparison, most: int = MOST) -> Map:
    """Lay out the map of a comparison: by article up to `most` articles, by outlet beyond.

    Of fewer outlets than make a map, those `most` articles are shown that share most.
    """
    outlets = {article.outlet for article in comparison.articles}
    by_outlet = len(comparison.articles) > most and len(outlets) >= FEWEST
    if by_outlet:
        key_of = {article.id: article.outlet for article in comparison.articles}
    else:
        key_of = {article.id: article.id for article in comparison.articles}
    keys, left_out = _chosen(comparison, key_of, most)
    places = {key: place for place, key in enumerate(keys)}
    words, text = _alike(comparison, key_of, places)
    facts = _shared_facts(comparison, key_of, places)
    order = by_closeness(np.fmax(words, np.fmax(text, text.T)))
    short = labels(comparison)
    names = [shorten(key, 40) or "(no name)" if by_outlet else short[key] for key in keys]
    return Map(
        names=tuple(printable(names[place]) for place in order),
        keys=tuple(keys[place] for place in order),
        words=words[np.ix_(order, order)],
        text=text[np.ix_(order, order)],
        facts=facts[np.ix_(order, order)],
        by_outlet=by_outlet,
        left_out=left_out,
    )


def by_closeness(similarity: Matrix) -> list[int]:
    """Order rows so that like stands beside like: average-linkage clustering, then leaf by leaf.

    Each time two clusters join, they are turned so that their most similar ends touch (a greedy form of
    Bar-Joseph's leaf order). Cubic in the rows, of which there are at most `MOST`.
    """
    count = len(similarity)
    near: Matrix = np.round(np.nan_to_num(similarity), 6).astype(np.float64)
    near = np.fmax(near, near.T)
    close, sizes = near.copy(), np.ones(count)
    np.fill_diagonal(close, -np.inf)
    clusters = {place: [place] for place in range(count)}
    for _ in range(count - 1):
        one, other = map(int, np.unravel_index(int(close.argmax()), close.shape))
        clusters[one] = _joined(clusters[one], clusters.pop(other), near)
        merged = (close[one] * sizes[one] + close[other] * sizes[other]) / (sizes[one] + sizes[other])
        sizes[one] += sizes[other]
        close[one], close[:, one] = merged, merged
        close[other], close[:, other], close[one, one] = -np.inf, -np.inf, -np.inf
    return next(iter(clusters.values()), [])


def _joined(one: list[int], other: list[int], near: Matrix) -> list[int]:
    turns = [(left, right) for left in (one, one[::-1]) for right in (other, other[::-1])]
    left, right = max(turns, key=lambda turn: near[turn[0][-1], turn[1][0]])
    return [*left, *right]


def _chosen(comparison: Comparison, key_of: dict[str, str], most: int) -> tuple[list[str], int]:
    every = sorted(set(key_of.values()))
    if len(every) <= most:
        return every, 0
    weight: defaultdict[str, float] = defaultdict(float)
    for pair in comparison.pairs:
        if key_of[pair.left] != key_of[pair.right]:
            weight[key_of[pair.left]] += pair.left_cover + pair.right_cover + 1e-3 * pair.tfidf
            weight[key_of[pair.right]] += pair.left_cover + pair.right_cover + 1e-3 * pair.tfidf
    kept = sorted(every, key=lambda key: (-weight[key], key))[:most]
    return sorted(kept), len(every) - most


def _alike(comparison: Comparison, key_of: dict[str, str], places: dict[str, int]) -> tuple[Matrix, Matrix]:
    count = len(places)
    words = np.zeros((count, count))
    best: dict[tuple[str, int], float] = {}
    for pair in comparison.pairs:
        left, right = places.get(key_of[pair.left]), places.get(key_of[pair.right])
        if left is None or right is None or left == right:
            continue
        words[left, right] = words[right, left] = max(words[left, right], pair.tfidf)
        for article, column, cover in _sides(pair, left, right):
            best[article, column] = max(best.get((article, column), 0.0), cover)
    lengths = {article.id: size for article, size in zip(comparison.articles, comparison.words, strict=True)}
    total = np.zeros(count)
    for article, size in lengths.items():
        if key_of[article] in places:
            total[places[key_of[article]]] += size
    text = np.zeros((count, count))
    for (article, column), cover in sorted(best.items()):
        text[places[key_of[article]], column] += cover * lengths[article]
    text /= np.maximum(total, 1)[:, None]
    np.fill_diagonal(words, np.nan)
    np.fill_diagonal(text, np.nan)
    return words, np.clip(text, 0.0, 1.0)


def _sides(pair: Pair, left: int, right: int) -> tuple[tuple[str, int, float], tuple[str, int, float]]:
    return (pair.left, right, pair.left_cover), (pair.right, left, pair.right_cover)


def _shared_facts(comparison: Comparison, key_of: dict[str, str], places: dict[str, int]) -> Matrix:
    facts = np.zeros((len(places), len(places)))
    for shared in comparison.facts.shared:
        told = _rows([member.article for member in shared.members if member.sure], key_of, places)
        for row in told:
            for column in told:
                facts[row, column] += row != column
    for unique in comparison.facts.unique:
        for row in _rows([unique.article], key_of, places):
            facts[row, row] += 1
    return facts


def _rows(articles: Sequence[str], key_of: dict[str, str], places: dict[str, int]) -> list[int]:
    return sorted({places[key_of[article]] for article in articles if key_of[article] in places})
