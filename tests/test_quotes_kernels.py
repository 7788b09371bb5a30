"""The compiled way of following quotes gives what the plain one gives, and looks only where it pays."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.background import background
from provenance.model import Article
from provenance.quotations import echoes, match, quote
from provenance.quotations.kernels import cosines, places, strewn
from provenance.quotations.kinship import Kinship
from provenance.quotations.lexicon import lexicon
from provenance.quotations.lifted import likely
from provenance.quotations.pairing import CONTENT, ascending, distinct, meetings, neighbours, verbatim
from provenance.quotations.shared import share
from provenance.quotations.statements import Columns
from provenance.reading import read
from provenance.settings import Settings

VOCABULARY = (
    "lighthouse keeper barge harbour mayor pilot storm verdict budget glacier orchard tariff treaty ferry "
    "engine winter village doctor bridge said the of and we will not must have restore repair sink the a"
).split()
NAMES = ("Ada Brandt", "Olav Rinde", "Mette Sand", "Jonas Falk")


def statements_table(seed, count):
    """Make statements of few different words, so that they share many."""
    chance = random.Random(seed)
    lengths = [chance.randint(1, 14) for _ in range(count)]
    words = np.array([chance.randrange(9) for _ in range(sum(lengths))], np.uint32)
    return Columns(
        begin=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        word=np.arange(len(words), dtype=np.int64),
        stem=words,
        weight=np.array([0.5, 0.9, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0])[words],
        named=words == 8,
    )


@pytest.mark.parametrize("seed", range(20))
def test_compiled_alignment_is_that_of_difflib(seed):
    table = statements_table(seed, 12)
    left, right = np.triu_indices(12, 1)
    plain, compiled = (share(table, left, right, compiled=way) for way in (False, True))
    for column in ("cover", "weight", "run", "whole", "likeness", "unnamed", "words", "matched"):
        assert getattr(plain, column).tolist() == getattr(compiled, column).tolist()


def news(seed, count):
    """Write articles on a few events; some repeat what is said in others, in part or unmarked."""
    chance = random.Random(seed)

    def words(number):
        return " ".join(chance.choice(VOCABULARY) for _ in range(number))

    said = [words(chance.randint(6, 18)) for _ in range(12)]
    articles = []
    for number in range(count):
        parts = [f"A {words(12)} in Saltmarsh."]
        for _ in range(chance.randint(1, 4)):
            statement, who = chance.choice(said), chance.choice(NAMES)
            cut = chance.randint(0, 3)
            some = " ".join(statement.split()[cut:])
            parts.append(
                chance.choice(
                    (
                        f"“We {statement},” {who} said on Monday.",
                        f"{who} said it was “{some}” on Monday.",
                        f"{who} said that we {statement}.",
                        f"The {statement} was seen by all.",
                        f"“{some.capitalize()}.”",
                    )
                )
            )
            parts.append(f"The {words(9)}.")
        articles.append(Article(f"a{number:02}", f"Outlet {number}", "", " ".join(parts), "2026-03-01"))
    return articles


@pytest.mark.parametrize("seed", range(4))
def test_families_are_the_same_when_only_articles_that_may_echo_are_looked_at(seed):
    articles = news(seed, 40)
    plain, compiled = Settings(), Settings(compile_above=0)
    readings = read(articles, plain)
    where = echoes(readings, compiled)
    found = match(readings, quote(readings, compiled, where), compiled, where)
    assert len(found) > 5
    assert found == match(readings, quote(readings, plain), plain)


def test_an_article_that_shares_nothing_is_not_looked_at():
    same = "“We will restore the damaged lighthouse before winter,” Ada Brandt said in Saltmarsh."
    other = "“The orchard gave twice the plums of any year,” Olav Rinde said in Fjellvik."
    articles = [Article(name, name, "", text) for name, text in (("a", same), ("b", same), ("c", other))]
    readings = read(articles, Settings())
    assert echoes(readings, Settings(compile_above=0)).tolist() == [True, True, False]


def test_in_a_small_corpus_every_article_is_looked_at():
    readings = read(news(0, 5), Settings())
    assert echoes(readings, Settings()).all()


def test_quotes_are_sought_only_where_they_are_asked_for():
    readings = read(news(1, 6), Settings())
    where = np.array([True, False] * 3)
    everywhere, some = quote(readings, Settings()), quote(readings, Settings(), where)
    assert some == [found if wanted else () for found, wanted in zip(everywhere, where, strict=True)]


def test_compiled_kinship_is_the_plain_one():
    readings = read(news(2, 30), Settings())
    plain, compiled = Kinship(readings, 14), Kinship(readings, 14, compiled=True)
    pairs = [(one, other) for one in range(30) for other in range(one)]
    compiled.measure(pairs)
    for one, other in pairs:
        plain.related(one, other, dated=False)
    assert compiled.alike == pytest.approx(plain.alike)
    assert max(plain.alike.values()) > 0


def test_compiled_kinship_of_articles_without_rare_words_is_nothing():
    begin, words = np.array([0, 0, 1]), np.array([7], np.uint32)
    assert cosines(begin, words, np.ones(1), np.array([0]), np.array([1])).tolist() == [0.0]


@given(st.lists(st.integers(0, 2**32 - 1), max_size=40), st.lists(st.integers(0, 2**32 - 1), max_size=40))
@hypothesis_settings(deadline=None)
def test_compiled_lookup_finds_every_word_and_no_other(known, asked):
    hashes = np.unique(np.array(known, np.uint32))
    words = np.array([*asked, *known[::2]], np.uint32)
    found = places(hashes, words).tolist()
    order = {value: place for place, value in enumerate(hashes.tolist())}
    assert found == [order.get(word, -1) for word in words.tolist()]


@pytest.mark.parametrize("seed", range(6))
def test_compiled_pairs_of_neighbours_are_the_plain_ones(seed):
    readings = read(news(seed, 12), Settings())
    chance = np.random.default_rng(seed)
    free = chance.random(len(readings.word_hash)) < 0.9
    known = lexicon(readings.word_hash)
    sentence = np.repeat(np.arange(len(readings.sentence_kind)), np.diff(readings.sentence_words))
    hashes = readings.word_hash[free]
    keys, _, where = neighbours(background().stem(hashes), background().idf(hashes), sentence[free], 6.0)
    wanted = keys[::3]
    kept = likely(wanted)[keys >> np.uint64(44)]
    columns = readings.word_hash, known.place, readings.sentence_words, free
    made, word = strewn(columns, (known.stem, known.weight), likely(wanted), 6.0, CONTENT)
    assert len(made) > 0
    assert made.tolist() == keys[kept].tolist()
    assert word.tolist() == np.flatnonzero(free)[where[kept]].tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), max_size=60), st.integers(2, 5))
@hypothesis_settings(deadline=None)
def test_owners_of_equal_keys_meet(rows, crowd):
    rows.sort(key=lambda row: row[1])
    keys = np.array([key for key, _ in rows], np.uint64)
    owners = np.array([owner for _, owner in rows], np.int64)
    expected = set()
    for key in set(keys.tolist()):
        group = sorted({owner for each, owner in rows if each == key})
        if len(group) <= crowd:
            expected |= {(one, other) for one in group for other in group if one < other}
        else:
            expected |= {*pairwise(group), *((group[0], other) for other in group[1:])}
    left, right = meetings(keys, owners, crowd)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == sorted(expected)


def test_pairs_are_sorted_and_stand_once():
    left, right = distinct(np.array([3, 1, 3, 1]), np.array([4, 2, 4, 0]))
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(1, 0), (1, 2), (3, 4)]
    assert ascending(np.array([2, 1, 2])).tolist() == [1, 2]


def test_statements_of_the_very_same_words_meet():
    stem = np.array([1, 2, 3, 2, 1, 3, 1, 2, 3], np.uint32)
    owner = np.repeat(np.arange(3), 3)
    keys, owners, _ = verbatim(stem, np.full(9, 2.0), owner, 4.0)
    assert owners.tolist() == [0, 1, 2]
    assert keys[0] == keys[2] != keys[1]
    assert verbatim(stem, np.full(9, 1.2), owner, 4.0)[0].tolist() == []
    assert verbatim(stem[:0], np.zeros(0), owner[:0], 4.0)[0].tolist() == []
