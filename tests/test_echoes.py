from dataclasses import replace

from sample_comparison import COURIER, LANTERN, MAIL, POST, at, ferry

from provenance.echoes import echoes
from provenance.model import Pair, Passage, Span


def shared(left, right, *spans):
    passages = tuple(Passage(one, other, "verbatim", 1.0) for one, other in spans)
    return Pair(left, right, 0.5, 0.5, 0.5, 0.5, 0.5, 9, passages)


def test_a_passage_of_three_articles_stands_in_one_other():
    pairs = (
        shared(COURIER, LANTERN, (Span(0, 100), Span(0, 100))),
        shared(COURIER, MAIL, (Span(10, 90), Span(0, 80))),
        shared(COURIER, POST, (Span(90, 140), Span(0, 50))),
    )
    (first,), (second,), (third,) = echoes(ferry().articles, pairs)
    assert first.others == (MAIL,)
    assert second.others == (LANTERN,)
    assert third.others == ()


def test_the_first_seen_is_the_carrier_with_the_earliest_date():
    pairs = (
        shared(MAIL, POST, (Span(0, 100), Span(0, 100))),
        shared(COURIER, POST, (Span(0, 100), Span(0, 100))),
    )
    (echo,), _ = echoes(ferry().articles, pairs)
    assert (echo.others, echo.first) == ((COURIER,), COURIER)


def test_without_dates_nothing_was_seen_first():
    undated = [replace(each, published=None) for each in ferry().articles]
    for rows in echoes(undated, ferry().pairs):
        assert all(echo.first is None for echo in rows)


def test_tables_and_document_tell_where_else_a_passage_stands():
    whole = ferry()
    row = whole.table("passages")[0]
    assert (row["also_in"], row["first_seen"]) == (0, LANTERN)
    passage = whole.to_dict()["pairs"][0]["passages"][0]
    assert (passage["also_in"], passage["first_seen"]) == (0, LANTERN)
    assert at(COURIER, "The ferry Marlin").begin == row["left_begin"]
