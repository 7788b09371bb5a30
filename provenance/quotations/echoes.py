"""Which articles of a large corpus may share a statement: only these need be read for speakers.

Words in quotation marks are found without knowing who says them, and far more cheaply. Whether two articles
echo one another depends on these two alone.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.model import Candidates, Kind, Readings
from provenance.quotations.judge import conceivable, meaningful
from provenance.quotations.kinship import Kinship, ordinal
from provenance.quotations.lifted import LIFTED_PAIR, PERHAPS, betrayed
from provenance.quotations.marks import scan
from provenance.quotations.meeting import Couples, Rows, recurring
from provenance.quotations.pairing import neighbours, single, twain, verbatim
from provenance.quotations.proposals import (
    LATER,
    SPOKEN_PAIR,
    by_words,
    owners_of,
    proposed,
    worded,
)
from provenance.quotations.shared import share
from provenance.quotations.standing import chosen, promising, stood, widened
from provenance.quotations.statements import LONGEST, Columns, words_of
from provenance.settings import Settings

_SEVERAL = 3  # keys: of 6,000 articles every family but two of a thousand is found so

Numbers = NDArray[np.int64]


class Marked(NamedTuple):
    """What stands in quotation marks.

    Attributes
    ----------
    inside : int32 array (W,)
        The number of the quotation that each word stands in, -1 outside.
    table : Columns
        The words in quotation marks, a stretch for each sentence of a quotation.
    articles : int64 array (S,)
        Where each stretch stands.
    """

    inside: NDArray[np.int32]
    table: Columns
    articles: Numbers


def marked(readings: Readings) -> Marked:
    """Find what stands in quotation marks, for `keys` and `echoes`."""
    inside = _inside(readings)
    return Marked(inside, *_stretches(readings, inside))


def echoes(
    readings: Readings, candidates: Candidates, settings: Settings, said: Marked | None = None
) -> Candidates:
    """Tell which pairs of articles may have a statement in common; the others share no family.

    Parameters
    ----------
    readings : Readings
    candidates : Candidates
        Pairs of articles worth a closer look.
    settings : Settings
        `story_days` and `compile_above` are used.
    said : Marked, optional
        What stands in quotation marks, if it is known already.

    Returns
    -------
    Candidates
        Some of those given, in their order.
    """
    compiled = len(readings.word_hash) >= settings.compile_above
    said = said or marked(readings)
    kinship = Kinship(readings, settings.story_days + LATER, compiled=compiled)
    found = np.zeros(len(candidates.left), np.bool_)
    rows = by_words(said.table, said.articles)
    found |= _repeated(said, rows, Couples(candidates.left, candidates.right), kinship, candidates)
    rest = _related(candidates, ~found, kinship)
    found |= _repeated(said, _spoken(said), _couples(candidates, rest), kinship, candidates)
    rest &= ~found
    couples = _couples(candidates, rest)
    found |= _of(candidates, *_unmarked(readings, said, couples, compiled=compiled))
    return Candidates(candidates.left[found], candidates.right[found])


def keys(
    readings: Readings, said: Marked | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint16]]:
    """Return under which keys each article is known for what it quotes.

    Two articles that quote the same words without sharing a long run meet here: “endless wars” in both.

    Returns
    -------
    keys : uint64 (N,)
    articles : int32 (N,)
        Each key once an article.
    context : uint16 (N,)
        Hash of the whole quotation that the key is of.
    """
    _, table, article = said or marked(readings)
    owner = owners_of(table)
    found, owners = worded(table, (neighbours, twain, single, verbatim))
    whole = np.zeros(len(article), np.uint64)
    hashed_whole, of, _ = verbatim(table.stem, table.weight, owner, 0.0)
    whole[of] = hashed_whole
    where = article[owners]
    order = np.lexsort((found, where))
    new = np.ones(len(found), np.bool_)
    new[1:] = (np.diff(found[order]) != 0) | (np.diff(where[order]) != 0)
    order = order[new]
    context = (whole[owners[order]] >> np.uint64(48)).astype(np.uint16)
    return found[order], where[order].astype(np.int32), context


def least(
    published: Sequence[str | None], one: NDArray[np.integer], other: NDArray[np.integer], settings: Settings
) -> NDArray[np.int64]:
    """Return how many keys must bring two articles together, which `one` and `other` number, to be looked at.

    Years apart, only a statement that is the same beyond doubt is one, and that has several.
    """
    days = np.array([np.nan if (day := ordinal(each or "")) is None else day for each in published])
    with np.errstate(invalid="ignore"):
        apart = np.abs(days[one] - days[other]) > settings.story_days + LATER
    return np.where(apart, _SEVERAL, 1)


def _couples(candidates: Candidates, some: NDArray[np.bool_]) -> Couples:
    return Couples(candidates.left[some], candidates.right[some])


def _related(candidates: Candidates, some: NDArray[np.bool_], kinship: Kinship) -> NDArray[np.bool_]:
    """Tell which of some candidates are articles on one event."""
    places = np.flatnonzero(some)
    found = np.zeros(len(some), np.bool_)
    found[places] = kinship.akin(
        candidates.left[places].astype(np.int64), candidates.right[places].astype(np.int64)
    )
    return found


def _of(candidates: Candidates, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Tell which candidates are among pairs of articles."""
    return Couples(one, other).holds(candidates.left.astype(np.int64), candidates.right.astype(np.int64))


def _inside(readings: Readings) -> NDArray[np.int32]:
    """Return for each word the number of the quotation it stands in, -1 outside."""
    places = [np.zeros((0, 2), np.int64)]
    bounds = readings.sentence_words[readings.article_sentences].tolist()
    for article, (first, stop) in zip(readings.articles, pairwise(bounds), strict=True):
        begins = readings.word_begin[first:stop]
        if found := [(each.inner, each.stop) for each in scan(article.text)]:
            places.append(first + np.searchsorted(begins, np.array(found, begins.dtype)))
    low, high = np.concatenate(places).T
    inside_of = np.full(len(readings.word_begin), -1, np.int32)
    which = np.repeat(np.arange(len(low), dtype=np.int32), high - low)
    inside = np.arange(len(which)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    inside_of[low[which] + inside] = which
    return inside_of


def _stretches(readings: Readings, quoted: NDArray[np.int32]) -> tuple[Columns, Numbers]:
    """Return what stands in quotation marks, by sentence, and in which article each stretch stands."""
    body = np.repeat(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words))
    word = np.flatnonzero((quoted >= 0) & body)
    sentence = np.searchsorted(readings.sentence_words, word, "right") - 1
    new = np.ones(len(word), np.bool_)
    new[1:] = (sentence[1:] != sentence[:-1]) | (quoted[word[1:]] != quoted[word[:-1]])
    first = np.flatnonzero(new)
    owner = np.cumsum(new) - 1
    kept = np.arange(len(word)) - first[owner] < LONGEST
    article = np.searchsorted(readings.article_sentences, sentence[first], "right") - 1
    lengths = np.bincount(owner[kept], minlength=len(first))
    return words_of(readings, word[kept], lengths.tolist()), article.astype(np.int64)


def _spoken(said: Marked) -> Rows:
    """Return keys of words that are not so rare: one speaker may say both."""
    _, table, article = said
    keys, owners, _ = neighbours(table.stem, table.weight, owners_of(table), SPOKEN_PAIR)
    return recurring(keys, owners, article)


def _repeated(
    said: Marked, rows: Rows, couples: Couples, kinship: Kinship, candidates: Candidates
) -> NDArray[np.bool_]:
    """Tell which candidates may quote the same."""
    _, table, article = said
    left, right = proposed(rows, couples, compiled=kinship.compiled)
    # aligned from the article whose id comes first, wherever it stands in the batch
    rank = np.argsort(np.argsort([each.id for each in kinship.readings.articles]))
    turned = rank[article[left]] > rank[article[right]]
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    of = share(table, left, right, compiled=kinship.compiled)
    surely, perhaps = conceivable(of)
    worth = (surely | perhaps) & meaningful(of, np.ones(len(left), np.bool_))
    one, other, surely = article[left[worth]], article[right[worth]], surely[worth]
    found = _of(candidates, one[surely], other[surely])
    maybe = _of(candidates, one[~surely], other[~surely]) & ~found
    return found | _related(candidates, maybe, kinship)


def _unmarked(
    readings: Readings, said: Marked, couples: Couples, *, compiled: bool
) -> tuple[Numbers, Numbers]:
    """Return the pairs of articles of which one may have, without marks, what the other quotes."""
    inside, table, article = said
    keys, owners, _ = neighbours(table.stem, table.weight, owners_of(table), LIFTED_PAIR)
    body = np.repeat(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words))
    words = np.diff(readings.sentence_words[readings.article_sentences])
    free = body & (inside < 0) & np.repeat(couples.among(len(readings.articles)), words)
    hits = betrayed(readings, Rows(keys, owners, article[owners]), free, couples, compiled=compiled)
    wide = widened(readings, table, hits)
    near = chosen(wide, promising(readings, table, wide, PERHAPS, compiled=compiled))
    _, stop = stood(readings, table, near, PERHAPS, compiled=compiled)
    return article[near.statement[stop > 0]], near.article[stop > 0]
