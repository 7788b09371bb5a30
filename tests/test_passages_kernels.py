"""The compiled way of aligning gives what the plain one gives."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.model import Article, Candidates
from provenance.passages import align
from provenance.passages.blocks import COSINE, DICE, View, heaviest
from provenance.passages.chains import MISSED, PAIR, RARE, REACH, link, most_active
from provenance.passages.columns import bodies
from provenance.passages.likeness import likes
from provenance.passages.runs import CROWDED, shared_runs
from provenance.reading import read
from provenance.settings import Settings

VOCABULARY = (
    "the a of said and in harbour ferry council mayor pilot engine storm verdict budget bridge doctor school "
    "winter market village tariff treaty glacier orchard Monday Halvorsen Brikt Oslo 12 40 million"
).split()


def article(seed, sentences):
    """Make a text of made-up sentences; texts of one seed share some of them, whole or shuffled."""
    own, shared = random.Random(seed), random.Random(7)
    found = []
    for _ in range(sentences):
        words = [shared.choice(VOCABULARY) for _ in range(shared.randint(4, 24))]
        if own.random() < 0.3:
            own.shuffle(words)
        elif own.random() < 0.6:
            words = [own.choice(VOCABULARY) for _ in words]
        sentence = " ".join(words).capitalize()
        found.append(f"“{sentence}.”" if own.random() < 0.2 else f"{sentence}.")
    return " ".join(found)


def two(left, right):
    """Return the views of two texts, and what they were read into."""
    readings = read([Article("a", "", "", left), Article("b", "", "", right)], Settings())
    found = bodies(readings, np.array([0, 1], np.int32))
    return found[0], found[1]


def all_pairs(texts, compile_above):
    settings = Settings(compile_above=compile_above)
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    left, right = np.triu_indices(len(texts), 1)
    candidates = Candidates(left.astype(np.int32), right.astype(np.int32))
    return align(readings, candidates, lambda _, one, __: np.full(len(one), 0.97), settings)


def test_compiled_alignment_gives_the_same_passages():
    texts = [article(seed, sentences) for seed in range(12) for sentences in (2, 12, 40)]
    plain = all_pairs(texts, 10**12)
    assert sum(map(len, plain)) > 100
    assert all_pairs(texts, 0) == plain


@pytest.mark.parametrize("hostile", ["a b " * 3000, "word " * 6000, "Same. " * 2000, ""])
def test_compiled_alignment_of_hostile_text_gives_the_same_passages(hostile):
    texts = [hostile, article(1, 30), hostile + article(2, 30)]
    assert all_pairs(texts, 0) == all_pairs(texts, 10**12)


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (5, 5)])
def test_compiled_runs_and_links_are_the_plain_ones(seeds):
    from provenance.passages import kernels

    left, right = two(*(article(seed, 60) + " of the" * 40 for seed in seeds))
    plain = shared_runs(left, right)
    solid = (plain.length > 2) | (left.mass[plain.left + plain.length] - left.mass[plain.left] > 4.0)
    runs = kernels.runs(left.grams.columns, right.grams.columns, left.mass, CROWDED)
    for mine, yours in zip(runs, (plain.left, plain.right, plain.length), strict=True):
        assert mine.tolist() == yours[solid].tolist()
    chosen = type(plain)(*runs)
    numbers = (REACH, MISSED, PAIR, most_active(len(runs[0])))
    for mine, yours in zip(kernels.link(*runs, left.mass * RARE, numbers), link(chosen, left), strict=True):
        assert mine.tolist() == list(yours)


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (5, 5)])
def test_compiled_likeness_is_the_plain_one_to_the_last_bit(seeds):
    left, right = two(*(article(seed, 60) for seed in seeds))
    plain, compiled = likes(left, right), likes(left, right, compiled=True)
    for part in ("left", "right", "weight"):
        assert getattr(plain.common, part).tobytes() == getattr(compiled.common, part).tobytes()
    for part in ("left", "right", "cosine", "dice"):
        assert getattr(plain.alike, part).tobytes() == getattr(compiled.alike, part).tobytes()


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (6, 8)])
def test_compiled_blocks_have_the_plain_edges(seeds):
    left, right = two(*(article(seed, 60) for seed in seeds))
    alike = likes(left, right)
    chosen = (alike.alike.cosine > COSINE) & (alike.alike.dice > DICE)
    rows = np.column_stack((alike.alike.left[chosen], alike.alike.right[chosen]))
    view = View((left, right), alike.common, [])
    plain = view.blocks([(one, other) for one, other in rows.tolist()])
    assert plain
    assert view.likely(rows, 1e-12) == [each for each in plain if view.measures(each) is not None]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40), st.data())
@hypothesis_settings(max_examples=100, deadline=None)
def test_the_compiled_heaviest_stretch_is_the_plain_one(scores, data):
    from provenance.passages.kernels import blocks

    begin = data.draw(st.integers(0, len(scores) - 1))
    end = data.draw(st.integers(begin + 1, len(scores)))
    values = np.array(scores)
    assert blocks.heaviest(values, begin, end) == heaviest(values, begin, end)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 100, 128, 129, 1000, 5003])
def test_a_compiled_sum_is_numpy_s_to_the_last_bit(count):
    from provenance.passages.kernels import blocks

    values = np.random.default_rng(count).normal(size=count)
    assert blocks.total(values, 0, count) == values.sum()
