"""Learn what an outlet repeats from article to article: newsletters, notices, bios, standing links.

A sentence that stands in several articles of one outlet whose texts otherwise differ is boilerplate. One
that is repeated because the articles are versions of each other (an updated story) is not. Counting is
kept apart from marking, so that counts can be gathered over many batches before they are used.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Mark, Readings
from provenance.reading.words import word_hash
from provenance.settings import Settings

COMMON = 3  # articles, not versions of each other: as often, it is a habit wherever it stands
TWICE = 2  # articles: enough for what stands unbroken at an article's beginning or end
VERSION_SHARE = 0.5  # of the shorter article's words: as much in common makes two articles versions
COMPARED = 10  # a sentence in more articles of an outlet says nothing about which are versions
LEAST_WORDS = 3  # shorter sentences are answers ("Yes.") and harm nobody
MOST_LOST = 0.6  # of an article's body: more is never taken for boilerplate

# The numbers, keys and articles of the body sentences that can be boilerplate.
Sentences = tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]

HASHED = 50_000  # sentences hashed at a time: bounds the memory
_MIX, _OUTLET = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x632BE5AB4C957F2D)


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """How often outlets repeat sentences.

    Attributes
    ----------
    keys : uint64 (N,)
        Hash of outlet and words, sorted; the same in every batch.
    articles : int32 (N,)
        In how many articles of the outlet the sentence stands, versions of one article counted once.
    """

    keys: NDArray[np.uint64]
    articles: NDArray[np.int32]


def learn(readings: Readings, settings: Settings) -> Readings:  # noqa: ARG001
    """Mark what outlets repeat within this batch.

    Parameters
    ----------
    readings : Readings
        Best a whole corpus: what is repeated must be seen repeatedly.
    settings : Settings

    Returns
    -------
    Readings
        The same with more sentences of kind `Kind.BOILERPLATE`.
    """
    found = _sentences(readings)
    return _marked(readings, _counted(readings, found), found)


def count(readings: Readings) -> Repeats:
    """Count in how many articles of its outlet each body sentence stands."""
    return _counted(readings, _sentences(readings))


def mark(readings: Readings, repeats: Repeats) -> Readings:
    """Turn body sentences that their outlet repeats into boilerplate."""
    return _marked(readings, repeats, _sentences(readings))


def _counted(readings: Readings, found: Sentences) -> Repeats:
    place, keys, article = found
    order = np.lexsort((article, keys))
    place, keys, article = place[order], keys[order], article[order]
    once = np.ones(len(keys), dtype=np.bool_)
    once[1:] = (keys[1:] != keys[:-1]) | (article[1:] != article[:-1])
    place, keys, article = place[once], keys[once], article[once]
    distinct, number, often = np.unique(keys, return_inverse=True, return_counts=True)
    shared = often[number] >= TWICE
    place, number, article = place[shared], number[shared], article[shared]
    group = _versions(readings, place, number, article)[article]
    pairs = np.unique(np.stack([number, group]), axis=1)[0] if len(number) else number
    articles = np.bincount(pairs, minlength=len(distinct)).astype(np.int32)
    kept = articles >= TWICE
    return Repeats(distinct[kept], articles[kept])


def _marked(readings: Readings, repeats: Repeats, found: Sentences) -> Readings:
    place, keys, _ = found
    if not len(repeats.keys) or not len(place):
        return readings
    at = np.minimum(np.searchsorted(repeats.keys, keys), len(repeats.keys) - 1)
    often = np.zeros(len(readings.sentence_kind), dtype=np.int32)
    often[place] = np.where(repeats.keys[at] == keys, repeats.articles[at], 0)
    chosen = (often >= COMMON) & ~_quoted(readings)
    chosen |= (often >= TWICE) & _at_an_end(readings, often >= TWICE)
    words = np.diff(readings.sentence_words)
    body = readings.sentence_kind == Kind.BODY
    owner = _owners(readings)
    total = np.bincount(owner, weights=words * body, minlength=len(readings.articles))
    lost = np.bincount(owner, weights=words * chosen, minlength=len(readings.articles))
    chosen &= (lost <= MOST_LOST * total)[owner]
    kinds = readings.sentence_kind.copy()
    kinds[chosen] = Kind.BOILERPLATE
    return replace(readings, sentence_kind=kinds)


def _owners(readings: Readings) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(readings.articles)), np.diff(readings.article_sentences))


def _sentences(readings: Readings) -> Sentences:
    """Return the body sentences that can be boilerplate: their numbers, keys and articles."""
    owner = _owners(readings)
    outlets = np.array(
        [word_hash(each.outlet.casefold()) if each.outlet else 0 for each in readings.articles], np.uint64
    )
    length = np.diff(readings.sentence_words)
    usable = (readings.sentence_kind == Kind.BODY) & (length >= LEAST_WORDS)
    if len(owner):
        usable &= outlets[owner] > 0
    place = np.flatnonzero(usable)
    parts = [
        _hashes(readings, first, min(len(length), first + HASHED)) for first in range(0, len(length), HASHED)
    ]
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *parts])[place]
    return place, keys ^ outlets[owner[place]] * _OUTLET, owner[place]


def _hashes(readings: Readings, first: int, last: int) -> NDArray[np.uint64]:
    """Return the hash of each sentence from `first` up to `last`: its words in their order."""
    bounds = readings.sentence_words[first : last + 1] - readings.sentence_words[first]
    words = readings.word_hash[readings.sentence_words[first] : readings.sentence_words[last]]
    place = (np.arange(len(words)) - np.repeat(bounds[:-1], np.diff(bounds))).astype(np.uint64)
    terms = (words.astype(np.uint64) + np.uint64(1)) * ((place * np.uint64(2) + np.uint64(1)) * _MIX)
    terms ^= terms >> np.uint64(29)
    sums = np.zeros(len(terms) + 1, dtype=np.uint64)
    np.cumsum(terms, out=sums[1:])
    hashes: NDArray[np.uint64] = (sums[bounds[1:]] - sums[bounds[:-1]]) * _MIX
    return hashes


def _versions(
    readings: Readings, place: NDArray[np.int64], number: NDArray[np.int64], article: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return, for each article, the first article it is a version of (or itself).

    The rows, sorted by `number`, say that repeated sentence `number` stands in `article`, there as `place`.
    """
    first = np.arange(len(readings.articles))
    length = np.diff(readings.sentence_words)
    body = np.bincount(
        _owners(readings), weights=length * (readings.sentence_kind == Kind.BODY), minlength=len(first)
    )
    often = np.bincount(number) if len(number) else number
    starts = np.concatenate([[0], np.cumsum(often)])[:-1].astype(np.int64)
    lefts, rights, weights = [], [], []
    for times in range(TWICE, COMPARED + 1):
        rows = starts[often == times][:, None] + np.arange(times)
        one, other = np.triu_indices(times, 1)
        lefts.append(article[rows[:, one]].ravel())
        rights.append(article[rows[:, other]].ravel())
        weights.append(np.repeat(length[place[rows[:, 0]]], len(one)))
    codes = np.concatenate(lefts) * len(first) + np.concatenate(rights)
    pairs, inverse = np.unique(codes, return_inverse=True)
    common = np.bincount(inverse, weights=np.concatenate(weights), minlength=len(pairs))
    left, right = pairs // max(1, len(first)), pairs % max(1, len(first))
    alike = common >= VERSION_SHARE * np.minimum(body[left], body[right])
    for one, other in zip(left[alike].tolist(), right[alike].tolist(), strict=True):
        roots = sorted((_root(first, one), _root(first, other)))
        first[roots[1]] = roots[0]
    return np.array([_root(first, each) for each in range(len(first))], dtype=np.int64)


def _root(first: NDArray[np.int64], one: int) -> int:
    while first[one] != one:
        first[one] = first[first[one]]
        one = int(first[one])
    return one


def _quoted(readings: Readings) -> NDArray[np.bool_]:
    """Say of each sentence whether most of it is quoted: a statement may be reported again and again."""
    speech = np.concatenate([[0], np.cumsum((readings.word_marks & Mark.QUOTED) > 0)])
    inside = speech[readings.sentence_words[1:]] - speech[readings.sentence_words[:-1]]
    quoted: NDArray[np.bool_] = 2 * inside > np.diff(readings.sentence_words)
    return quoted


def _at_an_end(readings: Readings, repeated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say of each sentence whether only repeated or foreign ones stand between it and an end."""
    count = len(repeated)
    own = ~repeated & (readings.sentence_kind == Kind.BODY)
    number = np.arange(count)
    filled = np.diff(readings.article_sentences) > 0
    starts = readings.article_sentences[:-1][filled]
    first, last = np.full(len(filled), count), np.full(len(filled), -1)
    first[filled] = np.minimum.reduceat(np.where(own, number, count), starts)
    last[filled] = np.maximum.reduceat(np.where(own, number, -1), starts)
    owner = _owners(readings)
    ends: NDArray[np.bool_] = ((number < first[owner]) | (number > last[owner])) & (last[owner] >= 0)
    return ends
