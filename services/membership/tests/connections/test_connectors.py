"""Connectors are appointed for regions and topics; the history of every designation stays (row 8)."""

from datetime import timedelta

import pytest
from membership_desk import NATIONAL, Desk, convenor, coordinator

from chassis.identity import Caller
from contracts.refusals import Refused

SCOPE = {"regions": ["WOE", "SW"], "topics": ["frailty"]}


def refused(desk: Desk, door: str, payload: dict[str, object], by: Caller) -> str:
    with pytest.raises(Refused) as no:
        desk.knock(f"connections.{door}", payload, by=by)
    return no.value.code


def found_by(desk: Desk, by: Caller, **wanted: object) -> list[str]:
    page = desk.knock("members.search_members", {"connectors_only": True, **wanted}, by=by)
    return [each["id"] for each in page["items"]]


def test_a_member_finds_the_connector_of_a_region_and_topic_until_it_ends(desk: Desk) -> None:
    ada = desk.member("WOE")
    told = desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=convenor("WOE"))
    assert told["connector"] == {"regions": ["SW", "WOE"], "topics": ["frailty"], "since": "2018-09-03"}
    assert found_by(desk, ada, region="WOE", topic="frailty") == [ada.subject]
    assert found_by(desk, ada, region="WOE", topic="sepsis") == []
    desk.now += timedelta(days=10)
    ended = desk.knock("connections.end_connector", {"id": ada.subject}, by=convenor("WOE"))
    assert ended["connector"] is None
    assert [(term["from"], term["until"]) for term in ended["history"]] == [("2018-09-03", "2018-09-13")]
    assert found_by(desk, ada, region="WOE", topic="frailty") == []
    assert [event["data"]["connector"] is None for event in desk.events("connector_changed")] == [False, True]


def test_another_scope_is_a_new_entry_and_the_same_scope_changes_nothing(desk: Desk) -> None:
    ada = desk.member("WOE")
    desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=coordinator())
    desk.now += timedelta(days=1)
    same = desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=coordinator())
    assert (same["version"], len(same["history"])) == (2, 1)
    other = desk.knock(
        "connections.appoint_connector", {"id": ada.subject, **SCOPE, "topics": ["sepsis"]}, by=NATIONAL
    )
    assert [(term["topics"], term["until"]) for term in other["history"]] == [
        (["frailty"], "2018-09-04"),
        (["sepsis"], None),
    ]
    assert other["history"][1]["nominated_by"] == "n-1"


def test_only_an_active_member_of_the_own_region_can_be_appointed(desk: Desk) -> None:
    ada = desk.member("WOE")
    assert refused(desk, "appoint_connector", {"id": ada.subject, **SCOPE}, convenor("SW")) == "not_found"
    assert refused(desk, "appoint_connector", {"id": "nobody", **SCOPE}, NATIONAL) == "not_found"
    assert refused(desk, "appoint_connector", {"id": ada.subject, **SCOPE}, ada) == "role_required"
    desk.knock("members.leave", {"version": 1}, by=ada)
    assert refused(desk, "appoint_connector", {"id": ada.subject, **SCOPE}, NATIONAL) == "member_not_active"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"regions": ["XX"]}, "region_unknown"),
        ({"regions": []}, "invalid_input"),
        ({"topics": []}, "invalid_input"),
    ],
)
def test_a_scope_needs_known_regions_and_topics(desk: Desk, change: dict[str, list[str]], code: str) -> None:
    ada = desk.member("WOE")
    assert refused(desk, "appoint_connector", {"id": ada.subject, **SCOPE, **change}, NATIONAL) == code


def test_ending_what_is_not_there_is_told(desk: Desk) -> None:
    ada = desk.member("WOE")
    assert refused(desk, "end_connector", {"id": ada.subject}, NATIONAL) == "not_a_connector"


def test_leaving_ends_the_designation_on_that_day_in_the_history_too(desk: Desk) -> None:
    ada = desk.member("WOE")
    told = desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=NATIONAL)
    desk.now += timedelta(days=5)
    desk.knock("members.leave", {"version": told["version"]}, by=ada)
    desk.now += timedelta(days=5)
    desk.member("WOE")  # the same address applies again
    again = desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=NATIONAL)
    assert [term["until"] for term in again["history"]] == ["2018-09-08", None]


def test_moving_home_does_not_end_the_designation_in_the_history(desk: Desk) -> None:
    ada = desk.member("WOE")
    told = desk.knock("connections.appoint_connector", {"id": ada.subject, **SCOPE}, by=NATIONAL)
    desk.now += timedelta(days=5)
    desk.knock("members.move_region", {"version": told["version"], "region": "SW"}, by=ada)
    desk.now += timedelta(days=5)
    ended = desk.knock("connections.end_connector", {"id": ada.subject}, by=NATIONAL)
    assert [term["until"] for term in ended["history"]] == ["2018-09-13"]
