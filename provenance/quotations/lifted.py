"""Words of a quotation that another article prints without quotation marks."""

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Readings
from provenance.quotations.kinship import Kinship
from provenance.quotations.lexicon import lexicon
from provenance.quotations.meeting import Couples, Rows, meet, sparing
from provenance.quotations.pairing import CONTENT, neighbours
from provenance.quotations.proposals import owners_of
from provenance.quotations.standing import Bar, Stretches, chosen, placed, promising, stood, widened
from provenance.quotations.statements import Columns, Statement

LIFTED_PAIR = 6.0  # summed rarity of two neighbouring content words that may betray a lifted statement
_HITS = 2  # pairs of words that must be shared before a stretch of text is looked at
_BITS = 20  # of a pair's key; twenty thousand quotations mark a few in a hundred
_SHIFT = np.uint64(64 - _BITS)
_SENTENCES = 100_000  # looked up together: 2,500 articles, whose columns take 10 MB
_GAP = 25  # words between two shared pairs beyond which they are two stretches


_LIFTED = Bar(18.0, 12.0, 0.7, 4)
PERHAPS = Bar(14.0, 10.0, 0.0, 4)  # the least of that and of what reported speech must share (see `judge`)


def lifted(
    texts: tuple[Readings, Couples | None],
    found: list[Statement],
    table: Columns,
    groups: list[list[int]],
    kinship: Kinship,
) -> tuple[list[Statement], list[list[int]]]:
    """Add to each group the places where an article has its words without marks.

    Parameters
    ----------
    texts : tuple
        The readings, and which of their articles may have a statement in common (None: any two).
    found, table, groups, kinship
        The statements, their words, which of them are the same, and which articles are related.

    Returns
    -------
    list of Statement, list of list of int
        The statements with those found, and the groups that now have members in two articles.
    """
    readings, couples = texts
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    free = _free_words(readings, found, couples)
    hits = betrayed(readings, _keys(found, table), free, couples, compiled=kinship.compiled)
    wide = widened(readings, table, hits)
    near = chosen(wide, promising(readings, table, wide, _LIFTED, compiled=kinship.compiled))
    words = stood(readings, table, near, _LIFTED, compiled=kinship.compiled)
    sources = np.array([each.article for each in found], np.int64)[near.statement]
    columns = near.statement, near.article, *words, kinship.allows("if related", sources, near.article)
    stretches = zip(*(column.tolist() for column in columns), strict=True)
    grown, made = [list(group) for group in groups], list(found)
    inside = [{found[place].article for place in group} for group in groups]
    for source, article, low, high, related in stretches:
        number = group_of.get(source)
        if number is not None and article in inside[number]:
            continue
        if not high or not related:
            continue
        made.append(placed(readings, article, (low, high)))
        if number is None:
            number = group_of[source] = len(grown)
            grown.append([source])
            inside.append({found[source].article})
        grown[number].append(len(made) - 1)
        inside[number].add(article)
    return made, grown


def betrayed(
    readings: Readings, quoted: Rows, free: NDArray[np.bool_], couples: Couples | None, *, compiled: bool
) -> Stretches:
    """Return the first and last words between which an article has several keys of another's statement.

    Parameters
    ----------
    quoted : Rows
        Keys of statements.
    free : bool array (W,)
        Among which words of the readings to look.
    couples : Couples or None
        Articles that are compared; None: each with each.
    """
    if not len(quoted.keys):
        none = np.zeros(0, np.int64)
        return Stretches(none, none, none, none)
    strewn = _strewn_compiled if compiled else _strewn
    keys, words = strewn(readings, likely(quoted.keys), free)
    begins = readings.sentence_words[readings.article_sentences]
    where = np.searchsorted(begins, words, "right").astype(np.int64) - 1
    theirs = sparing(Rows(keys, words, where))
    mine = sparing(quoted)
    one, other = meet(mine, theirs, couples, compiled=compiled)
    statement, word, where = mine.owners[one], theirs.owners[other], theirs.articles[other]
    order = np.lexsort((word, where, statement))
    statement, word, where = statement[order], word[order], where[order]
    new = np.ones(len(word), np.bool_)
    new[1:] = (statement[1:] != statement[:-1]) | (where[1:] != where[:-1]) | (np.diff(word) > _GAP)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(word)) - 1
    kept = last - first + 1 >= _HITS
    first, last = first[kept], last[kept]
    return Stretches(statement[first], where[first], word[first], word[last])


def _strewn(
    readings: Readings, wanted: NDArray[np.bool_], free: NDArray[np.bool_]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the keys of free words that a quotation may have too, and the first word of each."""
    places = np.flatnonzero(free)
    words = readings.word_hash[places]
    sentence = np.searchsorted(readings.sentence_words, places, "right") - 1
    made, _, first = neighbours(background().stem(words), background().idf(words), sentence, LIFTED_PAIR)
    kept = wanted[made >> _SHIFT]
    return made[kept], places[first[kept]]


def _strewn_compiled(
    readings: Readings, wanted: NDArray[np.bool_], free: NDArray[np.bool_]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Do what `_strewn` does, for millions of words."""
    from provenance.quotations.kernels import strewn  # loads the compiler

    found = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for first in range(0, len(readings.sentence_kind), _SENTENCES):
        bounds = readings.sentence_words[first : first + _SENTENCES + 1]
        held = slice(bounds[0], bounds[-1])
        known = lexicon(readings.word_hash[held])
        columns = readings.word_hash[held], known.place, bounds - bounds[0], free[held]
        keys, words = strewn(columns, (known.stem, known.weight), wanted, LIFTED_PAIR, CONTENT)
        found.append((keys, words + bounds[0]))
    made, places = zip(*found, strict=True)
    return np.concatenate(made), np.concatenate(places)


def likely(wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the first bits of keys: few pairs of words stand in quotations, the rest is dropped at once."""
    marked = np.zeros(1 << _BITS, np.bool_)
    marked[wanted >> _SHIFT] = True
    return marked


def _keys(found: list[Statement], table: Columns) -> Rows:
    """Return the keys of what is quoted directly."""
    keys, owners, _ = neighbours(table.stem, table.weight, owners_of(table), LIFTED_PAIR)
    direct = np.array([each.direct for each in found], np.bool_)[owners]
    article = np.array([each.article for each in found], np.int64)
    return Rows(keys[direct], owners[direct], article[owners[direct]])


def _free_words(readings: Readings, found: list[Statement], couples: Couples | None) -> NDArray[np.bool_]:
    """Mark the body's words outside of what is already quoted directly."""
    body = np.repeat(readings.sentence_kind == Kind.BODY, np.diff(readings.sentence_words))
    if couples is not None:
        words = np.diff(readings.sentence_words[readings.article_sentences])
        body &= np.repeat(couples.among(len(readings.articles)), words)
    for each in found:
        if each.direct:
            for low, high in each.words:
                body[low:high] = False
    return body
