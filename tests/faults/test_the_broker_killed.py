"""kill -9 of RabbitMQ while people work: it comes back on its data, and the platform by itself."""

import time

import pytest
from journeys.people import People
from journeys.running import Platform, eventually

from faults.breaking import Broker, accept_all, assert_each_happened_once, is_well, pids

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]

RECOVERED_SECONDS = 30.0


def test_no_event_is_lost_and_everybody_comes_back_by_themselves(
    broker: Broker | None, platform: Platform, people: People
) -> None:
    if broker is None:
        pytest.skip("RabbitMQ runs in a container here, which is not ours to kill")
    applications = [people.apply("WOE") for _ in range(8)]
    platform.wait_until_quiet()
    before = pids(platform)
    came_back = 0.0

    def cut_the_power_once() -> None:
        nonlocal came_back
        if not came_back and platform.database("membership")["members"].count_documents(
            {"email": {"$in": [sent["email"] for sent in applications]}}
        ):
            broker.kill()
            broker.start()
            came_back = time.monotonic()

    answers = accept_all(people, applications, cut_the_power_once)
    assert came_back
    eventually(lambda: is_well(platform), max(1.0, came_back + RECOVERED_SECONDS - time.monotonic()))
    assert pids(platform) == before
    assert_each_happened_once(platform, applications, answers)
