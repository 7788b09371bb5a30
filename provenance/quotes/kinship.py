"""Whether two articles tell of one event: enough rare words in common."""

import numpy as np

from provenance.background import background
from provenance.model import Kind, Readings

_RARE = 3.0  # idf; in fewer than one article of twenty
_ALIKE = 0.08  # cosine; 999 of 1,000 random pairs of news articles lie below, 7 of 8 pairs on one event above


class Kinship:
    """Compares articles when asked; what it worked out for one article is kept."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.known: dict[int, dict[int, float]] = {}
        self.answers: dict[tuple[int, int], bool] = {}

    def related(self, one: int, other: int) -> bool:
        """Tell whether two articles share enough rare words."""
        pair = (min(one, other), max(one, other))
        if pair not in self.answers:
            left, right = self._rare(one), self._rare(other)
            if len(left) > len(right):
                left, right = right, left
            shared = sum(weight for word, weight in left.items() if word in right)
            whole = sum(left.values()) * sum(right.values())
            self.answers[pair] = whole > 0 and shared >= _ALIKE * whole**0.5
        return self.answers[pair]

    def _rare(self, article: int) -> dict[int, float]:
        """Return the squared idf of each rare word in the article's body."""
        if article not in self.known:
            readings = self.readings
            first, stop = readings.article_sentences[article : article + 2].tolist()
            body = np.repeat(
                readings.sentence_kind[first:stop] == Kind.BODY, np.diff(readings.sentence_words[first : stop + 1])
            )
            low, high = readings.sentence_words[[first, stop]].tolist()
            words = np.unique(readings.word_hash[low:high][body])
            weight = background().idf(words)
            rare = weight >= _RARE
            self.known[article] = dict(zip(words[rare].tolist(), (weight[rare] ** 2).tolist(), strict=True))
        return self.known[article]
