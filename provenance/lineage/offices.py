"""Statements that two articles both have from those who made them: then neither is the other's source."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.shares import Shares
from provenance.model import Article, Pair

_RUN = 4  # words in a row that must be the same: a changed word leaves those around it
_HELD = 0.9  # share of the quoted words; an article may change a word of what it quotes
_PHRASE = 10  # words around a quote that both may have though the statement lacks them: whose words they are
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that a word keeps all its bits

Marks = NDArray[np.bool_]


class Offices:
    """The published statements of a batch, and what of other articles stands in them."""

    def __init__(self, shares: Shares, official: frozenset[str]) -> None:
        self._shares = shares
        self._official = official
        self._keys: dict[str, NDArray[np.uint64]] = {}

    def behind(self, pair: Pair) -> str | None:
        """Return the published statement that holds what two reports share; None if there is none.

        It must hold nearly all that they share of quotes, on both sides, and of the words around them all but
        a phrase. A third that only has part of it explains nothing.
        """
        if pair.relation != "shared statement" or not self._official.isdisjoint((pair.left, pair.right)):
            return None
        partners = self._shares.partners
        both = self._official & partners(pair.left).keys() & partners(pair.right).keys()
        if not both:
            return None
        sides = ((pair.left, pair.right), (pair.right, pair.left))
        wanted = {one: self._common(one, other, pair) for one, other in sides}
        return next(
            (
                office
                for office in sorted(both)
                if all(self._holds(office, one, common) for one, common in wanted.items())
            ),
            None,
        )

    def _common(self, article: str, other: str, pair: Pair) -> Marks:
        """Mark the words of one that stand in the other within passages, whatever order these are in."""
        text = self._shares.texts.of(article)
        spans = [each.left if pair.left == article else each.right for each in pair.passages]
        first, stop = text.within([each.begin for each in spans], [each.end for each in spans])
        inside = np.zeros(len(text.begin), bool)
        for low, high in zip(first.tolist(), stop.tolist(), strict=True):
            inside[low:high] = True
        return np.asarray(inside & self._standing(article, other))

    def _holds(self, office: str, article: str, common: Marks) -> bool:
        """Say whether a statement holds what an article has in common with another one."""
        quoted = common & self._shares.texts.of(article).quoted
        said = quoted if quoted.any() else common
        lacking = ~self._standing(article, office)
        return bool(
            said.any()
            and (said & lacking).sum() <= (1 - _HELD) * said.sum()
            and (common & ~said & lacking).sum() <= _PHRASE
        )

    def _standing(self, article: str, other: str) -> Marks:
        """Mark the words of one article in runs that stand anywhere in another."""
        words = len(self._shares.texts.of(article).begin)
        found = np.zeros(words, bool)
        starts = np.flatnonzero(np.isin(self._runs(article), self._runs(other)))
        for step in range(_RUN):
            found[starts + step] = True
        return found

    def _runs(self, article: str) -> NDArray[np.uint64]:
        """Return a hash of each run of words of an article, in order."""
        if article not in self._keys:
            word = self._shares.texts.of(article).word.astype(np.uint64)
            count = max(0, len(word) - _RUN + 1)
            keys = np.zeros(count, np.uint64)
            for step in range(_RUN):
                keys = keys * _MIX + word[step : step + count]
            self._keys[article] = keys
        return self._keys[article]


def explained(
    shares: Shares, asked: Sequence[int], official: frozenset[str], articles: Mapping[str, Article]
) -> dict[int, str]:
    """Say, by its number, of which pairs both articles have what they share from a published statement."""
    offices = Offices(shares, official)
    found = {}
    for number in asked if official else ():
        office = offices.behind(shares.pairs[number])
        if office:
            called = articles[office].outlet or articles[office].title or office
            found[number] = f"both have it from {called}, so neither is the other's source"
    return found
