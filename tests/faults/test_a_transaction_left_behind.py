"""A process dies in the middle of a transaction: what it had written is not locked for long."""

import os
import time

import pytest
from journeys.people import People
from journeys.running import Platform

from chassis.bus.topology import LADDER_SECONDS
from faults.breaking import accept_all, assert_each_happened_once

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]


@pytest.mark.skipif("MONGO_URI" in os.environ, reason="that server has its own settings")
def test_it_is_free_again_before_the_last_but_one_retry(platform: Platform, people: People) -> None:
    applications = [people.apply("WOE")]
    documents = platform.database("membership")["applications"]
    with platform.client.start_session() as session:
        session.start_transaction()
        touched = documents.update_one(
            {"_id": applications[0]["id"]}, {"$set": {"touched": True}}, session=session
        )
        assert touched.matched_count == 1
        begun = time.monotonic()
        answers = accept_all(people, applications)
        took = time.monotonic() - begun
    assert 1.0 < took < sum(LADDER_SECONDS[:2])
    assert_each_happened_once(platform, applications, answers)
