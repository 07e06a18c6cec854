"""What a project measures over time: limits by hand, signals by the rules of the NHS (rows 70 and 75)."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as some
from repository import add

from chassis.testkit.refusing import refused
from exchange.projects.measures import charts
from exchange.projects.measures.charts import NEAR_LIMIT, OUTSIDE, SHIFT, TREND, Limits
from exchange.projects.measures.domain import Measure, Point, put

TEN = (14, 11, 13, 12, 15, 10, 13, 12, 14, 11)
FLAT = Limits(Decimal(10), Decimal(3))
"""Limits 2.02 and 17.98; near from 4.68 and 15.32."""
NUMBERS = some.lists(some.decimals(-1000, 1000, places=2), min_size=2, max_size=40)


def numbers(*values):
    return [Decimal(str(each)) for each in values]


def kinds_of(kind, *values, run=7):
    """The places at which this kind of signal is."""
    found = charts.signals(numbers(*values), FLAT, run)
    return [place for place, kinds in enumerate(found) if kind in kinds]


def test_ten_points_have_the_limits_of_the_published_example():
    found = charts.limits(numbers(*TEN), 10)
    assert (found.mean, round(found.range, 4)) == (Decimal("12.5"), Decimal("2.5556"))
    assert (round(found.lower, 2), round(found.upper, 2)) == (Decimal("5.70"), Decimal("19.30"))
    assert not any(charts.signals(numbers(*TEN), found, 7))


def test_nine_points_have_no_limits():
    assert charts.limits(numbers(*TEN[:9]), 10) is None


def test_a_point_on_a_limit_is_inside_and_one_beyond_it_is_a_signal():
    assert kinds_of(OUTSIDE, "17.98", "17.99", "2.02", "2.01") == [1, 3]


def test_seven_on_one_side_are_a_shift_and_six_are_none():
    assert kinds_of(SHIFT, 9, *[11] * 7, 9) == list(range(1, 8))
    assert kinds_of(SHIFT, *[11] * 6, 9, *[9] * 5) == []
    assert kinds_of(SHIFT, *[11] * 6, run=6) == list(range(6))


def test_a_point_on_the_mean_is_on_no_side():
    assert kinds_of(SHIFT, 11, 11, 11, 10, 11, 11, 11) == []


def test_seven_rising_or_falling_points_are_a_trend_and_a_pause_ends_it():
    assert kinds_of(TREND, 7, 8, 9, 10, 11, 12, 13) == list(range(7))
    assert kinds_of(TREND, 13, 12, 11, 10, 9, 8, 7, 7) == list(range(7))
    assert kinds_of(TREND, 7, 8, 9, 10, 11, 12) == []
    assert kinds_of(TREND, 7, 8, 9, 9, 10, 11, 12) == []


def test_two_of_three_near_the_same_limit_are_a_signal_and_near_two_limits_are_none():
    assert kinds_of(NEAR_LIMIT, 16, 10, 16, 10) == [0, 2]
    assert kinds_of(NEAR_LIMIT, 16, 10, 10, 16) == []
    assert kinds_of(NEAR_LIMIT, 16, 4, 10) == []
    assert kinds_of(NEAR_LIMIT, "15.32", "15.32", 10) == []


@given(NUMBERS, some.decimals(-100, 100, places=2))
def test_limits_move_with_the_numbers_and_lie_evenly_about_the_mean(values, moved):
    found = charts.limits(values, 2)
    after = charts.limits([each + moved for each in values], 2)
    assert abs(after.mean - found.mean - moved) < Decimal("1e-9")
    assert abs(after.range - found.range) < Decimal("1e-9")
    assert abs(found.upper + found.lower - 2 * found.mean) < Decimal("1e-9")


@given(NUMBERS)
def test_turned_upside_down_the_same_points_are_signals(values):
    found = charts.limits(values, 2)
    turned = [-each for each in values]
    assert charts.signals(turned, charts.limits(turned, 2), 7) == charts.signals(values, found, 7)


def test_points_are_kept_in_the_order_of_their_days_and_one_a_day():
    made = Measure("x-1", 1, "p-1", "Falls", "falls a month", "down", date(2018, 1, 1))
    first, second = (Point(date(2018, month, 1), Decimal(month)) for month in (1, 2))
    made = put(put(made, (second,), date(2018, 12, 1)), (first,), date(2018, 12, 1))
    assert made.points == (first, second)
    corrected = Point(second.on, Decimal(9), "counted again")
    assert put(made, (corrected,), date(2018, 12, 1)).points == (first, corrected)
    assert put(made, (first,), date(2018, 12, 1)) is made


@pytest.fixture
def measured(desk):
    """(lead, the measure's id) with ten monthly points."""
    lead = desk.member()
    project = add(desk, lead)["id"]
    asked = {"project_id": project, "name": "Near misses", "unit": "reports a month", "better": "down"}
    made = desk.knock("project_measures.begin_measure", asked, by=lead)
    put_points(desk, lead, made["id"], TEN)
    return lead, made["id"], project


def put_points(desk, by, measure_id, values, first=1):
    points = [
        {"on": f"2018-{month:02}-01", "value": value}
        for month, value in zip(count(first), values, strict=False)
    ]
    return desk.knock("project_measures.put_points", {"id": measure_id, "points": points}, by=by)


def chart(desk, project):
    return desk.knock("project_measures.list_measures", {"project_id": project})["items"][0]


def test_everybody_sees_the_chart_with_its_limits_and_a_new_27_is_a_signal(desk, measured):
    lead, measure, project = measured
    assert chart(desk, project)["limits"] == {
        "mean": 12.5,
        "mean_moving_range": 2.5556,
        "lower": 5.7022,
        "upper": 19.2978,
    }
    after = put_points(desk, lead, measure, [27], first=11)
    assert after["points"][-1]["signals"] == [OUTSIDE]


def test_limits_are_fixed_by_a_decision_with_a_reason_and_later_points_do_not_move_them(desk, measured):
    lead, measure, project = measured
    days = {"id": measure, "first": "2018-01-01", "last": "2018-10-01"}
    with refused("reason_required"):
        desk.knock("project_measures.decide_baseline", days, by=lead)
    with refused("measure_baseline_short"):
        short = {**days, "last": "2018-09-01", "reason": "New rota."}
        desk.knock("project_measures.decide_baseline", short, by=lead)
    desk.knock("project_measures.decide_baseline", {**days, "reason": "Before the new rota."}, by=lead)
    put_points(desk, lead, measure, [27], first=11)
    seen = chart(desk, project)
    assert (seen["limits"]["mean"], seen["baseline"]["reason"]) == (12.5, "Before the new rota.")
    assert seen["points"][-1]["signals"] == [OUTSIDE]


def test_a_decision_on_the_limits_is_undone_and_stays_in_the_record(desk, measured):
    lead, measure, project = measured
    put_points(desk, lead, measure, [27], first=11)
    everything = chart(desk, project)["limits"]
    days = {"id": measure, "first": "2018-01-01", "last": "2018-10-01", "reason": "Before the new rota."}
    desk.knock("project_measures.decide_baseline", days, by=lead)
    with refused("not_your_project"):
        desk.knock("project_measures.drop_baseline", {"id": measure}, by=desk.member("m-2"))
    after = desk.knock("project_measures.drop_baseline", {"id": measure}, by=lead)
    assert (after["baseline"], after["limits"]) == (None, everything)
    kept = desk.work.database["project_measures"].find_one({"_id": measure})["baselines"]
    assert [each["reason"] for each in kept] == ["Before the new rota.", ""]
    again = desk.knock("project_measures.drop_baseline", {"id": measure}, by=lead)
    assert again["version"] == after["version"]


def test_points_that_cannot_be_are_refused(desk, measured):
    lead, measure, _ = measured
    door = "project_measures.put_points"
    for code, points in {
        "day_ahead": [{"on": "2019-01-01", "value": 1}],
        "measure_day_twice": [{"on": "2018-11-01", "value": 1}, {"on": "2018-11-01", "value": 2}],
        "measure_value_wrong": [{"on": "2018-11-01", "value": "1e13"}],
        "invalid_input": [{"on": "2018-11-01", "value": "NaN"}],
        "identity_in_text": [{"on": "2018-11-01", "value": 1, "note": "943 476 5919 fell."}],
    }.items():
        with refused(code):
            desk.knock(door, {"id": measure, "points": points}, by=lead)
    with refused("measure_no_such_point"):
        desk.knock("project_measures.take_out_point", {"id": measure, "on": "2018-11-01"}, by=lead)
    with refused("measure_unit_fixed"):
        asked = {"id": measure, "name": "Near misses", "unit": "per 1,000 days"}
        desk.knock("project_measures.change_measure", asked, by=lead)


def test_a_point_taken_out_leaves_too_few_for_limits_and_a_measure_goes_with_its_points(desk, measured):
    lead, measure, project = measured
    desk.knock("project_measures.take_out_point", {"id": measure, "on": "2018-10-01"}, by=lead)
    seen = chart(desk, project)
    assert (seen["limits"], len(seen["points"])) == (None, 9)
    with refused("not_your_project"):
        desk.knock("project_measures.remove_measure", {"id": measure}, by=desk.member("m-2"))
    desk.knock("project_measures.remove_measure", {"id": measure}, by=lead)
    assert desk.knock("project_measures.list_measures", {"project_id": project})["items"] == []


def test_a_project_has_twenty_measures_at_most(desk, measured):
    lead, _, project = measured
    asked = {"project_id": project, "name": "Falls", "unit": "falls"}
    for _ in range(19):
        desk.knock("project_measures.begin_measure", asked, by=lead)
    with refused("measures_too_many"):
        desk.knock("project_measures.begin_measure", asked, by=lead)
