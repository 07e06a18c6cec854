"""The copy of members: kept by events, never set back."""

from datetime import date

from stewardship_desk import Desk

from commons.people.domain import Person
from commons.people.store import People
from contracts import membership


def told(version: int, **more: object) -> dict[str, object]:
    state: dict[str, object] = {
        "member_id": "m-1",
        "version": version,
        "region": "SW",
        "status": "active",
        "cohort": "2018",
        "joined": "2018-01-15",
        "left": None,
        "roles": [{"role": "convenor", "region": "SW"}, {"role": "national_team", "region": None}],
    }
    return {**state, **more}


def test_a_member_who_joined_is_known_with_region_and_roles(desk: Desk):
    desk.hear(membership.MEMBER_JOINED, "m-1", 1, {**told(1), "route": "import"}, "SW")
    person = People(desk.work).get("m-1")
    assert person == Person("m-1", 1, "SW", "active", date(2018, 1, 15), ("convenor:SW", "national_team"))
    assert People(desk.work).holding("convenor:SW") == ["m-1"]


def test_an_older_state_that_comes_late_changes_nothing(desk: Desk):
    desk.hear(membership.MEMBER_LEFT, "m-1", 3, told(3, status="left", left="2018-09-01"), "SW")
    desk.hear(membership.MEMBER_CHANGED, "m-1", 2, told(2), "SW")
    person = People(desk.work).get("m-1")
    assert person is not None
    assert not person.is_active


def test_only_the_active_members_of_the_region_are_counted(desk: Desk):
    desk.member("m-1", "SW")
    desk.member("m-2", "SW", status="paused")
    desk.member("m-3", "WOE")
    people = People(desk.work)
    assert people.active_in("SW") == ["m-1"]
    assert set(people.several({"m-1", "m-3", "nobody"})) == {"m-1", "m-3"}


def test_who_left_is_told_from_who_pauses_and_from_who_is_unknown(desk: Desk):
    desk.member("m-1", status="left")
    desk.member("m-2", status="paused")
    assert People(desk.work).gone(["m-1", "m-2", "nobody"]) == {"m-1"}
