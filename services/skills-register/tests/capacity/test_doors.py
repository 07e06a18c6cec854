"""Capacity at the doors: keepers report and correct, everybody reads, small figures are masked."""

from typing import Any

import pytest
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused

KEEPER = coordinator("SW")
REPORT: dict[str, Any] = {
    "region": "SW",
    "organisation": "Royal Devon",
    "day": "2018-09-30",
    "trained": 45,
    "headcount": 900,
    "source": "Staff survey 2018",
}


def reported(desk: Desk, **more: Any) -> dict[str, Any]:
    return desk.knock("capacity.report_capacity", {**REPORT, **more}, by=KEEPER)


def test_everybody_reads_5_percent_of_a_body_that_reported_itself(desk):
    reported(desk)
    found = desk.knock("capacity.list_capacity", {"region": "SW"}, by=VISITOR)
    [body] = found["items"]
    assert (body["organisation"], body["percent"], body["latest"]["label"]) == (
        "Royal Devon",
        "5.0 %",
        "self-reported",
    )
    assert (found["total"]["percent"], found["total"]["bodies"]) == ("5.0 %", 1)


def test_a_blank_shows_unknown(desk):
    reported(desk, trained=None)
    [body] = desk.knock("capacity.list_capacity", {"region": "SW"}, by=VISITOR)["items"]
    assert (body["trained"], body["headcount"], body["percent"]) == ("unknown", "900", "unknown")


def test_reports_of_one_body_make_a_trend_however_its_name_is_typed(desk):
    first = reported(desk, day="2017-09-30", trained=9)
    reported(desk, organisation="ROYAL  devon")
    found = desk.knock("capacity.get_capacity", {"body_id": first["id"]}, by=VISITOR)
    assert [(each["day"], each["percent"]) for each in found["trend"]] == [
        ("2017-09-30", "1.0 %"),
        ("2018-09-30", "5.0 %"),
    ]
    with refused("capacity_day_reported"):
        reported(desk)


def listed(desk: Desk, name: str = "Royal Devon", region: str = "SW") -> str:
    asked = {"region": region, "name": name, "kind": "trust"}
    made: str = desk.knock("organisations.enter_organisation", asked, by=NATIONAL)["id"]
    return made


def test_a_listed_organisation_is_known_by_its_id_and_by_its_name(desk):
    trust = listed(desk)
    first = reported(desk, organisation_id=trust, organisation="Something else")
    again = reported(desk, organisation="royal  devon", day="2018-10-01")
    assert first["id"] == again["id"] == trust
    assert (again["organisation"], len(again["trend"])) == ("Royal Devon", 2)


def test_what_was_reported_before_an_organisation_was_listed_is_its_own(desk):
    first = reported(desk)
    trust = listed(desk)
    again = reported(desk, organisation_id=trust, day="2018-10-01")
    assert (again["id"], len(again["trend"])) == (first["id"], 2)
    assert desk.knock("capacity.get_capacity", {"body_id": trust}, by=VISITOR)["id"] == first["id"]


def test_what_was_reported_stays_with_an_organisation_that_is_called_otherwise(desk):
    first = reported(desk)
    trust = listed(desk)
    renamed = {"id": trust, "name": "Royal Devon and Exeter", "kind": "trust"}
    desk.knock("organisations.change_organisation", renamed, by=NATIONAL)
    again = reported(desk, organisation_id=trust, day="2018-10-01")
    assert (again["id"], again["organisation"], len(again["trend"])) == (
        first["id"], "Royal Devon and Exeter", 2,
    )  # fmt: skip
    [body] = desk.knock("capacity.list_capacity", {"region": "SW"}, by=VISITOR)["items"]
    assert desk.knock("capacity.get_capacity", {"body_id": trust}, by=VISITOR)["id"] == body["id"]
    other = listed(desk)
    assert reported(desk, organisation_id=other)["id"] == other


@pytest.mark.parametrize("which", ["nobody", "elsewhere", "unnamed"])
def test_a_report_of_an_organisation_that_the_region_does_not_have_is_refused(desk, which):
    ids = {"nobody": "o-9", "elsewhere": listed(desk, region="WOE"), "unnamed": None}
    with refused("organisation_unknown"):
        reported(desk, organisation_id=ids[which], organisation="")


def test_more_trained_than_work_there_is_refused(desk):
    with refused("capacity_wrong"):
        reported(desk, trained=901)
    assert desk.knock("capacity.list_capacity", {"region": "SW"}, by=VISITOR)["items"] == []


def test_only_who_keeps_the_region_reports_and_sees_small_figures_exactly(desk):
    with refused("not_your_region"):
        desk.knock("capacity.report_capacity", REPORT, by=coordinator("WOE"))
    with refused("role_required"):
        desk.knock("capacity.report_capacity", REPORT, by=desk.member("ann"))
    small = reported(desk, trained=3)
    assert small["trend"][0]["exact"] == {"trained": 3, "headcount": 900}
    for reader in (VISITOR, desk.member("ann"), coordinator("WOE")):
        seen = desk.knock("capacity.get_capacity", {"body_id": small["id"]}, by=reader)
        assert (seen["trained"], seen["percent"], "exact" in seen["trend"][0]) == ("<5", "not shown", False)


def test_a_correction_keeps_the_earlier_to_be_read_with_its_note(desk):
    first = reported(desk)
    correction = {
        "body_id": first["id"],
        "snapshot_id": first["trend"][0]["snapshot_id"],
        "day": "2018-09-30",
        "trained": 54,
        "headcount": 900,
        "source": "Staff survey 2018",
        "note": "Two digits were swapped.",
        "version": first["version"],
    }
    with refused("not_found"):
        desk.knock("capacity.correct_capacity", correction, by=coordinator("WOE"))
    with refused("reason_required"):
        desk.knock("capacity.correct_capacity", {**correction, "note": ""}, by=KEEPER)
    after = desk.knock("capacity.correct_capacity", correction, by=NATIONAL)
    [line] = after["trend"]
    assert (line["percent"], line["note"], line["corrected"]) == ("6.0 %", "Two digits were swapped.", 1)
    assert [each["trained"] for each in line["earlier"]] == ["45"]
    with refused("stale_version"):
        desk.knock("capacity.correct_capacity", correction, by=KEEPER)
    with refused("snapshot_corrected"):
        desk.knock("capacity.correct_capacity", {**correction, "version": None}, by=KEEPER)


def test_bodies_are_listed_by_name_and_not_by_rank(desk):
    for name, trained in (("Torbay", 800), ("axe Valley", 9), ("Royal Devon", 400)):
        reported(desk, organisation=name, trained=trained)
    names, cursor = [], None
    while True:
        page = desk.knock(
            "capacity.list_capacity", {"region": "SW", "limit": 2, "cursor": cursor}, by=VISITOR
        )
        names += [each["organisation"] for each in page["items"]]
        assert page["total"]["trained"] == "1,209"
        cursor = page["next"]
        if cursor is None:
            break
    assert names == ["axe Valley", "Royal Devon", "Torbay"]


def test_what_is_not_there_is_not_found(desk):
    with refused("not_found"):
        desk.knock("capacity.get_capacity", {"body_id": "b-9"}, by=VISITOR)
    with refused("region_unknown"):
        desk.knock("capacity.list_capacity", {"region": "XX"}, by=VISITOR)
