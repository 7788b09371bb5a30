from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_comparison import COURIER, LANTERN, MAIL, POST, TIDE, at, ferry

from provenance.echoes import _covering, echoes
from provenance.model import Pair, Passage, Span
from provenance.sides import sides


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


SPANS = st.builds(lambda begin, size: Span(begin, begin + size), st.integers(0, 60), st.integers(1, 40))
FOUND = st.lists(st.tuples(SPANS, SPANS), max_size=4)


def carriers(article, span, pairs):
    """Ask every passage of every pair whether it holds more than half of a stretch."""
    for pair in pairs:
        for passage in pair.passages:
            for mine, stretch, other in (
                (pair.left, passage.left, pair.right),
                (pair.right, passage.right, pair.left),
            ):
                common = min(span.end, stretch.end) - max(span.begin, stretch.begin)
                if mine == article and 2 * common > span.end - span.begin:
                    yield other


@given(st.lists(FOUND, min_size=6, max_size=6), st.sampled_from((1, 7, 500_000)))
def test_echoes_are_what_each_passage_says_of_each_other(found, size):
    names = [(one, other) for one in (COURIER, LANTERN, MAIL) for other in (MAIL, POST, TIDE) if one < other]
    pairs = tuple(shared(*two, *spans) for two, spans in zip(names, found, strict=False))
    dates = {article.id: article.published for article in ferry().articles}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("provenance.echoes._BLOCK", size)
        made = echoes(ferry().articles, pairs)
    for pair, rows in zip(pairs, made, strict=True):
        for passage, echo in zip(pair.passages, rows, strict=True):
            every = {pair.left, pair.right}
            every |= {*carriers(pair.left, passage.left, pairs), *carriers(pair.right, passage.right, pairs)}
            assert echo.others == tuple(sorted(every - {pair.left, pair.right}))
            assert echo.count == len(echo.others)
            assert echo.first == min((dates[each], each) for each in every if dates[each])[1]


def test_stretches_are_compared_in_parts_of_bounded_size(monkeypatch):
    spans = [(Span(place, place + 30), Span(place, place + 30)) for place in range(20)]
    stretches = sides(ferry().articles, [shared(COURIER, LANTERN, *spans)])
    whole = [*zip(*(each.tolist() for each in next(_covering(stretches))[2:]), strict=True)]
    monkeypatch.setattr("provenance.echoes._BLOCK", 100)
    parts = list(_covering(stretches))
    assert len(parts) > 5
    assert [
        two for *_, one, other in parts for two in zip(one.tolist(), other.tolist(), strict=True)
    ] == whole


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
