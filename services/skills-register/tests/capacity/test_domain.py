"""Percentages, what is unknown, what is too small to show, and corrections that keep the earlier."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from skills_register.capacity import domain
from skills_register.capacity.domain import Body, Shown, Snapshot

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
TODAY = NOW.date()
BODY = Body("b-1", 1, "SW", "Royal Devon")


def snapshot(trained: int | None, headcount: int | None, day: date = TODAY, **more) -> Snapshot:
    said = {"id": f"s-{day}-{trained}", "source": "Staff survey", "self_reported": True, "by": "c-SW", **more}
    return Snapshot(day=day, trained=trained, headcount=headcount, at=NOW, **said)


def test_45_trained_of_900_are_5_percent_with_one_decimal():
    assert domain.shown(snapshot(45, 900)) == Shown("45", "900", "5.0 %")


@pytest.mark.parametrize(("trained", "percent"), [(125, "12.5"), (1, "0.1"), (0, "0.0"), (1000, "100.0")])
def test_a_percentage_is_rounded_to_one_decimal(trained, percent):
    assert snapshot(trained, 1000).percent == Decimal(percent)


def test_a_half_is_rounded_up():
    assert domain.share(1, 2000) == Decimal("0.1")
    assert domain.share(3, 2000) == Decimal("0.2")


@pytest.mark.parametrize(
    ("trained", "headcount", "seen"),
    [
        (None, None, Shown("unknown", "unknown", "unknown")),
        (None, 900, Shown("unknown", "900", "unknown")),
        (45, None, Shown("45", "unknown", "unknown")),
        (0, 900, Shown("0", "900", "0.0 %")),
    ],
)
def test_what_is_not_known_is_unknown_and_not_0(trained, headcount, seen):
    assert domain.shown(snapshot(trained, headcount)) == seen
    assert domain.shown(None) == Shown("unknown", "unknown", "unknown")


@pytest.mark.parametrize("trained", [1, 4])
def test_fewer_than_five_trained_are_not_told_exactly_and_neither_is_their_share(trained):
    assert domain.shown(snapshot(trained, 900)) == Shown("<5", "900", "not shown")
    assert domain.shown(snapshot(5, 900)).trained == "5"


@pytest.mark.parametrize(
    ("trained", "headcount", "field"),
    [(901, 900, "trained"), (-1, 900, "trained"), (0, 0, "headcount"), (1, 99_999_999, "headcount")],
)
def test_numbers_of_people_that_cannot_be_right_are_refused(trained, headcount, field):
    with refused("capacity_wrong") as no:
        domain.report(BODY, snapshot(trained, headcount), TODAY)
    assert set(no.value.fields) == {field}


def test_a_day_is_reported_once_and_never_ahead():
    body = domain.report(BODY, snapshot(45, 900), TODAY)
    with refused("capacity_day_reported"):
        domain.report(body, snapshot(46, 900), TODAY)
    with refused("capacity_day_ahead"):
        domain.report(body, snapshot(46, 900, date(2018, 10, 5)), TODAY)


def test_a_correction_keeps_the_earlier_and_takes_its_place():
    body = domain.report(BODY, snapshot(45, 900, id="s-1"), TODAY)
    after = domain.correct(body, snapshot(54, 900, id="s-2", replaces="s-1", note="Digits swapped."), TODAY)
    assert [each.id for each in after.standing] == ["s-2"]
    assert [each.trained for each in after.earlier_of(after.standing[0])] == [45]
    with refused("snapshot_corrected"):
        domain.correct(after, snapshot(50, 900, id="s-3", replaces="s-1", note="Again."), TODAY)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"replaces": "s-9", "note": "No."}, "snapshot_unknown"),
        ({"replaces": "s-1", "note": ""}, "reason_required"),
        ({"replaces": "s-1", "note": "Wrong day.", "day": date(2018, 9, 1)}, "capacity_day_reported"),
    ],
)
def test_a_correction_says_what_it_corrects_and_why(more, code):
    body = domain.report(BODY, snapshot(45, 900, id="s-1"), TODAY)
    body = domain.report(body, snapshot(40, 900, date(2018, 9, 1), id="s-0"), TODAY)
    with refused(code):
        domain.correct(body, replace(snapshot(54, 900, id="s-2"), **more), TODAY)


def test_a_trend_is_in_the_order_of_days_however_it_was_reported():
    days = [date(2018, 9, 1), date(2017, 1, 1), date(2018, 1, 1)]
    body = BODY
    for day in days:
        body = domain.report(body, snapshot(45, 900, day), TODAY)
    assert [each.day for each in body.standing] == sorted(days)
    assert body.latest is not None
    assert body.latest.day == date(2018, 9, 1)


def test_a_region_is_added_up_without_what_is_unknown_or_too_small():
    found = domain.total([snapshot(45, 900), snapshot(3, 100), snapshot(None, 500), None, snapshot(0, 100)])
    assert (found.bodies, found.shown, found.unknown, found.withheld) == (5, 2, 2, 1)
    assert found.figures == Shown("45", "1,000", "4.5 %")
    assert domain.total([snapshot(3, 100)]).figures.trained == "unknown"


FIGURES = st.tuples(st.none() | st.integers(0, 50), st.none() | st.integers(1, 50))


@given(st.lists(FIGURES, max_size=12))
def test_every_body_is_counted_once_and_no_small_figure_is_in_the_sum(figures):
    bodies = [snapshot(trained, headcount) for trained, headcount in figures]
    found = domain.total(bodies)
    assert found.shown + found.unknown + found.withheld == found.bodies == len(bodies)
    open_ones = [each for each in bodies if each.is_known and not 0 < (each.trained or 0) < 5]
    if open_ones:
        assert int(found.figures.trained) == sum(each.trained or 0 for each in open_ones)
