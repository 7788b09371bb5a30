import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.facts.days import days
from provenance.facts.figures import compatible, figures
from provenance.model import Span


def read(sentence):
    return figures(sentence, Span(0, len(sentence)))


def only(sentence):
    found = read(sentence)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They moved 150 crates.", 150),
        ("They moved one hundred and fifty crates.", 150),
        ("A dozen jails stood empty.", 12),
        ("Two dozen jails stood empty.", 24),
        ("It could reach 7,000 crates.", 7000),
        ("The wall would cost $2.5 billion.", 2.5e9),
        ("The wall would cost $2.5bn.", 2.5e9),
        ("It cost two million three hundred thousand euros.", 2.3e6),
        ("A “$5.6” billion plan failed.", 5.6e9),
        ("Some 12 per cent agreed.", 12),
        ("They saw a group of 150 men.", 150),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(sentence, value):
    figure = only(sentence)
    assert figure.low <= value <= figure.high
    assert (figure.low + figure.high) / 2 == pytest.approx(value)


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on the 10th of May.",
        "It happened on Jan. 22, 2026.",
        "He left in 2016 and came back in 2019.",
        "The train left at 5:30 p.m.",
        "A 47-year-old man fell.",
        "Marta Reyes, 47, said nothing.",
        "They flew in a C-17 from Ramstein.",
        "Flight 370 vanished.",
        "Judges struck down Section 702.",
        "The bill passed by 348-77.",
        "The Group of Seven met one-on-one.",
        "She won the No. 2 job.",
        "It rained in the second half of the year.",
        "A third man fell in the third quarter.",
        "One of them fell one day.",
        "The children, aged 16 and 13, left.",
    ],
)
def test_dates_times_ages_scores_and_names_count_nothing(sentence):
    assert not read(sentence)


@pytest.mark.parametrize(
    ("sentence", "percent"),
    [
        ("Two-thirds agreed.", 66.7),
        ("A third of the town was dark.", 33.3),
        ("Half of the men left.", 50),
        ("Three in four men left.", 75),
        ("Nine out of 10 men left.", 90),
    ],
)
def test_a_share_of_a_whole_is_read_in_percent_and_is_rough(sentence, percent):
    figure = only(sentence)
    assert figure.unit == "%"
    assert (figure.low + figure.high) / 2 == pytest.approx(percent, abs=0.1)
    assert figure.high - figure.low == pytest.approx(percent / 5, abs=0.1)


@pytest.mark.parametrize(
    ("sentence", "allowed", "denied"),
    [
        ("Dozens of men left.", 60, 14),
        ("Hundreds of men left.", 1_200, 90),
        ("Tens of thousands of men left.", 33_000, 9_000),
    ],
)
def test_a_plural_that_nobody_counted_has_a_least_and_a_generous_most(sentence, allowed, denied):
    figure = only(sentence)
    assert figure.low <= allowed <= figure.high
    assert denied < figure.low


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("It took two hours.", "It took 120 minutes.", True),
        ("It took two hours.", "It took 130 minutes.", True),
        ("It took two hours.", "It took 90 minutes.", False),
        ("He got seven years.", "He got 84 months.", True),
        ("It is seven miles away.", "It is 11 kilometers away.", True),
        ("It is seven miles away.", "It is 20 kilometers away.", False),
    ],
)
def test_figures_of_one_measure_are_compared_across_units(one, other, agree):
    assert compatible(only(one), only(other)) is agree


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Up to 7,000 men may follow.", 0, 7000),
        ("More than 300 men were held.", 300, float("inf")),
        ("Nearly 40% agreed.", 36, 40),
        ("Between 5 and 7 million people fled.", 5e6, 7e6),
        ("Some 5 to 7 percent agreed.", 5, 7),
        ("It drew 300,000+ visitors.", 300_000, float("inf")),
    ],
)
def test_the_words_around_a_figure_bound_it(sentence, low, high):
    figure = only(sentence)
    assert (figure.low, figure.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("sentence", "unit", "counted"),
    [
        ("They moved 150 wooden crates that night.", "", "wooden crates"),
        ("About 40% of voters stayed home.", "%", "voters"),
        ("A four-day ceasefire was agreed.", "days", "ceasefire"),
        ("They held 150 IS prisoners there.", "", "IS prisoners"),
        ("He asked for $5 billion, Ms. Reyes said.", "$", ""),
    ],
)
def test_a_figure_names_its_unit_and_what_it_counts(sentence, unit, counted):
    figure = only(sentence)
    assert (figure.unit, figure.counted) == (unit, counted)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("about 150 men", "150 men", True),
        ("up to 7,000 men", "7,000 men", True),
        ("more than 300 men", "312 men", True),
        ("one hundred and fifty men", "150 men", True),
        ("7,000 men", "7,012 men", True),
        ("around 200 men", "120 men", False),
        ("roughly 9,000 men", "approximately 8,400 men", False),
        ("more than 10,000 men", "9,000 men", False),
        ("30 men", "34 men", False),
        ("$5.6 billion", "$5.7 billion", False),
    ],
)
def test_figures_agree_when_the_words_of_one_allow_the_other(one, other, both):
    assert compatible(only(one), only(other)) is both
    assert compatible(only(other), only(one)) is both


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,-–$%&'’”\n", max_size=200))
def test_any_text_gives_figures_in_order_that_stand_where_they_say(text):
    found = figures(text, Span(0, len(text)))
    ends = [0]
    for figure in found:
        assert text[figure.span.begin : figure.span.end] == figure.text
        assert figure.low <= figure.high
        assert figure.span.begin >= 0
        ends.append(figure.span.end)
    assert ends == sorted(ends)


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_is_compatible_with_itself(number):
    one = only(f"about {number:,} crates")
    assert compatible(one, only(f"{number:,} crates"))


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The pier closed on Wednesday.", ("2026-01-21",)),
        ("The pier will close on Wednesday.", ("2026-01-28",)),
        ("It closed last Thursday and yesterday.", ("2026-01-22", "2026-01-21")),
        ("It closed on Dec. 30 and on 5 March 2020.", ("2025-12-30", "2020-03-05")),
        ("Ms. May spoke; it was Feb. 30.", ()),
    ],
)
def test_days_are_resolved_against_the_day_of_publication(sentence, dates):
    found = days(sentence, Span(0, len(sentence)), "2026-01-22T14:05+00:00")
    assert tuple(day.date for day in found) == dates


def test_without_a_day_of_publication_no_day_is_resolved():
    assert days("It closed on Wednesday.", Span(0, 23), "2026-01") == ()
