"""Which articles of a large corpus may share a statement with another: only these need be read for speakers.

Words in quotation marks are found without knowing who says them, and far more cheaply.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Readings
from provenance.quotations.judge import conceivable, meaningful
from provenance.quotations.kinship import Kinship
from provenance.quotations.lexicon import lexicon
from provenance.quotations.lifted import LIFTED_PAIR, betrayed, likely, repeats
from provenance.quotations.marks import scan
from provenance.quotations.pairing import CONTENT, distinct, meetings, neighbours, spoken
from provenance.quotations.proposals import CROWD, LATER, SPOKEN_PAIR, alike_by_words, merged
from provenance.quotations.shared import share
from provenance.quotations.statements import LONGEST, Columns, words_of
from provenance.settings import Settings

Numbers = NDArray[np.int64]
Quotes = tuple[Columns, Numbers]  # what stands in quotation marks, and the article of each stretch


def echoes(readings: Readings, settings: Settings) -> NDArray[np.bool_]:
    """Tell which articles may have words that another quotes; the others can be in no family.

    Parameters
    ----------
    readings : Readings
    settings : Settings
        `story_days` is used; below `compile_above` words all articles are meant, to look would cost more.

    Returns
    -------
    bool array (A,)
    """
    count = len(readings.articles)
    if len(readings.word_hash) < settings.compile_above:
        return np.ones(count, np.bool_)
    quoted = _quoted(readings)
    table, article = _stretches(readings, quoted)
    kinship = Kinship(readings, settings.story_days + LATER, compiled=True)
    hits = _unmarked(readings, quoted, (table, article), kinship)
    found = np.zeros(count, np.bool_)
    found[np.concatenate(_repeated((table, article), (article[hits[:, 0]], hits[:, 1]), kinship))] = True
    for source, other, first, last in hits[~(found[article[hits[:, 0]]] & found[hits[:, 1]])].tolist():
        if repeats(readings, table, (source, other), (first, last)):
            found[[article[source], other]] = True
    return found


def _quoted(readings: Readings) -> NDArray[np.int32]:
    """Return for each word the number of the quotation it stands in, -1 outside."""
    begins, stops, where = [], [], []
    for number, article in enumerate(readings.articles):
        for each in scan(article.text):
            begins.append(each.inner)
            stops.append(each.stop)
            where.append(number)
    # every article's characters behind those of the one before, so that one search finds all places
    first = np.concatenate(([0], np.cumsum([len(article.text) + 1 for article in readings.articles])))
    words = np.diff(readings.sentence_words[readings.article_sentences])
    place = readings.word_begin + np.repeat(first[:-1], words)
    base = first[np.array(where, np.int64)]
    low, high = (np.searchsorted(place, base + np.array(edges, np.int64)) for edges in (begins, stops))
    inside_of = np.full(len(place), -1, np.int32)
    which = np.repeat(np.arange(len(low), dtype=np.int32), high - low)
    inside = np.arange(len(which)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    inside_of[low[which] + inside] = which
    return inside_of


def _stretches(readings: Readings, quoted: NDArray[np.int32]) -> Quotes:
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
    return words_of(readings, word[kept], lengths.tolist()), article


def _repeated(quotes: Quotes, met: tuple[Numbers, Numbers], kinship: Kinship) -> tuple[Numbers, Numbers]:
    """Return pairs of articles that may quote the same; `met`: related ones, whatever they quote."""
    table, article = quotes
    owner = np.repeat(np.arange(len(article), dtype=np.int64), np.diff(table.begin))
    pairs = merged(alike_by_words(table, owner), article)
    one, other = (article[side] for side in pairs)
    kin = _kin(kinship, one, other)
    one, other = np.concatenate([one[kin], met[0]]), np.concatenate([other[kin], met[1]])
    couples = distinct(np.minimum(one, other), np.maximum(one, other))
    left, right = merged([pairs, _within(quotes, owner, couples)], article)
    of = share(table, left, right, compiled=True)
    surely, perhaps = conceivable(of)
    worth = (surely | perhaps) & meaningful(of, np.ones(len(left), np.bool_))
    one, other, surely = article[left[worth]], article[right[worth]], surely[worth]
    good = surely | _kin(kinship, one, other)
    return one[good], other[good]


def _within(quotes: Quotes, owner: Numbers, couples: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """Pair what two related articles quote, by words that are not so rare: one speaker may say both."""
    table, article = quotes
    keys, owners, _ = neighbours(table.stem, table.weight, owner, SPOKEN_PAIR)
    where = article[owners]  # ascending, as owners are
    both = np.stack(couples, axis=1)
    begins, stops = np.searchsorted(where, both, "left"), np.searchsorted(where, both, "right")
    sizes = (stops - begins).sum(axis=1)
    salt = np.repeat(np.arange(len(both), dtype=np.uint64), sizes)
    ranges = [
        np.arange(low, high)
        for low, high in zip(begins.ravel().tolist(), stops.ravel().tolist(), strict=True)
    ]
    places = np.concatenate([np.zeros(0, np.int64), *ranges])
    return meetings(spoken(keys[places], salt), owners[places], CROWD)


def _unmarked(readings: Readings, quoted: NDArray[np.int32], quotes: Quotes, kinship: Kinship) -> Numbers:
    """Return where an article has rare words that a related one quotes: rows of `lifted.betrayed`."""
    from provenance.quotations.kernels import strewn  # loads the compiler

    table, article = quotes
    owner = np.repeat(np.arange(len(article), dtype=np.int64), np.diff(table.begin))
    wanted, owners, _ = neighbours(table.stem, table.weight, owner, LIFTED_PAIR)
    body = np.repeat(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words))
    known = lexicon(readings.word_hash)
    columns = readings.word_hash, known.place, readings.sentence_words, body & (quoted < 0)
    made, word = strewn(columns, (known.stem, known.weight), likely(wanted), LIFTED_PAIR, CONTENT)
    sentence = np.searchsorted(readings.sentence_words, word, "right") - 1
    where = np.searchsorted(readings.article_sentences, sentence, "right") - 1
    hits = np.array(betrayed((wanted, owners), (made, word, where), article), np.int64).reshape(-1, 4)
    return hits[_kin(kinship, article[hits[:, 0]], hits[:, 1])]


def _kin(kinship: Kinship, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Tell which pairs of articles may tell of one event."""
    low, high = distinct(np.minimum(one, other), np.maximum(one, other))
    couples = list(zip(low.tolist(), high.tolist(), strict=True))
    kinship.measure(couples)
    related = {couple for couple in couples if kinship.related(*couple, dated=False)}
    asked = zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True)
    return np.array([couple in related for couple in asked], np.bool_)
