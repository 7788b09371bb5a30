"""What the copied words of two articles are: prose, somebody's speech, or lifted with credit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Passage, Span
from provenance.naming import spoken
from provenance.pairs.bodies import Body
from provenance.pairs.documents import documents, introduced

_FRAME = 4  # words of prose before and after a quotation that make its frame: "told the paper's editors …"
_SUMMED_UP = 3  # times as long as its rewording: the other article tells it in brief and does not carry it
_LONG = 8  # words that stand in a row on both sides of a passage are copied, however the rest was reworded
RUN = 6  # words in a row: shorter shared prose between two quotes is "he told reporters", not copying
_OPINION = ("op-ed", "opinion piece", "open letter", "guest essay")  # prose that is itself a statement
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One article of a pair: its body words and which of them stand in documents or speech."""

    article: Article
    body: Body
    document: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measures:
    """What a relation is decided from; pairs of numbers are (left, right).

    Attributes
    ----------
    cover, prose : pair of float
        Shares of body words that stand in the other article; copied as prose.
    prose_words : int
        Copied words outside speech and documents on both sides, in runs of at least `RUN`.
    lifted_words : int
        Copied words that one side puts in quotation marks while it names the other outlet.
    framed_words : int
        Words of quotations that stand in both between the same sentences of prose.
    speech_words : int
        Copied words that are speech or a document.
    blocks, run : int
        Copied passages with prose; longest identical run in words.
    house : bool
        Both stand in the same outlet.
    """

    cover: tuple[float, float]
    prose: tuple[float, float]
    prose_words: int
    lifted_words: int
    framed_words: int
    speech_words: int
    blocks: int
    run: int
    tfidf: float
    house: bool = False


def _told_at_length(here: Span, there: Span) -> bool:
    """Say whether a reworded stretch stands in the other text, and is not only summed up there."""
    return here.end - here.begin <= _SUMMED_UP * (there.end - there.begin)


def side(article: Article, body: Body) -> Side:
    """Find what of an article is a document or speech without quotation marks."""
    return Side(article, body, body.touched(documents(article.text)))


def measure(left: Side, right: Side, passages: Sequence[Passage], tfidf: float) -> Measures:
    """Measure what two articles share."""
    prose = np.zeros(len(left.body.begin), bool), np.zeros(len(right.body.begin), bool)
    seen = prose[0].copy(), prose[1].copy()
    reworded = [each for each in passages if each.kind == "paraphrase"]
    standing = (
        left.body.touched([each.left for each in reworded if _told_at_length(each.left, each.right)]),
        right.body.touched([each.right for each in reworded if _told_at_length(each.right, each.left)]),
    )
    lifted = framed = speech = blocks = longest = 0
    for passage in sorted(passages, key=_size):
        find = repeated if passage.kind == "paraphrase" else matched
        mine, yours, run = find(passage, left.body, right.body)
        longest = max(longest, run)
        fresh = ~(seen[0][mine] | seen[1][yours])
        mine, yours = mine[fresh], yours[fresh]
        seen[0][mine], seen[1][yours] = True, True
        quoted = left.body.quoted[mine], right.body.quoted[yours]
        told = left.document[mine] | right.document[yours] | _announced(passage, left, right)
        either = quoted[0] | quoted[1]
        plain = _in_runs(~either & ~told)
        prose[0][mine[plain]], prose[1][yours[plain]] = True, True
        blocks += bool(plain.any())
        framed += _framed(~either & ~told, quoted[0] & quoted[1])
        named = [
            _lifted(quoted[place] & ~quoted[1 - place] & ~told, one, other)
            for place, (one, other) in enumerate(((left, right), (right, left)))
        ]
        lifts = named[0] | named[1]
        lifted += int(lifts.sum())
        speech += int(((either | told) & ~lifts).sum())
    return Measures(
        cover=(_share(seen[0] | standing[0]), _share(seen[1] | standing[1])),
        prose=(_share(prose[0]), _share(prose[1])),
        prose_words=int(prose[0].sum()),
        lifted_words=lifted,
        framed_words=framed,
        speech_words=speech,
        blocks=blocks,
        run=longest,
        tfidf=tfidf,
        house=bool(left.article.outlet) and left.article.outlet == right.article.outlet,
    )


def matched(passage: Passage, left: Body, right: Body) -> tuple[Places, Places, int]:
    """Return the numbers of the words that stand on both sides of a copied passage, and the longest run."""
    one = _between(left, passage.left, [each.left for each in passage.differences])
    other = _between(right, passage.right, [each.right for each in passage.differences])
    counts = np.maximum(0, np.minimum(one[1] - one[0], other[1] - other[0]))
    steps = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return (
        np.repeat(one[0], counts) + steps,
        np.repeat(other[0], counts) + steps,
        int(counts.max(initial=0)),
    )


def _between(body: Body, within: Span, differences: Sequence[Span]) -> tuple[Places, Places]:
    """Return where the words between the differences of a passage begin and end."""
    begins = [within.begin, *(each.end for each in differences)]
    ends = [*(each.begin for each in differences), within.end]
    first = body.begin.searchsorted(begins)
    return first, np.maximum(first, body.end.searchsorted(ends, side="right"))


def repeated(passage: Passage, left: Body, right: Body) -> tuple[Places, Places, int]:
    """Return the words of a reworded passage that stand in both after all, in long runs: a quote, say."""
    begin, stop = left.within(passage.left)
    first, last = right.within(passage.right)
    mine, yours = left.word[begin:stop].tolist(), right.word[first:last].tolist()
    known: dict[tuple[int, ...], int] = {}
    for place in range(len(yours) - _LONG + 1):
        known.setdefault(tuple(yours[place : place + _LONG]), place)
    found: list[tuple[int, int]] = []
    place = longest = 0
    while place <= len(mine) - _LONG:
        other = known.get(tuple(mine[place : place + _LONG]))
        if other is None:
            place += 1
            continue
        count = _LONG
        while (
            place + count < len(mine)
            and other + count < len(yours)
            and mine[place + count] == yours[other + count]
        ):
            count += 1
        found += [(begin + place + step, first + other + step) for step in range(count)]
        place, longest = place + count, max(longest, count)
    pairs = np.array(found, dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], longest


def _size(passage: Passage) -> tuple[int, Span, Span]:
    return passage.left.begin - passage.left.end, passage.left, passage.right


def _share(marked: NDArray[np.bool_]) -> float:
    return float(marked.mean()) if len(marked) else 0.0


def _framed(prose: NDArray[np.bool_], quoted: NDArray[np.bool_]) -> int:
    """Count the quoted words between the first and the last stretch of prose of one passage."""
    frame = np.flatnonzero(_in_runs(prose, _FRAME))
    return int(quoted[frame[0] : frame[-1]].sum()) if len(frame) else 0


def _in_runs(wanted: NDArray[np.bool_], least: int = RUN) -> NDArray[np.bool_]:
    """Keep only what stands in runs of at least so many words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], wanted, [False])).astype(np.int8)))
    begins, ends = edges[::2], edges[1::2]
    long = ends - begins >= least
    marked = np.zeros(len(wanted) + 1, np.int64)
    np.add.at(marked, begins[long], 1)
    np.add.at(marked, ends[long], -1)
    return np.cumsum(marked)[:-1] > 0


def _announced(passage: Passage, left: Side, right: Side) -> bool:
    """Say whether either article announces the passage as a document or speech, not as the other's story."""
    for one, other, span in ((left, right, passage.left), (right, left, passage.right)):
        text = one.article.text
        if introduced(text, span.begin):
            before = text[max(0, span.begin - 120) : span.begin]
            return not spoken(other.article.outlet).search(before)
    return False


def _lifted(wanted: NDArray[np.bool_], one: Side, other: Side) -> NDArray[np.bool_]:
    """Keep the words if the article names the other's outlet, for its story and not for an opinion."""
    text = one.article.text
    if not wanted.any() or one.article.outlet == other.article.outlet:
        return np.zeros(len(wanted), bool)
    if any(each in text for each in _OPINION) or not spoken(other.article.outlet).search(text):
        return np.zeros(len(wanted), bool)
    return wanted
