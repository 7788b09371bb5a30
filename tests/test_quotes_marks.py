"""Quotation marks of every kind, well and badly paired, in time that grows with the text alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.quotations.marks import QUOTED, mask, scan


def quoted(text: str) -> list[str]:
    return [text[each.inner : each.stop] for each in scan(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We will pay,” she said.", ["We will pay,"]),
        ('"We will pay," she said.', ["We will pay,"]),
        ("«We will pay», she said.", ["We will pay"]),
        ("„We will pay“, she said.", ["We will pay"]),
        ("‘We will pay,’ she said.", ["We will pay,"]),
        ("'We will pay,' she said.", ["We will pay,"]),
        ("``We will pay,'' she said.", ["We will pay,"]),
        ("“We will pay,’’ she said.", ["We will pay,"]),
        ("‘‘We will pay,’’ she said.", ["We will pay,"]),
        ("“We will pay,“ she said.", ["We will pay,"]),
        ("”We will pay,” she said.", ["We will pay,"]),
        ('"“We will pay,” she said.', ["We will pay,"]),
    ],
)
def test_marks_of_every_kind_are_found(text, inside):
    assert quoted(text) == inside


def test_a_curly_mark_may_be_closed_by_a_straight_one():
    assert quoted('“We will pay," she said. “Soon."') == ["We will pay,", "Soon."]


def test_a_quotation_inside_another_belongs_to_the_outer_one():
    assert quoted("“He said ‘no’ to me,” she said.") == ["He said ‘no’ to me,"]
    assert quoted("“He said “no” to me,” she said.") == ["He said “no” to me,"]
    assert quoted("\"And he said 'I knew it,'\" before he left.") == ["And he said 'I knew it,'"]


def test_an_apostrophe_opens_and_closes_nothing():
    assert quoted("The workers' union didn't meet the firm's owners.") == []
    assert quoted("He praised ‘the workers’ union,’ and left.") == ["the workers’ union,"]


def test_inches_are_no_quotation():
    assert quoted('A 6\'2" man and a 30" screen.') == []


def test_a_quotation_left_open_ends_with_its_paragraph():
    text = "“We will pay. We always have.\n\n“And we will go on,” she said."
    assert quoted(text) == ["We will pay. We always have.", "And we will go on,"]
    assert [each.closed for each in scan(text)] == [False, True]


def test_a_line_that_runs_on_in_lower_case_does_not_end_a_quotation():
    assert quoted("“We will\npay,” she said.") == ["We will\npay,"]


def test_a_title_in_marks_is_no_speech():
    assert quoted("Her book “The Long Way Home” sold well.") == []
    assert quoted("“THIS IS A DISGRACE,” he wrote.") == ["THIS IS A DISGRACE,"]


def test_a_masked_text_keeps_every_place():
    text = "He said “no” and “never.”"
    masked = mask(text, scan(text))
    assert len(masked) == len(text)
    assert masked.replace(QUOTED, "") == "He said  and "


@given(st.text(alphabet="“”‘’«»\"'`ab,. \n", max_size=60))
def test_quotations_stand_in_order_and_never_overlap(text):
    end = 0
    for each in scan(text):
        assert end <= each.begin < each.inner < each.stop <= each.end <= len(text)
        end = each.end


@pytest.mark.parametrize(
    "piece", ['"', "“", "'", "”", "``", '"a ', "“a ", "'a ", "‘a' ", "“” ", "“a” ", '"a" ']
)
def test_many_marks_take_time_in_proportion(piece):
    def seconds(length: int) -> float:
        text, times = piece * (length // len(piece)), []
        for _ in range(3):
            begin = time.process_time()
            scan(text)
            times.append(time.process_time() - begin)
        return min(times)

    # Sixteen times the text: sixteen times the work is right and 256 quadratic; what lies between is the
    # collector's and a busy machine's.
    assert seconds(400_000) < 80 * seconds(25_000) + 0.05
