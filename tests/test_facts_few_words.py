"""A few words among many, found as the slow way finds them."""

import numpy as np

from provenance.facts.few import Few
from provenance.reading.words import word_hash


def test_few_words_are_found_as_by_comparing_each_with_each():
    few = [word_hash(word) for word in ("harbour", "tide", "pilot")]
    near = [each ^ 1 for each in few]  # the same upper half, another word
    hashes = np.array([*few, *near, 0, 0xFFFFFFFF, *few], dtype=np.uint32)
    assert Few(few).among(hashes).tolist() == [each in few for each in hashes.tolist()]


def test_owning_words_are_found_too_where_asked():
    hashes = np.array([word_hash("monday"), word_hash("monday's")], dtype=np.uint32)
    assert Few.of(["monday"], owning=True).among(hashes).tolist() == [True, True]
    assert Few.of(["monday"]).among(hashes).tolist() == [True, False]


def test_no_words_hold_none_of_a_few():
    assert Few.of(["tide"]).among(np.zeros(0, dtype=np.uint32)).tolist() == []
