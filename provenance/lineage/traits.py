"""What the texts of two articles alone tell of who had the words first.

Every trait is a number that turns its sign when the articles change places; above zero it speaks for the
left one as the source. None looks at names or times. All pairs of an article are measured at once: a row is
what it shares with one of them, a column one of its words.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.lineage.phrases import usual
from provenance.lineage.shares import Numbers, Shares, spread
from provenance.lineage.texts import Text

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


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """What is measured of each row, float64 (2 * pairs,); `subject` is NaN where there is too little."""

    cover: Reals
    subject: Reals
    others: Reals
    opens: Reals
    announced: Reals
    quoted: Reals


def traits(shares: Shares, wanted: NDArray[np.bool_]) -> Reals:
    """Measure the wanted pairs of `shares`: float64 (pairs, len(TRAITS)); zeros for the others.

    How much an article holds of third ones is seen from all pairs, wanted or not.
    """
    sides = _Sides(*(np.zeros(2 * len(shares.pairs)) for _ in range(6)))
    for article in shares.rows:
        rows = np.array(list(shares.rows[article].values()), np.int64)
        if wanted[rows // 2].any():
            _measure(article, rows, wanted[rows // 2], shares, sides)
    left, right = slice(0, None, 2), slice(1, None, 2)
    cover, subject = sides.cover, sides.subject
    with np.errstate(invalid="ignore"):
        free = (1 - cover > _FREE) & ~np.isnan(subject)
        about = np.clip((subject - _OWN) / _WIDE, -1, 1)
    own = np.where(free, np.minimum(1.0, (1 - cover) / 0.3) * np.nan_to_num(about), 0.0)
    # What stands in another as a whole was rather cut from it than set into it, whatever the rest tells.
    whole = cover.reshape(-1, 2)[:, ::-1].ravel() > _WHOLE
    own = np.where((own < 0) & whole, own * _EMBEDDED, own)
    rarer, unusual = _changes(shares, wanted)
    found = np.stack(
        (
            own[left] - own[right],
            np.nan_to_num(subject[left] - subject[right]),
            sides.others[right] - sides.others[left],
            rarer,
            unusual,
            sides.opens[left] - sides.opens[right],
            sides.announced[right] - sides.announced[left],
            sides.quoted[right] - sides.quoted[left],
        ),
        axis=1,
    )
    return np.where(wanted[:, None], found, 0.0)


def _measure(article: str, rows: Numbers, wanted: Marks, shares: Shares, sides: _Sides) -> None:
    """Measure one article's side of its pairs."""
    text = shares.texts.of(article)
    width = max(1, len(text.begin))
    idf = background().idf(text.word)
    stem = background().stem(text.word)
    after_colon = _after_colon(shares.texts.words(article), text)
    marks = shares.of_all(article)
    sides.others[rows] = np.where(wanted, _of_thirds(marks, _strangers(article, shares)), 0.0) / width
    step = max(1, _BLOCK // width)
    for low in range(0, len(rows), step):
        part = slice(low, low + step)
        some, marked = rows[part], marks[part]
        count = marked.sum(axis=1)
        before = np.concatenate((np.zeros((len(some), 1), bool), marked[:, :-1]), axis=1)
        sides.cover[some] = count / width
        sides.opens[some] = marked[:, :_OPENING].sum(axis=1) * 2 >= max(1, min(_OPENING, width))
        sides.announced[some] = (marked & ~before & after_colon).any(axis=1)
        sides.quoted[some] = (marked & text.quoted).sum(axis=1) / np.maximum(count, 1)
        sides.subject[some] = _subjects(marked, idf, stem)


def _after_colon(words: str, text: Text) -> Marks:
    """Mark the words that a colon announces."""
    ends = [match.end() for match in _ANNOUNCES.finditer(words)]
    return np.isin(text.begin, np.array(ends, np.int32))


def _subjects(marked: Marks, idf: Reals, stem: NDArray[np.uint32]) -> Reals:
    """Return which share of each remainder's telling words also stand in its shared text; NaN: too little."""
    rest = ~marked & _near(marked)
    enough = (rest.sum(axis=1) >= _REST) & (marked.sum(axis=1) >= _REST // 2)
    telling = np.flatnonzero(idf > _TELLING)
    if not len(telling):
        return np.full(len(marked), np.nan)
    order = telling[np.argsort(stem[telling], kind="stable")]
    starts = np.concatenate(([True], stem[order][1:] != stem[order][:-1]))
    inside = np.logical_or.reduceat(marked[:, order], np.flatnonzero(starts), axis=1)
    weight = np.rint(idf[order] * _FINE)
    outside = np.where(rest[:, order], weight, 0.0)
    total = outside.sum(axis=1)
    same = (outside * inside[:, np.cumsum(starts) - 1]).sum(axis=1)
    likely = (same + _OWN * _PRIOR * _FINE) / (total + _PRIOR * _FINE)
    return np.where(enough & (total > 0), likely, np.nan)


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
    mine = shares.neighbours[article]
    place = np.full(len(shares.rows), -1, np.int64)
    place[mine] = np.arange(len(mine))
    theirs = [shares.neighbours[name] for name in shares.rows[article]]
    owner = np.repeat(np.arange(len(mine)), [len(each) for each in theirs])
    found = place[np.concatenate(theirs)]
    apart = np.ones((len(mine), len(mine)), bool)
    np.fill_diagonal(apart, val=False)
    apart[owner[found >= 0], found[found >= 0]] = False
    return apart


def _of_thirds(marks: Marks, apart: Marks) -> Reals:
    """Return for each row the most words that a row apart from it marks and it does not."""
    most = np.zeros(len(marks))
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
    words, begin, end = shares.stream()
    begin, end = begin[:, changed.pair], end[:, changed.pair]
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
