import importlib
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import BrokenModelError
from provenance.paraphrase import score
from provenance.paraphrase.batches import batches
from provenance.paraphrase.weights import Weights, weights
from provenance.reading import read_whole
from provenance.settings import Settings

SENTENCES = (
    "The ministry said 7,000 prisoners were moved to Basra on Monday.",
    "On Monday 7,000 prisoners were moved to Basra, according to the ministry.",
    "Voters in Halden will choose between 12 candidates after the mayor resigned in March.",
    "The river rose 40 centimetres overnight and is expected to reach the old bridge by noon.",
    "Ms. Okafor told reporters that the bank had offered 3 of its branches to Lindqvist for $2.5 million.",
    "Twenty people were hurt when a tram left the rails near the harbour, the fire service said.",
    "He was not there.",
    "Rain will fall across the north on Friday.",
)
WORDS = (
    "the",
    "mayor",
    "said",
    "not",
    "7,000",
    "seven",
    "Basra",
    "rose",
    "fell",
    "quickly",
    "xyzzy",
    "and",
    "a",
)


def scores(*pairs):
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    return score(readings, left, left + 1, Settings())


def one(left, right):
    return scores((left, right))[0]


def training():
    """Load the training script, which is no part of the package."""
    folder = Path(__file__).parent / "training"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("paraphrase_training", folder / "paraphrase.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


# ── what a score means


@pytest.mark.parametrize("text", [*SENTENCES, "Hello", "停战协议已签署", "Привет мир, как дела"])
def test_a_sentence_states_the_same_as_itself(text):
    assert one(text, text) > 0.95


def test_other_words_for_the_same_score_high():
    assert one(*SENTENCES[:2]) > 0.8
    assert one("Two people died in the blaze.", "2 people were killed in the blaze.") > 0.8


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SENTENCES[0], SENTENCES[7]),
        ("Hello", "World"),
        ("停战协议已签署", "天气很好"),
        ("Привет мир, как дела", "Завтра пойдёт дождь"),
        ("Привет мир, как дела", SENTENCES[3]),
        ("1", "a"),
    ],
)
def test_sentences_with_nothing_in_common_score_low(left, right):
    assert one(left, right) < 0.25


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("7,000", "9,000"),
        ("12 ", "13 "),
        ("$2.5", "$2.6"),
        ("40", "400"),
        ("3 of", "4 of"),
        ("Twenty", "Thirty"),
        ("Twenty", "21"),
        ("were moved", "were not moved"),
        ("was not", "was"),
        ("will choose", "won't choose"),
        ("had offered", "had never offered"),
        ("rose", "fell"),
        ("after the", "before the"),
        ("Halden", "Moss"),
        ("Basra", "Mosul"),
        ("Monday", "Tuesday"),
        ("Lindqvist", "Bergman"),
        ("the north", "the south"),
    ],
)
def test_another_figure_name_negation_or_opposite_is_another_statement(was, now):
    changed = [(text, text.replace(was, now)) for text in SENTENCES if was in text]
    assert changed
    assert (scores(*changed) < 0.5).all()


@given(st.sampled_from(SENTENCES[:6]), st.integers(0, 10**6), st.data())
@settings(max_examples=60, deadline=None)
def test_a_copy_with_one_figure_changed_never_states_the_same(text, figure, data):
    words = text.split()
    words.insert(data.draw(st.integers(0, len(words))), str(figure))
    places = [place for place, word in enumerate(words) if word.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = [*words[:place], str(int(words[place]) + data.draw(st.integers(1, 99))), *words[place + 1 :]]
    assert one(" ".join(words), " ".join(other)) < 0.2


def test_a_title_may_change_beside_a_name():
    left = "On Friday the minister thanked Mr. Lindqvist for his long service to the harbour."
    assert one(left, left.replace("Mr.", "Director")) > 0.5


def test_a_sentence_without_words_states_nothing():
    assert scores(("", ""), ("", SENTENCES[0]), ("...", "!")).tolist() == [0, 0, 0]


def test_no_pairs_give_no_scores():
    readings = read_whole(["One.", "Two."], Settings())
    none = np.zeros(0, dtype=np.int32)
    assert score(readings, none, none, Settings()).shape == (0,)


def test_a_sentence_far_longer_than_any_real_one_is_judged_by_its_beginning():
    long = "many words " * 5_000
    assert one(long, long) > 0.95
    assert 0 <= one(long, SENTENCES[0]) <= 1


# ── what a score must not depend on


text = st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join)


@given(st.lists(st.tuples(text, text), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_neither_the_side_nor_the_company_of_a_pair_changes_its_score(pairs):
    together = scores(*pairs)
    assert together.tolist() == [one(right, left) for left, right in pairs]
    assert ((together >= 0) & (together <= 1)).all()


def test_the_same_pair_scores_the_same_in_a_large_batch():
    pairs = [(left, right) for left in SENTENCES for right in SENTENCES]
    assert scores(*(pairs * 40)).tolist() == [one(left, right) for left, right in pairs] * 40


# ── slow, obvious twins


def subsequence(left, right):
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, mine in enumerate(left):
        for j, theirs in enumerate(right):
            table[i + 1][j + 1] = table[i][j] + 1 if mine == theirs else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def edits(left, right):
    row = list(range(len(right) + 1))
    for i, mine in enumerate(left):
        after = [i + 1]
        for j, theirs in enumerate(right):
            after.append(min(row[j + 1] + 1, after[j] + 1, row[j] + (mine != theirs)))
        row = after
    return row[-1]


def longest_run(left, right):
    return max(
        (
            size
            for size in range(1, len(left) + 1)
            for i in range(len(left) - size + 1)
            for j in range(len(right) - size + 1)
            if left[i : i + size] == right[j : j + size]
        ),
        default=0,
    )


letters = st.lists(st.sampled_from(["mayor", "river", "tram", "bank"]), min_size=1, max_size=9)


@given(letters, letters)
@settings(max_examples=80, deadline=None)
def test_runs_edits_and_subsequences_are_what_the_textbook_says(left, right):
    readings = read_whole([" ".join(left), " ".join(right)], Settings())
    (batch,) = batches(readings, np.array([0], np.int32), np.array([1], np.int32), weights().telling)
    found = {name: float(column[0]) for name, column in batch.found.items()}
    short, long = sorted((len(left), len(right)))
    assert found["edits"] == pytest.approx(edits(left, right) / long)
    assert found["subsequence_high"] == pytest.approx(subsequence(left, right) / short)
    assert found["subsequence_low"] == pytest.approx(subsequence(left, right) / long)
    assert found["longest_run"] == longest_run(left, right)
    kept = sum(min(left.count(word), right.count(word)) for word in set(left))
    assert found["word_cover_high"] == pytest.approx(kept / short)
    assert found["word_cover_low"] == pytest.approx(kept / long)


def in_order(measured):
    """Return the measures of all pairs, in whatever batches they came."""
    every = list(measured)
    order = np.argsort(np.concatenate([batch.places for batch in every]))
    columns = [dict(batch.found, telling=batch.telling) for batch in every]
    return {name: np.concatenate([each[name] for each in columns])[order] for name in columns[0]}


def statements(longest):
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest).map(" ".join)


def both_ways(pairs):
    """Check that compiled code measures and scores pairs as NumPy does, to the last bit."""
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    ways = [batches(readings, left, left + 1, weights().telling, large=large) for large in (False, True)]
    plain, compiled = [in_order(way) for way in ways]
    assert list(plain) == list(compiled)
    for name, column in plain.items():
        assert column.tolist() == compiled[name].tolist(), name
    found = [score(readings, left, left + 1, Settings(compile_above=at)).tolist() for at in (10**9, 0)]
    assert found[0] == found[1]


@given(st.lists(st.tuples(statements(12), statements(12)), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_compiled_code_measures_and_scores_pairs_of_sentences_alike(pairs):
    both_ways(pairs)


@given(st.tuples(statements(300), statements(300)))
@settings(max_examples=20, deadline=None)
def test_compiled_code_measures_and_scores_sentences_of_hundreds_of_words_alike(pair):
    both_ways([pair])


def test_compiled_code_measures_and_scores_sentences_of_all_kinds_alike():
    both_ways([(one, other) for one in SENTENCES for other in SENTENCES])


# ── the trained numbers


def test_the_trees_say_what_scikit_learn_says():
    from sklearn.ensemble import HistGradientBoostingClassifier

    random = np.random.default_rng(7)
    table = random.normal(size=(700, 5)).round(1)
    labels = (table[:, 0] * table[:, 1] + table[:, 2] > 0).astype(int)
    grown = HistGradientBoostingClassifier(max_iter=25, max_depth=4, random_state=1).fit(table, labels)
    none = np.zeros(0)
    trained = Weights(
        names=tuple("abcde"),
        **training().flattened(grown, 4),
        stems=none.astype(np.uint32),
        lone=none,
        shared=none,
        slope=1.0,
        offset=0.0,
    )
    assert np.abs(trained.trees(table) - grown.decision_function(table)).max() < 1e-12


@pytest.mark.parametrize("name", ["weights", "vectors"])
def test_a_broken_file_of_numbers_is_named(name, tmp_path, monkeypatch):
    module = importlib.import_module(f"provenance.paraphrase.{name}")
    load = getattr(module, name)
    broken = tmp_path / "broken.npz"
    np.savez(broken, something=np.zeros(1))
    monkeypatch.setattr(module, "FILE", broken)
    load.cache_clear()
    with pytest.raises(BrokenModelError, match=r"broken\.npz"):
        load()
    monkeypatch.undo()
    load.cache_clear()
