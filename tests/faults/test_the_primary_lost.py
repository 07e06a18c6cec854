"""MongoDB's primary steps down while people work: whoever asks again gets the same answer."""

import contextlib
import time

import pytest
from journeys.people import People
from journeys.running import Platform, eventually
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from faults.breaking import accept, accept_all, assert_each_happened_once, is_well, pids

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]

AWAY_SECONDS = 2


def step_down(platform: Platform) -> None:
    """The one member of the set gives up being primary, and is elected again after a while."""
    order = {"replSetStepDown": AWAY_SECONDS, "secondaryCatchUpPeriodSecs": 0, "force": True}
    with (
        MongoClient(platform.mongo_uri) as client,  # type: MongoClient[dict[str, object]]
        contextlib.suppress(PyMongoError),
    ):
        client.admin.command(order)


def term(platform: Platform) -> int:
    """How often the set has elected a primary."""
    status = platform.client.admin.command("replSetGetStatus")
    return int(status["term"])


def test_the_same_key_gets_the_same_answer_and_nothing_happens_twice(
    platform: Platform, people: People
) -> None:
    applications = [people.apply("WOE") for _ in range(8)]
    platform.wait_until_quiet()
    before, left, elected = pids(platform), [0.0, 3.0], term(platform)
    begun = time.monotonic()

    def step_down_in_time() -> None:
        if left and time.monotonic() - begun > left[0]:
            left.pop(0)
            step_down(platform)

    answers = accept_all(people, applications, step_down_in_time)
    eventually(lambda: is_well(platform), 30.0)
    assert term(platform) > elected
    assert pids(platform) == before
    assert {sent["id"]: accept(people, sent["id"]) for sent in applications} == answers
    assert_each_happened_once(platform, applications, answers)
