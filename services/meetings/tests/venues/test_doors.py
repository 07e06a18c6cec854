"""Keepers register rooms and look into their diaries; everybody may look them up (row 49)."""

import pytest
from meetings_desk import coordinator

from contracts.refusals import Refused

HALL = {
    "region": "NENC",
    "name": "Town hall",
    "area": "Cumbria",
    "address": "Penrith",
    "capacity": 20,
    "features": ["hearing_loop", "step_free", "step_free"],
    "cost_pence": 4500,
    "contact": "The front desk, 01768 555555",
}
SLOT = {"starts_at": "2018-07-17T10:00:00+01:00", "minutes": 120}


@pytest.fixture
def hall(desk):
    return desk.knock("venues.register_venue", HALL, by=coordinator())


def refused(code, knock):
    with pytest.raises(Refused) as no:
        knock()
    assert no.value.code == code


def test_a_venue_is_read_by_everybody_and_its_contact_by_keepers(desk, hall):
    assert (hall["features"], hall["contact"]) == (["step_free", "hearing_loop"], HALL["contact"])
    assert desk.knock("venues.get_venue", {"id": hall["id"]})["contact"] is None
    (listed,) = desk.knock("venues.list_venues", {"region": "NENC"})["items"]
    assert (listed["name"], listed["contact"]) == ("Town hall", None)


def test_a_venue_is_changed_by_its_regions_keepers_alone(desk, hall):
    changed = desk.knock(
        "venues.change_venue", {"id": hall["id"], "in_use": False, "version": 1}, by=coordinator()
    )
    assert (changed["in_use"], changed["name"], changed["version"]) == (False, "Town hall", 2)
    stale = {"id": hall["id"], "name": "Old hall", "version": 1}
    refused("stale_version", lambda: desk.knock("venues.change_venue", stale, by=coordinator()))
    refused("not_found", lambda: desk.knock("venues.change_venue", stale, by=coordinator("SW")))
    refused("not_your_region", lambda: desk.knock("venues.register_venue", HALL, by=coordinator("SW")))
    refused("region_unknown", lambda: desk.knock("venues.list_venues", {"region": "XX"}))


@pytest.mark.parametrize(
    "wrong", [{"features": ["gold"]}, {"capacity": 0}, {"cost_pence": -1}, {"area": ""}, {"name": "  "}]
)
def test_what_makes_no_venue_is_refused(desk, wrong):
    refused("invalid_input", lambda: desk.knock("venues.register_venue", {**HALL, **wrong}, by=coordinator()))


def test_the_diary_shows_keepers_who_has_the_room_and_which_rooms_are_free(desk, hall):
    plan = {"region": "NENC", "title": "Second", "mode": "face_to_face", "venue_id": hall["id"], **SLOT}
    made = desk.knock("calendar.plan_meeting", plan, by=coordinator())
    (slot,) = desk.knock("venues.venue_diary", {"id": hall["id"]}, by=coordinator())["items"]
    assert (slot["owner_kind"], slot["owner_id"]) == ("meeting", made["id"])
    refused("not_found", lambda: desk.knock("venues.venue_diary", {"id": hall["id"]}, by=coordinator("SW")))

    def free(**asked):
        return desk.knock("venues.free_venues", {"region": "NENC", **SLOT, **asked}, by=coordinator())[
            "items"
        ]

    assert free() == []
    assert free(except_for=f"meeting:{made['id']}") == [hall["id"]]
    assert free(starts_at="2018-07-17T12:00:00+01:00") == [hall["id"]]
