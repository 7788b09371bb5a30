"""Very many facts held as bytes, and very many pairs in batches: the same values as without."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_comparison import OUTLETS, ferry

from provenance import reading
from provenance.anonymise import anonymise
from provenance.batches import batches
from provenance.facts import collect
from provenance.model import Article, Candidates, Facts, Packed, Span, Story, many, pack
from provenance.model.factrows import of_shared, of_unique, shared, unique
from provenance.renderers import render
from provenance.settings import Settings

FERRY = (
    "A ferry carrying 120 passengers struck the northern pier at Port Ellery on Monday. "
    "The harbour master closed both lanes to traffic within minutes."
)


def packed(comparison):
    """Return a comparison whose facts are packed, each story's apart."""
    facts = comparison.facts
    return replace(
        comparison,
        facts=Facts(
            Packed(shared, [pack((of_shared(each),)) for each in facts.shared]),
            Packed(unique, [pack(()), pack(tuple(map(of_unique, facts.unique)))]),
            facts.conflicts,
        ),
    )


def test_packed_facts_are_the_facts_and_stay_so_when_they_are_handed_to_another_process():
    plain, held = ferry().facts, packed(ferry()).facts
    assert plain.shared
    assert plain.unique
    assert (tuple(held.shared), tuple(held.unique)) == (plain.shared, plain.unique)
    again = pickle.loads(pickle.dumps(held))  # noqa: S301 - written here
    assert held == again == Facts(plain.shared, plain.unique, plain.conflicts)


@given(st.lists(st.lists(st.integers(), max_size=4)))
def test_a_packed_value_is_found_by_its_place_as_in_a_tuple(parts):
    plain = tuple((value,) for part in parts for value in part)
    held = Packed(tuple, [pack(tuple((value,) for value in part)) for part in parts])
    assert len(held) == len(plain)
    assert tuple(held) == plain
    assert tuple(held[place] for place in range(-len(plain), len(plain))) == plain + plain
    assert held[1:-1] == plain[1:-1]
    for outside in (len(plain), -len(plain) - 1):
        with pytest.raises(IndexError):
            held[outside]


def test_a_report_of_packed_facts_is_the_same_to_the_byte():
    for name in ("json", "tables", "page", "markdown"):
        plain, held = (render(each, name) for each in (ferry(), packed(ferry())))
        assert plain == held


def test_packed_facts_name_no_outlet_once_they_are_hidden():
    hidden, _ = anonymise(packed(ferry()))
    assert hidden.facts == anonymise(ferry())[0].facts
    written = b"".join(render(hidden, "json").values()).decode()
    assert not [name for name in OUTLETS if name in written]


def test_facts_that_are_packed_as_they_are_collected_are_those_that_are_not():
    texts = [f"{FERRY} Diver {name} found a crack in the hull near the engine room." for name in "ABCD"]
    articles = [Article(str(n), f"Outlet {n}", "", text) for n, text in enumerate(texts)]
    stories = [Story("one", ("0", "1"), None), Story("two", ("2", "3"), None)]
    readings = reading.read(articles, Settings())
    plain = collect(readings, stories, (), Settings())
    held = collect(readings, stories, (), Settings(), packed=True)
    assert plain.shared
    assert isinstance(held.shared, Packed)
    assert held == plain


def test_batches_cover_all_pairs_and_stay_within_their_words():
    texts = [" ".join(["word"] * (n + 1)) for n in range(20)]
    readings = reading.read_whole(texts, Settings())
    left, right = np.triu_indices(20, 1)
    pairs = Candidates(left.astype(np.int32), right.astype(np.int32))
    found = [part.tolist() for part in batches(readings, pairs, words=60, pairs=7)]
    assert sorted(place for part in found for place in part) == list(range(len(left)))
    for part in found:
        held = {*left[part].tolist(), *right[part].tolist()}
        assert len(part) <= 7
        assert part == sorted(part)
        assert sum(n + 1 for n in held) <= 60
    assert [len(part) for part in batches(readings, pairs, words=1)] == [1] * len(left)
    assert [part.tolist() for part in batches(readings, pairs, words=210)] == [list(range(len(left)))]


def test_a_batch_takes_the_articles_that_have_most_partners_in_it_and_the_earlier_of_equal_ones():
    days = ["2026-01-05", "2026-01-04", "2026-01-03", None, "2026-01-01", "2026-01-02"]
    readings = reading.read(
        [Article(str(n), "", "", FERRY, published=day) for n, day in enumerate(days)], Settings()
    )
    each = len(readings.word_hash) // len(days)
    pairs = Candidates(np.array([0, 0, 1, 2, 4], np.int32), np.array([1, 5, 5, 3, 5], np.int32))
    # of 4 its partner 5, of 5's the earlier 1, then 0, which is the partner of both
    assert [part.tolist() for part in batches(readings, pairs, words=4 * each)] == [[0, 1, 2, 4], [3]]


def test_many_values_made_of_columns_are_those_made_one_by_one():
    begins, ends = list(range(50)), list(range(7, 57))
    spans = many(Span, begins, ends)
    assert spans == [Span(begin, end) for begin, end in zip(begins, ends, strict=True)]
    assert repr(spans[3]) == "Span(begin=3, end=10)"
    assert many(Span, [], []) == []


@pytest.mark.parametrize("columns", [([1, 2],), ([1, 2], [3]), ([1], [2], [3])])
def test_values_are_not_made_of_columns_that_leave_a_field_open(columns):
    with pytest.raises(ValueError, match=r"entries|argument"):
        many(Span, *columns)
