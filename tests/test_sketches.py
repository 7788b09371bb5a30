import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from provenance.hashing import GOLDEN, buckets, distinct, looked_up, mix64, run_keys, run_keys_at
from provenance.reading import read_whole
from provenance.reading.words import fold, word_hash
from provenance.settings import Settings
from provenance.sketches import SCHEME, band_keys, sentence_keys, sentence_shingles, signatures, sketch

WORDS = st.lists(
    st.sampled_from("the ferry stopped at noon and nobody on it knew why 42 1,200".split()), max_size=30
)


def _slow_shingle(words):
    """The obvious twin of a shingle: mix the words one after the other, keep the high half."""
    key = np.zeros(1, np.uint64)
    for place, word in enumerate(words):
        step = key * GOLDEN + np.uint64(word_hash(fold(word))) + np.uint64(place)
        key = mix64(step)
    return int(key[0] >> np.uint64(32))


def _signed(sentence_list, **changes):
    settings = Settings(**changes)
    sketches = sketch(read_whole(sentence_list, settings), settings)
    return sketches, signatures(sketches, settings)


@given(WORDS.filter(lambda words: len(words) >= 4))
def test_a_signature_is_datasketch_s(words):
    slow = MinHash(num_perm=128, seed=1, scheme=SCHEME, hashfunc=lambda value: value)
    slow.update_batch([_slow_shingle(words[place : place + 3]) for place in range(len(words) - 2)])
    assert _signed([" ".join(words)])[1][0].tobytes() == slow.hashvalues.tobytes()


def test_the_compiled_signature_equals_numpy_s():
    texts = [f"sentence number {n} tells of {n * 7} boats and {n % 5} captains at sea" for n in range(300)]
    slow, fast = _signed(texts), _signed(texts, compile_above=0)
    assert slow[1].tobytes() == fast[1].tobytes()
    assert np.array_equal(slow[0].rows, fast[0].rows)


def test_sentences_with_the_same_words_are_signed_once():
    same = ["The pier is closed today.", "the PIER is “closed” today", "A pier was closed one day."]
    sketches, values = _signed(same)
    assert sketches.rows.tolist() == [0, 0, 1]
    assert len(values) == 2


def test_sentences_too_short_to_say_anything_are_not_signed():
    assert _signed(["Yes, he did.", "No.", ""])[0].rows.tolist() == [-1, -1, -1]


def test_order_of_words_matters_to_a_sentence_s_key():
    readings = read_whole(["dog bites man", "man bites dog", "dog bites man"], Settings())
    one, other, again = sentence_keys(readings, np.arange(3, dtype=np.int32))
    assert one == again != other


def test_a_sentence_shorter_than_a_shingle_is_one_shingle():
    readings = read_whole(["closed again", "closed again today"], Settings())
    shingles, bounds = sentence_shingles(readings, np.array([0, 1], np.int32), 3)
    assert bounds.tolist() == [0, 1, 2]
    assert shingles[0] != shingles[1]


def test_estimates_are_close_to_the_true_jaccard_similarity():
    left = "one two three four five six seven eight nine ten eleven twelve".split()
    right = [*left[:8], "other", "words", "end", "it"]
    shingles = [{tuple(words[n : n + 3]) for n in range(len(words) - 2)} for words in (left, right)]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    _, values = _signed([" ".join(left), " ".join(right)])
    assert abs((values[0] == values[1]).mean() - true) < 0.13


def test_the_recipe_names_what_signatures_depend_on():
    sketches, _ = _signed(["One ferry sails at noon today."])
    assert dict(sketches.recipe)["scheme"] == "affine32"


@pytest.mark.parametrize("size", [1, 3, 8])
@pytest.mark.parametrize("count", [0, 2, 100])
def test_keys_of_runs_are_the_same_compiled_and_gathered(size, count):
    words = np.random.default_rng(5).integers(0, 2**32, count, dtype=np.uint32)
    plain = run_keys(words, size)
    assert run_keys(words, size, compiled=True).tolist() == plain.tolist()
    assert run_keys_at(words, np.arange(len(plain))[::2], size).tolist() == plain[::2].tolist()


@pytest.mark.parametrize("seed", [1, 7, 2**32 - 1])
def test_only_rows_that_share_no_minimum_are_left_out_of_a_band(seed):
    """A band of fewer rows than the whole signature leaves out what cannot repeat, and changes no key."""
    texts = [
        *(
            f"boat {n} of the {n % 3} fleets came home at {n % 4} with fish for the whole town"
            for n in range(40)
        ),
        *(f"w{n}a w{n}b w{n}c w{n}d w{n}e w{n}f w{n}g" for n in range(40)),
        "nobody else says this at all",
        "nobody else says this at all",
    ]
    settings = Settings(seed=seed)
    sketches = sketch(read_whole(texts, settings), settings)
    _, number, count = np.unique(sketches.shingles, return_inverse=True, return_counts=True)
    left_out = 0
    few, whole = (band_keys(sketches, shared, settings) for shared in (count[number] > 1, None))
    for (rows, keys), (everyone, expected) in zip(few, whole, strict=True):
        assert everyone.tolist() == list(range(len(sketches.sentences)))
        assert keys.tolist() == expected[rows].tolist()
        _, place, often = np.unique(expected, return_inverse=True, return_counts=True)
        assert set(np.flatnonzero(often[place] > 1)) <= set(rows.tolist())
        assert sketches.rows[-1] in rows  # two sentences have it
        left_out += len(expected) - len(rows)
    assert left_out > 40 * settings.permutations // 8


@pytest.mark.parametrize("count", [0, 1, 3, 5_000])
def test_hashes_are_looked_up_as_a_search_finds_them(count):
    rng = np.random.default_rng(count)
    crowded = np.concatenate([rng.integers(0, 2**32, count), rng.integers(7_000, 7_000 + count + 1, count)])
    hashes = distinct(crowded.astype(np.uint32))
    words = np.concatenate([hashes, rng.integers(0, 2**32, 500).astype(np.uint32), hashes + np.uint32(1)])
    places, known = looked_up(hashes, buckets(hashes), words)
    assert known.tolist() == np.isin(words, hashes).tolist()
    assert places[known].tolist() == np.searchsorted(hashes, words)[known].tolist()
    assert not places[~known].any()
