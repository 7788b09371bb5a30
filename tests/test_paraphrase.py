import numpy as np

from provenance.paraphrase import score
from provenance.reading import read_whole
from provenance.settings import Settings


def scores(*pairs):
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    return score(readings, left, left + 1, Settings())


def test_a_sentence_states_the_same_as_itself():
    text = "The ministry said 7,000 prisoners were moved on Monday."
    assert scores((text, text))[0] > 0.95


def test_which_side_is_which_makes_no_difference():
    one, other = "The plant will close in May.", "In May the company will shut its plant, it said."
    assert scores((one, other))[0] == scores((other, one))[0]
