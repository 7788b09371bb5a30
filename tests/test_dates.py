from datetime import UTC, datetime

import pytest

from provenance.dates import bounds


def days(*parts):
    return (datetime(*parts, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86400


def test_a_time_with_a_zone_is_known_to_the_minute():
    begin, end = bounds("2026-01-22T14:05+02:00")
    assert begin == pytest.approx(days(2026, 1, 22, 12, 5))
    assert end - begin == pytest.approx(1 / 1440)
    assert bounds("2026-01-22T12:05Z") == pytest.approx((begin, end))


def test_a_day_spans_the_day_in_every_zone():
    begin, end = bounds("2026-01-22")
    assert begin == pytest.approx(days(2026, 1, 21, 10))
    assert end == pytest.approx(days(2026, 1, 23, 14))


@pytest.mark.parametrize(
    ("published", "length"), [("2026", 365), ("2024", 366), ("2026-02", 28), ("2026-12", 31)]
)
def test_what_is_cut_short_spans_all_it_may_mean(published, length):
    begin, end = bounds(published)
    assert end - begin == pytest.approx(length + 28 / 24)


@pytest.mark.parametrize("published", [None, "", "yesterday", "2026-13", "2026-02-31", "9999"])
def test_what_cannot_be_a_date_is_unknown(published):
    assert bounds(published) is None
