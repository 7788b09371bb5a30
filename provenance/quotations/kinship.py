"""Whether two articles tell of one event: enough rare words in common."""

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Readings
from provenance.quotations.judge import Verdict
from provenance.quotations.lexicon import lexicon
from provenance.quotations.pairing import ascending

_BLOCK = 1_000  # articles whose words are looked up together: 20 MB
_HALF = 32  # bits of a number in a pair
_RARE = 3.0  # idf; in fewer than one article of twenty
_ALIKE = 0.08  # cosine; 999 of 1,000 random pairs of news articles lie below, 7 of 8 pairs on one event above

_EXACT = 9  # decimals; sums made in another order differ by less
_CLOSE = 0.15  # for short phrases: half of the pairs on one event lie above
_ALIKE_DATED = 0.05  # for articles of the same days; 99 of 100 random pairs lie below


class Kinship:
    """Compares articles when asked; what it worked out for one article is kept.

    `asked` are the pairs of articles that may have words of one another: no other two become one family
    but by way of these.

    More than `days` apart, two articles are of different events. `compiled`: many are compared at once.
    """

    def __init__(self, readings: Readings, days: float, *, compiled: bool = False) -> None:
        self.readings, self.days, self.compiled = readings, days, compiled
        self.known: dict[int, dict[int, float]] = {}
        self.alike: dict[tuple[int, int], float] = {}
        self.asked: set[tuple[int, int]] = set()
        self.columns: tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.float64]] | None = None

    def allows(
        self, verdict: Verdict, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell which articles meet the condition of a verdict, and take note of the pairs."""
        both = ascending(np.minimum(left, right) << _HALF | np.maximum(left, right))
        self.asked.update(zip((both >> _HALF).tolist(), (both & ((1 << _HALF) - 1)).tolist(), strict=True))
        return np.ones(len(left), np.bool_) if verdict == "yes" else self.akin(left, right, verdict)

    def akin(
        self, left: NDArray[np.int64], right: NDArray[np.int64], verdict: Verdict = "if related"
    ) -> NDArray[np.bool_]:
        """Tell which articles of `left` are of one event with those of `right`: rare words, days that fit."""
        apart = np.abs(self._days[left] - self._days[right])
        least = np.where(np.isnan(apart), _ALIKE, _ALIKE_DATED)
        found: NDArray[np.bool_] = ~(apart > self.days)
        if verdict in {"if dated", "if close"}:
            found &= ~np.isnan(apart)
        if verdict == "if close":
            least = np.maximum(least, _CLOSE)
        some = np.flatnonzero(found)
        found[some] = self.likeness(left[some], right[some]) >= least[some]
        return found

    @cached_property
    def _days(self) -> NDArray[np.float64]:
        """The day of each article; not a number if it is unknown."""
        days = [ordinal(each.published or "") for each in self.readings.articles]
        return np.array([np.nan if day is None else day for day in days], np.float64)

    def likeness(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosine (0-1) of the rare words of each two articles."""
        if not self.compiled:
            pairs = zip(left.tolist(), right.tolist(), strict=True)
            return np.array([self._likeness(min(pair), max(pair)) for pair in pairs], np.float64)
        from provenance.quotations.kernels import cosines  # loads the compiler

        if self.columns is None:
            self.columns = _rare_words(self.readings)
        both, of = np.unique(np.minimum(left, right) << _HALF | np.maximum(left, right), return_inverse=True)
        found: NDArray[np.float64] = cosines(*self.columns, both >> _HALF, both & ((1 << _HALF) - 1))
        return found.round(_EXACT)[of]

    def _likeness(self, one: int, other: int) -> float:
        """Do what `kernels.cosines` does for two articles, plainly."""
        if (one, other) not in self.alike:
            left, right = self._rare(one), self._rare(other)
            if len(left) > len(right):
                left, right = right, left
            shared = sum(weight for word, weight in left.items() if word in right)
            whole = sum(left.values()) * sum(right.values())
            self.alike[one, other] = round(shared / whole**0.5, _EXACT) if whole else 0.0
        return self.alike[one, other]

    def _rare(self, article: int) -> dict[int, float]:
        """Return the squared idf of each rare word in the article's body."""
        if article not in self.known:
            readings = self.readings
            first, stop = readings.article_sentences[article : article + 2].tolist()
            body = np.repeat(
                readings.sentence_kind[first:stop] == Kind.BODY,
                np.diff(readings.sentence_words[first : stop + 1]),
            )
            low, high = readings.sentence_words[[first, stop]].tolist()
            words = np.unique(readings.word_hash[low:high][body])
            weight = background().idf(words)
            rare = weight >= _RARE
            self.known[article] = dict(zip(words[rare].tolist(), (weight[rare] ** 2).tolist(), strict=True))
        return self.known[article]


def ordinal(published: str) -> int | None:
    """Return the number of a day; None if it is unknown."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None  # or only a month or year is known


def _rare_words(readings: Readings) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.float64]]:
    """Return of all articles what `Kinship._rare` does: where each one's words begin, words, weights."""
    count = len(readings.articles)
    found = [_rare_of(readings, first, min(count, first + _BLOCK)) for first in range(0, count, _BLOCK)]
    sizes, words = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return np.concatenate(([0], np.cumsum(sizes))), words, background().idf(words) ** 2


def _rare_of(readings: Readings, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return how many rare words each article from `first` up to `last` has, and these words."""
    begin, end = readings.article_sentences[[first, last]]
    bounds = readings.sentence_words[begin : end + 1] - readings.sentence_words[begin]
    hashes = readings.word_hash[readings.sentence_words[begin] : readings.sentence_words[end]]
    table = lexicon(hashes)
    body = np.repeat(readings.sentence_kind[begin:end] == Kind.BODY, np.diff(bounds))
    rare = np.flatnonzero((table.weight >= _RARE)[table.place] & body)
    own = bounds[readings.article_sentences[first : last + 1] - begin]
    article = np.searchsorted(own, rare, "right") - 1
    keys = ascending(article.astype(np.uint64) << np.uint64(32) | hashes[rare])
    sizes = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=last - first)
    return sizes, (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
