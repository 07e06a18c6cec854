"""kill -9 in the middle of an import: it goes on where it was, to exactly the members of the file."""

from typing import Any

import pytest
from journeys.people import People
from journeys.running import Platform, eventually

from faults.breaking import free_what_was_claimed

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]

ROWS = 3000
REGION = "NWC"
AT_WORK = ("receiving", "checking", "applying")


def test_it_resumes_to_exactly_the_members_of_the_file(platform: Platform, people: People) -> None:
    before = people.members_of(REGION)
    addresses = [people.address(f"row{number}") for number in range(ROWS)]
    lines = [f"{email},{people.surname} {n},{REGION},2024-03-01" for n, email in enumerate(addresses)]
    content = "\r\n".join(["email,name,region,joined", *lines]).encode()
    file = {"file": ("members.csv", content, "text/csv")}
    begun = people.ask("POST", "/imports/members", people.setup, files=file, params={"region": REGION}).json()
    checked = eventually(lambda: rested(people, begun["id"]))
    assert (checked["state"], checked["counts"]["new"]) == ("checked", ROWS)
    told = people.ask("POST", f"/imports/{begun['id']}/apply", people.setup, json={})
    assert told.status_code == 202, told.text
    members = platform.database("membership")["members"]
    eventually(lambda: members.count_documents({"email": {"$in": addresses}}))
    platform.kill("membership")
    half = members.count_documents({"email": {"$in": addresses}})
    assert 0 < half < ROWS, "it was killed too late to show anything"
    free_what_was_claimed(platform, "membership")
    platform.start("membership")
    done = eventually(lambda: rested(people, begun["id"]), 90)
    assert (done["state"], done["applied"], done["errors_total"]) == ("done", ROWS, 0)
    assert members.count_documents({"email": {"$in": addresses}}) == ROWS
    assert people.members_of(REGION) == before + ROWS
    ids = [row["_id"] for row in members.find({"email": {"$in": addresses}}, {"_id": 1})]
    joined = {"key": "member_joined.v1", "aggregate_id": {"$in": ids}}
    assert platform.database("membership")["outbox"].count_documents(joined) == ROWS


def rested(people: People, import_id: str) -> Any:
    told = people.ask("GET", f"/imports/{import_id}", people.setup)
    return told.json() if told.ok and told.json()["state"] not in AT_WORK else None
