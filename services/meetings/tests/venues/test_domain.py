"""A room is free or taken; a venue changes or does not (row 49)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from meetings.refusal import Refusal
from meetings.venues.domain import Booking, Venue, change, refuse_taken

NINE = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
OURS = Booking("meeting:1", "venue-1", NINE, NINE + timedelta(hours=2))
VENUE = Venue("venue-1", 1, "NENC", "Town Hall", "Cumbria", "Penrith", features=("step_free",))


@pytest.mark.parametrize(("begins", "lasts"), [(-60, 61), (0, 120), (30, 30), (119, 60), (-60, 300)])
def test_two_cannot_have_a_room_at_one_moment(begins, lasts):
    starts_at = NINE + timedelta(minutes=begins)
    wanted = Booking("event:2", "venue-1", starts_at, starts_at + timedelta(minutes=lasts))
    with pytest.raises(Refusal, match="venue_taken"):
        refuse_taken(wanted, [OURS])


@pytest.mark.parametrize(
    "free",
    [
        replace(OURS, owner="event:2", starts_at=OURS.ends_at, ends_at=OURS.ends_at + timedelta(hours=1)),
        replace(OURS, owner="event:2", starts_at=NINE - timedelta(hours=1), ends_at=NINE),
        replace(OURS, owner="event:2", venue_id="venue-2"),
        replace(OURS, starts_at=NINE + timedelta(minutes=30)),
    ],
    ids=["right after", "right before", "another room", "one's own slot moved"],
)
def test_what_does_not_touch_another_booking_is_free(free):
    refuse_taken(free, [OURS])


def test_a_venue_changes_only_when_something_is_said_anew():
    assert change(VENUE, {"name": "Town Hall"}) is VENUE
    assert change(VENUE, {"in_use": False}) == replace(VENUE, in_use=False, version=2)


def test_a_venue_is_said_with_its_town():
    assert VENUE.in_words == "Town Hall, Penrith"
    assert VENUE.is_step_free
