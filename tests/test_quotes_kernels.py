"""The compiled way of following quotes gives what the plain one gives, and looks only where it pays."""

import random
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.background import background
from provenance.model import Article, Candidates
from provenance.quotations import Sought, echoes, in_a_row, keys, least, marked, match, quote
from provenance.quotations.kernels import cosines, places, strewn
from provenance.quotations.kinship import Kinship
from provenance.quotations.lexicon import lexicon
from provenance.quotations.lifted import likely
from provenance.quotations.meeting import Couples, Rows, meet, sparing
from provenance.quotations.pairing import CONTENT, ascending, distinct, neighbours, verbatim
from provenance.quotations.shared import share
from provenance.quotations.standing import Bar, Stretches, promising, stood, within
from provenance.quotations.statements import Columns, words_of
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


@pytest.mark.parametrize("seed", range(20))
def test_statements_that_many_carry_share_what_each_alone_does(seed):
    table, chance = statements_table(seed, 5), random.Random(seed)
    bounds = table.begin.tolist()
    copied = [chance.randrange(5) for _ in range(12)]
    word = np.array([place for each in copied for place in range(bounds[each], bounds[each + 1])], np.int64)
    many = Columns(
        np.concatenate(([0], np.cumsum(np.diff(table.begin)[copied]))),
        *(column[word] for column in (table.word, table.stem, table.weight, table.named)),
    )
    left, right = np.triu_indices(12, 1)
    found = share(many, left, right, compiled=False)
    alone = share(table, np.array(copied)[left], np.array(copied)[right], compiled=False)
    for column in ("cover", "weight", "run", "whole", "likeness", "unnamed", "words", "matched"):
        assert getattr(found, column).tolist() == getattr(alone, column).tolist()


def test_statements_that_differ_in_weight_or_names_are_no_copies():
    begin, word, stem = np.array([0, 1, 2, 3]), np.arange(3), np.full(3, 7, np.uint32)
    table = Columns(begin, word, stem, np.array([2.0, 3.0, 2.0]), np.array([False, False, True]))
    found = share(table, np.array([0, 1, 2, 0]), np.array([0, 1, 2, 2]), compiled=False)
    assert found.weight.tolist() == [2.0, 3.0, 2.0, 2.0]
    assert found.unnamed.tolist() == [2.0, 3.0, 0.0, 0.0]


@pytest.mark.parametrize("seed", range(20))
def test_compiled_code_finds_as_much_of_a_statement_in_a_stretch_as_the_plain_code(seed):
    chance = random.Random(seed)
    readings = read([Article(name, name, "", text_of(chance)) for name in "abc"], Settings())
    words = len(readings.word_hash)
    some = np.array([chance.randrange(words) for _ in range(60)], np.int64)
    table = words_of(readings, some, [20, 1, 0, 39])
    ends = [sorted((chance.randrange(-9, words + 9), chance.randrange(words + 9))) for _ in range(40)]
    low, high = np.array(ends, np.int64).T
    statement, article = (np.array([chance.randrange(n) for _ in ends], np.int64) for n in (4, 3))
    stretches = within(readings, Stretches(statement, article, low, high))
    bars = [Bar(weight, 0.0, cover, 1) for weight in (0.0, 4.0, 12.0) for cover in (0.0, 0.5)]
    made = [
        [promising(readings, table, stretches, bar, compiled=way).tolist() for bar in bars]
        for way in (False, True)
    ]
    assert made[0] == made[1]
    assert {True, False} == {each for found in made[0] for each in found}


@pytest.mark.parametrize("seed", range(20))
def test_compiled_code_finds_where_a_statement_stands_as_difflib_does(seed):
    chance = random.Random(seed)
    readings = read([Article(name, name, "", text_of(chance)) for name in "abc"], Settings())
    words = len(readings.word_hash)
    begins = [chance.randrange(words - 12) for _ in range(8)]
    table = words_of(readings, np.concatenate([np.arange(begin, begin + 12) for begin in begins]), [12] * 8)
    low = np.array([max(0, begin + chance.randrange(-6, 6)) for begin in begins], np.int64)
    low[4:] = [chance.randrange(words - 20) for _ in low[4:]]
    stretches = Stretches(np.arange(8), np.zeros(8, np.int64), low, np.minimum(words, low + 20))
    bars = [
        Bar(weight, unnamed, 0.3, run) for weight in (2.0, 8.0) for unnamed in (0.0, 6.0) for run in (1, 4)
    ]
    made = [
        [np.stack(stood(readings, table, stretches, bar, compiled=way)).tolist() for bar in bars]
        for way in (False, True)
    ]
    assert made[0] == made[1]
    stops = [stop for _, stops in made[0] for stop in stops]
    assert 0 in stops
    assert any(stops)


def text_of(chance):
    return f"The {' '.join(chance.choice(VOCABULARY) for _ in range(30))}."


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
def test_hardly_a_family_is_lost_when_only_articles_that_may_echo_are_looked_at(seed):
    articles = news(seed, 40)
    readings = read(articles, Settings())
    everywhere = quote(readings, Settings())
    made = []
    for settings in (Settings(), Settings(compile_above=0)):
        echoing = echoes(readings, all_pairs(len(articles)), settings)
        where = np.zeros(len(articles), np.bool_)
        where[echoing.left] = where[echoing.right] = True
        made.append(match(readings, quote(readings, settings, where), settings, echoing))
        # the quotes of articles that echo nobody change nothing
        assert made[-1] == match(readings, everywhere, settings, echoing)
        # nor does what was not read
        sought = Sought(readings, settings, echoing, in_a_row(marked(readings), echoing, len(articles)))
        assert made[-1] == match(readings, sought.quotes(), settings, echoing, sought.between)
    assert made[0] == made[1]
    wanted, found = together(match(readings, everywhere, Settings())), together(made[0])
    assert len(wanted & found) >= 0.95 * len(wanted) > 100


def together(families):
    """Return which places of articles stand in one family."""
    return {
        pair
        for family in families
        for pair in combinations([(member.article, member.span.begin) for member in family.members], 2)
    }


def all_pairs(count):
    left, right = np.triu_indices(count, 1)
    return Candidates(left.astype(np.int32), right.astype(np.int32))


def test_articles_that_share_nothing_are_not_looked_at():
    same = "“We will restore the damaged lighthouse before winter,” Ada Brandt said in Saltmarsh."
    other = "“The orchard gave twice the plums of any year,” Olav Rinde said in Fjellvik."
    articles = [Article(name, name, "", text) for name, text in (("a", same), ("b", same), ("c", other))]
    readings = read(articles, Settings())
    for above in (0, 10**6):
        found = echoes(readings, all_pairs(3), Settings(compile_above=above))
        assert (found.left.tolist(), found.right.tolist()) == ([0], [1])


@pytest.mark.parametrize("seed", range(3))
def test_whether_two_articles_echo_one_another_depends_on_these_two_alone(seed):
    articles, settings = news(seed, 24), Settings()
    found = echoes(read(articles, settings), all_pairs(24), settings)
    together = set(zip(found.left.tolist(), found.right.tolist(), strict=True))
    alone = set()
    for one, other in combinations(range(24), 2):
        for pair in ((one, other), (other, one)):  # in either order
            readings = read([articles[place] for place in pair], settings)
            if len(echoes(readings, all_pairs(2), settings).left):
                alone.add((one, other))
    assert together == alone
    assert 10 < len(together) < 276


def test_articles_that_quote_the_same_few_rare_words_share_a_key():
    texts = (
        "“No more endless wars,” Ada Brandt said in Saltmarsh.",
        "Olav Rinde spoke of “endless wars” on Monday in Fjellvik.",
        "“The orchard gave twice the plums of any year,” Olav Rinde said.",
    )
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    found, where, context = keys(readings)
    held = [set(found[where == number].tolist()) for number in range(3)]
    assert held[0] & held[1]
    assert not held[2] & (held[0] | held[1])
    assert len(found) == len(where) == len(context)


def test_articles_far_apart_in_time_need_several_keys():
    dates = ["2026-03-01", "2026-03-09", "2019-03-01", None]
    one, other = np.array([0, 0, 0]), np.array([1, 2, 3])
    assert (least(dates, one, other, Settings()) > 1).tolist() == [False, True, False]


def test_quotes_are_sought_only_where_they_are_asked_for():
    readings = read(news(1, 6), Settings())
    where = np.array([True, False] * 3)
    everywhere, some = quote(readings, Settings()), quote(readings, Settings(), where)
    assert some == [found if wanted else () for found, wanted in zip(everywhere, where, strict=True)]


def test_compiled_kinship_is_the_plain_one():
    readings = read(news(2, 30), Settings())
    plain, compiled = Kinship(readings, 14), Kinship(readings, 14, compiled=True)
    left, right = np.triu_indices(30, 1)
    likeness = plain.likeness(left, right)
    assert compiled.likeness(right, left) == pytest.approx(likeness)
    assert likeness.max() > 0


def test_many_pairs_are_told_to_be_of_one_event_as_each_alone_is():
    days = ("2026-03-01", "2026-03-20", "2026-07-01", "2026", None)
    articles = [replace(each, published=days[place % 5]) for place, each in enumerate(news(3, 30))]
    readings = read(articles, Settings())
    left, right = np.triu_indices(30, 1)
    plain, compiled = (Kinship(readings, 30, compiled=way).akin(left, right) for way in (False, True))
    assert plain.tolist() == compiled.tolist()
    assert {True, False} == set(plain.tolist())


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
    made_keys, _, where = neighbours(background().stem(hashes), background().idf(hashes), sentence[free], 6.0)
    wanted = made_keys[::3]
    kept = likely(wanted)[made_keys >> np.uint64(44)]
    columns = readings.word_hash, known.place, readings.sentence_words, free
    made, word = strewn(columns, (known.stem, known.weight), likely(wanted), 6.0, CONTENT)
    assert len(made) > 0
    assert made.tolist() == made_keys[kept].tolist()
    assert word.tolist() == np.flatnonzero(free)[where[kept]].tolist()


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 4)), max_size=90),
    st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] < pair[1])),
)
@hypothesis_settings(deadline=None)
def test_rows_of_one_key_meet_in_the_articles_of_a_couple(rows, pairs):
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    table = Rows(columns[0].astype(np.uint64), columns[1].copy(), columns[2].copy())
    ends = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    for couples in (None, Couples(ends[:, 0], ends[:, 1])):
        expected = sorted(
            (one, other)
            for one, other in product(range(len(rows)), repeat=2)
            if rows[one][0] == rows[other][0]
            and (
                tuple(sorted((rows[one][2], rows[other][2]))) in pairs
                if couples
                else rows[one][2] != rows[other][2]
            )
        )
        once = sorted({(min(pair), max(pair)) for pair in expected})
        # others that are equal, and the same rows, where each two meet once
        for way in (False, True):
            found = meet(table, Rows(*table), couples, compiled=way)
            assert sorted(zip(*(side.tolist() for side in found), strict=True)) == expected
            found = meet(table, table, couples, compiled=way)
            met = zip(*(side.tolist() for side in found), strict=True)
            assert sorted((min(pair), max(pair)) for pair in met) == once


def test_a_text_that_repeats_itself_is_met_a_few_times():
    rows = Rows(np.zeros(500, np.uint64), np.arange(500), np.repeat([0, 1], 250))
    assert len(sparing(rows).keys) < 60
    assert sparing(rows).owners[0] == 0


def test_pairs_are_sorted_and_stand_once():
    left, right = distinct(np.array([3, 1, 3, 1]), np.array([4, 2, 4, 0]))
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(1, 0), (1, 2), (3, 4)]
    assert ascending(np.array([2, 1, 2])).tolist() == [1, 2]


def test_statements_of_the_very_same_words_meet():
    stem = np.array([1, 2, 3, 2, 1, 3, 1, 2, 3], np.uint32)
    owner = np.repeat(np.arange(3), 3)
    whole, owners, _ = verbatim(stem, np.full(9, 2.0), owner, 4.0)
    assert owners.tolist() == [0, 1, 2]
    assert whole[0] == whole[2] != whole[1]
    assert verbatim(stem, np.full(9, 1.2), owner, 4.0)[0].tolist() == []
    assert verbatim(stem[:0], np.zeros(0), owner[:0], 4.0)[0].tolist() == []
