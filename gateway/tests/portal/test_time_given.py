"""How long, in words."""

import pytest

from gateway.portal.presenting.time_given import in_hours


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (180, "3 hours"),
        (-180, "3 hours"),
        (72_030, "1,200 hours 30 minutes"),
    ],
)
def test_minutes_are_said_as_hours_and_minutes(minutes, said):
    assert in_hours(minutes) == said
