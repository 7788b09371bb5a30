"""Step `judge`: what the passages between two articles amount to.

The difference that matters is between copying and quoting the same person: coverage is therefore measured
twice, over all words and over copied words outside quotation marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Difference, Kind, Mark, Pair, Passage, Readings, Relation, Span
from provenance.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """One article's body words: where they stand and which are quoted."""

    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    quoted: NDArray[np.bool_]

    def touched(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Mark the words that lie inside any of the spans."""
        marked = np.zeros(len(self.begin) + 1, dtype=np.int64)
        for span in spans:
            marked[np.searchsorted(self.begin, span.begin)] += 1
            marked[np.searchsorted(self.end, span.end, side="right")] -= 1
        return np.cumsum(marked)[:-1] > 0


def judge(
    readings: Readings,
    candidates: Candidates,
    passages: Sequence[tuple[Passage, ...]],
    tfidf: NDArray[np.float64],
    settings: Settings,
) -> list[Pair]:
    """Measure each candidate pair and name its relation.

    Parameters
    ----------
    passages, tfidf : parallel to `candidates`

    Returns
    -------
    list of Pair
        Those with a passage or a cosine of at least ``settings.tfidf_threshold``; every pair of a corpus
        of up to ``settings.small_corpus`` articles that `candidates` names. Sorted by article ids.
    """
    bodies: dict[int, _Body] = {}
    listed = len(readings.articles) <= settings.small_corpus
    pairs = []
    for place, found in enumerate(passages):
        if not found and not listed and tfidf[place] < settings.tfidf_threshold:
            continue
        numbers = int(candidates.left[place]), int(candidates.right[place])
        for number in numbers:
            if number not in bodies:
                bodies[number] = _body(readings, number)
        if readings.articles[numbers[0]].id > readings.articles[numbers[1]].id:
            numbers = numbers[::-1]
            found = tuple(_mirrored(passage) for passage in found)  # noqa: PLW2901
        pairs.append(_pair(readings, numbers, bodies, found, float(tfidf[place]), settings))
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))


def body_words(readings: Readings) -> tuple[int, ...]:
    """Return how many body words each article has."""
    return tuple(len(_body(readings, number).begin) for number in range(len(readings.articles)))


def _body(readings: Readings, number: int) -> _Body:
    first, last = readings.article_sentences[number : number + 2]
    words = slice(readings.sentence_words[first], readings.sentence_words[last])
    lengths = np.diff(readings.sentence_words[first : last + 1])
    kept = np.repeat(readings.sentence_kind[first:last] == Kind.BODY, lengths)
    return _Body(
        readings.word_begin[words][kept],
        readings.word_end[words][kept],
        (readings.word_marks[words][kept] & Mark.QUOTED) > 0,
    )


def _mirrored(passage: Passage) -> Passage:
    turned = tuple(Difference(each.right, each.left) for each in passage.differences)
    return replace(passage, left=passage.right, right=passage.left, differences=turned)


def _pair(  # noqa: PLR0913, PLR0917 - one pair's measures, gathered in one place
    readings: Readings,
    numbers: tuple[int, int],
    bodies: dict[int, _Body],
    passages: tuple[Passage, ...],
    tfidf: float,
    settings: Settings,
) -> Pair:
    left, right = (bodies[number] for number in numbers)
    copied = [passage for passage in passages if passage.kind != "paraphrase"]
    left_all, right_all = (
        left.touched([each.left for each in passages]),
        right.touched([each.right for each in passages]),
    )
    left_copied, right_copied = (
        left.touched([each.left for each in copied]),
        right.touched([each.right for each in copied]),
    )
    measures = _Measures(
        cover=(_share(left_all), _share(right_all)),
        prose=(_share(left_copied & ~left.quoted), _share(right_copied & ~right.quoted)),
        prose_words=int(min((left_copied & ~left.quoted).sum(), (right_copied & ~right.quoted).sum())),
        copied_words=int(min(left_copied.sum(), right_copied.sum())),
        run=_longest_run(copied, left),
        tfidf=tfidf,
    )
    relation, confidence, reasons = _relation(measures, settings)
    return Pair(
        left=readings.articles[numbers[0]].id,
        right=readings.articles[numbers[1]].id,
        tfidf=tfidf,
        left_cover=measures.cover[0],
        right_cover=measures.cover[1],
        left_prose_cover=measures.prose[0],
        right_prose_cover=measures.prose[1],
        longest_run=measures.run,
        passages=passages,
        relation=relation,
        confidence=confidence,
        reasons=reasons,
    )


@dataclass(frozen=True, slots=True)
class _Measures:
    cover: tuple[float, float]
    prose: tuple[float, float]
    prose_words: int
    copied_words: int
    run: int
    tfidf: float


def _share(marked: NDArray[np.bool_]) -> float:
    return float(marked.mean()) if len(marked) else 0.0


def _longest_run(copied: Sequence[Passage], left: _Body) -> int:
    """Return the most words of a passage between two differences."""
    longest = 0
    for passage in copied:
        cuts = [
            passage.left.begin,
            *(cut for each in passage.differences for cut in (each.left.begin, each.left.end)),
        ]
        ends = [*cuts[1:], passage.left.end]
        for begin, end in zip(cuts[::2], ends[::2], strict=True):
            run = np.searchsorted(left.end, end, side="right") - np.searchsorted(left.begin, begin)
            longest = max(longest, int(run))
    return longest


def _relation(found: _Measures, settings: Settings) -> tuple[Relation, float, tuple[str, ...]]:
    """Name what two articles are to each other, how sure that is (0-1), and why."""
    most, least = max(found.prose), min(found.prose)
    shares = f"{max(found.cover):.0%} of one article stands in the other, {most:.0%} as copied prose"
    if found.prose_words >= settings.copied_words:
        if max(found.cover) >= settings.reprint_cover and most >= settings.wire_cover:
            return "reprint", min(0.99, max(found.cover)), (f"nearly all: {shares}",)
        if most >= settings.wire_cover or least >= settings.wire_cover / 2:
            return (
                "wire copy",
                min(0.95, 0.6 + most / 2),
                (shares, f"longest identical run {found.run} words"),
            )
        return (
            "excerpt",
            min(0.9, 0.6 + found.prose_words / 400),
            (f"a block of {found.prose_words} words outside quotation marks stands in both", shares),
        )
    if found.copied_words:
        reason = f"they share {found.copied_words} copied words, nearly all of them quoted speech"
        return "shared statement", 0.8, (reason,)
    if found.tfidf >= settings.story_threshold or max(found.cover) > 0:
        return "same story", min(0.95, 0.5 + found.tfidf), ("the same event in own words",)
    return "unrelated", min(0.99, 1.0 - found.tfidf), ("no shared passage, few shared words",)
