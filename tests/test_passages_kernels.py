"""The compiled way of aligning gives what the plain one gives."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.model import Article, Candidates
from provenance.passages import align
from provenance.passages.blocks import CONTENT, COSINE, DICE, THRESHOLDS, heaviest, measured_blocks
from provenance.passages.chains import MISSED, PAIR, RARE, REACH, link, most_active
from provenance.passages.columns import GRAIN, bodies, viewed
from provenance.passages.copies import LIGHTEST
from provenance.passages.differences import longest_common
from provenance.passages.kernels import blocks, edges, longest, runs, sides, stocked
from provenance.passages.kernels import chains as kernel_chains
from provenance.passages.kernels import likeness as kernel_likeness
from provenance.passages.kernels.texts import text_of
from provenance.passages.likeness import likes, logs
from provenance.passages.phrases import looked_up_in, stock
from provenance.passages.runs import CROWDED, shared_runs
from provenance.passages.surveys import batch_of
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


def all_pairs(texts, compile_above, workers=1):
    settings = Settings(compile_above=compile_above)
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    left, right = np.triu_indices(len(texts), 1)
    candidates = Candidates(left.astype(np.int32), right.astype(np.int32))
    return align(readings, candidates, lambda _, one, __: np.full(len(one), 0.97), settings, workers=workers)


def test_compiled_alignment_gives_the_same_passages():
    texts = [article(seed, sentences) for seed in range(12) for sentences in (2, 12, 40)]
    plain = all_pairs(texts, 10**12)
    assert sum(map(len, plain)) > 100
    assert all_pairs(texts, 0) == plain


@pytest.mark.parametrize("hostile", ["a b " * 3000, "word " * 6000, "Same. " * 2000, ""])
def test_compiled_alignment_of_hostile_text_gives_the_same_passages(hostile):
    texts = [hostile, article(1, 30), hostile + article(2, 30)]
    assert all_pairs(texts, 0) == all_pairs(texts, 10**12)


@pytest.mark.parametrize("workers", [2, 5])
def test_any_number_of_workers_finds_the_same_passages(workers):
    texts = [article(seed, sentences) for seed in range(12) for sentences in (2, 12, 20)]
    assert all_pairs(texts, 0, workers) == all_pairs(texts, 0)


def test_batches_of_few_words_find_the_same_passages(monkeypatch):
    texts = [article(seed, 12) for seed in range(8)]
    at_once = all_pairs(texts, 0)
    monkeypatch.setattr("provenance.passages.BATCH", 400)
    assert all_pairs(texts, 0) == at_once


def compiled(seeds, ending=""):
    """Return two made-up texts as compiled code sees them, and what it worked out of each."""
    left, right = (article(seed, 60) + ending for seed in seeds)
    readings = read([Article("a", "", "", left), Article("b", "", "", right)], Settings())
    batch = batch_of(viewed(readings, np.array([0, 1], np.int32)))
    mine, yours = text_of(batch, 0), text_of(batch, 1)
    room, rows = sides.room_for(batch), len(mine.rows.begin) + len(yours.rows.begin) - 2
    both = sides.side_of(sides.side_for(batch), mine), sides.side_of(sides.side_for(batch), yours)
    kernel_likeness.weigh(room.rarity, rows, logs(rows), GRAIN)
    many = kernel_likeness.common((mine.stems, yours.stems), both, room)
    kernel_likeness.measured(mine.rows, both[0])
    kernel_likeness.measured(yours.rows, both[1])
    dot = np.zeros((len(both[0].norm), len(both[1].norm)))
    shared = room.here[:many], room.there[:many]
    assert kernel_likeness.products((mine.stems, yours.stems), both[0].weight, shared, dot, 10**9)
    return (mine, yours), both, room, dot


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (5, 5)])
def test_compiled_runs_and_links_are_the_plain_ones(seeds):
    left, right = two(*(article(seed, 60) + " of the" * 40 for seed in seeds))
    plain = shared_runs(left, right)
    solid = (plain.length > 2) | (left.mass[plain.left + plain.length] - left.mass[plain.left] > LIGHTEST)
    (mine, yours), both, _, _ = compiled(seeds, " of the" * 40)
    known = runs.grams(mine.stems.at)
    found = runs.runs(known, yours.stems.at, both[1].shared, mine.mass, (CROWDED, LIGHTEST))
    for one, other in zip(found, (plain.left, plain.right, plain.length), strict=True):
        assert one.tolist() == other[solid].tolist()
    chosen = type(plain)(*(each.astype(np.int64) for each in found))
    numbers = (REACH, MISSED, PAIR, most_active(len(found[0])))
    linked = kernel_chains.link(found, mine.mass, RARE, numbers)
    for one, other in zip(linked, link(chosen, left), strict=True):
        assert one.tolist() == list(other)


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (5, 5)])
def test_compiled_likeness_is_the_plain_one_to_the_last_bit(seeds):
    left, right = two(*(article(seed, 60) for seed in seeds))
    plain = likes(left, right)
    (mine, yours), both, room, dot = compiled(seeds)
    assert both[0].weight[mine.stems.at].tolist() == plain.common.weight[plain.common.left].tolist()
    assert both[1].weight[yours.stems.at].tolist() == plain.common.weight[plain.common.right].tolist()
    rows, measures = kernel_likeness.near((mine.rows, yours.rows), both, dot, room, 0.25)
    near = plain.alike.cosine >= 0.25
    assert rows.tolist() == np.column_stack((plain.alike.left, plain.alike.right))[near].tolist()
    assert measures[:, 0].tolist() == plain.alike.cosine[near].tolist()
    assert measures[:, 1].tolist() == plain.alike.dice[near].tolist()


@pytest.mark.parametrize("seeds", [(1, 2), (3, 4), (6, 8)])
def test_compiled_blocks_have_the_plain_edges_and_measures(seeds):
    left, right = two(*(article(seed, 60) for seed in seeds))
    plain = measured_blocks(left, right, likes(left, right), [])
    assert plain
    texts, both, room, dot = compiled(seeds)
    rows, measures = kernel_likeness.near((texts[0].rows, texts[1].rows), both, dot, room, COSINE)
    seeds_found = rows[(measures[:, 0] > COSINE) & (measures[:, 1] > DICE)]
    nothing = np.empty(0, np.int32), np.empty((0, 2), np.int32)
    numbers = THRESHOLDS, (0.0, 0.0, 0.0, 0.0, 0.0, -1.0), CONTENT
    found, values = blocks.likely_blocks(texts, both, (seeds_found, nothing), room, numbers)
    order = sorted(range(len(found)), key=lambda place: found[place].tolist())
    assert [tuple(found[place].tolist()) for place in order] == [
        (*block.left, *block.right) for block, _ in plain
    ]
    assert [tuple(values[place].tolist()) for place in order] == [
        (each.shared, each.cover, each.plain, each.contrast) for _, each in plain
    ]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40), st.data())
@hypothesis_settings(max_examples=100, deadline=None)
def test_the_compiled_heaviest_stretch_is_the_plain_one(scores, data):
    begin = data.draw(st.integers(0, len(scores) - 1))
    end = data.draw(st.integers(begin + 1, len(scores)))
    values = np.array(scores)
    assert edges.heaviest(values, begin, end) == heaviest(values, begin, end)


@pytest.mark.parametrize("words", [1, 3, 40, 400])
def test_compiled_words_in_common_are_the_plain_ones_however_long_the_stretches(words):
    drawn = np.random.default_rng(words)
    for mine, yours in ((0, 5), (1, 1), (7, 64), (63, 65), (130, 129), (64, 300), (300, 20)):
        left, right = (drawn.integers(0, words, size).astype(np.uint32) for size in (mine, yours))
        plain = longest_common(left.tolist(), right.tolist())
        assert [tuple(match) for match in longest(left, right).tolist()] == plain


def test_stock_phrases_are_told_text_by_text():
    text = "he said in a statement that it was one of the most important of the last few years in the world"
    texts = [text, "of the most", f"important {text} at the end of the day", "", "in the middle of the night"]
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    views = viewed(readings, np.arange(len(texts), dtype=np.int32))
    word = views.whole.word
    told = stocked(word, views.words, looked_up_in())
    assert 0 < told.sum() < len(told)
    apart = [stock(word[begin:end]) for begin, end in zip(views.words[:-1], views.words[1:], strict=True)]
    assert told.tolist() == np.concatenate(apart).tolist()
