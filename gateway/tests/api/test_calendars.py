"""Calendar files over the API: public by region, secret by person, the same bytes until something changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from chassis.call import Call
from chassis.ids import new_id
from commons.people.domain import Person
from commons.people.store import People
from meetings.calendar.domain import CANCELLED, FACE_TO_FACE, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def saved(bus):
    """``saved(title=...)``: a published meeting of WOE in ten days; what is given is otherwise."""

    def save(meeting=None, **changes):
        made = meeting or Meeting(
            id=new_id(), version=1, region="WOE", title="Spring meeting", starts_at=NOW + timedelta(days=10),
            minutes=120, mode=FACE_TO_FACE, status=PUBLISHED, published_at=NOW,
        )  # fmt: skip
        made = replace(made, **changes)
        work = bus.databases["meetings"]
        work.in_transaction(Call(), lambda: MeetingStore(work).save(made))
        return made

    return save


@pytest.fixture
def my_address(api, bus, calling, people):
    """The path of the member's secret address."""
    member = Person("member-1", 1, "WOE", "active", date(2018, 1, 1), ())
    People(bus.databases["meetings"]).keep(member)
    calling(people["member"])
    made = api("POST", "/me/calendar").get_json()
    calling()
    return made["address"].partition("/api/v1")[2]


def events(answer):
    return vobject.readOne(answer.text, validate=True).contents.get("vevent", [])


def test_a_regions_calendar_is_a_file_that_anybody_may_have_without_a_cookie(api, saved):
    saved()
    answer = api("GET", "/calendars/regions/WOE.ics")
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert "Set-Cookie" not in answer.headers
    assert [each.summary.value for each in events(answer)] == ["Spring meeting"]


def test_who_holds_the_file_gets_304_until_a_meeting_changes(api, saved):
    meeting = saved()
    first = api("GET", "/calendars/regions/WOE.ics")
    held = {"If-None-Match": first.headers["ETag"]}
    again = api("GET", "/calendars/regions/WOE.ics", headers=held)
    assert (again.status_code, again.data) == (304, b"")
    assert api("GET", "/calendars/regions/WOE.ics").data == first.data
    saved(meeting, version=2, status=CANCELLED, cause="Snow", sequence=1)
    changed = api("GET", "/calendars/regions/WOE.ics", headers=held)
    assert changed.status_code == 200
    (event,) = events(changed)
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")


def test_a_region_that_is_not_there_has_no_calendar(api):
    api.refused("GET", "/calendars/regions/ATLANTIS.ics", 404, "region_unknown")


def test_one_meeting_is_saved_as_a_file_and_an_unpublished_one_is_not_there(api, saved):
    meeting = saved()
    answer = api("GET", f"/calendars/meetings/{meeting.id}.ics")
    assert answer.headers["Content-Disposition"] == "attachment; filename=meeting.ics"
    assert [each.uid.value for each in events(answer)] == [f"meeting-{meeting.id}@qcommons"]
    hidden = saved(id=new_id(), published_at=None, status="planned")
    api.refused("GET", f"/calendars/meetings/{hidden.id}.ics", 404, "not_found")
    api.refused("GET", "/calendars/events/nothing.ics", 404, "not_found")


def test_my_calendar_is_open_to_whoever_has_its_address_and_is_kept_by_no_proxy(api, my_address):
    answer = api("GET", my_address)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert events(answer) == []


def test_a_new_address_ends_the_one_before_and_turning_it_off_ends_both(api, calling, people, my_address):
    calling(people["member"])
    newer = api("POST", "/me/calendar").get_json()["address"].partition("/api/v1")[2]
    assert newer != my_address
    api.refused("GET", my_address, 404, "not_found")
    assert api("GET", newer).status_code == 200
    assert api("GET", "/me/calendar").get_json()["made_at"] is not None
    assert api("DELETE", "/me/calendar").get_json() == {"made_at": None}
    api.refused("GET", newer, 404, "not_found")


def test_the_secret_is_nowhere_in_the_database(bus, my_address):
    secret = my_address.rpartition("/")[2].removesuffix(".ics")
    database = bus.databases["meetings"].database
    kept = [str(row) for name in database.list_collection_names() for row in database[name].find()]
    assert len(secret) == 32
    assert kept
    assert not [row for row in kept if secret in row]


@pytest.mark.parametrize("secret", ["x", "0" * 31, "A" * 32, "%24ne"])
def test_what_cannot_be_an_address_is_not_there(api, secret):
    api.refused("GET", f"/calendars/people/{secret}.ics", 404, "not_found")


def test_visitors_have_no_address(api):
    api.refused("POST", "/me/calendar", 401, "sign_in_required")
