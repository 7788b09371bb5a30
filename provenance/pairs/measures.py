"""What the copied words of two articles are: prose, somebody's speech, or lifted with credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.hashing import distinct
from provenance.model import Article, many
from provenance.pairs.bodies import SHIFT, Bodies, Places, expanded
from provenance.pairs.documents import Paragraphs
from provenance.pairs.listing import Listed, Side
from provenance.pairs.matches import Matches, matched
from provenance.pairs.outlets import Naming
from provenance.pairs.statements import announced, documented

_FRAME = 4  # words of prose before and after a quotation that make its frame: "told the paper's editors …"
_SUMMED_UP = 3  # times as long as its rewording: the other article tells it in brief and does not carry it
RUN = 6  # words in a row: shorter shared prose between two quotes is "he told reporters", not copying
Truth = NDArray[np.bool_]
Shares = list[tuple[float, float]]  # of the left and of the right article


class Known(NamedTuple):
    """What is looked for in an article's text: once, however many pairs ask."""

    paragraphs: Paragraphs
    naming: Naming

    @classmethod
    def of(cls, article: Article) -> "Known":
        """Look at an article for the first time."""
        return cls(Paragraphs(article.text), Naming(article))


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
    """

    cover: tuple[float, float] = (0.0, 0.0)
    prose: tuple[float, float] = (0.0, 0.0)
    prose_words: int = 0
    lifted_words: int = 0
    framed_words: int = 0
    speech_words: int = 0
    blocks: int = 0
    run: int = 0


def measured(within: Listed, count: int, bodies: Bodies, known: Sequence[Known]) -> list[Measures]:
    """Measure what each of some pairs shares.

    Parameters
    ----------
    within : Listed
        The passages of the pairs.
    count : int
        Pairs; each has a passage.
    bodies : Bodies
    known : sequence of Known
        Of each slot of `bodies`.
    """
    same = matched(within, bodies)
    quoted = bodies.quoted[same.left], bodies.quoted[same.right]
    documents = documented(within, bodies, [each.paragraphs for each in known])
    told = documents[same.left] | documents[same.right] | announced(within, bodies)[same.passage]
    either = quoted[0] | quoted[1]
    prose = ~(either | told)
    plain = _in_runs(prose, same.passage, RUN)
    lifts = _lifted(quoted[0] & ~(quoted[1] | told), (within.left, within.right), same, bodies, known)
    lifts |= _lifted(quoted[1] & ~(quoted[0] | told), (within.right, within.left), same, bodies, known)
    pair = within.pair[same.passage]
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, within.pair, same.longest)
    framed = _framed(prose, quoted[0] & quoted[1], same)
    columns = (
        np.bincount(pair[plain], minlength=count),
        np.bincount(pair[lifts], minlength=count),
        np.bincount(within.pair, framed, count).astype(np.int64),
        np.bincount(pair[(either | told) & ~lifts], minlength=count)
        + np.bincount(within.pair, _beside(within, same, bodies), count).astype(np.int64),
        np.bincount(within.pair[distinct(same.passage[plain])], minlength=count),
        longest,
    )
    covers = _covers(within, same, plain, bodies)
    return many(Measures, *covers, *(column.tolist() for column in columns))


def _covers(within: Listed, same: Matches, plain: Truth, bodies: Bodies) -> tuple[Shares, Shares]:
    """Return the shares of both articles' words that stand in the other, and of those copied as prose."""
    pair = within.pair[same.passage]
    _, first = np.unique(within.pair, return_index=True)
    twice = np.zeros(len(first), np.bool_)
    twice[within.pair[same.contested]] = True
    nothing = np.zeros(0, np.int64)
    cover: list[list[float]] = []
    prose: list[list[float]] = []
    for side, words in enumerate((same.left, same.right)):
        slots = (within.left, within.right)[side].slots[first]
        lengths = np.diff(bodies.first)[slots]
        told = _standing(within, side, bodies)
        for found, count in (
            (cover, _different(pair, words, told, twice)),
            (prose, _different(pair[plain], words[plain], nothing, twice)),
        ):
            share = np.divide(count, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
            found.append(share.tolist())
    return list(zip(*cover, strict=True)), list(zip(*prose, strict=True))


def _different(pair: Places, words: Places, told: Places, twice: Truth) -> Places:
    """Count the different words of each pair, with more that are `told`, a pair and a word in one number.

    Of words that are not told only those of some pairs can be there `twice`.
    """
    twice = twice.copy()
    twice[told >> SHIFT] = True
    asked = twice[pair]
    some = distinct(np.concatenate(((pair[asked] << SHIFT) | words[asked], told)))
    counts: Places = np.bincount(pair[~asked], minlength=len(twice))
    counts += np.bincount(some >> SHIFT, minlength=len(twice))
    return counts


def _standing(within: Listed, side: int, bodies: Bodies) -> Places:
    """Return pair and word, on one side, of what is reworded at length in the other article.

    Not of what is only summed up there.
    """
    here, there = (within.left, within.right)[:: 1 - 2 * side]
    at = np.flatnonzero(within.reworded & (here.lengths <= _SUMMED_UP * there.lengths))
    words, owner = expanded(*bodies.within(here.slots[at], here.spans[at]))
    return (within.pair[at][owner] << SHIFT) | words


def _beside(within: Listed, same: Matches, bodies: Bodies) -> Places:
    """Count for each passage the quoted words that only one of the two has as body text."""
    count = len(within)
    alone = within.quoted & ~within.reworded & (np.bincount(same.passage, minlength=count) == 0)
    most = np.zeros(count, np.int64)
    for side in (within.left, within.right):
        spans, owner = within.pieces(side)
        spans, owner = spans[alone[owner]], owner[alone[owner]]
        begins, ends = bodies.within(side.slots[owner], spans)
        np.maximum(most, np.bincount(owner, ends - begins, count).astype(np.int64), out=most)
    return most


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


def _lifted(
    wanted: Truth, sides: tuple[Side, Side], same: Matches, bodies: Bodies, known: Sequence[Known]
) -> Truth:
    """Keep the words of passages whose article names the other's outlet."""
    passages = distinct(same.passage[wanted])
    here, there = (side.slots[passages].tolist() for side in sides)
    outlets = [bodies.articles[other].outlet for other in there]
    naming = np.zeros(len(same.longest), np.bool_)
    asked: dict[int, set[str]] = {}
    for one, outlet in zip(here, outlets, strict=True):
        asked.setdefault(one, set()).add(outlet)
    names = {one: known[one].naming.some(those) for one, those in asked.items()}
    naming[passages] = [outlet in names[one] for one, outlet in zip(here, outlets, strict=True)]
    return wanted & naming[same.passage]
