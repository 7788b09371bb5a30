"""How numbers and stretches are written down: for many at once as for one."""

from dataclasses import replace
from itertools import chain
from operator import is_

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_comparison import ferry

from provenance.records import DIGITS, rounded
from provenance.rows import blocks, in_columns, in_rows
from provenance.sides import Texts


@given(st.lists(st.floats(min_value=0, max_value=1) | st.floats(min_value=-1e300, max_value=1e300)))
def test_many_numbers_are_rounded_as_one_is(values):
    assert list(map(repr, rounded(values))) == [repr(round(value, DIGITS)) for value in values]


@given(st.integers(min_value=0, max_value=10**DIGITS), st.sampled_from((0, 1, -1)))
def test_a_number_between_two_steps_is_rounded_as_python_does(step, off):
    value = (step + 0.5) / 10**DIGITS + off * 1e-17
    assert rounded([value]) == [round(value, DIGITS)]


def test_a_stretch_is_cut_out_once_and_again_when_there_is_no_room(monkeypatch):
    stretches = ferry().sides()
    begins, ends = stretches.begin.tolist(), stretches.end.tolist()
    articles = [stretches.articles[place].text for place in stretches.article.tolist()]
    every = [text[begin:end] for text, begin, end in zip(articles, begins, ends, strict=True)]
    texts, numbers = Texts(stretches), np.arange(len(every))
    first, second = texts.at(numbers), texts.at(numbers)
    assert first == every
    assert all(map(is_, first, second))
    monkeypatch.setattr("provenance.sides._KEPT", 0)
    texts = Texts(stretches)
    assert [texts.at(numbers[[place]]) for place in (0, 1, 0)] == [[every[0]], [every[1]], [every[0]]]


@pytest.mark.parametrize("count", [0, 1, 3_999, 4_000, 8_001])
def test_rows_come_back_from_columns_in_their_order(count):
    rows = [{"number": number, "names": ["a"] * (number % 3)} for number in range(count)]
    assert list(in_rows(in_columns(rows))) == rows
    assert [len(block) for block in blocks(rows)] == [4_000] * (count // 4_000) + [count % 4_000] * (
        count % 4_000 > 0
    )


def test_pairs_are_written_alike_however_many_are_made_at_a_time(monkeypatch):
    whole = ferry()
    bare = [replace(pair, passages=()) for pair in whole.pairs]
    pairs = tuple(chain(*zip(bare, whole.pairs, bare, strict=True)))
    expected = replace(whole, pairs=pairs).to_dict()["pairs"]
    assert [len(each["passages"]) for each in expected] == [len(each.passages) for each in pairs]
    for block in (1, 2, 5):
        monkeypatch.setattr("provenance.records._BLOCK", block)
        assert replace(whole, pairs=pairs).to_dict()["pairs"] == expected
