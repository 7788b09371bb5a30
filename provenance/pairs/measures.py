"""What the copied words of two articles are: prose, somebody's speech, or lifted with credit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article, Passage, Span
from provenance.naming import named
from provenance.pairs.bodies import Bodies, Places, as_columns, distinct, expanded
from provenance.pairs.documents import introduced
from provenance.pairs.matches import Listed, Matches, between, listed, matched

_FRAME = 4  # words of prose before and after a quotation that make its frame: "told the paper's editors …"
_SUMMED_UP = 3  # times as long as its rewording: the other article tells it in brief and does not carry it
RUN = 6  # words in a row: shorter shared prose between two quotes is "he told reporters", not copying
_OPINION = ("op-ed", "opinion piece", "open letter", "guest essay")  # prose that is itself a statement
_BEFORE = 120  # characters before a passage that may name whose story it is
_BITS = np.int64(32)
Truth = NDArray[np.bool_]


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
        Copied words that are speech or a document, on one side perhaps in a caption or a standing line.
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


def measured(
    pairs: Sequence[tuple[int, int]],
    found: Sequence[Sequence[Passage]],
    tfidf: Sequence[float],
    bodies: Bodies,
) -> list[Measures]:
    """Measure what each pair of slots shares."""
    within = listed(pairs, found)
    same = matched(within, bodies)
    quoted = bodies.quoted[same.left], bodies.quoted[same.right]
    told = bodies.document[same.left] | bodies.document[same.right]
    told |= _announced(within, bodies)[same.passage]
    either = quoted[0] | quoted[1]
    plain = _in_runs(~either & ~told, same.passage, RUN)
    lifts = _lifted(quoted[0] & ~quoted[1] & ~told, (within.left, within.right), same, bodies)
    lifts |= _lifted(quoted[1] & ~quoted[0] & ~told, (within.right, within.left), same, bodies)
    covers = _covers(pairs, within, same, plain, bodies)
    pair, count = within.pair[same.passage], len(pairs)
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, within.pair, same.longest)
    framed = _framed(~either & ~told, quoted[0] & quoted[1], same)
    columns = {
        "prose_words": np.bincount(pair[plain], minlength=count),
        "lifted_words": np.bincount(pair[lifts], minlength=count),
        "framed_words": np.bincount(within.pair, framed, count).astype(np.int64),
        "speech_words": np.bincount(pair[(either | told) & ~lifts], minlength=count)
        + np.bincount(within.pair, _beside(within, same, bodies), count).astype(np.int64),
        "blocks": np.bincount(within.pair[distinct(same.passage[plain])], minlength=count),
        "run": longest,
    }
    words = {name: column.tolist() for name, column in columns.items()}
    return [
        Measures(
            cover=(covers[0][place], covers[1][place]),
            prose=(covers[2][place], covers[3][place]),
            tfidf=tfidf[place],
            house=_one_house(bodies.articles[left], bodies.articles[right]),
            **{name: column[place] for name, column in words.items()},
        )
        for place, (left, right) in enumerate(pairs)
    ]


def _one_house(one: Article, other: Article) -> bool:
    return bool(one.outlet) and one.outlet == other.outlet


def _covers(
    pairs: Sequence[tuple[int, int]], within: Listed, same: Matches, plain: Truth, bodies: Bodies
) -> tuple[list[float], ...]:
    """Return the share of each side's words that stand in the other, and of those copied as prose."""
    lengths = np.diff(bodies.first)[np.array(pairs, np.int64).reshape(-1, 2)]
    pair = within.pair[same.passage]
    found = []
    for words, told in zip((same.left, same.right), _standing(within, bodies), strict=True):
        found.append(np.concatenate(((pair << _BITS) | words, told)))
        found.append(((pair << _BITS) | words)[plain])
    counts = [np.bincount(distinct(keys) >> _BITS, minlength=len(pairs)) for keys in found]
    sides = 0, 0, 1, 1
    shares = [
        np.divide(count, lengths[:, side], out=np.zeros(len(pairs)), where=lengths[:, side] > 0).tolist()
        for count, side in zip(counts, sides, strict=True)
    ]
    return shares[0], shares[2], shares[1], shares[3]


def _standing(within: Listed, bodies: Bodies) -> tuple[Places, Places]:
    """Return pair and word, on each side, of what is reworded at length in the other article."""
    found = []
    sides = [(each.left, each.right) for each in within.passages]
    for side, slots in ((0, within.left), (1, within.right)):
        kept = [
            place
            for place, spans in enumerate(sides)
            if within.passages[place].kind == "paraphrase" and _told_at_length(spans[side], spans[1 - side])
        ]
        at = np.array(kept, np.int64)
        words, owner = expanded(*bodies.within(slots[at], as_columns([sides[place][side] for place in kept])))
        found.append((within.pair[at][owner] << _BITS) | words)
    return found[0], found[1]


def _told_at_length(here: Span, there: Span) -> bool:
    """Say whether a reworded stretch stands in the other text, and is not only summed up there."""
    return here.end - here.begin <= _SUMMED_UP * (there.end - there.begin)


def _beside(within: Listed, same: Matches, bodies: Bodies) -> Places:
    """Count for each passage the quoted words that only one of the two has as body text."""
    counts = np.zeros(len(same.longest), np.int64)
    met = np.bincount(same.passage, minlength=len(counts)) > 0
    for place, each in enumerate(within.passages):
        if each.quoted and not met[place] and each.kind != "paraphrase":
            sides = ((within.left[place], each.left, 0), (within.right[place], each.right, 1))
            for slot, span, side in sides:
                parts = between(span, [(one.left, one.right)[side] for one in each.differences])
                begins, ends = bodies.within(np.full(len(parts), slot), np.array(parts, np.int64))
                counts[place] = max(counts[place], int((ends - begins).sum()))
    return counts


def _framed(prose: Truth, quoted: Truth, same: Matches) -> Places:
    """Count for each passage the quoted words between its first and its last stretch of prose."""
    frame = np.flatnonzero(_in_runs(prose, same.passage, _FRAME))
    framed = np.zeros(len(same.longest), np.int64)
    passages, first = np.unique(same.passage[frame], return_index=True)
    last = np.append(first, len(frame))[1:] - 1
    before = np.concatenate(([0], np.cumsum(quoted)))
    framed[passages] = before[frame[last]] - before[frame[first]]
    return framed


def _in_runs(wanted: Truth, passage: Places, least: int) -> Truth:
    """Keep only what stands in runs of at least so many words of one passage."""
    parts = np.flatnonzero((wanted[1:] != wanted[:-1]) | (passage[1:] != passage[:-1])) + 1
    bounds = np.concatenate(([0], parts, [len(wanted)]))
    lengths = np.diff(bounds)
    kept: Truth = wanted & np.repeat(lengths >= least, lengths)
    return kept


def _announced(within: Listed, bodies: Bodies) -> Truth:
    """Say which passages either article announces as a document or speech, not as the other's story."""
    slots = zip(within.left.tolist(), within.right.tolist(), strict=True)
    return np.array(
        [
            _announces(each, bodies.articles[one], bodies.articles[other])
            for each, (one, other) in zip(within.passages, slots, strict=True)
        ],
        np.bool_,
    )


def _announces(passage: Passage, left: Article, right: Article) -> bool:
    for one, other, span in ((left, right, passage.left), (right, left, passage.right)):
        if introduced(one.text, span.begin):
            before = one.text[max(0, span.begin - _BEFORE) : span.begin]
            return not named(other.outlet, before)
    return False


def _lifted(wanted: Truth, slots: tuple[Places, Places], same: Matches, bodies: Bodies) -> Truth:
    """Keep the words of passages whose article names the other's outlet."""
    passages = distinct(same.passage[wanted])
    pairs = zip(slots[0][passages].tolist(), slots[1][passages].tolist(), strict=True)
    known: dict[tuple[int, str], bool] = {}
    naming = np.zeros(len(same.longest), np.bool_)
    for passage, (one, other) in zip(passages.tolist(), pairs, strict=True):
        outlet = bodies.articles[other].outlet
        if (one, outlet) not in known:
            known[one, outlet] = _names(bodies.articles[one], outlet)
        naming[passage] = known[one, outlet]
    return wanted & naming[same.passage]


def _names(article: Article, outlet: str) -> bool:
    """Say whether an article names another outlet, for its story and not for an opinion."""
    if article.outlet == outlet or any(each in article.text for each in _OPINION):
        return False
    return named(outlet, article.text)
