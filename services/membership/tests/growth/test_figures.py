"""Percentages, targets, months and dates by example and by property (rows 5 and 6)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.growth.domain import (
    Lasting,
    growth,
    last_day,
    members_on,
    monthly,
    one_decimal,
    progress,
    shown,
    year_before,
)

PEOPLE = st.integers(1, 100_000)


@pytest.mark.parametrize(
    ("pre", "post", "percent"),
    [(130, 166, 28), (118, 159, 35), (110, 158, 44), (358, 483, 35), (140, 166, 19)],
)
def test_the_published_percentages_come_out_of_the_counts(pre: int, post: int, percent: int) -> None:
    assert growth(pre, post).percent == percent
    assert growth(pre, post).percent_shown == f"{percent} %"


def test_growth_from_nothing_is_not_applicable() -> None:
    assert (growth(0, 7).percent, growth(0, 7).percent_shown, growth(0, 7).increase) == (None, "n/a", 7)


@pytest.mark.parametrize(
    ("pre", "post", "percent"), [(200, 201, 1), (200, 199, -1), (200, 200, 0), (8, 9, 13)]
)
def test_a_half_is_rounded_away_from_zero(pre: int, post: int, percent: int) -> None:
    assert growth(pre, post).percent == percent


@given(PEOPLE, st.integers(0, 100_000))
def test_growth_is_within_half_a_per_cent_of_the_exact_value(pre: int, post: int) -> None:
    noted = growth(pre, post)
    assert noted.percent is not None
    assert abs(noted.percent * pre - 100 * (post - pre)) * 2 <= pre
    exact = Decimal(100 * (post - pre)) / Decimal(pre)
    assert noted.percent == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(PEOPLE, PEOPLE)
def test_losing_mirrors_gaining(pre: int, difference: int) -> None:
    gained, lost = growth(pre, pre + difference).percent, growth(pre, pre - difference).percent
    assert gained is not None
    assert lost == -gained


@given(st.integers(-100_000, 100_000), PEOPLE)
def test_one_decimal_is_within_a_twentieth(part: int, whole: int) -> None:
    rounded = one_decimal(part, whole)
    assert rounded is not None
    assert abs(Decimal(str(rounded)) * whole - part) * 20 <= whole


def test_the_target_of_west_of_england_is_246_with_88_missing() -> None:
    found = progress(123, 100, 158)
    assert (found.members, found.percent, found.missing) == (246, 28.5, 88)


def test_a_target_that_is_met_misses_nobody_and_half_a_member_counts_as_one() -> None:
    assert progress(100, 10, 130).missing == 0
    assert progress(123, 50, 123).members == 185


@pytest.mark.parametrize(
    ("precision", "text"), [("day", "7 September 2017"), ("month", "September 2017"), ("year", "2017")]
)
def test_a_date_is_shown_no_more_exactly_than_it_is_known(precision: str, text: str) -> None:
    assert shown(date(2017, 9, 7), precision) == text


def test_a_rough_date_ends_with_its_period() -> None:
    assert last_day(date(2015, 1, 1), "year") == date(2015, 12, 31)
    assert last_day(date(2018, 2, 1), "month") == date(2018, 2, 28)
    assert last_day(date(2018, 2, 1), "day") == date(2018, 2, 1)
    assert year_before(date(2020, 2, 29)) == date(2019, 2, 28)


def test_a_chart_has_the_baseline_each_month_and_the_end() -> None:
    points = list(monthly(date(2017, 9, 7), date(2018, 1, 15)))
    ends = [date(2017, month, day) for month, day in [(9, 30), (10, 31), (11, 30), (12, 31)]]
    assert points == [date(2017, 9, 7), *ends, date(2018, 1, 15)]
    assert list(monthly(date(2018, 1, 31), date(2018, 1, 31))) == [date(2018, 1, 31)]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 2000))
def test_a_chart_rises_day_by_day_and_has_about_a_point_a_month(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    points = list(monthly(start, end))
    assert points == sorted(set(points))
    assert points[0] == start
    assert points[-1] == end
    assert len(points) <= days // 28 + 3


def test_a_stay_counts_from_its_first_day_until_the_day_before_it_ends() -> None:
    stays = [Lasting(date(2018, 1, 1), date(2018, 2, 1)), Lasting(date(2018, 1, 31), None)]
    counts = [members_on(stays, date(2018, 1, day)) for day in (1, 30, 31)]
    assert (counts, members_on(stays, date(2018, 2, 1))) == ([1, 1, 2], 1)
