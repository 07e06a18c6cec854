"""Calls for seats over the API: from the call to a filled seat, on the real services in memory."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.call import Call, Job
from chassis.identity import Caller
from commons.london import day_of
from commons.people.domain import Person
from commons.people.store import People
from stewardship.seats.store import SeatStore

TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011 - any day soon will do
ABOUT = {"shown_name": "Ann Example", "background": "Nurse", "why": "I listen well."}


@pytest.fixture
def known(bus):
    """``known("m-1")``: an active member of WOE, known to stewardship and vouched for by the gateway."""
    work = bus.databases["stewardship"]

    def make(member_id: str, *roles: str) -> Caller:
        person = Person(member_id, 1, "WOE", "active", date(2018, 1, 15), tuple(roles))
        work.in_transaction(Call(), lambda: People(work).keep(person))
        return Caller(member_id, frozenset({"member", *roles}), "WOE")

    return make


@pytest.fixture
def wanted(known):
    for number in (1, 2, 3):
        known(f"p-{number}")
    return {
        "region": "WOE",
        "kind": "convenor",
        "criteria": "Brings people together.",
        "closes_on": TOMORROW.isoformat(),
        "panel": ["p-1", "p-2", "p-3"],
        "chair": "p-1",
    }


@pytest.fixture
def opened(api, calling, people, wanted):
    def make(**changes):
        calling(people["coordinator"])
        told = api("POST", "/appointments", json={**wanted, **changes})
        assert told.status_code == 201, told.text
        return told.get_json()

    return make


@pytest.fixture
def close(bus):
    """The noon passes: what is due is done as by a clock that is ahead."""

    def by_noon(call):
        service = bus.service("stewardship_appointments")
        bus.databases["stewardship"].database["appointment_calls"].update_one(
            {"_id": call["id"]}, {"$set": {"closes_at": datetime.now(UTC) - timedelta(minutes=1)}}
        )
        service.close_call(Call(), Job("j", "close_call", call["id"], datetime.now(UTC), {}))

    return by_noon


def test_from_a_call_to_a_filled_seat(api, bus, calling, known, opened, close):
    call = opened()
    assert api("GET", "/appointments?state=open").get_json()["items"][0]["id"] == call["id"]
    applicant = known("m-1")
    calling(applicant)
    sent = api("POST", f"/appointments/{call['id']}/expressions", json=ABOUT)
    assert sent.status_code == 201, sent.text
    assert api("GET", f"/appointments/{call['id']}").get_json()["my_expression"]["state"] == "sent"
    close(call)
    one, two = known("p-1"), known("p-2")
    for member in (one, two):
        calling(member)
        assert api("GET", "/appointments/panels").get_json()["items"][0]["my_turn"] == "declare"
        shown = api("GET", f"/appointments/{call['id']}/panel").get_json()
        assert shown["applicants"][0]["about"] is None
        assert api("POST", f"/appointments/{call['id']}/interests", json={"interests": []}).status_code == 200
        shown = api("GET", f"/appointments/{call['id']}/panel").get_json()
        assert shown["applicants"][0]["about"]["why"] == "I listen well."
    place = f"/appointments/expressions/{sent.get_json()['id']}"
    calling(one)
    decision = {"outcome": "appoint", "reasons": "Meets them all.", "feedback": "Welcome."}
    assert api("POST", f"{place}/proposal", json={**decision, "version": 1}).status_code == 200
    calling(two)
    shown = api("POST", f"{place}/agreement").get_json()
    assert shown["applicants"][0]["state"] == "offered"
    calling(applicant)
    mine = api("GET", "/appointments/mine").get_json()["items"][0]
    assert (mine["may_answer"], mine["feedback"]) == (True, "Welcome.")
    answered = api("POST", f"{place}/answer", json={"accepts": True, "location": "Avon"})
    assert answered.get_json()["state"] == "accepted"
    holders = SeatStore(bus.databases["stewardship"]).holders("WOE", day_of(datetime.now(UTC)))
    assert [(held.member_id, held.kind, held.description.locations) for held in holders] == [
        ("m-1", "convenor", ("Avon",))
    ]


def test_who_has_an_interest_decides_nothing(api, calling, known, opened, close):
    call = opened()
    calling(known("m-1"))
    sent = api("POST", f"/appointments/{call['id']}/expressions", json=ABOUT).get_json()
    close(call)
    calling(known("p-1"))
    interest = {"expression_id": sent["id"], "why": "We share an office."}
    api("POST", f"/appointments/{call['id']}/interests", json={"interests": [interest]})
    decision = {"outcome": "appoint", "reasons": "x", "feedback": "y"}
    place = f"/appointments/expressions/{sent['id']}/proposal"
    api.refused("POST", place, 403, "panel_member_has_interest", json=decision)


def test_an_expression_is_read_by_nobody_else(api, calling, people, known, opened, close):
    call = opened()
    calling(known("m-1"))
    sent = api("POST", f"/appointments/{call['id']}/expressions", json=ABOUT).get_json()
    close(call)
    for reader in (people["visitor"], people["member"], people["coordinator"], people["national"]):
        calling(reader)
        assert "I listen well" not in api("GET", f"/appointments/{call['id']}").text
        assert "Ann Example" not in api("GET", f"/appointments/{call['id']}/panel").text
    calling(people["member"])
    place = f"/appointments/expressions/{sent['id']}"
    api.refused("GET", f"/appointments/{call['id']}/panel", 404, "not_found")
    api.refused("POST", f"{place}/withdrawal", 404, "not_found")
    api.refused("POST", f"{place}/agreement", 404, "not_found")


def test_taking_it_back_knows_the_version_that_was_read(api, calling, known, opened):
    call = opened()
    calling(known("m-1"))
    place = f"/appointments/{call['id']}/expressions"
    sent = api("POST", place, json=ABOUT).get_json()
    back = f"/appointments/expressions/{sent['id']}/withdrawal"
    api.refused("POST", back, 412, "stale_version", headers={"If-Match": '"7"'})
    assert api("POST", back, headers={"If-Match": '"1"'}).get_json()["state"] == "withdrawn"
    assert api("POST", place, json=ABOUT).status_code == 201
    api.refused("POST", place, 409, "already_expressed", json=ABOUT)


@pytest.mark.parametrize("role", ["visitor", "member", "operator"])
def test_only_officers_open_a_call(api, calling, people, wanted, role):
    calling(people[role])
    status, code = (401, "sign_in_required") if role == "visitor" else (403, "role_required")
    api.refused("POST", "/appointments", status, code, json=wanted)


def test_a_convenor_opens_no_call_for_a_convenor_and_nobody_one_elsewhere(api, calling, people, wanted):
    calling(people["convenor"])
    api.refused("POST", "/appointments", 403, "role_required", json=wanted)
    calling(people["stranger"])
    api.refused("POST", "/appointments", 403, "not_your_region", json=wanted)


def test_a_panel_is_looked_after_by_the_regions_coordinator(api, calling, people, known, opened):
    call = opened()
    known("p-4")
    found = api("GET", "/appointments/panels/candidates/WOE").get_json()
    assert found == {"items": []}
    swap = {"goes": "p-3", "comes": "p-4"}
    shown = api("POST", f"/appointments/{call['id']}/panel/exchange", json=swap).get_json()
    assert [each["member_id"] for each in shown["panel"]] == ["p-1", "p-2", "p-4"]
    api.refused("POST", f"/appointments/{call['id']}/panel/exchange", 403, "not_on_panel", json=swap)
    calling(people["stranger"])
    api.refused("POST", f"/appointments/{call['id']}/panel/exchange", 404, "not_found", json=swap)


def test_a_call_is_cancelled_with_a_reason(api, opened):
    call = opened()
    api.refused("POST", f"/appointments/{call['id']}/cancellation", 422, "invalid_input", json={})
    off = api("POST", f"/appointments/{call['id']}/cancellation", json={"reason": "Put off."})
    assert (off.get_json()["state"], off.get_json()["reason"]) == ("cancelled", "Put off.")
    api.refused("POST", f"/appointments/{call['id']}/end", 409, "call_over")


def test_a_call_from_before_is_recorded_and_read(api, calling, people):
    calling(people["national"])
    past = {
        "region": "SW",
        "kind": "convenor",
        "began": "2017",
        "decided": "2017-09",
        "source": "Q Commons pilot report, 30 November 2018",
        "outcomes": [{"kind": "convenor", "background": "Consultant and Medical Director"}],
    }
    assert api("POST", "/appointments/past", json=past).status_code == 201
    calling(people["visitor"])
    shown = api("GET", "/appointments/past?region=SW").get_json()["items"][0]
    assert (shown["decided"], shown["asked"]) == ("2017-09", 1)
