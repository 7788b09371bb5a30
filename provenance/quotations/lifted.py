"""Words of a quotation that another article prints without quotation marks."""

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Kind, Readings, Span
from provenance.quotations.kinship import Kinship
from provenance.quotations.lexicon import lexicon
from provenance.quotations.meeting import Couples, Rows, meet, sparing
from provenance.quotations.pairing import CONTENT, neighbours
from provenance.quotations.proposals import owners_of
from provenance.quotations.statements import Columns, Statement, respelt

LIFTED_PAIR = 6.0  # summed rarity of two neighbouring content words that may betray a lifted statement
_HITS = 2  # pairs of words that must be shared before a stretch of text is looked at
_BITS = 20  # of a pair's key; twenty thousand quotations mark a few in a hundred
_SHIFT = np.uint64(64 - _BITS)
_GAP = 25  # words between two shared pairs beyond which they are two stretches
_LONGEST = 40  # words of a sentence that is looked for behind another
_ROUNDING = 1e-9  # sums in another order differ by less
_BEHIND = 12  # words that may stand between


class Bar(NamedTuple):
    """The least that text must share with a statement."""

    weight: float  # rarity of what is shared, summed: 18 is about five words that are in one article of forty
    unnamed: float  # … in words that are no names
    cover: float  # share of the statement, by weight
    run: int  # words in a row


_LIFTED = Bar(18.0, 12.0, 0.7, 4)
_PERHAPS = Bar(14.0, 10.0, 0.0, 4)  # the least of that and of what reported speech must share (see `judge`)
_FOLLOWING = Bar(7.0, 7.0, 0.6, 4)


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
    stretches = betrayed(readings, _keys(found, table), free, couples, compiled=kinship.compiled)
    kinship.measure((found[source].article, article) for source, article, _, _ in stretches)
    grown, made = [list(group) for group in groups], list(found)
    for source, article, low, high in stretches:
        number = group_of.get(source)
        if number is not None and any(made[place].article == article for place in grown[number]):
            continue
        if not kinship.related(found[source].article, article, dated=False):
            continue
        extra = _verified(readings, table, (source, article), (low, high), _LIFTED)
        if extra is None:
            continue
        made.append(extra)
        if number is None:
            number = group_of[source] = len(grown)
            grown.append([source])
        grown[number].append(len(made) - 1)
    return made, grown


def betrayed(
    readings: Readings, quoted: Rows, free: NDArray[np.bool_], couples: Couples | None, *, compiled: bool
) -> list[tuple[int, int, int, int]]:
    """Return (statement, article, first word, last word) where an article has several keys of another's.

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
        return []
    strewn = _strewn_compiled if compiled else _strewn
    keys, words = strewn(readings, likely(quoted.keys), free)
    begins = readings.sentence_words[readings.article_sentences]
    where = np.searchsorted(begins, words, "right").astype(np.int64) - 1
    theirs = sparing(Rows(keys, words, where))
    mine = sparing(quoted)
    one, other = meet(mine, theirs, couples)
    statement, word, where = mine.owners[one], theirs.owners[other], theirs.articles[other]
    order = np.lexsort((word, where, statement))
    statement, word, where = statement[order], word[order], where[order]
    new = np.ones(len(word), np.bool_)
    new[1:] = (statement[1:] != statement[:-1]) | (where[1:] != where[:-1]) | (np.diff(word) > _GAP)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(word)) - 1
    kept = last - first + 1 >= _HITS
    first, last = first[kept], last[kept]
    columns = statement[first], where[first], word[first], word[last]
    return list(zip(*(column.tolist() for column in columns), strict=True))


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

    known = lexicon(readings.word_hash)
    columns = readings.word_hash, known.place, readings.sentence_words, free
    keys, words = strewn(columns, (known.stem, known.weight), wanted, LIFTED_PAIR, CONTENT)
    return keys, words


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


def repeats(readings: Readings, table: Columns, place: tuple[int, int], stretch: tuple[int, int]) -> bool:
    """Tell whether a stretch of text may repeat a statement, reported as said or not."""
    return _verified(readings, table, place, stretch, _PERHAPS) is not None


def _verified(
    readings: Readings, table: Columns, place: tuple[int, int], stretch: tuple[int, int], bar: Bar
) -> Statement | None:
    """Align a stretch of text with a statement, both named by `place`; None if they do not share enough."""
    source, _ = place
    length = int(table.begin[source + 1] - table.begin[source])
    # a stretch much longer than the statement is a text that repeats itself
    window = stretch[0] - length, min(stretch[1], stretch[0] + 3 * length) + length
    return _aligned(readings, table, place, window, bar)


def _aligned(
    readings: Readings, table: Columns, place: tuple[int, int], window: tuple[int, int], bar: Bar
) -> Statement | None:
    source, article = place
    begin, stop = int(table.begin[source]), int(table.begin[source + 1])
    first, last = readings.sentence_words[readings.article_sentences[article : article + 2]].tolist()
    low, high = max(first, window[0]), min(last, window[1])
    stem = background().stem(readings.word_hash[low:high])
    weight = np.where(table.weight[begin:stop] >= CONTENT, table.weight[begin:stop], 0.0)
    least = max(bar.weight, bar.cover * float(weight.sum()))
    if float(weight[np.isin(table.stem[begin:stop], stem)].sum()) < least - _ROUNDING:
        return None  # not even in another order
    unnamed = np.where(table.named[begin:stop], 0.0, weight)
    # in the spelling of the statements: a "one" that is 1 there would part the words beside it
    spelt = background().stem(respelt(readings, np.arange(low, high, dtype=np.int64)))
    matcher = SequenceMatcher(None, table.stem[begin:stop].tolist(), spelt.tolist(), autojunk=False)
    blocks = [
        each for each in matcher.get_matching_blocks() if each.size > 1 or (each.size and weight[each.a] > 0)
    ]
    shared = sum(float(weight[each.a : each.a + each.size].sum()) for each in blocks)
    bare = sum(float(unnamed[each.a : each.a + each.size].sum()) for each in blocks)
    if not blocks or shared < least or bare < bar.unnamed:
        return None
    words = (low + blocks[0].b, low + blocks[-1].b + blocks[-1].size)
    if max(each.size for each in blocks) < bar.run or words[1] - words[0] > 2 * (stop - begin):
        return None
    span = Span(int(readings.word_begin[words[0]]), int(readings.word_end[words[1] - 1]))
    return Statement(article, (span,), (words,), None, False, -1)


def following(
    readings: Readings, found: list[Statement], table: Columns, groups: list[list[int]]
) -> tuple[list[Statement], list[list[int]]]:
    """Look, behind a statement two articles share, for the sentence that follows it in one of them."""
    grouped = {place for group in groups for place in group}
    next_of = {
        (each.article, each.order): place
        for place, each in enumerate(found[: len(table.begin) - 1])
        if each.direct and place not in grouped and table.begin[place + 1] - table.begin[place] <= _LONGEST
    }
    made, grown = list(found), list(groups)
    for group in groups:
        members = [found[place] for place in group if place < len(table.begin) - 1]
        for one, other in combinations(members, 2):
            for left, right in ((one, other), (other, one)):
                source = next_of.get((left.article, left.order + 1))
                if source is None or not right.direct:
                    continue
                low = right.words[-1][1]
                length = int(table.begin[source + 1] - table.begin[source])
                extra = _aligned(
                    readings, table, (source, right.article), (low, low + length + _BEHIND), _FOLLOWING
                )
                if extra is not None:
                    del next_of[left.article, left.order + 1]
                    made.append(_marked(extra, found, right))
                    grown.append([source, len(made) - 1])
    return made, grown


def _marked(extra: Statement, found: list[Statement], beside: Statement) -> Statement:
    """Call a place quoted, and say by whom, if part of it stands in quotation marks."""
    low, high = extra.words[0]
    inside = any(
        first < high and low < stop
        for each in found
        if each.direct and each.article == extra.article
        for first, stop in each.words
    )
    return replace(extra, direct=inside, who=beside.who)
