"""kill -9 at stewardship: what was acknowledged happened once, and a ballot never parts from its flag."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from journeys.people import People, Person
from journeys.running import Platform, eventually

from faults.breaking import CLIENT_SECONDS, SIDE_BY_SIDE, dying
from faults.voting import VOTERS, Polling

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(400)]

MATTERS = 6
MOMENTS = [
    # saved, and neither answered nor told to anybody
    "store.after_commit:4",
    # handed to the broker, whose receipt is not waited for
    "publisher.after_publish:1",
    # received by the broker, and not marked as sent
    "relay.after_confirm:1",
    # done, and the answer is not on its way
    "rpc.before_reply:3",
]
VOTING = [
    # nothing done yet
    "rpc.received:5",
    # flag and ballot saved, and nobody told
    "store.after_commit:3",
    "rpc.before_reply:6",
]


@pytest.fixture(scope="module")
def centre(platform: Platform, people: People) -> Person:
    """Somebody of the national team, who is told what regions raise."""
    person = people.member("UCLP")
    told = people.ask("POST", f"/members/{person.id}/roles", people.setup, json={"role": "national_team"})
    assert told.status_code == 200, told.text
    known = {"_id": person.id, "roles": "national_team"}
    eventually(lambda: platform.database("stewardship")["people"].count_documents(known) == 1)
    return person


@pytest.fixture(scope="module")
def convenor(people: People) -> Person:
    return people.officer("convenor", "WOE")


def raise_matter(people: People, by: Person, title: str) -> Any:
    """Under one Idempotency-Key until there is an answer; a broken part may only say "later"."""
    body = {"group": "WOE", "title": title, "text": "Could the centre help?", "is_new": True}
    deadline = time.monotonic() + CLIENT_SECONDS
    while time.monotonic() < deadline:
        told = people.ask("POST", "/matters", by.token, title.replace(" ", "-"), json=body)
        if told.status_code == requests.codes.created:
            return told.json()
        assert (told.status_code, told.json()["code"]) == (503, "temporarily_unavailable"), told.text
        time.sleep(0.2)
    raise AssertionError(f"no answer within {CLIENT_SECONDS:.0f} s")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_matter_that_was_acknowledged_is_raised_once_and_told_once(
    moment: str, platform: Platform, people: People, convenor: Person, centre: Person
) -> None:
    platform.wait_until_quiet()
    titles = [f"Matter {number} raised at {moment}" for number in range(MATTERS)]
    watch = dying(platform, "stewardship", moment)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as clients:
        asked = [clients.submit(raise_matter, people, convenor, title) for title in titles]
        eventually(lambda: watch() >= 0 and all(each.done() for each in asked), CLIENT_SECONDS)
    answers = [each.result() for each in asked]
    # The moment may come after the last answer.
    eventually(watch)
    assert watch() == 1
    platform.wait_until_quiet()

    stewardship, notifications = platform.database("stewardship"), platform.database("notifications")
    for title, answer in zip(titles, answers, strict=True):
        assert [row["_id"] for row in stewardship["matters"].find({"title": title})] == [answer["id"]]
        told = [
            row["_id"]
            for row in stewardship["outbox"].find({"key": "notice_raised.v1", "aggregate_id": answer["id"]})
        ]
        assert len(told) == 1
        assert notifications["inbox"].count_documents({"_id": f"send_notice|{told[0]}"}) == 1
        cause = f"matter:{answer['id']}:UK:raised"
        once = {"recipient": centre.id, "template": "matter_raised", "cause": cause}
        assert notifications["mail"].count_documents(once) == 1
        letters = platform.letters(centre.email, "A matter was raised")
        assert sum(f"/matters/{answer['id']}" in letter["text"] for letter in letters) == 1


def test_members_who_join_while_it_is_killed_are_known_once(platform: Platform, people: People) -> None:
    watch = dying(platform, "stewardship", "event.before_ack:2")
    joined = [people.member("SCO").id for _ in range(4)]
    eventually(watch)
    platform.wait_until_quiet()
    rows = list(platform.database("stewardship")["people"].find({"_id": {"$in": joined}}))
    assert sorted(row["_id"] for row in rows) == sorted(joined)
    assert {(row["region"], row["status"], row["version"]) for row in rows} == {("SCO", "active", 1)}


@pytest.mark.parametrize("moment", VOTING)
def test_nobody_votes_twice_and_no_flag_is_without_its_ballot(
    moment: str, platform: Platform, people: People
) -> None:
    polling = Polling(platform, people)
    polling.open_vote()
    platform.wait_until_quiet()
    watch = dying(platform, "stewardship", moment)

    asked = polling.votes_at_once()
    eventually(lambda: watch() >= 0 and all(each.done() for both in asked for each in both), CLIENT_SECONDS)
    eventually(watch)

    receipts = []
    for both in asked:
        told = sorted((each.result() for each in both), key=lambda each: int(each.status_code))
        assert [each.status_code for each in told] == [200, 409], [each.text for each in told]
        assert told[1].json()["code"] == "already_voted"
        receipts.append(told[0].json()["receipt"])
    assert sorted(row["_id"] for row in polling.cast()) == sorted(receipts)
    assert polling.flagged() == sorted(voter.id for voter in polling.voters)
    assert len(receipts) == len(set(receipts)) == VOTERS
