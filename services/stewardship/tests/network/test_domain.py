"""Groups and pilots: what follows what, and two clocks with an end each (rows 11 and 26)."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.rough_dates import rough
from stewardship.network import domain
from stewardship.network.domain import STAGES, Clock, Report
from stewardship.refusal import Refusal

NOW = datetime(2018, 11, 30, 12, tzinfo=UTC)


def formed(region="NENC", on="2017"):
    return domain.form(None, region, rough(on), "n-1", NOW)


def pilot(region="NENC", on="2017"):
    return domain.begin_pilot(formed(region, on), rough(on), "n-1", NOW)


def at(group, stage, on):
    return domain.move_pilot_on(group, stage, rough(on), "n-1", NOW)


def test_a_group_is_formed_then_opened_then_closed_with_a_reason():
    group = domain.open_(formed(), rough("2018-01"), "n-1", NOW)
    group = domain.close(group, rough("2018-11-30"), "The region joins its neighbour.", "n-1", NOW)
    assert [step.what for step in group.steps] == ["forming", "active", "closed"]
    assert group.version == 3
    assert group.steps[-1].note == "The region joins its neighbour."


def test_there_is_no_second_group_while_one_is_open_and_a_closed_one_begins_anew():
    group = domain.open_(formed(), rough("2018-01"), "n-1", NOW)
    with pytest.raises(Refusal, match="group_exists"):
        domain.form(group, "NENC", rough("2018-02"), "n-1", NOW)
    closed = domain.close(group, rough("2018-03"), "Nobody had time.", "n-1", NOW)
    again = domain.form(closed, "NENC", rough("2018-05"), "n-1", NOW)
    assert (again.status, len(again.steps)) == ("forming", 4)


def test_opening_and_closing_twice_changes_nothing():
    group = domain.open_(formed(), rough("2018-01"), "n-1", NOW)
    assert domain.open_(group, rough("2018-02"), "n-1", NOW) is group
    closed = domain.close(group, rough("2018-03"), "Over.", "n-1", NOW)
    assert domain.close(closed, rough("2018-04"), "Over again.", "n-1", NOW) is closed
    with pytest.raises(Refusal, match="group_closed"):
        domain.open_(closed, rough("2018-05"), "n-1", NOW)


def test_a_step_is_neither_to_come_nor_before_the_last_one():
    with pytest.raises(Refusal) as no:
        formed(on="2018-12")
    assert no.value.fields["on"] == ["This date is still to come."]
    with pytest.raises(Refusal) as no:
        domain.open_(formed(on="2018-01"), rough("2017-12-31"), "n-1", NOW)
    assert "before the last step" in no.value.fields["on"][0]


def test_a_rough_date_may_be_the_month_or_year_of_the_last_step():
    assert domain.open_(formed(on="2017-09"), rough("2017"), "n-1", NOW).status == "active"


def test_the_status_of_a_day_is_that_of_the_last_step_that_had_begun():
    group = domain.open_(formed(on="2017-03"), rough("2018-01-15"), "n-1", NOW)
    assert group.status_on(date(2017, 2, 28)) == "none"
    assert group.status_on(date(2018, 1, 14)) == "forming"
    assert group.status_on(date(2018, 1, 15)) == "active"


def test_a_description_that_says_the_same_changes_nothing():
    group = domain.describe(formed(), "We look after Q here.", ("Health Foundation",), None)
    assert group.version == 2
    assert domain.describe(group, None, ("Health Foundation",), ()) is group


@pytest.mark.parametrize("begun", [["WOE", "SW", "NENC"], ["WOE"], []])
def test_a_fourth_pilot_is_refused_whether_the_three_have_begun_or_are_named(begun):
    with pytest.raises(Refusal, match="pilot_limit_reached"):
        domain.refuse_another_pilot("WAL", ["WOE", "SW", "NENC"], [*begun, "WAL"], 3)


def test_a_fourth_pilot_is_refused_although_a_file_names_it():
    with pytest.raises(Refusal, match="pilot_limit_reached"):
        domain.refuse_another_pilot("WAL", ["WAL", "SW"], ["WOE", "SW", "NENC", "WAL"], 3)


def test_with_room_left_a_pilot_is_still_one_that_its_file_names():
    with pytest.raises(Refusal, match="pilot_not_named"):
        domain.refuse_another_pilot("WAL", ["WOE"], ["WOE", "WAL"], 3)
    domain.refuse_another_pilot("WOE", ["WOE", "SW", "NENC"], ["SW", "NENC", "WOE"], 3)


def test_a_pilot_goes_from_stage_to_stage_and_never_back():
    group = at(at(pilot(), "recruiting", "2017-03"), "running", "2018-04")
    with pytest.raises(Refusal, match="pilot_goes_forward"):
        at(group, "recruiting", "2018-05")
    assert at(group, "running", "2018-06") is group
    assert [step.what for step in group.pilot.steps] == ["invited", "recruiting", "running"]


def test_a_pilot_is_begun_once_and_only_by_a_group_that_is_open():
    group = pilot()
    assert domain.begin_pilot(group, rough("2018"), "n-1", NOW) is group
    with pytest.raises(Refusal, match="pilot_not_begun"):
        at(formed(), "running", "2018-01")
    with pytest.raises(Refusal, match="group_closed"):
        domain.begin_pilot(domain.close(formed(), rough("2018"), "Over.", "n", NOW), rough("2018"), "n", NOW)


def test_the_two_clocks_end_apart_and_only_the_cycle_holds_the_pilot_open():
    group = at(pilot(), "running", "2018-04")
    starts = rough("2018-01-01")
    group = domain.set_clock(group, "term", starts, domain.end_after(starts, 12))
    group = domain.set_clock(group, "cycle", rough("2018-04"), rough("2019-03"))
    new_year = date(2019, 1, 1)
    assert group.pilot.term.state_on(new_year) == "ended"
    assert group.pilot.cycle.state_on(new_year) == "running"
    with pytest.raises(Refusal, match="pilot_cycle_runs") as no:
        at(group, "complete", "2018-11-30")
    assert "March 2019" in no.value.message


@pytest.mark.parametrize(("starts", "months", "field"), [("9999-09", 12, "starts"), ("2018", 6, "months")])
def test_an_end_that_no_calendar_shows_is_said_beside_what_was_typed(starts, months, field):
    with pytest.raises(Refusal, match="invalid_input") as no:
        domain.end_after(rough(starts), months)
    assert set(no.value.fields) == {field}


def test_a_pilot_whose_cycle_has_no_known_end_may_be_complete():
    group = at(at(pilot("WOE"), "running", "2017-09-07"), "complete", "2018-11-30")
    assert group.pilot.stage_on(date(2018, 11, 29)) == "running"
    assert group.pilot.stage_on(date(2018, 11, 30)) == "complete"


def test_a_clock_ends_after_it_starts_and_the_same_again_changes_nothing():
    with pytest.raises(Refusal, match="invalid_input"):
        domain.set_clock(pilot(), "cycle", rough("2018-04"), rough("2018-04"))
    group = domain.set_clock(pilot(), "cycle", rough("2018-04"), None)
    assert domain.set_clock(group, "cycle", rough("2018-04"), None) is group
    assert Clock(rough("2018-04")).state_on(date(2018, 3, 31)) == "not_begun"


def test_a_report_is_named_once():
    report = Report("r-1", "Final report on the pilot, part 5", rough("2018-11-30"))
    group = domain.add_report(pilot(), report)
    assert domain.add_report(group, Report("r-2", report.title, report.published)) is group


DAYS = st.dates(date(2016, 1, 1), date(2018, 11, 30))


@given(st.lists(st.tuples(st.sampled_from(STAGES), DAYS), max_size=8))
def test_whatever_is_tried_stages_only_go_forward_and_each_change_is_one_version(tried):
    group = begun = pilot("SW", "2016-01-01")
    for stage, day in tried:
        with contextlib.suppress(Refusal):
            group = at(group, stage, day.isoformat())
    order = [STAGES.index(step.what) for step in group.pilot.steps]
    assert order == sorted(set(order))
    days = [step.on.first for step in group.pilot.steps]
    assert days == sorted(days)
    assert group.version - begun.version == len(group.pilot.steps) - 1


@given(st.lists(st.sampled_from(["form", "open", "close"]), max_size=10))
def test_whatever_is_tried_a_region_has_at_most_one_group_and_keeps_its_history(tried):
    group, changes = None, 0
    for step in tried:
        before = group
        with contextlib.suppress(Refusal):
            if step == "form":
                group = domain.form(group, "SW", rough("2018"), "n-1", NOW)
            elif group is not None and step == "open":
                group = domain.open_(group, rough("2018"), "n-1", NOW)
            elif group is not None:
                group = domain.close(group, rough("2018"), "Over.", "n-1", NOW)
        changes += group is not before
    assert (group.version if group else 0) == changes == (len(group.steps) if group else 0)
