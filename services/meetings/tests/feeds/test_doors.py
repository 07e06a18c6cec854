"""Calendars at their doors: a region's is everybody's, a person's is whoever's who has the address."""

from datetime import UTC, date, datetime, timedelta

import pytest
from feeds_world import EVENT, HASH, booking, event
from meetings_desk import NOW, coordinator

from chassis.call import Call
from chassis.identity import VISITOR
from contracts.refusals import Refused
from meetings.actions.domain import Action
from meetings.actions.store import ActionStore
from meetings.events.bookings.domain import INTERESTED, WAITING


@pytest.fixture
def region_feed(desk):
    def ask(region="NENC", known=""):
        return desk.knock("feeds.calendar_of_region", {"region": region, "known": known})

    return ask


@pytest.fixture
def my_feed(desk):
    """The calendar behind the address of m-1, made for it first."""

    def ask():
        return desk.knock("feeds.calendar_of_address", {"secret_hash": HASH})["entries"]

    return ask


def made_for(desk, caller, secret_hash=HASH):
    return desk.knock("feeds.make_calendar_address", {"secret_hash": secret_hash}, by=caller)


def test_a_regions_calendar_shows_published_meetings_and_events_in_order_of_time(desk, region_feed):
    event(desk)
    desk.meeting()
    desk.meeting(id="meeting-2", status="planned", published_at=None)
    desk.meeting(id="meeting-3", region="SW")
    told = region_feed()
    assert [each["id"] for each in told["entries"]] == ["meeting-1", "event-1"]
    assert told["name"] == "North East and North Cumbria"
    assert told["entries"][0]["starts_at"] == "2018-04-17T09:00:00+00:00"
    assert told["entries"][1]["changed_at"] == NOW.isoformat()


def test_a_meetup_of_a_region_is_not_in_everybodys_calendar(desk, region_feed):
    event(desk, kind="meetup", regions=("NENC",))
    assert region_feed()["entries"] == []


def test_what_is_long_over_or_far_away_is_left_out(desk, region_feed):
    desk.meeting(id="old", starts_at=NOW - timedelta(days=91))
    desk.meeting(id="far", starts_at=NOW + timedelta(days=401))
    desk.meeting(id="last", starts_at=NOW - timedelta(days=89))
    assert [each["id"] for each in region_feed()["entries"]] == ["last"]


def test_who_holds_the_revision_is_told_nothing_again_until_something_changes(desk, region_feed):
    desk.meeting()
    told = region_feed()
    assert region_feed(known=told["revision"])["entries"] is None
    desk.meeting(version=2, status="cancelled", cause="Snow", sequence=1)
    again = region_feed(known=told["revision"])
    assert [each["status"] for each in again["entries"]] == ["cancelled"]


def test_a_room_that_was_booked_is_the_place(desk, region_feed):
    payload = {"region": "NENC", "name": "Rugby Club", "area": "Cumbria", "address": "Penrith"}
    venue = desk.knock("venues.register_venue", payload, by=coordinator())
    desk.meeting(venue_id=venue["id"], place="")
    assert region_feed()["entries"][0]["place"] == "Rugby Club, Penrith"


def test_a_region_that_is_not_there_has_no_calendar(region_feed):
    with pytest.raises(Refused) as no:
        region_feed("ATLANTIS")
    assert no.value.code == "region_unknown"


def test_one_meeting_is_a_calendar_of_its_own_and_before_publication_only_for_the_table(desk):
    desk.meeting(status="planned", published_at=None)
    holder = desk.holder()
    told = desk.knock("feeds.calendar_of_meeting", {"id": "meeting-1"}, by=holder)
    assert [each["status"] for each in told["entries"]] == ["tentative"]
    for other in (VISITOR, desk.member("m-2")):
        with pytest.raises(Refused) as no:
            desk.knock("feeds.calendar_of_meeting", {"id": "meeting-1"}, by=other)
        assert no.value.code == "not_found"


def test_one_event_is_a_calendar_of_its_own_for_those_who_see_it(desk):
    event(desk, kind="meetup", regions=("NENC",))
    told = desk.knock("feeds.calendar_of_event", {"id": "event-1"}, by=desk.member())
    assert told["name"] == EVENT.title
    for other in (VISITOR, desk.member("m-2", "SW")):
        with pytest.raises(Refused) as no:
            desk.knock("feeds.calendar_of_event", {"id": "event-1"}, by=other)
        assert no.value.code == "not_found"


def test_who_booked_and_then_moved_keeps_the_calendar_of_the_event_as_its_page(desk):
    event(desk, kind="meetup", regions=("NENC",))
    booking(desk, "m-1", INTERESTED)
    (told,) = desk.knock("feeds.calendar_of_event", {"id": "event-1"}, by=desk.member("m-1", "SW"))["entries"]
    assert "Join: https://join.example.org/e1" in told["text"]


def test_an_event_without_a_day_is_in_no_calendar(desk):
    event(desk, starts_at=None, rough_date="2018-03", status="held")
    with pytest.raises(Refused) as no:
        desk.knock("feeds.calendar_of_event", {"id": "event-1"}, by=desk.member())
    assert no.value.code == "not_found"


def test_my_calendar_has_my_groups_meetings_my_bookings_and_my_promises(desk, my_feed):
    holder = desk.holder()
    made_for(desk, holder)
    desk.meeting()
    desk.meeting(id="meeting-2", status="planned", published_at=None, join_link="https://join.example.org")
    desk.meeting(id="meeting-3", region="SW")
    desk.meeting(id="meeting-4", region="SW", invited=("NENC",))
    event(desk)
    booking(desk, "m-1", WAITING)
    action = Action(
        "a-1", 1, "NENC", "meeting-1", date(2018, 4, 1), "Ask the trust", "m-1", date(2018, 4, 20)
    )
    desk.work.in_transaction(Call(now=NOW), lambda: ActionStore(desk.work).save(action))
    told = {each["id"]: each for each in my_feed()}
    assert set(told) == {"meeting-1", "meeting-2", "meeting-4", "event-1", "a-1"}
    assert (told["meeting-2"]["status"], told["event-1"]["status"]) == ("tentative", "tentative")
    assert (told["a-1"]["day"], told["a-1"]["title"]) == ("2018-04-20", "Due: Ask the trust")


def test_a_coordinators_calendar_has_the_meetings_of_the_group_that_they_keep(desk, my_feed):
    made_for(desk, desk.member("m-1", "WOE", "coordinator:NENC"))
    desk.meeting()
    assert [each["id"] for each in my_feed()] == ["meeting-1"]


def test_a_member_without_group_or_booking_has_an_empty_calendar(desk, my_feed):
    made_for(desk, desk.member())
    desk.meeting()
    assert my_feed() == []


def test_an_address_stops_to_work_when_it_is_replaced_turned_off_or_its_owner_leaves(desk, my_feed):
    member = desk.member()
    made_for(desk, member)
    assert made_for(desk, member, "b2" * 32)["made_at"] == NOW.isoformat()
    assert refused(my_feed) == "not_found"
    made_for(desk, member)
    assert my_feed() == []
    assert desk.knock("feeds.my_calendar_address", by=member) == {"made_at": NOW.isoformat()}
    assert desk.knock("feeds.end_calendar_address", by=member) == {"made_at": None}
    assert desk.knock("feeds.end_calendar_address", by=member) == {"made_at": None}
    assert refused(my_feed) == "not_found"
    made_for(desk, member)
    desk.member(status="left")
    assert refused(my_feed) == "not_found"


def test_nothing_that_opens_a_calendar_is_kept(desk):
    made_for(desk, desk.member())
    row = desk.work.database["calendar_addresses"].find_one({})
    assert set(row) == {"_id", "version", "secret_hash", "made_at"}


@pytest.mark.parametrize("sent", ["", "A1" * 32, "a1" * 31, "a1" * 32 + "\n", {"$ne": ""}])
def test_only_a_sha_256_is_taken_for_an_address(desk, sent):
    with pytest.raises(Refused) as no:
        desk.knock("feeds.calendar_of_address", {"secret_hash": sent})
    assert no.value.code == "invalid_input"


def test_visitors_have_no_address(desk):
    with pytest.raises(Refused) as no:
        made_for(desk, VISITOR)
    assert no.value.code == "sign_in_required"


def refused(ask):
    with pytest.raises(Refused) as no:
        ask()
    return no.value.code


def test_a_meeting_in_summer_and_one_in_winter_are_told_in_utc(desk, region_feed):
    desk.meeting(id="summer", starts_at=datetime(2018, 10, 27, 9, 0, tzinfo=UTC))
    desk.meeting(id="winter", starts_at=datetime(2018, 10, 28, 10, 0, tzinfo=UTC))
    told = [each["starts_at"][11:16] for each in region_feed()["entries"]]
    assert told == ["09:00", "10:00"]  # both are 10:00 in London
