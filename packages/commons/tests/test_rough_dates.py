"""Dates that are known only roughly claim no more than anybody said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.rough_dates import exactly, rough


def test_a_month_reaches_from_its_first_to_its_last_day():
    september = rough("2017-09")
    assert (september.first, september.last) == (date(2017, 9, 1), date(2017, 9, 30))
    assert (rough("2017").first, rough("2017").last) == (date(2017, 1, 1), date(2017, 12, 31))


@pytest.mark.parametrize(
    "text", ["", "2017-13", "2017-02-30", "17-09", "2017-9", "2017-09-07 ", "0000", "2017-00", "2017-09-00"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        rough(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2017-09-07", 12, "2018-09-07"),
        ("2018-01-01", 12, "2019-01-01"),
        ("2017-09", 12, "2018-09"),
        ("2017", 12, "2018"),
        ("2018-08-31", 6, "2019-02-28"),
    ],
)
def test_months_later_is_as_exact_as_the_start(start, months, end):
    assert rough(start).plus_months(months).text == end


def test_only_what_cannot_be_the_same_time_is_surely_before():
    assert rough("2018-08").surely_before(rough("2018-09-01"))
    assert not rough("2018-09").surely_before(rough("2018-09-07"))
    assert not rough("2018").surely_before(rough("2018-09-07"))


def test_a_month_is_over_on_its_last_day_and_a_day_on_that_day():
    assert not rough("2019-03").is_over_on(date(2019, 3, 30))
    assert rough("2019-03").is_over_on(date(2019, 3, 31))
    assert rough("2019-01-01").is_over_on(date(2019, 1, 1))


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(1, 120))
def test_a_later_date_is_never_before_its_start(day, months):
    start = exactly(day)
    assert not start.plus_months(months).first <= start.first
