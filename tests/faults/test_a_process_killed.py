"""kill -9 at the worst moments: every acknowledged acceptance has happened, once."""

import pytest
from journeys.people import People
from journeys.running import Platform, eventually

from faults.breaking import accept_all, assert_each_happened_once, dying

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]

# The relay may send all six acceptances in one round, so it is killed in its first.
MOMENTS = [
    # saved, and neither answered nor told to anybody
    ("membership", "store.after_commit:4"),
    # handed to the broker, whose receipt is not waited for
    ("membership", "publisher.after_publish:1"),
    # received by the broker, and not marked as sent
    ("membership", "relay.after_confirm:1"),
    # handled, and not acknowledged: the broker gives it again
    ("notifications", "event.before_ack:1"),
]


@pytest.mark.parametrize(("victim", "moment"), MOMENTS, ids=[f"{name} {at}" for name, at in MOMENTS])
def test_what_was_acknowledged_happened_exactly_once(
    victim: str, moment: str, platform: Platform, people: People
) -> None:
    applications = [people.apply("WOE") for _ in range(6)]
    platform.wait_until_quiet()
    watch = dying(platform, victim, moment)

    answers = accept_all(people, applications, watch)
    # The moment may come after the last answer.
    eventually(watch)
    assert watch() == 1
    assert_each_happened_once(platform, applications, answers)
