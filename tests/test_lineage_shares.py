"""What articles share as arrays, against slow and obvious twins."""

import random
from dataclasses import replace

import numpy as np
import pytest

from provenance import reading
from provenance.lineage.phrases import commonness, keys, usual
from provenance.lineage.shares import Shares
from provenance.lineage.siblings import settled
from provenance.lineage.texts import Texts
from provenance.lineage.traits import TRAITS, traits
from provenance.model import Article, Difference, Direction, Pair, Passage, Span
from provenance.reading.words import word_hash
from provenance.settings import Settings

WORDS = (
    "the mill of a river and its workers stopped when turbines flooded in spring while bakers sold bread to "
    "divers near granite harbours because ferries were late again this year"
).split()


def made_up(seed, articles=7):
    """Articles of random words, and passages between all of them with random differences."""
    chance = random.Random(seed)
    texts = []
    for _ in range(articles):
        words = [chance.choice(WORDS) for _ in range(chance.randint(40, 160))]
        texts.append("Here is told: " + " ".join(words) + ".")
    found = [Article(f"a{number}", f"Outlet {number}", "", text) for number, text in enumerate(texts)]
    pairs = [
        pair(found[left], found[right], chance)
        for left in range(articles)
        for right in range(left + 1, articles)
        if chance.random() < 0.7
    ]
    return found, pairs


def pair(left, right, chance):
    passages = []
    for _ in range(chance.randint(1, 3)):
        one, other = span(left.text, chance), span(right.text, chance)
        inner = Difference(within(one, chance), within(other, chance))
        kind = chance.choice(["verbatim", "edited", "paraphrase"])
        passages.append(Passage(one, other, kind, 0.9, differences=(inner,) if kind != "verbatim" else ()))
    relation = chance.choice(["reprint", "excerpt", "shared statement", "same story"])
    return Pair(left.id, right.id, 0.5, 0.5, 0.5, 0.5, 0.5, 9, tuple(passages), relation)


def span(text, chance):
    begin = chance.randrange(len(text) // 2)
    return Span(begin, chance.randint(begin + 20, len(text)))


def within(outer, chance):
    begin = chance.randrange(outer.begin, outer.end)
    return Span(begin, min(outer.end, begin + chance.randint(0, 30)))


def shares_of(articles, pairs, *, compiled=False):
    return Shares(pairs, Texts(reading.read(articles, Settings())), compiled=compiled)


def slow_marks(text, pair, article):
    """Word by word: inside a copied passage, and in none of that passage's differences."""
    left = pair.left == article
    marked = []
    for begin, end in zip(text.begin.tolist(), text.end.tolist(), strict=True):
        inside = False
        for passage in pair.passages:
            outer = passage.left if left else passage.right
            if not copied(passage) or not (outer.begin <= begin and end <= outer.end):
                continue
            changed = [each.left if left else each.right for each in passage.differences]
            inside |= not any(each.begin <= begin and end <= each.end for each in changed)
        marked.append(inside)
    return np.array(marked, bool)


def copied(passage):
    if passage.kind != "paraphrase":
        return True
    sizes = [passage.left.end - passage.left.begin, passage.right.end - passage.right.begin]
    changed = [
        sum(each.left.end - each.left.begin for each in passage.differences),
        sum(each.right.end - each.right.begin for each in passage.differences),
    ]
    return min(sizes[0] - changed[0], sizes[1] - changed[1]) >= 0.5 * min(sizes)


@pytest.mark.parametrize("seed", range(6))
def test_marks_covers_and_unions_are_those_of_a_word_by_word_look(seed):
    articles, pairs = made_up(seed)
    shares = shares_of(articles, pairs)
    covers = shares.covers
    for article in shares.rows:
        others = list(shares.partners(article))
        slow = [
            slow_marks(shares.texts.of(article), between(pairs, article, each), article) for each in others
        ]
        assert np.array_equal(shares.marks(article, others), slow)
        assert np.array_equal(shares.union(article, others), np.any(slow, axis=0))
        for other, marked in zip(others, slow, strict=True):
            assert covers[shares.rows[article][other]] == pytest.approx(marked.mean())


def between(pairs, one, other):
    return next(each for each in pairs if {each.left, each.right} == {one, other})


@pytest.mark.parametrize("seed", range(4))
def test_traits_turn_their_sign_with_the_articles_and_do_not_depend_on_who_else_is_measured(seed):
    articles, pairs = made_up(seed)
    shares = shares_of(articles, pairs)
    every = np.ones(len(pairs), bool)
    found = traits(shares, every)
    turned = traits(shares_of(articles, [mirrored(each) for each in pairs]), every)
    assert np.allclose(found, -turned)
    assert np.abs(found).sum(axis=0).astype(bool).sum() >= len(TRAITS) - 2  # texts without quotation marks
    some = np.arange(len(pairs)) % 2 == 0
    part = traits(shares, some)
    assert np.array_equal(part[some], found[some])
    assert not part[~some].any()


@pytest.mark.parametrize("seed", range(6))
def test_compiled_code_finds_the_stretches_and_traits_that_plain_code_finds(seed):
    articles, pairs = made_up(seed)
    quoting = [
        replace(each, text=each.text.replace("the ", "say: “the ").replace(" in", "” in"))
        for each in articles
    ]
    unread = (
        pairs if seed % 2 else [*pairs, pair(articles[0], Article("x", "", "", "y " * 99), random.Random(1))]
    )
    for texts in (articles, quoting):
        plain, compiled = (shares_of(texts, unread, compiled=way) for way in (False, True))
        for one, other in zip(plain.stretches, compiled.stretches, strict=True):
            assert np.array_equal(one, other)
        wanted = np.array(
            [number % 4 != seed % 4 and each.right != "x" for number, each in enumerate(unread)]
        )
        found = traits(plain, wanted)
        assert found.any()
        assert np.array_equal(found, traits(compiled, wanted))


@pytest.mark.parametrize("seed", range(8))
def test_compiled_code_keeps_the_directions_that_plain_code_keeps(seed):
    articles, pairs = made_up(seed, 12)
    chance = random.Random(seed)
    ways = [
        Direction(chance.choice([each.left, each.right]), chance.uniform(0.55, 0.99), "likely", ("said",))
        if chance.random() < 0.8
        else None
        for each in pairs
    ]
    asked = np.array([chance.random() < 0.8 for _ in pairs])
    named = {article.id: article for article in articles}
    plain, compiled = (
        settled(ways, asked, shares_of(articles, pairs, compiled=way), named) for way in (False, True)
    )
    assert plain == compiled
    assert {way is None for way in plain} == {True, False}
    dropped = [
        number for number, (one, other) in enumerate(zip(ways, plain, strict=True)) if one and not other
    ]
    assert dropped
    assert asked[dropped].all()


def mirrored(pair):
    passages = tuple(
        Passage(
            each.right,
            each.left,
            each.kind,
            each.similarity,
            differences=tuple(Difference(inner.right, inner.left) for inner in each.differences),
        )
        for each in pair.passages
    )
    return Pair(pair.right, pair.left, 0.5, 0.5, 0.5, 0.5, 0.5, 9, passages, pair.relation)


@pytest.mark.parametrize("seed", range(4))
def test_the_text_of_thirds_is_counted_as_a_slow_look_counts_it(seed):
    articles, pairs = made_up(seed)
    shares = shares_of(articles, pairs)
    found = traits(shares, np.ones(len(pairs), bool))[:, TRAITS.index("other sources")]
    marks = {
        (name, other): slow_marks(shares.texts.of(name), between(pairs, name, other), name)
        for name in shares.rows
        for other in shares.rows[name]
    }

    def held(article, other):
        strangers = [
            third for third in shares.rows[article] if third != other and third not in shares.rows[other]
        ]
        return max(
            ((marks[article, third] & ~marks[article, other]).mean() for third in strangers), default=0.0
        )

    expected = [held(pair.right, pair.left) - held(pair.left, pair.right) for pair in pairs]
    assert found.tolist() == pytest.approx(expected)


def test_phrases_are_as_usual_as_general_news_has_them():
    chance = random.Random(3)
    spoken = "the of a in to and said that on for mayor harbour ferry closed would not be has".split()
    words = np.array([word_hash(chance.choice(spoken)) for _ in range(300)], np.uint32)
    first = np.array([[0, 7, 50, 299], [3, 80, 80, 10]])
    stop = np.array([[2, 7, 54, 300], [3, 81, 84, 13]])
    bounds = np.zeros_like(first), np.full_like(first, len(words))

    def slow(begin, end):
        low = max(begin - 1, 0)
        places = range(low, max(min(end, len(words) - 1), low))
        seen = [float(commonness(keys(words[[place]], words[[place + 1]]))[0]) for place in places]
        return sum(seen) / max(1, len(seen))

    expected = [
        [slow(*each) for each in zip(*side, strict=True)]
        for side in zip(first.tolist(), stop.tolist(), strict=True)
    ]
    assert np.allclose(usual(words, first, stop, bounds), expected)


def test_common_phrases_are_known_and_rare_ones_are_not():
    pairs = [("of", "the"), ("white", "house"), ("harbour", "marmalade")]
    one, other = (np.array([word_hash(pair[side]) for pair in pairs], np.uint32) for side in (0, 1))
    found = commonness(keys(one, other)).tolist()
    assert found[0] > found[1] > 5
    assert found[2] == 0
