"""Learn what an outlet repeats from article to article: newsletters, notices, bios, standing links.

A sentence that stands in several articles of one outlet whose texts otherwise differ is boilerplate. One
that is repeated because the articles are versions of each other (an updated story) is not. All it takes
are a few columns of the sentences (`model.Lines`), so that an outlet's past is seen without its texts.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Lines, Mark, Readings
from provenance.reading.words import word_hash
from provenance.settings import Settings

COMMON = 3  # articles, not versions of each other: as often, it is a habit wherever it stands
TWICE = 2  # articles: enough for what stands unbroken at an article's beginning or end
VERSION_SHARE = 0.5  # of the shorter article's words: as much in common makes two articles versions
COMPARED = 10  # a sentence in more articles of an outlet says nothing about which are versions
LEAST_WORDS = 3  # shorter sentences are answers ("Yes.") and harm nobody
MOST_LOST = 0.6  # of an article's body: more is never taken for boilerplate

HASHED = 10_000  # sentences hashed at a time: bounds the memory
_MIX, _OUTLET = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x632BE5AB4C957F2D)

# The numbers, keys and articles of the body sentences that can be boilerplate.
Sentences = tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]


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
    return replace(readings, sentence_kind=habits(lines(readings)))


def lines(readings: Readings) -> Lines:
    """Return what `habits` needs to know of articles that were read apart."""
    outlets = np.array(
        [word_hash(each.outlet.casefold()) if each.outlet else 0 for each in readings.articles], np.uint64
    )
    count = len(readings.sentence_kind)
    bounds = [(first, min(count, first + HASHED)) for first in range(0, count, HASHED)]
    return Lines(
        outlets=outlets,
        article_sentences=readings.article_sentences,
        kind=readings.sentence_kind,
        words=np.diff(readings.sentence_words).astype(np.int32),
        keys=np.concatenate([np.zeros(0, dtype=np.uint64), *(_hashes(readings, *each) for each in bounds)]),
        quoted=np.concatenate([np.zeros(0, dtype=np.bool_), *(_quoted(readings, *each) for each in bounds)]),
    )


def habits(known: Lines) -> NDArray[np.uint8]:
    """Return the kinds of all sentences, body that its outlet repeats turned into boilerplate.

    What is found of one outlet depends on the articles of that outlet alone.
    """
    found = _sentences(known)
    return _marked(known, *_counted(known, found), found)


def _counted(known: Lines, found: Sentences) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return the keys of repeated sentences, sorted, and in how many articles each stands.

    Versions of one article count once.
    """
    place, keys, article = found
    order = np.lexsort((article, keys))
    place, keys, article = place[order], keys[order], article[order]
    once = np.ones(len(keys), dtype=np.bool_)
    once[1:] = (keys[1:] != keys[:-1]) | (article[1:] != article[:-1])
    place, keys, article = place[once], keys[once], article[once]
    distinct, number, often = np.unique(keys, return_inverse=True, return_counts=True)
    shared = often[number] >= TWICE
    place, number, article = place[shared], number[shared], article[shared]
    group = _versions(known, place, number, article)[article]
    pairs = np.unique(np.stack([number, group]), axis=1)[0] if len(number) else number
    articles = np.bincount(pairs, minlength=len(distinct)).astype(np.int32)
    kept = articles >= TWICE
    return distinct[kept], articles[kept]


def _marked(
    known: Lines, repeated: NDArray[np.uint64], articles: NDArray[np.int32], found: Sentences
) -> NDArray[np.uint8]:
    """Mark body sentences that their outlet repeats."""
    place, keys, _ = found
    kinds = known.kind.copy()
    if not len(repeated) or not len(place):
        return kinds
    at = np.minimum(np.searchsorted(repeated, keys), len(repeated) - 1)
    often = np.zeros(len(kinds), dtype=np.int32)
    often[place] = np.where(repeated[at] == keys, articles[at], 0)
    chosen = (often >= COMMON) & ~known.quoted
    chosen |= (often >= TWICE) & _at_an_end(known, often >= TWICE)
    body = known.kind == Kind.BODY
    owner = _owners(known)
    total = np.bincount(owner, weights=known.words * body, minlength=len(known.outlets))
    lost = np.bincount(owner, weights=known.words * chosen, minlength=len(known.outlets))
    chosen &= (lost <= MOST_LOST * total)[owner]
    kinds[chosen] = Kind.BOILERPLATE
    return kinds


def _owners(known: Lines) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(known.outlets)), np.diff(known.article_sentences))


def _sentences(known: Lines) -> Sentences:
    """Return the body sentences that can be boilerplate: their numbers, keys and articles."""
    owner = _owners(known)
    usable = (known.kind == Kind.BODY) & (known.words >= LEAST_WORDS)
    if len(owner):
        usable &= known.outlets[owner] > 0
    place = np.flatnonzero(usable)
    return place, known.keys[place] ^ known.outlets[owner[place]] * _OUTLET, owner[place]


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
    known: Lines, place: NDArray[np.int64], number: NDArray[np.int64], article: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return, for each article, the first article it is a version of (or itself).

    The rows, sorted by `number`, say that repeated sentence `number` stands in `article`, there as `place`.
    """
    first = np.arange(len(known.outlets))
    length = known.words.astype(np.int64)
    body = np.bincount(_owners(known), weights=length * (known.kind == Kind.BODY), minlength=len(first))
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


def _quoted(readings: Readings, first: int, last: int) -> NDArray[np.bool_]:
    """Say of some sentences whether most is quoted: a statement may be reported again and again."""
    bounds = readings.sentence_words[first : last + 1]
    marks = readings.word_marks[bounds[0] : bounds[-1]]
    speech = np.concatenate([[0], np.cumsum((marks & Mark.QUOTED) > 0)])[bounds - bounds[0]]
    quoted: NDArray[np.bool_] = 2 * np.diff(speech) > np.diff(bounds)
    return quoted


def _at_an_end(known: Lines, repeated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say of each sentence whether only repeated or foreign ones stand between it and an end."""
    count = len(repeated)
    own = ~repeated & (known.kind == Kind.BODY)
    number = np.arange(count)
    filled = np.diff(known.article_sentences) > 0
    starts = known.article_sentences[:-1][filled]
    first, last = np.full(len(filled), count), np.full(len(filled), -1)
    first[filled] = np.minimum.reduceat(np.where(own, number, count), starts)
    last[filled] = np.maximum.reduceat(np.where(own, number, -1), starts)
    owner = _owners(known)
    ends: NDArray[np.bool_] = ((number < first[owner]) | (number > last[owner])) & (last[owner] >= 0)
    return ends
