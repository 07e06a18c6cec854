"""Extracts over the API: asked for, decided by another, handed over as a file with its digest (row 79)."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

OTHER = Caller("n-2", frozenset({"member", "national_team"}))


@pytest.fixture
def asked(api, calling, people, bus):
    """The path of an extract that a coordinator recorded; twelve members are of the region."""
    kept = People(bus.databases["exchange"])
    for number in range(12):
        kept.keep(Person(f"m-{number}", 1, "WOE", "active", date(2018, 1, 15)))
    calling(people["coordinator"])
    told = {
        "region": "WOE",
        "asker": "RAND Europe",
        "purpose": "The independent evaluation of Q.",
        "dataset": "members",
        "fields": ["joined"],
        "until": (datetime.now(UTC).date() + timedelta(days=60)).isoformat(),
    }
    made = api("POST", "/extracts", json=told)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


def approve(api, calling, asked):
    calling(OTHER)
    told = api("POST", f"{asked}/decision", json={"is_approved": True})
    assert told.status_code == 200, told.text


def test_an_approved_extract_is_public_and_its_file_has_the_recorded_digest(api, calling, people, asked):
    calling(people["visitor"])
    api.refused("GET", asked, 404, "not_found")
    approve(api, calling, asked)
    calling(people["coordinator"])
    handed = api("POST", f"{asked}/hand-overs").get_json()["hand_over"]
    assert (handed["number"], handed["rows"], handed["is_erased"]) == (1, 1, False)
    assert api("GET", f"{asked}/hand-overs/1").get_json()["cells"] == [["WOE", "2018", "10"]]
    file = api("GET", f"{asked}/hand-overs/1/counts.csv")
    assert file.data == b"region,joined,count\r\nWOE,2018,10\r\n"
    assert hashlib.sha256(file.data).hexdigest() == handed["digest"]
    assert file.headers["Content-Disposition"] == "attachment; filename=hand-over-1.csv"
    calling(people["visitor"])
    (shown,) = api("GET", "/extracts").get_json()["items"]
    assert (shown["asker"], shown["handed_over"], shown["fields"]) == ("RAND Europe", 1, ["region", "joined"])
    api.refused("GET", f"{asked}/hand-overs/1/counts.csv", 401, "sign_in_required")


def test_nobody_decides_on_their_own_request_and_a_no_has_its_reason(api, calling, people, asked):
    calling(OTHER)
    assert [each["asker"] for each in api("GET", "/extracts/to-decide").get_json()["items"]] == [
        "RAND Europe"
    ]
    api.refused("POST", f"{asked}/decision", 422, "reason_required", json={"is_approved": False})
    told = {"is_approved": False, "reason": "Ask for fewer fields."}
    assert api("POST", f"{asked}/decision", json=told).get_json()["state"] == "refused"
    calling(people["coordinator"])
    assert [each["state"] for each in api("GET", "/extracts/kept?region=WOE").get_json()["items"]] == [
        "refused"
    ]
    api.refused("GET", "/extracts/kept?region=SW", 403, "not_your_region")
    api.refused("POST", f"{asked}/hand-overs", 409, "extract_not_approved")


def test_what_has_ended_is_on_record_and_its_counts_are_gone(api, calling, people, asked):
    approve(api, calling, asked)
    calling(people["coordinator"])
    api("POST", f"{asked}/hand-overs")
    assert api("POST", f"{asked}/end", json={"reason": "Done."}).get_json()["state"] == "ended"
    api.refused("GET", f"{asked}/hand-overs/1", 409, "extract_ended")
    (kept,) = api("GET", f"{asked}/hand-overs").get_json()["items"]
    assert (kept["is_erased"], len(kept["digest"])) == (True, 64)
