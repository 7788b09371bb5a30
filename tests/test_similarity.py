"""Which articles use the same words: the product of all pairs and the inverted index find the same."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_array

from provenance.model import Article, Bags
from provenance.reading import read
from provenance.reading.words import word_hash
from provenance.settings import Settings
from provenance.similarity import bags, joined, weigh_bags
from provenance.similarity.products import accumulated, multiplied, products, reach

COMMON = "the a of in and to was is on said that for with by it at from as he his".split()
RARE = [
    f"{first}{last}"
    for first in "tram quay mill weir ferry kiln".split()
    for last in "ley ford wick by".split()
]
DATES = [
    None,
    "2024",
    "2024-03",
    "2024-03-02",
    "2024-03-05",
    "2024-03-05T10:00:00Z",
    "2024-03-20",
    "2024-04-28",
]


def _bags(rng, count):
    """Made-up articles: many common words in all, a few rare ones in each; one is empty, one is a copy."""
    parts = []
    for _ in range(count):
        often, seldom = rng.choice(COMMON, 120), rng.choice(RARE, rng.integers(1, 12))
        hashes = np.array([word_hash(word) for word in [*often, *seldom]], np.uint32)
        words, counts = np.unique(hashes, return_counts=True)
        parts.append(Bags(np.array([0, len(words)], np.int64), words, counts.astype(np.int32)))
    nothing = Bags(np.zeros(2, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int32))
    return joined([*parts, nothing, parts[0]])


def _unit_rows(rng, shape):
    """Rows of length 1 in which low columns are frequent and light, as common words are."""
    often = rng.random(shape) < 1 / (1 + np.arange(shape[1]) / 4)
    dense = np.where(often, rng.random(shape) * np.log(2 + np.arange(shape[1])), 0.0)
    length = np.sqrt((dense**2).sum(axis=1, keepdims=True))
    return csr_array(dense / np.where(length > 0, length, 1.0))


def _slow_twin(rows, begins, ends, asked, threshold):
    """Multiply each pair term by term, in the order of the terms."""
    dense = rows.toarray()
    found = set()
    for one in range(len(dense)):
        for other in range(one + 1, len(dense)):
            product = 0.0
            for a, b in zip(dense[one].tolist(), dense[other].tolist(), strict=True):
                product += a * b
            if (
                product > 0
                and product >= threshold
                and (asked[one] or asked[other])
                and max(begins[one], begins[other]) <= min(ends[one], ends[other])
            ):
                found.add((one, other))
    return found


def _of_the_same_days(pairs, begins, ends):
    both = {(min(pair), max(pair)) for pair in zip(*(side.tolist() for side in pairs), strict=True)}
    return {(one, other) for one, other in both if one != other and begins[other] <= ends[one]}


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("part", [0.2, 1.0])
def test_both_ways_find_what_a_loop_over_all_pairs_finds(threshold, part):
    rng = np.random.default_rng(7)
    rows = _unit_rows(rng, (90, 150))
    begins = np.sort(rng.integers(0, 20, 90)).astype(np.float64)
    ends = begins + rng.integers(0, 6, 90)
    begins[:4], ends[:4] = -np.inf, np.inf
    asked = rng.random(90) < part
    expected = _slow_twin(rows, begins, ends, asked, threshold)
    within = reach(begins, ends, asked)
    for way in (multiplied, accumulated):
        assert _of_the_same_days(way(rows, within, threshold), begins, ends) == expected
    assert expected or threshold > 0.5


def test_a_product_that_is_just_the_threshold_is_found_both_ways():
    rng = np.random.default_rng(11)
    rows = _unit_rows(rng, (40, 150))
    begins, ends = np.zeros(40), np.ones(40)
    within = reach(begins, ends, np.ones(40, np.bool_))
    products = np.unique((rows @ rows.T).toarray()[np.triu_indices(40, 1)])
    for threshold in products[products > 0][::37].tolist():
        for exact in (threshold, np.nextafter(threshold, 2)):
            one, other = (
                _of_the_same_days(way(rows, within, exact), begins, ends) for way in (multiplied, accumulated)
            )
            assert one == other
            assert len(one) == (products >= exact).sum()


@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_many_words_give_the_same_pairs_as_few(part):
    rng = np.random.default_rng(5)
    counted = _bags(rng, 150)
    published = [DATES[number] for number in rng.integers(0, len(DATES), 152)]
    asked = rng.random(152) < part
    few, many = (
        weigh_bags(counted, published, asked, Settings(compile_above=limit)) for limit in (10**12, 0)
    )
    assert few.left.tobytes() == many.left.tobytes()
    assert few.right.tobytes() == many.right.tobytes()
    assert (len(few.left) > 100) == (part > 0)
    assert (few.of(few.left, few.right) >= Settings().tfidf_threshold - 1e-9).all()


@pytest.mark.parametrize("compile_above", [0, 10**6])
def test_the_words_of_a_body_are_counted_once_an_article(compile_above):
    texts = [
        "By Ada Byron\n\nThe mill by the weir is the mill of the town.",
        "Rain.",
        "The tram is late, late, late.",
    ]
    readings = read([Article(f"a{n}", "", "", text) for n, text in enumerate(texts)], Settings())
    counted = bags(readings, Settings(compile_above=compile_above))
    expected = [
        {"the": 4, "mill": 2, "by": 1, "weir": 1, "is": 1, "of": 1, "town": 1},
        {"rain": 1},
        {"the": 1, "tram": 1, "is": 1, "late": 3},
    ]
    for (first, last), words in zip(pairwise(counted.bounds.tolist()), expected, strict=True):
        found = dict(
            zip(counted.words[first:last].tolist(), counted.counts[first:last].tolist(), strict=True)
        )
        assert found == {word_hash(word): count for word, count in words.items()}
        assert list(found) == sorted(found)


def test_compiled_products_are_scipy_s_to_the_last_bit():
    rows = _unit_rows(np.random.default_rng(5), (40, 300))
    rows.data[rows.indptr[7] : rows.indptr[8]] = 0.0
    rows.eliminate_zeros()  # a row without terms
    left, right = (side.ravel() for side in np.indices((40, 40)))
    expected = np.asarray(rows[left].multiply(rows[right]).sum(axis=1)).ravel()
    assert products(rows, left, right).tobytes() == expected.tobytes()
    assert len(products(rows, left[:0], right[:0])) == 0
