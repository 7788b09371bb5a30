"""The articles that a change to a store brings, or whose body it makes another, read and written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from provenance import reading
from provenance.model import Article, Lines, Readings
from provenance.pairs import body_words
from provenance.pipeline.ending import in_language
from provenance.pipeline.looking import Numbers
from provenance.pipeline.means import Means
from provenance.reading.words import word_hash
from provenance.store import Store, articles
from provenance.store.articles import Known


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a batch does to a store: `new` articles come, those of numbers `leaving` go."""

    drop: str
    new: Sequence[Article] = ()
    leaving: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """The articles to be looked at anew, with their numbers in the store: `new` ones, then changed ones.

    `out` are the numbers of all that the index must forget: those changed and those that leave.
    """

    numbers: Numbers
    readings: Readings
    new: int
    out: Numbers

    @property
    def ids(self) -> list[str]:
        """Their ids."""
        return [article.id for article in self.readings.articles]


def read_anew(store: Store, known: Known, everyone: Known, change: Change, means: Means) -> Fresh:
    """Read the new articles, see what their outlets repeat, and write both."""
    means.told("read")
    con, new = store.connection, change.new
    apart = reading.read_apart(new, means.settings)
    mine = reading.lines(apart)
    hashes = {each: np.uint64(word_hash(each.casefold()) if each else 0) for each in {*everyone.outlets}}
    left = {hashes[each] for each in everyone.of(change.leaving).outlets}
    outlets = np.array([hashes[each] for each in known.outlets], dtype=np.uint64)
    same = np.isin(outlets, np.array([*mine.outlets, *left], dtype=np.uint64)) & (outlets > 0)
    numbers = known.numbers[same]
    older = articles.lines(con, numbers, outlets[same])
    kinds = reading.habits(_behind(older, mine))
    count = len(older.kind)
    owner = np.repeat(numbers, np.diff(older.article_sentences))
    changing = np.unique(owner[kinds[:count] != articles.kinds(con, numbers)]).astype(np.int32)
    apart = replace(apart, articles=in_language(apart), sentence_kind=kinds[count:])
    first = int(everyone.numbers.max(initial=-1)) + 1
    numbers = np.arange(first, first + len(new), dtype=np.int32)
    articles.add(con, numbers, apart, mine, body_words(apart), change.drop)
    if len(changing):
        again = reading.read_apart(articles.load(con, changing), means.settings)
        place = {number: kinds[:count][owner == number] for number in changing.tolist()}
        again = replace(again, sentence_kind=np.concatenate([place[each] for each in changing.tolist()]))
        articles.set_kinds(con, changing, again, body_words(again))
        apart, numbers = reading.joined([apart, again]), np.concatenate([numbers, changing])
    return Fresh(numbers, apart, len(new), np.concatenate([changing, change.leaving]))


def _behind(one: Lines, other: Lines) -> Lines:
    """Put the sentences of one batch behind those of another."""
    shifted = other.article_sentences[1:] + one.article_sentences[-1]
    columns = ("outlets", "kind", "words", "keys", "quoted")
    rows = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in columns}
    return Lines(article_sentences=np.concatenate([one.article_sentences, shifted]), **rows)
