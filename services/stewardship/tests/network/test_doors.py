"""The doors of the registry, as the centre, a region and a visitor knock at them."""

import dataclasses
import re
import shutil

import pytest
from stewardship_desk import NATIONAL, OPERATOR, REGIONS_FOLDER, Desk, coordinator

from chassis.settings import SettingsError
from contracts.refusals import Refused
from contracts.regions import Regions
from stewardship.settings import Settings

PILOTS = ("WOE", "SW", "NENC")


def form(desk, region="SW", on="2017", by=NATIONAL):
    return desk.knock("network.form_group", {"region": region, "on": on}, by=by)


def opened(desk, region="SW"):
    form(desk, region)
    return desk.knock("network.open_group", {"region": region, "on": "2017-09"}, by=NATIONAL)


def begin(desk, region):
    return desk.knock("network.begin_pilot", {"region": region, "on": "2017"}, by=NATIONAL)


def move(desk, region, stage, on):
    return desk.knock("network.move_pilot_on", {"region": region, "stage": stage, "on": on}, by=NATIONAL)


def refused(desk, door, payload, by=NATIONAL):
    with pytest.raises(Refused) as no:
        desk.knock(f"network.{door}", payload, by=by)
    return no.value


def test_a_visitor_sees_eighteen_regions_with_and_without_a_group(desk: Desk):
    opened(desk, "SW")
    answer = desk.knock("network.list_groups")
    status = {each["region"]: each["status"] for each in answer["items"]}
    assert len(status) == 18
    assert status["SW"] == "active"
    assert status["WAL"] == "none"
    assert [each["region"] for each in answer["items"] if each["is_pilot_site"]] == ["NENC", "SW", "WOE"]
    assert (answer["uk"]["region"], answer["uk"]["status"]) == ("UK", "none")


def test_a_region_is_added_by_a_file_alone(desk: Desk, tmp_path):
    folder = _regions_with(tmp_path, "NEW", "New Region", pilot=False)
    desk.settings = Settings(regions_folder=folder)
    form(desk, "NEW")
    names = [each["name"] for each in desk.knock("network.list_groups")["items"]]
    assert len(names) == 19
    assert "New Region" in names


def test_a_fourth_pilot_in_the_files_stops_the_start(tmp_path):
    with pytest.raises(SettingsError, match="at most 3 may be"):
        Settings(regions_folder=_regions_with(tmp_path, "NEW", "New Region", pilot=True))


def _regions_with(tmp_path, code, name, pilot):
    folder = tmp_path / "regions"
    shutil.copytree(REGIONS_FOLDER, folder)
    text = (folder / "wal.yaml").read_text(encoding="utf-8")
    text = text.replace("code: WAL", f"code: {code}").replace("name: Wales", f"name: {name}")
    text = re.sub(r"^aliases:.*$", "aliases: []", text, flags=re.MULTILINE)
    text = re.sub(r"^areas:.*$", "areas: []", text, flags=re.MULTILINE)
    text = text.replace("pilot: false", f"pilot: {str(pilot).lower()}")
    (folder / f"{code.lower()}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_uk_wide_group_is_formed_like_any_other_and_is_never_a_pilot(desk: Desk):
    form(desk, "UK", "2018")
    assert desk.knock("network.get_group", {"region": "UK"})["name"] == desk.settings.regions.uk.name
    assert refused(desk, "begin_pilot", {"region": "UK", "on": "2018"}).code == "region_unknown"


def test_the_status_of_an_earlier_day_can_be_asked(desk: Desk):
    opened(desk)
    assert desk.knock("network.get_group", {"region": "SW", "as_at": "2017-08-31"})["status"] == "forming"
    assert desk.knock("network.list_groups", {"as_at": "2016-12-31"})["as_at"] == "2016-12-31"


def test_only_the_centre_forms_opens_and_closes_groups(desk: Desk):
    payload = {"region": "SW", "on": "2017"}
    for caller in (coordinator("SW"), OPERATOR):
        assert refused(desk, "form_group", payload, caller).code == "role_required"
    assert refused(desk, "form_group", {"region": "XX", "on": "2017"}).code == "region_unknown"
    assert refused(desk, "open_group", payload).code == "group_unknown"


def test_a_second_group_of_a_region_is_refused(desk: Desk):
    form(desk)
    assert refused(desk, "form_group", {"region": "SW", "on": "2018"}).code == "group_exists"


def test_closing_needs_a_reason(desk: Desk):
    opened(desk)
    no = refused(desk, "close_group", {"region": "SW", "on": "2018", "reason": " "})
    assert (no.code, list(no.fields)) == ("invalid_input", ["reason"])
    closed = desk.knock(
        "network.close_group", {"region": "SW", "on": "2018", "reason": "No convenor."}, by=NATIONAL
    )
    assert closed["history"][-1] == {"status": "closed", "on": "2018", "reason": "No convenor."}


def test_a_coordinator_describes_the_group_of_the_own_region_only(desk: Desk):
    opened(desk, "SW")
    payload = {"region": "SW", "about": "We meet in Devon.", "sponsors": ["Health Foundation"]}
    answer = desk.knock("network.describe_group", payload, by=coordinator("SW"))
    assert (answer["about"], answer["sponsors"]) == ("We meet in Devon.", ["Health Foundation"])
    assert refused(desk, "describe_group", payload, coordinator("WOE")).code == "not_your_region"


def test_a_change_of_what_somebody_else_changed_is_refused(desk: Desk):
    form(desk)
    desk.knock("network.open_group", {"region": "SW", "on": "2018", "version": 1}, by=NATIONAL)
    no = refused(desk, "describe_group", {"region": "SW", "about": "New.", "version": 1})
    assert no.code == "stale_version"


def test_the_three_pilots_begin_and_a_fourth_is_refused(desk: Desk):
    for region in (*PILOTS, "WAL"):
        form(desk, region)
    for region in PILOTS:
        assert begin(desk, region)["stage"] == "invited"
    assert refused(desk, "begin_pilot", {"region": "WAL", "on": "2018"}).code == "pilot_limit_reached"
    assert begin(desk, "WOE")["stage"] == "invited"


def test_a_fourth_pilot_is_refused_although_the_files_were_changed_meanwhile(desk: Desk):
    for region in (*PILOTS, "WAL"):
        form(desk, region)
    for region in PILOTS:
        begin(desk, region)
    regions = desk.settings.regions
    moved = {
        code: dataclasses.replace(region, pilot=code == "WAL") for code, region in regions.by_code.items()
    }

    class Changed:
        regions = Regions(moved, desk.settings.regions.uk, "changed")

    desk.settings = Changed()
    assert refused(desk, "begin_pilot", {"region": "WAL", "on": "2018"}).code == "pilot_limit_reached"


def test_a_refused_pilot_takes_no_place(desk: Desk):
    assert refused(desk, "begin_pilot", {"region": "SW", "on": "2017"}).code == "group_unknown"
    assert desk.work.database["pilot_places"].find_one({}) is None


def test_at_the_report_two_pilots_are_complete_and_one_runs_on(desk: Desk):
    from datetime import UTC, datetime

    desk.now = datetime(2018, 11, 30, 9, tzinfo=UTC)
    for region, running in (("WOE", "2017-09-07"), ("SW", "2017-09"), ("NENC", "2018-04")):
        form(desk, region)
        begin(desk, region)
        move(desk, region, "running", running)
    clock = {"region": "NENC", "clock": "term", "starts": "2018-01-01", "months": 12}
    desk.knock("network.set_pilot_clock", clock, by=NATIONAL)
    clock = {"region": "NENC", "clock": "cycle", "starts": "2018-04", "ends": "2019-03"}
    desk.knock("network.set_pilot_clock", clock, by=NATIONAL)
    for region in ("WOE", "SW"):
        move(desk, region, "complete", "2018-11-30")
    no = refused(desk, "move_pilot_on", {"region": "NENC", "stage": "complete", "on": "2018-11-30"})
    assert no.code == "pilot_cycle_runs"
    stages = {each["region"]: each["stage"] for each in desk.knock("network.list_groups")["items"]}
    assert {code: stages[code] for code in PILOTS} == {"WOE": "complete", "SW": "complete", "NENC": "running"}
    pilot = desk.knock("network.get_group", {"region": "NENC", "as_at": "2019-01-01"})["pilot"]
    assert pilot["term"] == {"starts": "2018-01-01", "ends": "2019-01-01", "state": "ended"}
    assert pilot["cycle"] == {"starts": "2018-04", "ends": "2019-03", "state": "running"}
    assert pilot["meetings_expected"] == 4


def test_a_clock_has_an_end_or_a_length_not_both(desk: Desk):
    form(desk)
    begin(desk, "SW")
    clock = {"region": "SW", "clock": "term", "starts": "2017-09", "ends": "2018-09", "months": 12}
    assert list(refused(desk, "set_pilot_clock", clock).fields) == ["months"]
    assert list(refused(desk, "set_pilot_clock", {**clock, "starts": "2017-09-31"}).fields) == ["starts"]


def test_a_report_is_named_with_its_date(desk: Desk):
    form(desk)
    begin(desk, "SW")
    report = {"region": "SW", "title": "Final report on the pilot", "published": "2018-08"}
    named = desk.knock("network.add_pilot_report", report, by=NATIONAL)["pilot"]["reports"]
    assert [(each["title"], each["published"]) for each in named] == [
        ("Final report on the pilot", "2018-08")
    ]
    no = refused(desk, "add_pilot_report", {**report, "link": "javascript:alert(1)"})
    assert list(no.fields) == ["link"]


def test_others_hear_of_status_and_stage_and_of_nothing_else(desk: Desk):
    opened(desk)
    begin(desk, "SW")
    desk.knock("network.describe_group", {"region": "SW", "about": "Words."}, by=NATIONAL)
    told = [event["data"] for event in desk.events("group_changed")]
    assert told == [
        {"region": "SW", "status": "forming", "stage": None, "version": 1},
        {"region": "SW", "status": "active", "stage": None, "version": 2},
        {"region": "SW", "status": "active", "stage": "invited", "version": 3},
    ]


def test_no_answer_says_who_recorded_a_step(desk: Desk):
    opened(desk)
    assert NATIONAL.subject not in str(desk.knock("network.get_group", {"region": "SW"}))
