"""How numbers and stretches are written down: for many at once as for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_comparison import COURIER, ferry

from provenance.records import DIGITS, Texts, rounded
from provenance.rows import blocks, in_columns, in_rows


@given(st.lists(st.floats(min_value=0, max_value=1) | st.floats(min_value=-1e300, max_value=1e300)))
def test_many_numbers_are_rounded_as_one_is(values):
    assert list(map(repr, rounded(values))) == [repr(round(value, DIGITS)) for value in values]


@given(st.integers(min_value=0, max_value=10**DIGITS), st.sampled_from((0, 1, -1)))
def test_a_number_between_two_steps_is_rounded_as_python_does(step, off):
    value = (step + 0.5) / 10**DIGITS + off * 1e-17
    assert rounded([value]) == [round(value, DIGITS)]


def test_a_stretch_is_cut_out_once_and_again_when_there_is_no_room(monkeypatch):
    texts, text = Texts(ferry().articles), ferry().article(COURIER).text
    assert texts.at(COURIER, 4, 9) == text[4:9]
    assert texts.at(COURIER, 4, 9) is texts.at(COURIER, 4, 9)
    monkeypatch.setattr("provenance.records._KEPT", 0)
    texts = Texts(ferry().articles)
    assert [texts.at(COURIER, begin, begin + 5) for begin in (0, 4, 0)] == [text[:5], text[4:9], text[:5]]


@pytest.mark.parametrize("count", [0, 1, 3_999, 4_000, 8_001])
def test_rows_come_back_from_columns_in_their_order(count):
    rows = [{"number": number, "names": ["a"] * (number % 3)} for number in range(count)]
    assert list(in_rows(in_columns(rows))) == rows
    assert [len(block) for block in blocks(rows)] == [4_000] * (count // 4_000) + [count % 4_000] * (
        count % 4_000 > 0
    )
