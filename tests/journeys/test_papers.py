"""A paper of an agenda on the running platform: sent in pieces, looked at, fetched by everybody (row 42)."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journeys.people import People

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGION = "WES"
PDF = b"%PDF-1.4\n" + random.Random(42).randbytes(3_000_000) + b"\n%%EOF\n"
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def token(people: People) -> str:
    """The token of the coordinator who keeps the group's papers."""
    return people.officer("coordinator", REGION).token


@pytest.fixture(scope="module")
def agenda(people: People, token: str) -> str:
    """The address of a meeting's agenda."""
    planned = {
        "region": REGION,
        "title": "A meeting with a paper",
        "starts_at": (datetime.now(UTC) + timedelta(days=30)).isoformat(timespec="seconds"),
        "minutes": 60,
        "mode": "virtual",
        "join_link": "https://join.example.org/wes",
        "public_link": "https://watch.example.org/wes",
    }
    meeting = done(people, "POST", "/meetings", token, json=planned)
    done(people, "POST", f"/meetings/{meeting['id']}/publication", token, json={})
    return f"/meetings/{meeting['id']}/agenda"


def done(people: People, method: str, path: str, token: str, **options: Any) -> Any:
    told = people.ask(method, path, token, **options)
    assert told.status_code in (200, 201), told.text
    return told.json()


def test_a_paper_goes_up_and_comes_down_and_what_is_none_is_refused(
    people: People, token: str, agenda: str
) -> None:
    # Given an item of an agenda
    item = {"title": "Rooms for next year", "minutes": 30, "outcome": "discuss"}
    made = done(people, "POST", f"{agenda}/items", token, json=item)
    papers = f"{agenda}/items/{made['items'][0]['id']}/papers"

    # When a paper is put to it, twice under one key, and some that are none
    def send(name: str, content: bytes, key: str = "") -> Any:
        return people.ask("POST", papers, token, key, files={"file": (name, content)})

    first = send("Rooms compared.pdf", PDF, "the-paper")
    assert first.status_code == 201, first.text
    assert send("Rooms compared.pdf", PDF, "the-paper").json() == first.json()
    program = send("Rooms compared.pdf", b"MZ\x90\x00" + b"\x00" * 1000)
    assert (program.status_code, program.json()["code"]) == (422, "file_not_what_it_says")
    large = send("Rooms compared.pdf", PDF + b" " * 21 * MEGABYTE)
    assert (large.status_code, large.json()["code"]) == (413, "body_too_large")

    # Then only the table fetches it until the agenda is published, and everybody after that
    place = f"{papers}/{first.json()['id']}"
    assert people.ask("GET", place).status_code == 404
    done(people, "POST", f"{agenda}/publication", token, json={})
    got = people.ask("GET", place)
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(PDF).digest()
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == 'attachment; filename="Rooms compared.pdf"'
    assert len(people.get(agenda)["items"][0]["papers"]) == 1
