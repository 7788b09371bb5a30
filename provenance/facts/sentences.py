"""The sentences of a story as they read: what several of its articles have is held, and read, once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.facts.figures import figures
from provenance.model import Figure, Readings, Span

_AROUND = 2  # characters before and after a sentence that belong to its text: a mark, an "'s"
_EMBEDDED = re.compile(r"pic\.twitter\.com|https?://|\(@\w+\)")
_OF_EMBEDDED = ("pic.twitter", "://", "(@")  # one of which it holds
_MOST_FIGURES = 20  # of one sentence; more are a table that lost its lines


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The texts of N sentences; see `claims.Claims` for the lists."""

    texts: list[str]
    spans: list[Span]
    shift: list[int]
    twin: list[int]

    @classmethod
    def of(cls, readings: Readings, articles: Sequence[int], sentence: NDArray[np.int64]) -> "Sentences":
        """Take sentences (their numbers) out of their articles (theirs)."""
        found = cls([], [], [], [])
        first: dict[tuple[str, int, int], int] = {}
        begins, ends = (each[sentence].tolist() for each in (readings.sentence_begin, readings.sentence_end))
        for claim, (article, begin, end) in enumerate(zip(articles, begins, ends, strict=True)):
            low = max(begin - _AROUND, 0)
            text = readings.articles[article].text[low : end + _AROUND]
            twin = first.setdefault((text, begin - low, end - low), claim)
            new = twin == claim
            found.texts.append(text if new else found.texts[twin])
            found.spans.append(Span(begin - low, end - low) if new else found.spans[twin])
            found.shift.append(low)
            found.twin.append(twin)
        return found

    def figures(
        self, hinted: Sequence[int], words: tuple[list[int], NDArray[np.int64], NDArray[np.int64]]
    ) -> list[tuple[Figure, ...]]:
        """Return the figures of each sentence, with spans in its text.

        Parameters
        ----------
        hinted : sequence of int
            The sentences that hold a digit or a word for a number at all, in order.
        words : tuple
            The first word of each sentence, and where each word begins and ends in its text.
        """
        starts, begins, ends = words
        result: list[tuple[Figure, ...]] = [()] * len(self.texts)
        for claim in hinted:
            if self.twin[claim] == claim:
                own, span = slice(starts[claim], starts[claim + 1]), self.spans[claim]
                inside = (begins[own] - span.begin).tolist(), (ends[own] - span.begin).tolist()
                result[claim] = figures(self.texts[claim], span, inside)[:_MOST_FIGURES]
            result[claim] = result[self.twin[claim]]
        return result


def embeds(text: str, span: Span) -> bool:
    """Say whether a stretch holds a pasted post or a link."""
    begin, end = span.begin, span.end
    may = any(text.find(piece, begin, end) >= 0 for piece in _OF_EMBEDDED)
    return may and _EMBEDDED.search(text, begin, end) is not None
