"""Hours on the running platform: given, confirmed by both, in both accounts, never past a floor (row 59)."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

TODAY = datetime.now(UTC).date().isoformat()
HOURS = 180


def done(people: People, path: str, by: Person, **body: Any) -> Any:
    told = people.ask("POST", path, by.token, json=body)
    assert told.status_code in (200, 201), told.text
    return told.json()


def account(people: People, of: Person) -> Any:
    return people.get(f"/accounts/member:{of.id}", of.token)


def refused(told: requests.Response) -> tuple[int, str, str]:
    problem = told.json()
    return told.status_code, problem["code"], problem["detail"]


@pytest.fixture(scope="module")
def two(people: People, platform: Platform) -> tuple[Person, Person]:
    """A and B, of two regions; the skills register has heard of both."""
    members = [people.member(region) for region in ("SW", "WOE")]
    known = platform.database("skills_register")["people"]
    eventually(lambda: known.count_documents({"_id": {"$in": [each.id for each in members]}}) == len(members))
    a, b = (
        Person(each.id, each.email, each.name, platform.token(each.id, "read", "write")) for each in members
    )
    return a, b


def given(people: People, giver: Person, receiver: Person, minutes: int) -> Any:
    """The exchange after both said yes to it and to how long it took."""
    told = {"member_id": receiver.id, "side": "giver", "what": "Coaching in SPC", "on": TODAY}
    made = done(people, "/exchanges", giver, minutes=minutes, **told)
    place = f"/exchanges/{made['id']}"
    assert done(people, f"{place}/agreement", receiver)["next_step"]["action"] == "say_done"
    assert done(people, f"{place}/completion", giver, minutes=minutes)["next_step"]["action"] is None
    return done(people, f"{place}/confirmation", receiver)


def audit(platform: Platform) -> tuple[int, str]:
    """``skills-register audit``, as an operator runs it beside the service."""
    found = subprocess.run(
        [sys.executable, "-m", "skills_register.command", "audit"],
        env=dict(platform.programs["skills_register"].environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return found.returncode, found.stdout


def test_three_hours_of_coaching_stand_in_both_accounts_and_come_to_nothing_together(
    people: People, platform: Platform, two: tuple[Person, Person]
) -> None:
    # Given two members, and what the community exchanged so far
    a, b = two
    before = [account(people, each)["balance"] for each in two]
    exchanges = people.get("/timebank/summary")["exchanges"]

    # When A gives B three hours of coaching, and both confirm
    settled = given(people, a, b, HOURS)

    # Then A has given them and B received them, once, and everything adds up to nothing
    assert (settled["state"], settled["took"]) == ("settled", HOURS)
    assert done(people, f"/exchanges/{settled['id']}/confirmation", b)["version"] == settled["version"]
    after = [account(people, each)["balance"] for each in two]
    assert [new - old for new, old in zip(after, before, strict=True)] == [HOURS, -HOURS]
    summary = people.get("/timebank/summary")
    assert (summary["sum_of_balances"], summary["exchanges"]) == (0, exchanges + 1)
    status, said = audit(platform)
    assert (status, "No difference." in said) == (0, True), said


def test_a_transfer_past_the_floor_is_refused_with_the_sentence_of_the_rule(
    people: People, platform: Platform, two: tuple[Person, Person]
) -> None:
    # Given B, who can still receive a little
    a, b = two
    held = account(people, b)
    room = held["balance"] - held["may_go_down_to"]
    floor = -held["may_go_down_to"] // 60

    # When B confirms an hour more than that
    waiting = given(people, a, b, room + 60)

    # Then nothing moved, both were warned, and to settle it is refused in the words of the rule
    rule = f"Here an account may have received up to {floor} hours more than it gave"
    assert (waiting["state"], waiting["flags"]) == ("confirmed", ["no_room"])
    assert waiting["warning"].startswith(rule)
    told = people.ask("POST", f"/exchanges/{waiting['id']}/settlement", b.token, json={})
    assert refused(told) == (409, "floor_reached", waiting["warning"])
    gift = {"minutes": room + 60, "purpose": "More than there is"}
    told = people.ask("POST", f"/accounts/member:{b.id}/donations", b.token, json=gift)
    assert refused(told) == (409, "floor_reached", waiting["warning"])
    assert account(people, b)["balance"] == held["balance"]

    # And once B has given what is missing, it is settled, to the very floor
    given(people, b, a, 60)
    assert done(people, f"/exchanges/{waiting['id']}/settlement", b)["state"] == "settled"
    assert account(people, b)["balance"] == held["may_go_down_to"]
    assert audit(platform)[0] == 0


def test_what_nobody_can_exchange_is_refused_in_plain_words(
    people: People, two: tuple[Person, Person]
) -> None:
    a, b = two
    good = {"member_id": b.id, "side": "giver", "what": "Help", "minutes": 60, "on": TODAY}
    for wrong, expected in (
        ({"member_id": a.id}, (422, "transfer_to_oneself")),
        ({"minutes": 0}, (422, "minutes_wrong")),
        ({"minutes": -60}, (422, "minutes_wrong")),
        ({"minutes": 2**62}, (422, "minutes_wrong")),
        ({"minutes": 2**70}, (400, "malformed_json")),
        ({"minutes": 0.5}, (422, "invalid_input")),
    ):
        told = people.ask("POST", "/exchanges", a.token, json={**good, **wrong})
        assert refused(told)[:2] == expected, told.text
