"""What the texts of two articles alone tell of who had the words first.

Every trait is a number that turns its sign when the articles change places; above zero it speaks for the
left one as the source. None looks at names or times. All pairs of an article are measured at once: a row is
what it shares with one of them, a column one of its words.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.lineage.phrases import usual
from provenance.lineage.shares import Numbers, Shares, spread

Marks = NDArray[np.bool_]
Reals = NDArray[np.float64]

_REST = 20  # words; a shorter remainder says nothing of what the rest of an article is about
_TELLING = 2.5  # nats of idf: a word in at most one article of twelve tells a subject
_AROUND = 200  # words before and after the shared text whose subject is compared with its own
_SMALL = 4  # words; a longer difference is a cut or an insertion, not a changed word
_OPENING = 25  # words
_FREE = 0.12  # share of an article that must be its own before its remainder counts
_OWN, _WIDE = 0.07, 0.05  # in simulated copies 95 % of sources' remainders lie above .09, of hosts' below .08
_PRIOR = 60.0  # nats of telling words, about ten; a short remainder says little of its subject
_WHOLE, _EMBEDDED = 0.9, 0.5  # share of an article; what its being in another as a whole leaves of a doubt
_FINE = 4096.0  # steps a nat: sums of whole numbers do not depend on the order they are added in
_BLOCK = 4_000_000  # marks worked on at a time (rows x words); 4 MB each of a handful of arrays
_LAID_OUT = 100_000  # numbers of 64 marks compared at a time: they stay in the processor's cache
_ANNOUNCES = re.compile(r":\s{0,4}[\"“‘'•]{0,2}")

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


class Counts(NamedTuple):
    """What is counted of each row, int64 (2 * pairs,); nothing is counted of rows that are not wanted.

    Attributes
    ----------
    shared, opening, announced, quoted
        Words that stand in the other article: all, those of the opening, those that a colon announces and a
        shared stretch begins with, those in quotation marks.
    rest
        Other words near these.
    telling, same
        What the rest tells of its subject, and what of that the shared words tell, too; steps of a nat.
    third
        The most words that it has from another article and not from this one.
    """

    shared: Numbers
    opening: Numbers
    announced: Numbers
    quoted: Numbers
    rest: Numbers
    telling: Numbers
    same: Numbers
    third: Numbers


def traits(shares: Shares, wanted: Marks) -> Reals:
    """Measure the wanted pairs of `shares`: float64 (pairs, len(TRAITS)); zeros for the others.

    How much an article holds of third ones is seen from all pairs, wanted or not.
    """
    counts = (_compiled if shares.compiled else _counted)(shares, np.repeat(wanted, 2))
    words = np.maximum(1, shares.end - shares.begin)[shares.article]
    left, right = slice(0, None, 2), slice(1, None, 2)
    cover, subject = counts.shared / words, _subject(counts)
    with np.errstate(invalid="ignore"):
        free = (1 - cover > _FREE) & ~np.isnan(subject)
        about = np.clip((subject - _OWN) / _WIDE, -1, 1)
    own = np.where(free, np.minimum(1.0, (1 - cover) / 0.3) * np.nan_to_num(about), 0.0)
    # What stands in another as a whole was rather cut from it than set into it, whatever the rest tells.
    whole = cover.reshape(-1, 2)[:, ::-1].ravel() > _WHOLE
    own = np.where((own < 0) & whole, own * _EMBEDDED, own)
    others = counts.third / words
    opens = (counts.opening * 2 >= np.minimum(_OPENING, words)).astype(np.float64)
    announced = (counts.announced > 0).astype(np.float64)
    quoted = counts.quoted / np.maximum(counts.shared, 1)
    rarer, unusual = _changes(shares, wanted)
    found = np.stack(
        (
            own[left] - own[right],
            np.nan_to_num(subject[left] - subject[right]),
            others[right] - others[left],
            rarer,
            unusual,
            opens[left] - opens[right],
            announced[right] - announced[left],
            quoted[right] - quoted[left],
        ),
        axis=1,
    )
    return np.where(wanted[:, None], found, 0.0)


def _subject(counts: Counts) -> Reals:
    """Return which share of each remainder's telling words also stand in its shared text; NaN: too little."""
    enough = (counts.rest >= _REST) & (counts.shared >= _REST // 2) & (counts.telling > 0)
    likely = (counts.same + _OWN * _PRIOR * _FINE) / (counts.telling + _PRIOR * _FINE)
    return np.where(enough, likely, np.nan)


def _compiled(shares: Shares, wanted: Marks) -> Counts:
    """Count in compiled code."""
    from provenance.lineage import kernels

    known = background()
    hashes, documents, starts, shift = known.looked_up()
    texts = shares.begin, shares.end, shares.texts.laid.word, shares.texts.laid.quoted, _after_colon(shares)
    table = hashes, known.stems, documents, starts, shift, _steps(known.idf_of_seen())
    found = kernels.counted(texts, table, shares.stretches, shares.beside, wanted, (_OPENING, _AROUND))
    return Counts(*found.T)


def _steps(idf: Reals) -> Numbers:
    """Return how much words tell of a subject by their rarity, in whole steps."""
    return np.where(idf > _TELLING, np.rint(idf * _FINE), 0.0).astype(np.int64)


def _counted(shares: Shares, wanted: Marks) -> Counts:
    """Count article by article."""
    found = np.zeros((len(Counts._fields), len(wanted)), np.int64)
    colon = _after_colon(shares)
    for number, article in enumerate(shares.rows):
        rows = np.array(list(shares.rows[article].values()), np.int64)
        if wanted[rows].any():
            words = slice(shares.begin[number], shares.end[number])
            found[:, rows] = np.where(wanted[rows], _sides(article, colon[words], shares), 0)
    return Counts(*found)


def _sides(article: str, colon: Marks, shares: Shares) -> Numbers:
    """Count one article's side of its pairs: int64 (len(Counts), rows)."""
    text, marks = shares.texts.of(article), shares.of_all(article)
    weight, stem = _steps(background().idf(text.word)), background().stem(text.word)
    found = np.zeros((len(Counts._fields), len(marks)), np.int64)
    step = max(1, _BLOCK // max(1, marks.shape[1]))
    for low in range(0, len(marks), step):
        part = slice(low, low + step)
        marked = marks[part]
        before = np.concatenate((np.zeros((len(marked), 1), bool), marked[:, :-1]), axis=1)
        found[:4, part] = [
            marked.sum(axis=1),
            marked[:, :_OPENING].sum(axis=1),
            (marked & ~before & colon).sum(axis=1),
            (marked & text.quoted).sum(axis=1),
        ]
        found[4:7, part] = _subjects(marked, weight, stem)
    found[7] = _of_thirds(marks, _strangers(article, shares))
    return found


def _after_colon(shares: Shares) -> Marks:
    """Mark the words that a colon announces, of all articles."""
    found = np.zeros(len(shares.texts.laid.word), bool)
    for begin, end, article in zip(shares.begin.tolist(), shares.end.tolist(), shares.rows, strict=True):
        if begin < end:
            ends = [match.end() for match in _ANNOUNCES.finditer(shares.texts.words(article))]
            if ends:
                found[begin:end] = np.isin(shares.texts.laid.begin[begin:end], np.array(ends, np.int32))
    return found


def _subjects(marked: Marks, weight: Numbers, stem: NDArray[np.uint32]) -> tuple[Numbers, Numbers, Numbers]:
    """Return how many words each remainder has, what they tell, and what of it shared words tell."""
    rest = ~marked & _near(marked)
    telling = np.flatnonzero(weight)
    order = telling[np.argsort(stem[telling], kind="stable")]
    starts = np.concatenate(([True], stem[order][1:] != stem[order][:-1]))[: len(order)]
    inside = np.logical_or.reduceat(marked[:, order], np.flatnonzero(starts), axis=1)
    outside = np.where(rest[:, order], weight[order], 0)
    same = (outside * inside[:, np.cumsum(starts) - 1]).sum(axis=1)
    return rest.sum(axis=1), outside.sum(axis=1), same


def _near(marked: Marks) -> Marks:
    """Mark the words near a shared one: the rest of a long article is about much else."""
    width = marked.shape[1]
    count = np.zeros((len(marked), width + 1), np.int32)
    np.cumsum(marked, axis=1, out=count[:, 1:])
    places = np.arange(width)
    return np.asarray(
        count[:, np.minimum(places + _AROUND + 1, width)] > count[:, np.maximum(places - _AROUND, 0)]
    )


def _strangers(article: str, shares: Shares) -> Marks:
    """Mark for each of an article's partners which others of them share nothing with it: (rows, rows)."""
    mine = list(shares.rows[article])
    place = {name: number for number, name in enumerate(mine)}
    apart = ~np.eye(len(mine), dtype=bool)
    for number, name in enumerate(mine):
        apart[number, [place[other] for other in shares.rows[name] if other in place]] = False
    return apart


def _of_thirds(marks: Marks, apart: Marks) -> Numbers:
    """Return for each row the most words that a row apart from it marks and it does not."""
    most = np.zeros(len(marks), np.int64)
    packed = np.packbits(marks, axis=1)
    packed = np.pad(packed, ((0, 0), (0, -packed.shape[1] % 8))).view(np.uint64)
    some = np.flatnonzero(apart.any(axis=1))
    step = max(1, _LAID_OUT // max(1, packed.size))
    for low in range(0, len(some), step):
        rows = some[low : low + step]
        alone = np.bitwise_count(packed & ~packed[rows, None]).sum(axis=2, dtype=np.uint32)
        most[rows] = np.where(apart[rows], alone, 0).max(axis=1)
    return most


def _changes(shares: Shares, wanted: Marks) -> tuple[Reals, Reals]:
    """Return for each pair how the right one's changed words are rarer and in less usual phrases."""
    count, found = len(shares.pairs), shares.differences
    longer = (found.stop - found.first).max(axis=0, initial=0)
    small = np.flatnonzero((longer <= _SMALL) & (longer > 0) & wanted[found.pair])
    if not len(small):
        return np.zeros(count), np.zeros(count)
    changed = found.some(small)
    words, owner = shares.texts.laid.word, shares.article.reshape(-1, 2)[changed.pair].T
    begin, end = shares.begin[owner], shares.end[owner]
    idf = [
        _mean_idf(words, begin[side] + changed.first[side], begin[side] + changed.stop[side])
        for side in (0, 1)
    ]
    phrases = usual(words, begin + changed.first, begin + changed.stop, (begin, end))
    swapped = (changed.stop > changed.first).all(axis=0)
    rarer = np.clip(idf[1] - idf[0], -4, 4) * swapped
    unusual = np.clip(phrases[0] - phrases[1], -2, 2)
    return (
        np.bincount(changed.pair, rarer, count) / (np.bincount(changed.pair, swapped, count) + 1) ** 0.5,
        np.bincount(changed.pair, unusual, count) / (np.bincount(changed.pair, minlength=count) + 1) ** 0.5,
    )


def _mean_idf(words: NDArray[np.uint32], first: Numbers, stop: Numbers) -> Reals:
    """Return the mean rarity of the words in stretches; 0 for empty ones."""
    owner = np.repeat(np.arange(len(first)), stop - first)
    total = np.bincount(owner, background().idf(words[spread(first, stop)]), len(first))
    return np.asarray(total / np.maximum(stop - first, 1))
