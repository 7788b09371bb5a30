"""What the texts of two articles alone tell of who had the words first.

Every trait is a number that turns its sign when the articles change places; above zero it speaks for the
left one as the source. None looks at names or times.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.texts import Text, Texts
from provenance.model import Pair, Passage

_REST = 20  # words; a shorter remainder says nothing of what the rest of an article is about
_TELLING = 2.5  # nats of idf: a word in at most one article of twelve tells a subject
_AROUND = 200  # words before and after the shared text whose subject is compared with its own
_SMALL = 4  # words; a longer difference is a cut or an insertion, not a changed word
_OPENING = 25  # words
_FREE = 0.12  # share of an article that must be its own before its remainder counts
_OWN, _WIDE = 0.07, 0.05  # in simulated copies 95 % of sources' remainders lie above .09, of hosts' below .08


@dataclass(frozen=True, slots=True)
class Traits:
    """One pair's traits; `TRAITS` gives their order in `values`.

    Attributes
    ----------
    cover : pair of float
        Share of each one's words that stand in the other as a copy.
    subject : pair of float
        How much of each one's remainder is about what the shared text is about, 0 to 1.
    """

    values: tuple[float, ...]
    cover: tuple[float, float]
    subject: tuple[float, float]
    copied: int


TRAITS = (
    "own remainder",
    "subject",
    "other sources",
    "rarer words",
    "unusual phrases",
    "opening",
    "announced",
    "lifted",
)


def traits(pair: Pair, texts: Texts, partners: Mapping[str, Mapping[str, Pair]]) -> Traits:
    """Measure a pair.

    Parameters
    ----------
    partners : mapping
        For every article the pairs it shares text in, by the other article.
    """
    left, right = texts.of(pair.left), texts.of(pair.right)
    left_text, right_text = texts.words(pair.left), texts.words(pair.right)
    marked = texts.shared(pair, pair.left), texts.shared(pair, pair.right)
    cover = _share(marked[0]), _share(marked[1])
    subject = _subject(left, marked[0]), _subject(right, marked[1])
    own = [
        min(1.0, (1 - covered) / 0.3) * float(np.clip((about - _OWN) / _WIDE, -1, 1))
        if 1 - covered > _FREE and about is not None
        else 0.0
        for covered, about in zip(cover, subject, strict=True)
    ]
    known = [0.0 if each is None else each for each in subject]
    both = None not in subject
    others = [
        _from_others((pair.left, pair.right), texts, marked[0], partners),
        _from_others((pair.right, pair.left), texts, marked[1], partners),
    ]
    rarer, unusual = _changes(pair.passages, left, right, texts)
    return Traits(
        (
            own[0] - own[1],
            known[0] - known[1] if both else 0.0,
            others[1] - others[0],
            rarer,
            unusual,
            _opens(marked[0]) - _opens(marked[1]),
            _announced(right_text, right, marked[1]) - _announced(left_text, left, marked[0]),
            _quoted(right, marked[1]) - _quoted(left, marked[0]),
        ),
        cover,
        (known[0], known[1]),
        int(min(marked[0].sum(), marked[1].sum())),
    )


def _share(marked: NDArray[np.bool_]) -> float:
    return float(marked.mean()) if len(marked) else 0.0


def _opens(marked: NDArray[np.bool_]) -> float:
    """Say whether an article opens with the shared text: reports begin with their news, excerpts do not."""
    head = marked[:_OPENING]
    return float(len(head) > 0 and head.mean() >= 0.5)  # noqa: PLR2004 - most of it


def _announced(words: str, text: Text, marked: NDArray[np.bool_]) -> float:
    """Say whether a paragraph that ends in a colon announces the shared text."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked)).astype(np.int8)) == 1)
    before = (words[max(0, begin - 6) : begin] for begin in text.begin[edges].tolist())
    return float(any(re.search(r":\s{0,4}[\"“‘'•]{0,2}$", each) for each in before))


def _quoted(text: Text, marked: NDArray[np.bool_]) -> float:
    return float(text.quoted[marked].mean()) if marked.any() else 0.0


def _subject(text: Text, marked: NDArray[np.bool_]) -> float | None:
    """Return which share of the remainder's telling words also stand in the shared text."""
    rest = ~marked & _near(marked)
    if rest.sum() < _REST or marked.sum() < _REST // 2:
        return None
    telling = text.idf > _TELLING
    inside = np.unique(text.stem[marked & telling])
    outside = rest & telling
    weight = float(text.idf[outside].sum())
    if not weight:
        return None
    return float(text.idf[outside & np.isin(text.stem, inside)].sum()) / weight


def _near(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the words near a shared one: the rest of a long article is about much else."""
    places = np.flatnonzero(marked)
    steps = np.zeros(len(marked) + 1, np.int64)
    np.add.at(steps, np.maximum(places - _AROUND, 0), 1)
    np.add.at(steps, np.minimum(places + _AROUND + 1, len(marked)), -1)
    return np.cumsum(steps)[:-1] > 0


def _from_others(
    ends: tuple[str, str],
    texts: Texts,
    marked: NDArray[np.bool_],
    partners: Mapping[str, Mapping[str, Pair]],
) -> float:
    """Return the most of the remainder that a third holds which shares nothing with the other one."""
    article, other = ends
    most = 0.0
    for third, pair in partners[article].items():
        if third != other and third not in partners[other]:
            most = max(most, _share(texts.shared(pair, article) & ~marked))
    return most


def _changes(passages: Sequence[Passage], left: Text, right: Text, texts: Texts) -> tuple[float, float]:
    """Return how the right one's changed words are rarer and in less usual phrases."""
    differences = [each for passage in passages for each in passage.differences]
    if not differences:
        return 0.0, 0.0
    a, b = left.all_within([each.left for each in differences])
    c, d = right.all_within([each.right for each in differences])
    small = (np.maximum(b - a, d - c) <= _SMALL) & (np.maximum(b - a, d - c) > 0)
    a, b, c, d = a[small], b[small], c[small], d[small]
    swapped = (a < b) & (c < d)
    rarer = np.clip(_mean(right.idf, c, d) - _mean(left.idf, a, b), -4, 4)[swapped]
    unusual = np.clip(texts.usual(left, a, b) - texts.usual(right, c, d), -2, 2)
    return (
        float(rarer.sum()) / (len(rarer) + 1) ** 0.5,
        float(unusual.sum()) / (len(unusual) + 1) ** 0.5,
    )


def _mean(values: NDArray[np.float64], begin: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.float64]:
    total = np.concatenate(([0.0], np.cumsum(values)))
    mean: NDArray[np.float64] = (total[end] - total[begin]) / np.maximum(end - begin, 1)
    return mean
