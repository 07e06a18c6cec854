"""A region's file of members: looked at, refused, corrected, applied, exported."""

import csv
import io
from typing import Any

import pytest

from journeys.people import People, Person
from journeys.running import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGION = "WES"
HEADER = "email,name,region,joined,organisation"
FORMULA = "=1+2 Hospital"
BEFORE, AFTER = "2024-02-28", "2024-03-02"


@pytest.fixture(scope="module")
def keeper(people: People) -> Person:
    """The coordinator whose file it is."""
    return people.officer("coordinator", REGION)


@pytest.fixture(scope="module")
def addresses(people: People) -> list[str]:
    return [people.address("row") for _ in range(3)]


def file_of(addresses: list[str], joined: tuple[str, ...] = ("2024-03-01",) * 3) -> bytes:
    rows = [
        f'{email},Rosa Row,{REGION},{day},"{FORMULA}"' for email, day in zip(addresses, joined, strict=True)
    ]
    return "\r\n".join([HEADER, *rows, ""]).encode()


def previewed(people: People, token: str, content: bytes) -> Any:
    file = {"file": ("members.csv", content, "text/csv")}
    begun = people.ask("POST", "/imports/members", token, files=file, params={"region": REGION})
    assert begun.status_code == 202, begun.text
    return rested(people, token, begun.json()["id"])


def rested(people: People, token: str, import_id: str) -> Any:
    def look() -> Any:
        found = people.get(f"/imports/{import_id}", token)
        return found if found["state"] not in ("receiving", "checking", "applying") else None

    return eventually(look)


def apply(people: People, token: str, preview: Any) -> Any:
    told = people.ask("POST", f"/imports/{preview['id']}/apply", token, json={})
    assert told.status_code == 202, told.text
    return rested(people, token, preview["id"])


def counted(people: People, day: str) -> int:
    """The region's members on a day, as its growth tells them to everybody."""
    return int(people.get(f"/regions/{REGION}/growth", as_at=day)["latest"]["members"])


def test_a_file_is_refused_until_it_is_right_and_then_counts_from_its_days(
    people: People, keeper: Person, addresses: list[str]
) -> None:
    now, then = people.members_of(REGION), counted(people, AFTER)
    # Given a file with a wrong date in its third line
    wrong = previewed(people, keeper.token, file_of(addresses, ("2024-03-01", "2024-02-31", "2024-03-01")))
    assert (wrong["state"], wrong["counts"]["new"], wrong["counts"]["wrong"]) == ("checked", 2, 1)
    assert [(error["line"], error["field"]) for error in wrong["errors"]] == [(3, "joined")]
    # When it is applied all the same, it is refused and nothing has changed
    refused = people.ask("POST", f"/imports/{wrong['id']}/apply", keeper.token, json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "import_has_errors")
    assert people.members_of(REGION) == now
    # When the corrected file is applied, the figures follow from the records
    right = previewed(people, keeper.token, file_of(addresses))
    assert (right["counts"]["new"], right["errors"]) == (3, [])
    assert people.members_of(REGION) == now
    done = apply(people, keeper.token, right)
    assert (done["state"], done["applied"]) == ("done", 3)
    assert people.members_of(REGION) == now + 3
    assert counted(people, AFTER) == then + 3
    assert counted(people, BEFORE) == then


def test_the_same_file_again_changes_nothing(people: People, keeper: Person, addresses: list[str]) -> None:
    before = people.register(REGION)
    again = previewed(people, keeper.token, file_of(addresses))
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 3, "wrong": 0}
    assert apply(people, keeper.token, again)["state"] == "done"
    assert people.register(REGION) == before


def test_the_export_holds_them_with_formulas_made_harmless(
    people: People, keeper: Person, addresses: list[str]
) -> None:
    told = people.ask("GET", "/members/export", keeper.token, params={"format": "csv", "region": REGION})
    assert told.headers["Content-Type"].startswith("text/csv")
    rows = {row["email"]: row for row in csv.DictReader(io.StringIO(told.content.decode("utf-8-sig")))}
    assert [rows[email]["organisation"] for email in addresses] == [f"'{FORMULA}"] * 3
    # and that file can be imported as it is: our mark before a formula is not part of the words
    exported = previewed(people, keeper.token, told.content)
    assert (exported["counts"]["unchanged"], exported["errors"]) == (len(rows), [])


def test_nobody_without_the_office_may_import_or_export(people: People, coordinator: Person) -> None:
    file = {"file": ("members.csv", file_of([people.address()], ("2024-03-01",)), "text/csv")}
    foreign = people.ask("POST", "/imports/members", coordinator.token, files=file, params={"region": REGION})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "not_your_region")
    visitor = people.ask("GET", "/members/export", params={"region": REGION})
    assert (visitor.status_code, visitor.json()["code"]) == (401, "sign_in_required")
