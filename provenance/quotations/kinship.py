"""Whether two articles tell of one event: enough rare words in common."""

from datetime import date

import numpy as np

from provenance.background import background
from provenance.model import Kind, Readings

_RARE = 3.0  # idf; in fewer than one article of twenty
_ALIKE = 0.08  # cosine; 999 of 1,000 random pairs of news articles lie below, 7 of 8 pairs on one event above

_CLOSE = 0.15  # for short phrases: half of the pairs on one event lie above
_ALIKE_DATED = 0.05  # for articles of the same days; 99 of 100 random pairs lie below


class Kinship:
    """Compares articles when asked; what it worked out for one article is kept."""

    def __init__(self, readings: Readings, days: float) -> None:
        self.readings, self.days = readings, days
        self.known: dict[int, dict[int, float]] = {}
        self.alike: dict[tuple[int, int], float] = {}

    def _apart(self, one: int, other: int) -> bool:
        """Tell whether two articles are known to be too far apart in time to tell of one event."""
        left, right = self._day(one), self._day(other)
        return left is not None and right is not None and abs(left - right) > self.days

    def _dated(self, one: int, other: int) -> bool:
        """Tell whether both days of publication are known."""
        return self._day(one) is not None and self._day(other) is not None

    def _day(self, article: int) -> int | None:
        published = self.readings.articles[article].published or ""
        try:
            return date.fromisoformat(published[:10]).toordinal()
        except ValueError:
            return None  # unknown, or only a month or year

    def allows(self, verdict: str, one: int, other: int) -> bool:
        """Tell whether two articles meet the condition of a verdict."""
        if verdict == "if close":
            return (
                self.related(one, other, dated=True)
                and self.alike[min(one, other), max(one, other)] >= _CLOSE
            )
        return self.related(one, other, dated=verdict == "if dated")

    def related(self, one: int, other: int, *, dated: bool) -> bool:
        """Tell whether two articles are of one event: rare words in common, days that fit."""
        if self._apart(one, other) or (dated and not self._dated(one, other)):
            return False
        pair = (min(one, other), max(one, other))
        if pair not in self.alike:
            left, right = self._rare(one), self._rare(other)
            if len(left) > len(right):
                left, right = right, left
            shared = sum(weight for word, weight in left.items() if word in right)
            whole = sum(left.values()) * sum(right.values())
            self.alike[pair] = shared / whole**0.5 if whole else 0.0
        return self.alike[pair] >= (_ALIKE_DATED if self._dated(one, other) else _ALIKE)

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
